/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

#define FORE_ENSEMBLE "ensemble"

/* The ids of the models that are combined, %NULL-terminated. */
extern const char *const fore_ensemble_members[];

ForeModelResult *fore_ensemble_combine (const ForeSeries *series,
                                        const ForeModelOptions *options,
                                        GPtrArray *members);

G_END_DECLS

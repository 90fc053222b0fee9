/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-past.h"

G_BEGIN_DECLS

#define FORE_ENSEMBLE "ensemble"

void fore_ensemble_weigh (gsize n, const double *error, double *weight);
ForeFit *fore_ensemble_combine (const ForeSeries *series,
                                const ForeModelOptions *options,
                                GPtrArray *members);

G_END_DECLS

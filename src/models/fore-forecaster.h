/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

/* The ids of the models that are trained unless others are asked for, %NULL-terminated. */
extern const char *const fore_forecaster_default_models[];

gboolean fore_forecaster_knows (const char *model);
gboolean fore_forecaster_regresses (const char *model);
GPtrArray *fore_forecaster_run (const ForeSeries *series,
                                const char *const *models,
                                const ForeModelOptions *options,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-closed-days.h"
#include "fore-model.h"

G_BEGIN_DECLS

/* At how many earlier origins a model is asked. */
#define FORE_PAST_ORIGINS 4

/**
 * ForePast:
 * @forecast: what a model would have said at an earlier origin
 * @actual: (array): what happened then, NaN where not known or closed
 * @level_shift: (array) (nullable): that of #ForeModelResult
 *
 * A forecast of days that the history knows.
 */
typedef struct {
  ForeForecast *forecast;
  double *actual;
  double *level_shift;
} ForePast;

/**
 * ForeFit:
 * @result: a model fitted to the whole history
 * @pasts: (element-type ForePast): what it would have said before, the newest first
 *
 * What is known of one model on one series.
 */
typedef struct {
  ForeModelResult *result;
  GPtrArray *pasts;
} ForeFit;

ForeFit *fore_fit_new (ForeModelResult *result, GPtrArray *pasts);
void fore_fit_free (ForeFit *fit);

ForePast *fore_past_new (ForeForecast *forecast, const double *actual);
void fore_past_free (ForePast *past);
GPtrArray *fore_past_none (void);
GPtrArray *fore_past_run (ForeClosedDays closed,
                          const ForeModel *model,
                          const ForeSeries *series,
                          const ForeSeries *happened,
                          const ForeModelOptions *options,
                          ForeModelResult *result,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS

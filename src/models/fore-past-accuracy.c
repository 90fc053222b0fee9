/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-past-accuracy.h"

#include "fore-calibrate.h"

/* Everything but one of some pasts. */
static GPtrArray *
leave_out (GPtrArray *pasts, guint which)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < pasts->len; i++)
    if (i != which)
      g_ptr_array_add (others, pasts->pdata[i]);

  return others;
}

/**
 * fore_past_accuracy_measure:
 * @fit: (inout): a model with its past; its result is told how that did
 * @series: what happened, closed days included
 * @period: season length, for MASE
 * @sense: what was seen in it
 *
 * Measures forecasts from earlier origins, which are there anyhow for the bands, as
 * fore_backtest_run() does. The bands of each are made as those of the forecast are, from the
 * other origins, so that none has seen the days it is measured on; the form of the model is that
 * of the whole history (see fore_past_run()).
 */
void
fore_past_accuracy_measure (ForeFit *fit,
                            const ForeSeries *series,
                            guint period,
                            const ForeSalesSense *sense)
{
  ForeModelResult *result = fit->result;

  for (guint k = 0; k < fit->pasts->len; k++) {
    const ForePast *past = fit->pasts->pdata[k];
    g_autoptr (ForeForecast) forecast = fore_forecast_copy (past->forecast);
    g_autoptr (GPtrArray) others = leave_out (fit->pasts, k);
    gsize n_train = series->n - (k + 1) * forecast->horizon;
    double scale = fore_accuracy_scale (series->y, n_train, period);
    ForeAccuracy accuracy;

    fore_calibrate_bands (forecast, others);
    fore_sales_sense_apply (sense, forecast);
    fore_accuracy_measure (&accuracy, forecast, series->y + n_train, scale);
    fore_accuracy_add (&result->past_accuracy, &accuracy);
    result->past_horizon = forecast->horizon;
  }
  result->n_origins = fit->pasts->len;
}

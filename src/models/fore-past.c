/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-past.h"

#include "fore-open-days.h"

/* A past forecast reaches over a twelfth of the history, and over a month at most. */
#define HISTORY_PER_HORIZON 12
#define LONGEST_HORIZON     30
/* Half of the history, and a few values, are needed to learn from. */
#define FEWEST_TO_LEARN 20

/**
 * fore_past_new:
 * @forecast: (transfer full): a forecast
 * @actual: (array): what happened, as many values as its horizon
 *
 * Returns: (transfer full): both together
 */
ForePast *
fore_past_new (ForeForecast *forecast, const double *actual)
{
  ForePast *past = g_new0 (ForePast, 1);

  past->forecast = forecast;
  past->actual = g_memdup2 (actual, forecast->horizon * sizeof *actual);

  return past;
}

void
fore_past_free (ForePast *past)
{
  if (past == NULL)
    return;
  fore_forecast_free (past->forecast);
  g_free (past->actual);
  g_free (past->level_shift);
  g_free (past);
}

/**
 * fore_fit_new:
 * @result: (transfer full): a model fitted to the whole history
 * @pasts: (transfer full) (element-type ForePast): what it would have said before
 *
 * Returns: (transfer full): both together
 */
ForeFit *
fore_fit_new (ForeModelResult *result, GPtrArray *pasts)
{
  ForeFit *fit = g_new0 (ForeFit, 1);

  fit->result = result;
  fit->pasts = pasts;

  return fit;
}

void
fore_fit_free (ForeFit *fit)
{
  if (fit == NULL)
    return;
  fore_model_result_unref (fit->result);
  g_ptr_array_unref (fit->pasts);
  g_free (fit);
}

/**
 * fore_past_none:
 *
 * Returns: (transfer full) (element-type ForePast): the pasts of a model that has none yet
 */
GPtrArray *
fore_past_none (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fore_past_free);
}

static gboolean
is_enough (const ForeSeries *train)
{
  return train->n - train->n_missing >= FEWEST_TO_LEARN;
}

/**
 * fore_past_run:
 * @closed: weekdays that are always closed
 * @model: a model
 * @series: a series in which closed days are missing
 * @happened: the same series as it happened, to hold forecasts against
 * @options: what was asked of the model
 * @result: (inout): what it said about the whole series; the CPU time is added to its own
 * @cancellable: (nullable): stops the fits
 * @error: set to %G_IO_ERROR_CANCELLED, nothing else
 *
 * Fits a model again to the history up to %FORE_PAST_ORIGINS earlier origins, so that its
 * forecasts can be held against what happened. The origins lie a horizon apart in the second
 * half of the history.
 *
 * Returns: (transfer full) (element-type ForePast): the newest origin first; fewer or none when
 *   the history is short
 */
GPtrArray *
fore_past_run (ForeClosedDays closed,
               const ForeModel *model,
               const ForeSeries *series,
               const ForeSeries *happened,
               const ForeModelOptions *options,
               ForeModelResult *result,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) pasts = fore_past_none ();
  g_autoptr (ForeSeries) open = fore_closed_days_leave_out (closed, happened);
  gsize horizon = CLAMP (series->n / HISTORY_PER_HORIZON, 1, LONGEST_HORIZON);
  ForeModelOptions past_options = *options;

  past_options.horizon = horizon;
  /* The form that was found in the whole history is not looked for again in parts of it. */
  past_options.like = result->parameters;
  for (gsize k = 1; k <= FORE_PAST_ORIGINS; k++) {
    g_autoptr (ForeSeries) train = NULL;
    g_autoptr (ForeModelResult) past = NULL;
    ForePast *known;

    if (series->n - series->n / 2 < k * horizon)
      break;
    train = fore_series_head (series, series->n - k * horizon);
    if (!is_enough (train))
      break;
    past = fore_open_days_run (closed, model, train, &past_options, cancellable, error);
    if (past == NULL)
      return NULL;
    result->seconds += past->seconds;
    known = fore_past_new (fore_forecast_copy (past->forecast), open->y + train->n);
    known->level_shift = g_steal_pointer (&past->level_shift);
    g_ptr_array_add (pasts, known);
  }

  return g_steal_pointer (&pasts);
}

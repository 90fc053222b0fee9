/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-open-days.h"

#include <math.h>

#include "fore-components.h"
#include "fore-fallback.h"

static guint
count_closed (ForeClosedDays closed)
{
  guint n_closed = 0;

  for (int i = 0; i < 7; i++)
    n_closed += closed >> i & 1;
  return n_closed;
}

static gboolean
is_open (ForeClosedDays closed, const ForeSeries *series, gsize t)
{
  return !fore_closed_days_contain (closed, fore_series_day (series, t));
}

static ForeSeries *
squeeze (ForeClosedDays closed, const ForeSeries *series)
{
  g_autofree double *y = g_new (double, series->n);
  gsize n = 0;

  for (gsize t = 0; t < series->n; t++) {
    if (is_open (closed, series, t))
      y[n++] = series->y[t];
  }

  return fore_series_new (series->category, series->first_day, series->step, n, y);
}

static ForeModelOptions
squeeze_options (ForeClosedDays closed,
                 const ForeSeries *series,
                 const ForeModelOptions *options,
                 guint period)
{
  ForeModelOptions squeezed = *options;

  squeezed.period = period / 7 * (7 - count_closed (closed));
  if (options->has_order && options->order.s == period)
    squeezed.order.s = squeezed.period;
  squeezed.horizon = 0;
  for (gsize h = 0; h < options->horizon; h++)
    squeezed.horizon += is_open (closed, series, series->n + h);
  squeezed.horizon = MAX (squeezed.horizon, 1);

  return squeezed;
}

/* The rows of open days, and one more for the step that is always asked for. */
static ForeRegressorTable *
squeeze_regressors (ForeClosedDays closed,
                    const ForeSeries *series,
                    const ForeRegressorTable *table)
{
  g_autofree gsize *row = NULL;
  gsize n_rows = 0;

  if (table == NULL)
    return NULL;
  row = g_new (gsize, table->n_rows + 1);
  for (gsize t = 0; t < table->n_rows; t++)
    if (is_open (closed, series, t))
      row[n_rows++] = t;
  row[n_rows++] = table->n_rows;

  return fore_regressor_table_pick (table, n_rows, row);
}

/* Spreads values of open days over all days from day @first of the series on; what is closed
 * gets @when_closed. */
static void
stretch (ForeClosedDays closed,
         const ForeSeries *series,
         gsize first,
         gsize n,
         double when_closed,
         const double *squeezed,
         double *stretched)
{
  gsize k = 0;

  for (gsize i = 0; i < n; i++)
    stretched[i] = is_open (closed, series, first + i) ? squeezed[k++] : when_closed;
}

static void
stretch_forecast (ForeClosedDays closed,
                  const ForeSeries *series,
                  const ForeForecast *squeezed,
                  ForeForecast *stretched)
{
  gsize n = series->n, horizon = stretched->horizon;

  stretch (closed, series, n, horizon, 0, squeezed->value, stretched->value);
  stretch (closed, series, n, horizon, 0, squeezed->lower_80, stretched->lower_80);
  stretch (closed, series, n, horizon, 0, squeezed->upper_80, stretched->upper_80);
  stretch (closed, series, n, horizon, 0, squeezed->lower_95, stretched->lower_95);
  stretch (closed, series, n, horizon, 0, squeezed->upper_95, stretched->upper_95);
  stretched->note = g_strdup (squeezed->note);
}

static ForeModelResult *
stretch_result (ForeClosedDays closed,
                const ForeSeries *series,
                const ForeModelOptions *options,
                const ForeModelOptions *squeezed_options,
                const ForeModelResult *squeezed)
{
  ForeModelResult *result = fore_model_result_new (squeezed->forecast->model, series, options);

  stretch_forecast (closed, series, squeezed->forecast, result->forecast);
  stretch (closed, series, 0, series->n, NAN, squeezed->fitted, result->fitted);
  for (guint i = 0; i < squeezed->components->len; i++) {
    const ForeComponent *from = g_ptr_array_index (squeezed->components, i);
    /* A week without its closed days is still one. */
    const char *name = g_str_equal (from->name, "seasonal") &&
                               squeezed->period == squeezed_options->period
                           ? fore_components_name_season (series, result->period)
                           : from->name;
    ForeComponent *to = fore_model_result_add_component (result, name);

    stretch (closed, series, series->n, options->horizon, 0, from->value, to->value);
    stretch (closed, series, 0, series->n, NAN, from->fitted, to->fitted);
  }
  if (squeezed->period != squeezed_options->period)
    result->period = squeezed->period;
  result->log_likelihood = squeezed->log_likelihood;
  result->aic = squeezed->aic;
  result->aicc = squeezed->aicc;
  result->bic = squeezed->bic;
  result->sigma2 = squeezed->sigma2;
  result->seconds = squeezed->seconds;
  if (squeezed->parameters != NULL)
    result->parameters = g_variant_ref (squeezed->parameters);

  return result;
}

/* Where a weekday is never seen, the mean of the week and the level of the trend cannot be told
 * apart. The trend gets all of it, so that both mean something; their sum stays. */
static void
center_week (ForeClosedDays closed, const ForeSeries *series, ForeModelResult *result)
{
  ForeComponent *trend = fore_components_find (result, "trend");
  ForeComponent *weekly = fore_components_find (result, "weekly");
  double mean = 0;
  gsize n = 0;

  if (trend == NULL || weekly == NULL)
    return;
  for (gsize t = 0; t < series->n; t++)
    if (is_open (closed, series, t))
      mean += (weekly->fitted[t] - mean) / (double) ++n;
  for (gsize t = 0; t < series->n; t++) {
    weekly->fitted[t] -= mean;
    trend->fitted[t] += mean;
  }
  for (gsize h = 0; h < result->forecast->horizon; h++) {
    weekly->value[h] -= mean;
    trend->value[h] += mean;
  }
}

/* No part of a forecast of zero is anything else. */
static void
close_components (ForeClosedDays closed, const ForeSeries *series, ForeModelResult *result)
{
  for (guint i = 0; i < result->components->len; i++) {
    ForeComponent *component = g_ptr_array_index (result->components, i);

    for (gsize h = 0; h < result->forecast->horizon; h++)
      if (!is_open (closed, series, series->n + h))
        component->value[h] = 0;
  }
}

/**
 * fore_open_days_run:
 * @closed: weekdays that are always closed
 * @model: a model
 * @series: a series in which closed days are missing
 * @options: what is asked
 * @cancellable: (nullable): stops the fit
 * @error: set to %G_IO_ERROR_CANCELLED, nothing else
 *
 * Runs a model, or what stands in for it, on the days that are open. A model that reads the
 * calendar sees the closed days as missing. To the others they do not exist: Monday follows
 * Saturday and the season is shorter by the closed days, which costs no state and no time,
 * where a season that is never seen would leave them without a start.
 *
 * Returns: (transfer full): the result by calendar days, with 0 on those that are closed
 */
ForeModelResult *
fore_open_days_run (ForeClosedDays closed,
                    const ForeModel *model,
                    const ForeSeries *series,
                    const ForeModelOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  guint period = options->period != 0 ? options->period : fore_series_period (series);
  ForeModelOptions squeezed_options;
  g_autoptr (ForeSeries) squeezed = NULL;
  g_autoptr (ForeRegressorTable) regressors = NULL;
  g_autoptr (ForeModelResult) result = NULL;

  if (closed == 0 || model->reads_calendar || period % 7 != 0) {
    result = fore_fallback_run (model, series, options, cancellable, error);
    if (result != NULL && closed != 0) {
      center_week (closed, series, result);
      close_components (closed, series, result);
    }
    return g_steal_pointer (&result);
  }

  squeezed = squeeze (closed, series);
  squeezed_options = squeeze_options (closed, series, options, period);
  regressors = squeeze_regressors (closed, series, options->regressors);
  squeezed_options.regressors = regressors;
  result = fore_fallback_run (model, squeezed, &squeezed_options, cancellable, error);
  if (result == NULL)
    return NULL;

  return stretch_result (closed, series, options, &squeezed_options, result);
}

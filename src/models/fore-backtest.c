/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-backtest.h"

#include "fore-forecaster.h"

static const char *const all_models[] = { "seasonal_naive", "holt_winters", "sarimax",
                                          "prophet",        "ensemble",     NULL };

void
fore_backtest_free (ForeBacktest *backtest)
{
  if (backtest == NULL)
    return;
  g_free (backtest->category);
  g_free (backtest->model);
  g_free (backtest);
}

static ForeBacktest *
compare (const ForeModelResult *result, const ForeSeries *train, const double *actual, double scale)
{
  ForeBacktest *backtest = g_new0 (ForeBacktest, 1);

  backtest->category = g_strdup (train->category);
  backtest->model = g_strdup (result->forecast->model);
  backtest->origin = fore_series_day (train, train->n - 1);
  backtest->horizon = result->forecast->horizon;
  fore_accuracy_measure (&backtest->accuracy, result->forecast, actual, scale);
  backtest->seconds = result->seconds;

  return backtest;
}

/* There must be something to learn from and something to compare with. */
static gboolean
is_measurable (const ForeSeries *series, gsize n_train, gsize horizon)
{
  gsize n_learned = 0, n_compared = 0;

  for (gsize t = 0; t < n_train; t++)
    n_learned += series->y[t] == series->y[t];
  for (gsize t = n_train; t < n_train + horizon; t++)
    n_compared += series->y[t] == series->y[t];

  return n_learned >= 2 && n_compared > 0;
}

static gboolean
test_origin (GPtrArray *backtests,
             const ForeSeries *series,
             gsize n_train,
             const char *const *models,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (ForeSeries) train = fore_series_head (series, n_train);
  guint period = options->period != 0 ? options->period : fore_series_period (series);
  double scale = fore_accuracy_scale (train->y, train->n, period);
  g_autoptr (GPtrArray) results = fore_forecaster_run (train, models, options, cancellable, error);

  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < results->len; i++)
    g_ptr_array_add (backtests,
                     compare (g_ptr_array_index (results, i), train, series->y + n_train, scale));

  return TRUE;
}

/* From origin by origin to model by model. */
static GPtrArray *
sort_by_model (GPtrArray *backtests, guint n_models)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_backtest_free);

  for (guint m = 0; m < n_models; m++) {
    for (guint i = m; i < backtests->len; i += n_models)
      g_ptr_array_add (sorted, g_steal_pointer (&g_ptr_array_index (backtests, i)));
  }

  return sorted;
}

/**
 * fore_backtest_run:
 * @series: a series
 * @models: (nullable) (array zero-terminated=1): ids of the models; %NULL for seasonal naive,
 *   the three models and the ensemble
 * @options: what is asked of them, the horizon among it
 * @n_origins: at how many origins to test
 * @step: steps from one origin to the next
 * @cancellable: (nullable): stops the test
 * @error: set to what fore_forecaster_run() sets
 *
 * Tests models on what has happened: each is trained on the history up to an origin and
 * compared with the @horizon steps after it. Origins lie @step apart, the last one the
 * horizon before the end. An origin with fewer than two known values before it, or none after
 * it, is left out.
 *
 * Returns: (transfer full) (element-type ForeBacktest): model by model, the oldest origin
 *   first; empty when the history is too short for any origin
 */
GPtrArray *
fore_backtest_run (const ForeSeries *series,
                   const char *const *models,
                   const ForeModelOptions *options,
                   guint n_origins,
                   gsize step,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray)
      backtests = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_backtest_free);

  g_return_val_if_fail (options->horizon > 0 && step > 0, NULL);

  if (models == NULL)
    models = all_models;
  for (gsize k = n_origins; k-- > 0;) {
    gsize n_train;

    if (series->n < options->horizon || (series->n - options->horizon) / step < k)
      continue;
    n_train = series->n - options->horizon - k * step;
    if (is_measurable (series, n_train, options->horizon) &&
        !test_origin (backtests, series, n_train, models, options, cancellable, error))
      return NULL;
  }

  return sort_by_model (backtests, g_strv_length ((char **) models));
}

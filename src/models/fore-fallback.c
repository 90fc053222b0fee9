/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include "fore-fallback.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <time.h>

/* A point forecast this many ranges of the history away from it has lost its way. */
#define FARTHEST 10.0

static double
thread_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static void
find_reach (const ForeSeries *series, double *lowest, double *highest)
{
  double low = INFINITY, high = -INFINITY, range;

  for (gsize t = 0; t < series->n; t++) {
    if (isnan (series->y[t]))
      continue;
    low = MIN (low, series->y[t]);
    high = MAX (high, series->y[t]);
  }
  range = MAX (high - low, MAX (fabs (high), fabs (low)));
  *lowest = low - FARTHEST * range;
  *highest = high + FARTHEST * range;
}

static gboolean
is_usable (const ForeModelResult *result, const ForeSeries *series)
{
  const ForeForecast *forecast = result->forecast;
  double lowest, highest;

  find_reach (series, &lowest, &highest);
  for (gsize h = 0; h < forecast->horizon; h++) {
    if (!isfinite (forecast->value[h]) || !isfinite (forecast->lower_80[h]) ||
        !isfinite (forecast->upper_80[h]) || !isfinite (forecast->lower_95[h]) ||
        !isfinite (forecast->upper_95[h]))
      return FALSE;
    if (forecast->value[h] < lowest || forecast->value[h] > highest)
      return FALSE;
  }

  return TRUE;
}

/* Simulated and rounded bands may cross by a hair. */
static void
nest_bands (ForeForecast *forecast)
{
  for (gsize h = 0; h < forecast->horizon; h++) {
    forecast->lower_80[h] = MIN (forecast->lower_80[h], forecast->value[h]);
    forecast->upper_80[h] = MAX (forecast->upper_80[h], forecast->value[h]);
    forecast->lower_95[h] = MIN (forecast->lower_95[h], forecast->lower_80[h]);
    forecast->upper_95[h] = MAX (forecast->upper_95[h], forecast->upper_80[h]);
  }
}

static ForeModelResult *
repeat_last_season (const ForeModel *model,
                    const ForeSeries *series,
                    const ForeModelOptions *options,
                    GCancellable *cancellable,
                    const GError *why,
                    GError **error)
{
  ForeModelResult *result = fore_model_seasonal_naive.run (series, options, cancellable, error);
  ForeForecast *forecast;

  if (result == NULL)
    return NULL;

  forecast = result->forecast;
  g_free (forecast->model);
  forecast->model = g_strdup (model->id);
  g_free (forecast->note);
  if (why != NULL)
    /* Translators: the first %s is a model such as Prophet, the second a whole sentence. */
    forecast->note = g_strdup_printf (_ ("%s could not be fitted to this history, so its last "
                                         "season is repeated. %s"),
                                      model->title, why->message);
  else
    forecast->note = g_strdup_printf (
        _ ("%s found no usable forecast for this history, so its last season is repeated."),
        model->title);

  return result;
}

/**
 * fore_fallback_run:
 * @model: a model
 * @series: a series with one known value at least
 * @options: what is asked
 * @cancellable: (nullable): stops the fit
 * @error: set to %G_IO_ERROR_CANCELLED, nothing else
 *
 * Runs a model so that one that fails on a series costs nobody a forecast: when it returns an
 * error, a number that is none, or a forecast ten times the range of the history away, the
 * last season is repeated in its name, and the note says so.
 *
 * Returns: (transfer full): a finite forecast with nested bands, and the CPU time it took
 */
ForeModelResult *
fore_fallback_run (const ForeModel *model,
                   const ForeSeries *series,
                   const ForeModelOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  double start = thread_seconds ();
  g_autoptr (GError) why = NULL;
  g_autoptr (ForeModelResult) result = model->run (series, options, cancellable, &why);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (result == NULL || !is_usable (result, series)) {
    g_clear_pointer (&result, fore_model_result_unref);
    result = repeat_last_season (model, series, options, cancellable, why, error);
    if (result == NULL)
      return NULL;
  }
  nest_bands (result->forecast);
  result->seconds = thread_seconds () - start;

  return g_steal_pointer (&result);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models on the logarithmic scale, where seasons grow with the level and errors with both.
 * They are no models of their own but members of the ensemble: of two scales one is nearly
 * always wrong, and which one is not known before. */
#include "fore-config.h"
#include "fore-log-scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-components.h"
#include "fore-error.h"

/* Values are divided by their mean, so that another currency changes nothing, and moved up by
 * this, so that a day without sales has a logarithm and is no outlier. */
#define OFFSET 0.1

/* No forecast and no end of a band goes beyond so many times the highest value. */
#define FARTHEST 10.0

typedef struct {
  double mean;
  double highest;
} Scale;

static gboolean
find_scale (const ForeSeries *series, Scale *scale)
{
  double lowest = INFINITY;
  gsize n_known = 0;

  *scale = (Scale){ 0 };
  for (gsize t = 0; t < series->n; t++) {
    if (isnan (series->y[t]))
      continue;
    scale->mean += (series->y[t] - scale->mean) / (double) ++n_known;
    lowest = MIN (lowest, series->y[t]);
    scale->highest = MAX (scale->highest, series->y[t]);
  }

  return lowest >= 0 && scale->mean > 0;
}

static void
take_back (const Scale *scale, double *value, gsize n)
{
  double farthest = log (FARTHEST * scale->highest / scale->mean + OFFSET);

  for (gsize i = 0; i < n; i++) {
    if (!isnan (value[i]))
      value[i] = scale->mean * (exp (MIN (value[i], farthest)) - OFFSET);
  }
}

/* A value in the log-mean of which and of the trend alone the other parts of its logarithm are as
 * amounts that add up to it: the additive form of the logarithmic mean Divisia index, B. W. Ang,
 * Energy Policy 32 (2004), table 2. */
static double
log_mean (double a, double b)
{
  double ratio = log (a / b);

  return fabs (ratio) > 1e-12 ? (a - b) / ratio : a;
}

/* Of the parts the first one is trend or level. */
static void
take_back_part (const Scale *scale,
                const ForeModelResult *logarithmic,
                ForeModelResult *result,
                gsize i,
                gboolean is_fitted)
{
  double whole = 0, trend = 0;

  for (guint k = logarithmic->components->len; k-- > 0;) {
    const ForeComponent *from = logarithmic->components->pdata[k];

    trend = (is_fitted ? from->fitted : from->value)[i];
    whole += trend;
  }
  trend = exp (trend);
  whole = exp (whole);
  for (guint k = 0; k < logarithmic->components->len; k++) {
    const ForeComponent *from = logarithmic->components->pdata[k];
    ForeComponent *to = result->components->pdata[k];
    double amount = k == 0 ? trend - OFFSET
                           : (is_fitted ? from->fitted : from->value)[i] * log_mean (whole, trend);

    (is_fitted ? to->fitted : to->value)[i] = scale->mean * amount;
  }
}

static void
take_back_parts (const Scale *scale, const ForeModelResult *logarithmic, ForeModelResult *result)
{
  for (guint k = 0; k < logarithmic->components->len; k++)
    fore_model_result_add_component (result,
                                     ((ForeComponent *) logarithmic->components->pdata[k])->name);
  for (gsize t = 0; t < result->n; t++)
    take_back_part (scale, logarithmic, result, t, TRUE);
  for (gsize h = 0; h < result->forecast->horizon; h++)
    take_back_part (scale, logarithmic, result, h, FALSE);
}

/* A shift of the logarithm, as what it moves a forecast by. */
static double *
take_back_shift (const Scale *scale,
                 const ForeModelResult *logarithmic,
                 const ForeForecast *forecast)
{
  double *shift;

  if (logarithmic->level_shift == NULL)
    return NULL;
  shift = g_new (double, forecast->horizon);
  for (gsize h = 0; h < forecast->horizon; h++)
    shift[h] = logarithmic->forecast->value[h] + logarithmic->level_shift[h];
  take_back (scale, shift, forecast->horizon);
  for (gsize h = 0; h < forecast->horizon; h++)
    shift[h] -= forecast->value[h];

  return shift;
}

static ForeModelResult *
take_back_result (const Scale *scale,
                  const ForeModel *model,
                  const ForeSeries *series,
                  const ForeModelOptions *options,
                  const ForeModelResult *logarithmic)
{
  ForeModelResult *result = fore_model_result_new (model->id, series, options);

  fore_forecast_free (result->forecast);
  result->forecast = fore_forecast_copy (logarithmic->forecast);
  g_free (result->forecast->model);
  result->forecast->model = g_strdup (model->id);
  take_back (scale, result->forecast->value, options->horizon);
  take_back (scale, result->forecast->lower_80, options->horizon);
  take_back (scale, result->forecast->upper_80, options->horizon);
  take_back (scale, result->forecast->lower_95, options->horizon);
  take_back (scale, result->forecast->upper_95, options->horizon);

  g_free (result->fitted);
  result->fitted = g_memdup2 (logarithmic->fitted, series->n * sizeof *result->fitted);
  take_back (scale, result->fitted, series->n);
  take_back_parts (scale, logarithmic, result);
  fore_components_balance (result);
  result->level_shift = take_back_shift (scale, logarithmic, result->forecast);
  result->period = logarithmic->period;
  if (logarithmic->parameters != NULL)
    result->parameters = g_variant_ref (logarithmic->parameters);

  return result;
}

/* The median of the logarithm is that of the sales: forecasts are taken back as they are. */
static ForeModelResult *
run (const ForeModel *model,
     const ForeModel *on_logarithm,
     const ForeSeries *series,
     const ForeModelOptions *options,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (ForeSeries) logarithm = fore_series_head (series, series->n);
  g_autoptr (ForeModelResult) result = NULL;
  ForeModelOptions on_scale = *options;
  Scale scale;

  if (!find_scale (series, &scale)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_MODEL,
                         _ ("A logarithmic scale takes sales that are never negative."));
    return NULL;
  }
  for (gsize t = 0; t < logarithm->n; t++)
    logarithm->y[t] = log (logarithm->y[t] / scale.mean + OFFSET);
  /* A logarithm may be below zero, where logistic growth never is. */
  on_scale.growth = options->growth == FORE_GROWTH_FLAT ? FORE_GROWTH_FLAT : FORE_GROWTH_LINEAR;
  result = on_logarithm->run (logarithm, &on_scale, cancellable, error);
  if (result == NULL)
    return NULL;

  return take_back_result (&scale, model, series, options, result);
}

static ForeModelResult *
run_holt_winters (const ForeSeries *series,
                  const ForeModelOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  return run (&fore_model_holt_winters_log, &fore_model_holt_winters, series, options, cancellable,
              error);
}

static ForeModelResult *
run_prophet (const ForeSeries *series,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  return run (&fore_model_prophet_log, &fore_model_prophet, series, options, cancellable, error);
}

const ForeModel fore_model_holt_winters_log = {
  .id = "holt_winters_log",
  .title = "Holt-Winters",
  .run = run_holt_winters,
};

const ForeModel fore_model_prophet_log = {
  .id = "prophet_log",
  .title = "Prophet",
  .run = run_prophet,
  .reads_calendar = TRUE,
};

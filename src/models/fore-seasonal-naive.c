/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seasonal naive method: each value is that of the same season before. Formulas and
 * letters are those of Hyndman & Athanasopoulos (2021), "Forecasting: Principles and
 * Practice", third edition (FPP3), sections 5.2 and 5.5. */
#include "fore-config.h"
#include "fore-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Two-sided 80 % and 95 % quantiles of the standard normal distribution. */
#define NORMAL_80 1.2815515655446004
#define NORMAL_95 1.959963984540054

static double
mean_of_known (const double *y, gsize n)
{
  double mean = 0;
  gsize n_known = 0;

  for (gsize t = 0; t < n; t++) {
    if (!isnan (y[t]))
      mean += (y[t] - mean) / (double) ++n_known;
  }

  return mean;
}

/* Fills @last with the newest known value of each of the @m seasons, and @fitted, when not
 * %NULL, with what was the newest one before each value. Seasons never known stay NaN. */
static void
follow_seasons (const double *y, gsize n, gsize m, double *last, double *fitted)
{
  for (gsize i = 0; i < m; i++)
    last[i] = NAN;
  for (gsize t = 0; t < n; t++) {
    if (fitted != NULL)
      fitted[t] = last[t % m];
    if (!isnan (y[t]))
      last[t % m] = y[t];
  }
}

/* Root mean square of the residuals, which have mean 0 by the model; 0 without any. */
static double
residual_deviation (const double *y, const double *fitted, gsize n)
{
  double sum = 0;
  gsize n_residuals = 0;

  for (gsize t = 0; t < n; t++) {
    double e = y[t] - fitted[t];

    if (isnan (e))
      continue;
    sum += e * e;
    n_residuals++;
  }

  return n_residuals > 0 ? sqrt (sum / (double) n_residuals) : 0;
}

static void
fill_forecast (ForeForecast *forecast, gsize n, gsize m, const double *last, double sigma)
{
  for (gsize h = 0; h < forecast->horizon; h++) {
    double value = last[(n + h) % m];
    /* FPP3 table 5.2: k is the integer part of (h - 1) / m, h counted from 1. */
    double sigma_h = sigma * sqrt ((double) (h / m + 1));

    forecast->value[h] = value;
    forecast->lower_80[h] = value - NORMAL_80 * sigma_h;
    forecast->upper_80[h] = value + NORMAL_80 * sigma_h;
    forecast->lower_95[h] = value - NORMAL_95 * sigma_h;
    forecast->upper_95[h] = value + NORMAL_95 * sigma_h;
  }
}

static GVariant *
describe (const double *last, gsize n, gsize m)
{
  GVariantBuilder builder;
  g_autofree double *season = g_new (double, m);

  for (gsize i = 0; i < m; i++)
    season[i] = last[(n + i) % m];
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (
      &builder, "{sv}", "last_season",
      g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, season, m, sizeof *season));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static ForeModelResult *
run (const ForeSeries *series,
     const ForeModelOptions *options,
     GCancellable *cancellable,
     GError **error)
{
  ForeModelResult *result;
  g_autofree double *last = NULL;
  gsize n = series->n, m;
  double mean = mean_of_known (series->y, n);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  result = fore_model_result_new (fore_model_seasonal_naive.id, series, options);
  m = result->period;
  if (n < m) {
    m = 1;
    result->forecast->note = g_strdup (_ ("The history is shorter than a season, so its last "
                                          "value is repeated."));
  }
  result->period = (guint) m;

  last = g_new (double, m);
  follow_seasons (series->y, n, m, last, result->fitted);
  for (gsize i = 0; i < m; i++) {
    if (isnan (last[i]))
      last[i] = mean;
  }
  result->sigma2 = pow (residual_deviation (series->y, result->fitted, n), 2);
  fill_forecast (result->forecast, n, m, last, sqrt (result->sigma2));
  result->parameters = describe (last, n, m);

  return result;
}

const ForeModel fore_model_seasonal_naive = {
  .id = "seasonal_naive",
  .title = "Seasonal naive",
  .run = run,
};

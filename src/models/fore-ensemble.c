/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A weighted mean of several models. Each weighs what its past forecasts deserve, inversely to
 * a power of its error and without regard to correlations: Bates & Granger (1969), "The
 * combination of forecasts", and, for why correlations do harm, Timmermann (2006), "Forecast
 * combinations", section 3. Errors are absolute ones here, which outliers move less, and their
 * power is that of a squared mean square: Stock & Watson (1999), "A comparison of linear and
 * nonlinear univariate models for forecasting macroeconomic time series", try powers from the
 * mean square to its fifth. The bands
 * are as wide as the members' in the mean, and wider where members disagree: the variance of a
 * mixture is the mean of variances and the variance of means, as in the linear opinion pool of
 * Stone (1961), "The opinion pool". */
#include "fore-config.h"
#include "fore-ensemble.h"

#include <math.h>

#include "fore-components.h"

#define POWER 6.0

static double
past_error (const ForeFit *member)
{
  double sum = 0;
  gsize n = 0;

  for (guint i = 0; i < member->pasts->len; i++) {
    const ForePast *past = g_ptr_array_index (member->pasts, i);

    for (gsize h = 0; h < past->forecast->horizon; h++) {
      double error = fabs (past->actual[h] - past->forecast->value[h]);

      if (isnan (error))
        continue;
      sum += error;
      n++;
    }
  }

  return n > 0 ? sum / (double) n : 0;
}

/**
 * fore_ensemble_weigh:
 * @n: number of forecasters
 * @error: (array length=n): their past errors
 * @weight: (array length=n) (out caller-allocates): their weights
 *
 * Weighs forecasters by their errors. The weights sum to 1 and are equal where all errors are.
 */
void
fore_ensemble_weigh (gsize n, const double *error, double *weight)
{
  double best = INFINITY, sum = 0;

  for (gsize i = 0; i < n; i++)
    best = MIN (best, error[i]);
  for (gsize i = 0; i < n; i++) {
    weight[i] = error[i] > best ? pow (best / error[i], POWER) : 1;
    sum += weight[i];
  }
  for (gsize i = 0; i < n; i++)
    weight[i] /= sum;
}

static double *
find_weights (GPtrArray *members)
{
  g_autofree double *error = g_new (double, members->len);
  double *weight = g_new (double, members->len);

  for (guint i = 0; i < members->len; i++)
    error[i] = past_error (g_ptr_array_index (members, i));
  fore_ensemble_weigh (members->len, error, weight);

  return weight;
}

/* Two-sided 80 % and 95 % quantiles of the standard normal distribution. */
#define NORMAL_80 1.2815515655446004
#define NORMAL_95 1.959963984540054

static void
add_share (double *sum, const double *part, gsize n, double share)
{
  for (gsize i = 0; i < n; i++)
    sum[i] += share * part[i];
}

static void
add_forecast (ForeForecast *sum, const ForeForecast *part, double share)
{
  add_share (sum->value, part->value, sum->horizon, share);
  add_share (sum->lower_80, part->lower_80, sum->horizon, share);
  add_share (sum->upper_80, part->upper_80, sum->horizon, share);
  add_share (sum->lower_95, part->lower_95, sum->horizon, share);
  add_share (sum->upper_95, part->upper_95, sum->horizon, share);
}

/* Widens the mean of bands by how far the @n forecasts @part lie apart. */
static void
add_disagreement (ForeForecast *mean, gsize n, const ForeForecast *const *part, const double *share)
{
  for (gsize h = 0; h < mean->horizon; h++) {
    double value = mean->value[h], variance = 0, apart_80, apart_95;

    for (gsize i = 0; i < n; i++)
      variance += share[i] * pow (part[i]->value[h] - value, 2);
    apart_80 = NORMAL_80 * sqrt (variance);
    apart_95 = NORMAL_95 * sqrt (variance);
    mean->lower_80[h] = value - hypot (value - mean->lower_80[h], apart_80);
    mean->upper_80[h] = value + hypot (mean->upper_80[h] - value, apart_80);
    mean->lower_95[h] = value - hypot (value - mean->lower_95[h], apart_95);
    mean->upper_95[h] = value + hypot (mean->upper_95[h] - value, apart_95);
  }
}

static GVariant *
describe (GPtrArray *members, const double *weight)
{
  GVariantBuilder names, builder;

  g_variant_builder_init (&names, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < members->len; i++) {
    const ForeFit *member = g_ptr_array_index (members, i);

    g_variant_builder_add (&names, "s", member->result->forecast->model);
  }
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "members", g_variant_builder_end (&names));
  g_variant_builder_add (
      &builder, "{sv}", "weights",
      g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, weight, members->len, sizeof *weight));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static ForeModelResult *
combine_results (const ForeSeries *series,
                 const ForeModelOptions *options,
                 GPtrArray *members,
                 const double *weight)
{
  ForeModelResult *result = fore_model_result_new (FORE_ENSEMBLE, series, options);
  g_autofree const ForeForecast **part = g_new (const ForeForecast *, members->len);

  for (gsize t = 0; t < series->n; t++)
    result->fitted[t] = 0;
  for (guint i = 0; i < members->len; i++) {
    const ForeModelResult *member = ((ForeFit *) g_ptr_array_index (members, i))->result;

    part[i] = member->forecast;
    add_forecast (result->forecast, part[i], weight[i]);
    add_share (result->fitted, member->fitted, series->n, weight[i]);
    fore_components_add_share (result, member, weight[i]);
    result->seconds += member->seconds;
    if (result->forecast->note == NULL)
      result->forecast->note = g_strdup (member->forecast->note);
  }
  add_disagreement (result->forecast, members->len, part, weight);
  result->parameters = describe (members, weight);

  return result;
}

/* What the ensemble would have said at the origins that all members know. */
static GPtrArray *
combine_pasts (GPtrArray *members, const double *weight)
{
  g_autofree const ForeForecast **part = g_new (const ForeForecast *, members->len);
  GPtrArray *pasts = fore_past_none ();
  guint n_origins = G_MAXUINT;

  for (guint i = 0; i < members->len; i++)
    n_origins = MIN (n_origins, ((ForeFit *) g_ptr_array_index (members, i))->pasts->len);
  for (guint k = 0; k < n_origins; k++) {
    const ForeFit *first = g_ptr_array_index (members, 0);
    const ForePast *known = g_ptr_array_index (first->pasts, k);
    ForeForecast *forecast = fore_forecast_new (known->forecast->category, FORE_ENSEMBLE,
                                                known->forecast->horizon);

    for (guint i = 0; i < members->len; i++) {
      const ForeFit *member = g_ptr_array_index (members, i);

      part[i] = ((ForePast *) g_ptr_array_index (member->pasts, k))->forecast;
      add_forecast (forecast, part[i], weight[i]);
    }
    add_disagreement (forecast, members->len, part, weight);
    g_ptr_array_add (pasts, fore_past_new (forecast, known->actual));
  }

  return pasts;
}

/**
 * fore_ensemble_combine:
 * @series: the series all members are fitted to
 * @options: what was asked of them
 * @members: (element-type ForeFit): one member at least, with pasts at the same origins
 *
 * Returns: (transfer full): the combination, whose CPU time is that of its members and whose
 *   parameters are their ids and weights
 */
ForeFit *
fore_ensemble_combine (const ForeSeries *series,
                       const ForeModelOptions *options,
                       GPtrArray *members)
{
  g_autofree double *weight = find_weights (members);

  return fore_fit_new (combine_results (series, options, members, weight),
                       combine_pasts (members, weight));
}

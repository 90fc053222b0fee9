/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A weighted mean of several models. Each weighs what its past forecasts deserve, inversely to
 * a power of its error and without regard to correlations: Bates & Granger (1969), "The
 * combination of forecasts", and, for why correlations do harm, Timmermann (2006), "Forecast
 * combinations", section 3. Errors are absolute ones here, which outliers move less, and their
 * power is that of a squared mean square: Stock & Watson (1999), "A comparison of linear and
 * nonlinear univariate models for forecasting macroeconomic time series", try powers from the
 * mean square to its fifth. The bands
 * are combined quantile by quantile: Lichtendahl, Grushka-Cockayne & Winkler (2013), "Is it
 * better to average probabilities or quantiles?" */
#include "fore-config.h"
#include "fore-ensemble.h"

#include <math.h>

#include "fore-components.h"

#define POWER 4.0

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

/* The weights of the members, which sum to 1 and are equal when there is no past. */
static double *
find_weights (GPtrArray *members)
{
  double *weight = g_new (double, members->len);
  double best = INFINITY, sum = 0;

  for (guint i = 0; i < members->len; i++) {
    weight[i] = past_error (g_ptr_array_index (members, i));
    best = MIN (best, weight[i]);
  }
  for (guint i = 0; i < members->len; i++) {
    weight[i] = weight[i] > best ? pow (best / weight[i], POWER) : 1;
    sum += weight[i];
  }
  for (guint i = 0; i < members->len; i++)
    weight[i] /= sum;

  return weight;
}

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

  for (gsize t = 0; t < series->n; t++)
    result->fitted[t] = 0;
  for (guint i = 0; i < members->len; i++) {
    const ForeModelResult *member = ((ForeFit *) g_ptr_array_index (members, i))->result;

    add_forecast (result->forecast, member->forecast, weight[i]);
    add_share (result->fitted, member->fitted, series->n, weight[i]);
    fore_components_add_share (result, member, weight[i]);
    result->seconds += member->seconds;
    if (result->forecast->note == NULL)
      result->forecast->note = g_strdup (member->forecast->note);
  }
  result->parameters = describe (members, weight);

  return result;
}

/* What the ensemble would have said at the origins that all members know. */
static GPtrArray *
combine_pasts (GPtrArray *members, const double *weight)
{
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
      const ForePast *past = g_ptr_array_index (member->pasts, k);

      add_forecast (forecast, past->forecast, weight[i]);
    }
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain mean of several models. That equal weights are hard to beat is the "forecast
 * combination puzzle": Stock & Watson (2004), "Combination forecasts of output growth in a
 * seven-country data set"; Wang, Hyndman, Li & Kang (2023), "Forecast combinations: an over
 * 50-year review", section 2.6. The bands are combined quantile by quantile: Lichtendahl,
 * Grushka-Cockayne & Winkler (2013), "Is it better to average probabilities or quantiles?" */
#include "fore-config.h"
#include "fore-ensemble.h"

#include <math.h>

const char *const fore_ensemble_members[] = { "holt_winters", "sarimax", "prophet", NULL };

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
describe (GPtrArray *members)
{
  GVariantBuilder names, builder;

  g_variant_builder_init (&names, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < members->len; i++) {
    const ForeModelResult *member = g_ptr_array_index (members, i);

    g_variant_builder_add (&names, "s", member->forecast->model);
  }
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "members", g_variant_builder_end (&names));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * fore_ensemble_combine:
 * @series: the series all members are fitted to
 * @options: what was asked of them
 * @members: (element-type ForeModelResult): one member at least
 *
 * Returns: (transfer full): the combination, whose CPU time is that of its members
 */
ForeModelResult *
fore_ensemble_combine (const ForeSeries *series,
                       const ForeModelOptions *options,
                       GPtrArray *members)
{
  ForeModelResult *result = fore_model_result_new (FORE_ENSEMBLE, series, options);
  double share = 1.0 / members->len;

  for (gsize t = 0; t < series->n; t++)
    result->fitted[t] = 0;
  for (guint i = 0; i < members->len; i++) {
    const ForeModelResult *member = g_ptr_array_index (members, i);

    add_forecast (result->forecast, member->forecast, share);
    add_share (result->fitted, member->fitted, series->n, share);
    result->seconds += member->seconds;
  }
  result->parameters = describe (members);

  return result;
}

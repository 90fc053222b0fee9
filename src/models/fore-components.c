/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a forecast, which add up to it. */
#include "fore-components.h"

#include <math.h>

#include "fore-series.h"

/* What rounding leaves of a sum, as a share of it. */
#define ROUNDING 1e-9

/**
 * fore_components_find:
 * @result: a model fitted to a series
 * @name: of a component
 *
 * Returns: (transfer none) (nullable): that component
 */
ForeComponent *
fore_components_find (const ForeModelResult *result, const char *name)
{
  for (guint i = 0; i < result->components->len; i++) {
    ForeComponent *component = g_ptr_array_index (result->components, i);

    if (g_str_equal (component->name, name))
      return component;
  }
  return NULL;
}

/**
 * fore_components_need:
 * @result: a model fitted to a series
 * @name: of a component
 *
 * Returns: (transfer none): that component, all zeros when it is new
 */
ForeComponent *
fore_components_need (ForeModelResult *result, const char *name)
{
  ForeComponent *component = fore_components_find (result, name);

  if (component != NULL)
    return component;
  component = fore_model_result_add_component (result, name);
  for (gsize t = 0; t < result->n; t++)
    component->fitted[t] = 0.0;
  return component;
}

/**
 * fore_components_name_season:
 * @series: a series
 * @period: length of a season in steps
 *
 * Returns: "weekly", "yearly", or "seasonal" for any other length
 */
const char *
fore_components_name_season (const ForeSeries *series, guint period)
{
  if (series->step == FORE_STEP_DAY && period == 7)
    return "weekly";
  return series->step != FORE_STEP_DAY && period == fore_series_period (series) ? "yearly"
                                                                                : "seasonal";
}

static void
add (double *sum, const double *part, gsize n, double share)
{
  for (gsize i = 0; i < n; i++)
    sum[i] += share * part[i];
}

/**
 * fore_components_add_share:
 * @sum: (inout): what is put together
 * @part: one of the models that it is made of
 * @share: its weight
 *
 * Adds the components of @part, a level to the trend. What has none is a remainder.
 */
void
fore_components_add_share (ForeModelResult *sum, const ForeModelResult *part, double share)
{
  gsize horizon = sum->forecast->horizon;

  for (guint i = 0; i < part->components->len; i++) {
    const ForeComponent *from = g_ptr_array_index (part->components, i);
    ForeComponent *to = fore_components_need (sum, g_str_equal (from->name, "level") ? "trend"
                                                                                     : from->name);

    add (to->value, from->value, horizon, share);
    add (to->fitted, from->fitted, sum->n, share);
  }
  if (part->components->len == 0) {
    ForeComponent *remainder = fore_components_need (sum, "remainder");

    add (remainder->value, part->forecast->value, horizon, share);
    add (remainder->fitted, part->fitted, sum->n, share);
  }
}

/**
 * fore_components_balance:
 * @result: (inout): a model whose forecast has been changed since it was made, such as raised to
 *   zero
 *
 * Makes what was changed a component of its own, named "limit", so that all add up to the forecast
 * again. A model without components stays without.
 */
void
fore_components_balance (ForeModelResult *result)
{
  const ForeForecast *forecast = result->forecast;

  for (gsize h = 0; h < forecast->horizon && result->components->len > 0; h++) {
    double missing = forecast->value[h], size = fabs (forecast->value[h]);

    for (guint i = 0; i < result->components->len; i++) {
      double value = ((ForeComponent *) g_ptr_array_index (result->components, i))->value[h];

      missing -= value;
      size = MAX (size, fabs (value));
    }
    if (fabs (missing) > ROUNDING * size)
      fore_components_need (result, "limit")->value[h] += missing;
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-model.h"

#include <math.h>

static void
fore_component_free (ForeComponent *component)
{
  g_free (component->name);
  g_free (component->value);
  g_free (component->fitted);
  g_free (component);
}

static double *
new_unknown (gsize n)
{
  double *value = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    value[i] = NAN;
  return value;
}

/**
 * fore_model_result_new:
 * @model: id of the model
 * @series: the series it is fitted to
 * @options: what is asked of it
 *
 * A result to be filled in: the forecast has its days and zeros, what describes the series is
 * set, the fitted values, the likelihood and the criteria are NaN and there are no parameters
 * and no components.
 *
 * Returns: (transfer full): the result
 */
ForeModelResult *
fore_model_result_new (const char *model, const ForeSeries *series, const ForeModelOptions *options)
{
  ForeModelResult *result = g_atomic_rc_box_new0 (ForeModelResult);

  result->forecast = fore_forecast_new (series->category, model, options->horizon);
  for (gsize h = 0; h < options->horizon; h++)
    result->forecast->day[h] = fore_series_day (series, series->n + h);
  result->n = series->n;
  result->n_missing = series->n_missing;
  result->period = options->period != 0 ? options->period : fore_series_period (series);
  result->log_likelihood = NAN;
  result->aic = NAN;
  result->aicc = NAN;
  result->bic = NAN;
  result->sigma2 = NAN;
  result->fitted = new_unknown (series->n);
  result->components = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_component_free);

  return result;
}

/**
 * fore_model_result_ref:
 * @result: a result
 *
 * Returns: (transfer full): @result, with one owner more
 */
ForeModelResult *
fore_model_result_ref (ForeModelResult *result)
{
  return g_atomic_rc_box_acquire (result);
}

static void
clear_result (ForeModelResult *result)
{
  fore_forecast_free (result->forecast);
  g_free (result->fitted);
  g_clear_pointer (&result->parameters, g_variant_unref);
  g_ptr_array_unref (result->components);
  g_free (result->level_shift);
}

/**
 * fore_model_result_unref:
 * @result: (transfer full): a result
 */
void
fore_model_result_unref (ForeModelResult *result)
{
  g_atomic_rc_box_release_full (result, (GDestroyNotify) clear_result);
}

/**
 * fore_model_result_add_component:
 * @result: a result
 * @name: of the component, such as "trend"
 *
 * Adds a component with zeros in the forecast and NaN in the series.
 *
 * Returns: (transfer none): the component, to be filled in
 */
ForeComponent *
fore_model_result_add_component (ForeModelResult *result, const char *name)
{
  ForeComponent *component = g_new0 (ForeComponent, 1);

  component->name = g_strdup (name);
  component->value = g_new0 (double, result->forecast->horizon);
  component->fitted = new_unknown (result->n);
  g_ptr_array_add (result->components, component);

  return component;
}

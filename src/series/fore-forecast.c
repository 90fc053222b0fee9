/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-forecast.h"

/**
 * fore_forecast_new:
 * @category: what is sold
 * @model: id of the model
 * @horizon: number of steps ahead
 *
 * Returns: (transfer full): a forecast whose arrays are there, filled with zeros
 */
ForeForecast *
fore_forecast_new (const char *category, const char *model, gsize horizon)
{
  ForeForecast *forecast = g_new0 (ForeForecast, 1);

  forecast->category = g_strdup (category);
  forecast->model = g_strdup (model);
  forecast->horizon = horizon;
  forecast->day = g_new0 (ForeDay, horizon);
  forecast->value = g_new0 (double, horizon);
  forecast->lower_80 = g_new0 (double, horizon);
  forecast->upper_80 = g_new0 (double, horizon);
  forecast->lower_95 = g_new0 (double, horizon);
  forecast->upper_95 = g_new0 (double, horizon);

  return forecast;
}

/**
 * fore_forecast_copy:
 * @forecast: a forecast
 *
 * Returns: (transfer full): the same again
 */
ForeForecast *
fore_forecast_copy (const ForeForecast *forecast)
{
  gsize h = forecast->horizon;
  ForeForecast *copy = g_new0 (ForeForecast, 1);

  copy->category = g_strdup (forecast->category);
  copy->model = g_strdup (forecast->model);
  copy->horizon = h;
  copy->day = g_memdup2 (forecast->day, h * sizeof *copy->day);
  copy->value = g_memdup2 (forecast->value, h * sizeof *copy->value);
  copy->lower_80 = g_memdup2 (forecast->lower_80, h * sizeof *copy->lower_80);
  copy->upper_80 = g_memdup2 (forecast->upper_80, h * sizeof *copy->upper_80);
  copy->lower_95 = g_memdup2 (forecast->lower_95, h * sizeof *copy->lower_95);
  copy->upper_95 = g_memdup2 (forecast->upper_95, h * sizeof *copy->upper_95);
  copy->holidays = fore_regressors_copy (forecast->holidays);
  copy->note = g_strdup (forecast->note);

  return copy;
}

void
fore_forecast_free (ForeForecast *forecast)
{
  if (forecast == NULL)
    return;
  g_free (forecast->category);
  g_free (forecast->model);
  g_free (forecast->day);
  g_free (forecast->value);
  g_free (forecast->lower_80);
  g_free (forecast->upper_80);
  g_free (forecast->lower_95);
  g_free (forecast->upper_95);
  fore_regressors_free (forecast->holidays);
  g_free (forecast->note);
  g_free (forecast);
}

/**
 * fore_forecasts_find_holidays:
 * @forecasts: (element-type ForeForecast): the stored forecasts of a category
 * @model: id of a model
 *
 * Returns: (transfer none) (nullable): the calendar that the forecast of @model was made with or,
 *   where there is none, that of another model
 */
const ForeRegressors *
fore_forecasts_find_holidays (GPtrArray *forecasts, const char *model)
{
  const ForeRegressors *found = NULL;

  for (guint i = 0; i < forecasts->len; i++) {
    const ForeForecast *forecast = g_ptr_array_index (forecasts, i);

    if (g_str_equal (forecast->model, model))
      return forecast->holidays;
    if (found == NULL)
      found = forecast->holidays;
  }
  return found;
}

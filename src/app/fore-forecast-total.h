/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast.h"

G_BEGIN_DECLS

/**
 * ForeForecastTotal:
 * @value: sum of the point forecasts
 * @lower_80: lower end of the 80 % band of that sum
 * @upper_80: upper end of it
 * @lower_95: lower end of the 95 % band of that sum
 * @upper_95: upper end of it
 *
 * What several days of a forecast will bring together.
 */
typedef struct {
  double value;
  double lower_80;
  double upper_80;
  double lower_95;
  double upper_95;
} ForeForecastTotal;

ForeForecastTotal fore_forecast_total (const ForeForecast *forecast, gsize from, gsize to);

G_END_DECLS

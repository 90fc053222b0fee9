/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast.h"

G_BEGIN_DECLS

/**
 * ForeForecastTotal:
 * @value: sum of the point forecasts
 * @lower: lower end of the 80 % band of the sum
 * @upper: upper end of the 80 % band of the sum
 */
typedef struct {
  double value;
  double lower;
  double upper;
} ForeForecastTotal;

ForeForecastTotal fore_forecast_total (const ForeForecast *forecast);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-forecast.h"

G_BEGIN_DECLS

/**
 * ForeForecastDay:
 *
 * One day of a forecast in a table: properties "day-text", "value-text", "band-80-text" and
 * "band-95-text".
 */
#define FORE_TYPE_FORECAST_DAY (fore_forecast_day_get_type ())
G_DECLARE_FINAL_TYPE (ForeForecastDay, fore_forecast_day, FORE, FORECAST_DAY, GObject)

void fore_forecast_days_update (GListStore *days, const ForeForecast *forecast);

G_END_DECLS

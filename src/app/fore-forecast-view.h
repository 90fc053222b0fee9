/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeForecastView:
 *
 * What is known of one category: chart, sentence, days and models.
 */
#define FORE_TYPE_FORECAST_VIEW (fore_forecast_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeForecastView, fore_forecast_view, FORE, FORECAST_VIEW, AdwBin)

void
fore_forecast_view_set_engine (ForeForecastView *view, ForeEngine *engine, GSettings *settings);
void fore_forecast_view_set_category (ForeForecastView *view, const char *category);
void fore_forecast_view_reload (ForeForecastView *view);
void fore_forecast_view_set_narrow (ForeForecastView *view, gboolean is_narrow);

G_END_DECLS

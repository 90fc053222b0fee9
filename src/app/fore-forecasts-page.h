/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeForecastsPage:
 *
 * The categories with what they will sell, and one of them in full.
 */
#define FORE_TYPE_FORECASTS_PAGE (fore_forecasts_page_get_type ())
G_DECLARE_FINAL_TYPE (ForeForecastsPage, fore_forecasts_page, FORE, FORECASTS_PAGE, AdwBin)

void
fore_forecasts_page_set_engine (ForeForecastsPage *page, ForeEngine *engine, GSettings *settings);
void fore_forecasts_page_search (ForeForecastsPage *page, const char *text);
void fore_forecasts_page_show_category (ForeForecastsPage *page, const char *category);
void fore_forecasts_page_set_narrow (ForeForecastsPage *page, gboolean is_narrow);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"
#include "fore-outlook.h"

G_BEGIN_DECLS

/**
 * ForeComponentsView:
 *
 * What a forecast is made of: trend, week, year and holidays below each other.
 */
#define FORE_TYPE_COMPONENTS_VIEW (fore_components_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeComponentsView, fore_components_view, FORE, COMPONENTS_VIEW, AdwBin)

void fore_components_view_set_forecast (ForeComponentsView *view,
                                        ForeEngine *engine,
                                        ForeOutlook *outlook,
                                        const ForeForecast *forecast);

G_END_DECLS

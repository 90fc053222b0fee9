/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-anatomist.h"

G_BEGIN_DECLS

/**
 * ForeComponentsView:
 *
 * What a forecast is made of, such as trend, week and year, each a small chart of its own over
 * the days that are in sight.
 */
#define FORE_TYPE_COMPONENTS_VIEW (fore_components_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeComponentsView, fore_components_view, FORE, COMPONENTS_VIEW, AdwBin)

void fore_components_view_set_anatomist (ForeComponentsView *view, ForeAnatomist *anatomist);
void fore_components_view_set_model (ForeComponentsView *view, const char *model);
void fore_components_view_set_range (ForeComponentsView *view, double left, double right);

G_END_DECLS

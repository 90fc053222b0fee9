/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-chart.h"
#include "fore-outlook.h"

G_BEGIN_DECLS

/**
 * ForeChartView:
 *
 * A chart on the screen. The pointer or the arrow keys move a cursor over its days, Ctrl with
 * plus, minus and zero changes how much of the past is shown.
 */
#define FORE_TYPE_CHART_VIEW (fore_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeChartView, fore_chart_view, FORE, CHART_VIEW, GtkWidget)

void fore_chart_view_set_content (ForeChartView *view, ForeOutlook *outlook, const char *model);
void fore_chart_view_get_chart (ForeChartView *view, ForeChart *chart);

G_END_DECLS

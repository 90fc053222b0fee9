/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fore-chart-scene.h"

G_BEGIN_DECLS

/**
 * ForeChartView:
 *
 * The sales of a category and their forecast, with a cursor that shows the values of a day, to be
 * zoomed and moved by mouse, fingers and keys.
 *
 * Signal "range-changed", without arguments: other days are in sight.
 *
 * Actions: "chart.zoom-in", "chart.zoom-out", "chart.reset" and "chart.copy".
 */
#define FORE_TYPE_CHART_VIEW (fore_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeChartView, fore_chart_view, FORE, CHART_VIEW, GtkWidget)

void fore_chart_view_set_content (ForeChartView *view, ForeOutlook *outlook, const char *model);
void fore_chart_view_set_anatomy (ForeChartView *view, ForeAnatomy *anatomy);
const ForeChartScene *fore_chart_view_get_scene (ForeChartView *view);
void fore_chart_view_get_range (ForeChartView *view, double *left, double *right);
void fore_chart_view_set_range (ForeChartView *view, double left, double right);
void fore_chart_view_zoom_in (ForeChartView *view);
void fore_chart_view_zoom_out (ForeChartView *view);
void fore_chart_view_reset (ForeChartView *view);

G_END_DECLS

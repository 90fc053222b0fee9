/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-chart-scene.h"
#include "fore-chart-view.h"

G_BEGIN_DECLS

struct _ForeChartView {
  GtkWidget parent_instance;

  ForeChartScene scene;
  ForeChartAxes axes;   /* as drawn last */
  ForeDay cursor;       /* the day whose values are shown, or FORE_DAY_NONE */
  gboolean is_told;     /* whether keys have moved it, so that it is told as well */
  ForeDay selection[2]; /* both ends of what is being chosen, or FORE_DAY_NONE */

  double pointer_x;    /* where the pointer is, or was last */
  gboolean is_panning; /* whether the drag that goes on moves the chart */
  double gesture_left; /* what was in sight when it began */
  double gesture_right;
  double gesture_centre; /* the day under the fingers */
};

void fore_chart_view_set_cursor (ForeChartView *view, ForeDay day, gboolean is_told);
void fore_chart_view_set_selection (ForeChartView *view, ForeDay one, ForeDay other);
void fore_chart_view_zoom (ForeChartView *view, double factor, double centre);
void fore_chart_view_pan (ForeChartView *view, double share);

void fore_chart_view_add_bindings (GtkWidgetClass *widget_class);
void fore_chart_view_add_gestures (ForeChartView *view);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "fore-chart.h"

G_BEGIN_DECLS

/**
 * ForeChartCanvas:
 *
 * What every layer draws on.
 */
typedef struct {
  cairo_t *cr;
  PangoLayout *layout; /* (owned): in the style's font */
  const ForeChart *chart;
  const ForeChartStyle *style;
  ForeChartAxes axes;
} ForeChartCanvas;

void fore_chart_canvas_init (ForeChartCanvas *canvas,
                             const ForeChart *chart,
                             const ForeChartStyle *style,
                             cairo_t *cr);

/* Axes */
double fore_chart_axes_y (const ForeChartAxes *axes, double value);
void fore_chart_axes_fit_values (ForeChartAxes *axes, const ForeChart *chart);
double fore_chart_axes_measure_labels (ForeChartCanvas *canvas);
void fore_chart_canvas_line (ForeChartCanvas *canvas, double x1, double y1, double x2, double y2);
void fore_chart_axes_draw_values (ForeChartCanvas *canvas);
void fore_chart_axes_draw_dates (ForeChartCanvas *canvas, gboolean has_labels);
char *fore_chart_format_value (double value, double step);
char *fore_chart_format_day (ForeDay day);
char *fore_chart_format_point (ForeDay day, ForeStep step);
ForeDay fore_chart_end_of_step (ForeStep step, ForeDay day);
ForeDay fore_chart_get_origin (const ForeChart *chart);
void fore_chart_axes_find_visible (const ForeChartAxes *axes,
                                   const ForeSeries *history,
                                   gsize *from,
                                   gsize *to);

ForeForecast *fore_chart_thin (const ForeChartAxes *axes, const ForeForecast *forecast);

/* Layers, in the order they are drawn */
void fore_chart_draw_bands (ForeChartCanvas *canvas, const ForeForecast *forecast, guint number);
void fore_chart_draw_marks (ForeChartCanvas *canvas);
void fore_chart_draw_history (ForeChartCanvas *canvas);
void fore_chart_draw_forecast (ForeChartCanvas *canvas, const ForeForecast *forecast, guint number);
void fore_chart_draw_since (ForeChartCanvas *canvas);
void fore_chart_draw_selection (ForeChartCanvas *canvas);
void fore_chart_draw_cursor (ForeChartCanvas *canvas);

/* Above the plot */
double fore_chart_draw_title (ForeChartCanvas *canvas, double width);
double fore_chart_draw_legend (ForeChartCanvas *canvas, double width, double y);

/* Texts, lines and signs that layers and legend share */
void fore_chart_set_colour (cairo_t *cr, guint32 rgba, double strength);
void fore_chart_set_model_line (ForeChartCanvas *canvas, guint number);
void fore_chart_set_text (ForeChartCanvas *canvas, const char *text, int *width, int *height);
void fore_chart_show_text (ForeChartCanvas *canvas, double x, double y);
void fore_chart_draw_model_sign (ForeChartCanvas *canvas, guint number, double x, double y);
const char *fore_chart_mark_title (const ForeChartMark *mark);
void fore_chart_draw_mark_sign (ForeChartCanvas *canvas, gboolean is_holiday, double x, double y);
void fore_chart_draw_since_sign (ForeChartCanvas *canvas, double x, double y);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include <math.h>

/* How strongly the bands are drawn in the forecast's colour. */
#define STRENGTH_95 0.16
#define STRENGTH_80 0.28

#define CURSOR_PADDING 8.0

/*
 * fore_chart_draw_bands:
 * @canvas: where
 * @forecast: a forecast
 * @number: its place among the models
 *
 * Fills the 95 % band and, stronger, the 80 % band.
 */
void
fore_chart_draw_bands (ForeChartCanvas *canvas, const ForeForecast *forecast, guint number)
{
  const ForeChartAxes *axes = &canvas->axes;
  const double *lower[] = { forecast->lower_95, forecast->lower_80 };
  const double *upper[] = { forecast->upper_95, forecast->upper_80 };
  const double strength[] = { STRENGTH_95, STRENGTH_80 };
  guint32 colour = canvas->style->forecast[number % FORE_CHART_MAX_MODELS];

  for (int band = 0; band < 2; band++) {
    for (gsize i = 0; i < forecast->horizon; i++)
      cairo_line_to (canvas->cr, fore_chart_axes_x (axes, forecast->day[i]),
                     fore_chart_axes_y (axes, upper[band][i]));
    for (gsize i = forecast->horizon; i > 0; i--)
      cairo_line_to (canvas->cr, fore_chart_axes_x (axes, forecast->day[i - 1]),
                     fore_chart_axes_y (axes, lower[band][i - 1]));
    cairo_close_path (canvas->cr);
    fore_chart_set_colour (canvas->cr, colour, strength[band]);
    cairo_fill (canvas->cr);
  }
}

/* The line of what was sold, broken where days are not known. */
void
fore_chart_draw_history (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  const ForeSeries *history = canvas->chart->history;
  gboolean is_broken = TRUE;

  fore_chart_set_colour (canvas->cr, canvas->style->history, 1.0);
  cairo_set_line_width (canvas->cr, canvas->style->line_width);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  for (gsize i = 0; i < history->n; i++) {
    double x = fore_chart_axes_x (axes, fore_series_day (history, i));
    double y = fore_chart_axes_y (axes, history->y[i]);

    if (x < axes->left - axes->width || x > axes->left + 2.0 * axes->width)
      continue;
    if (isnan (history->y[i])) {
      is_broken = TRUE;
      continue;
    }
    if (is_broken)
      cairo_move_to (canvas->cr, x, y);
    cairo_line_to (canvas->cr, x, y); /* a lone value is a dot, thanks to round caps */
    is_broken = FALSE;
  }
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (canvas->cr);
}

/* Colour, width and dashes of a model's line. */
void
fore_chart_set_model_line (ForeChartCanvas *canvas, guint number)
{
  static const double dashes[FORE_CHART_MAX_MODELS][4] = {
    { 0, 0, 0, 0 }, { 6, 3, 6, 3 }, { 2, 3, 2, 3 }, { 8, 3, 2, 3 }, { 12, 4, 12, 4 }
  };
  guint kind = number % FORE_CHART_MAX_MODELS;

  fore_chart_set_colour (canvas->cr, canvas->style->forecast[kind], 1.0);
  cairo_set_line_width (canvas->cr, canvas->style->line_width * (number == 0 ? 1.4 : 1.0));
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (canvas->cr, dashes[kind], kind == 0 ? 0 : 4, 0.0);
}

/* The line of the point forecasts. */
void
fore_chart_draw_forecast (ForeChartCanvas *canvas, const ForeForecast *forecast, guint number)
{
  const ForeChartAxes *axes = &canvas->axes;

  fore_chart_set_model_line (canvas, number);
  for (gsize i = 0; i < forecast->horizon; i++)
    cairo_line_to (canvas->cr, fore_chart_axes_x (axes, forecast->day[i]),
                   fore_chart_axes_y (axes, forecast->value[i]));
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0.0);
}

/* A line through the day of the cursor, and a box with its values. */
void
fore_chart_draw_cursor (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  g_autofree char *text = fore_chart_describe_day (canvas->chart, canvas->chart->cursor);
  double x = floor (fore_chart_axes_x (axes, canvas->chart->cursor)) + 0.5;
  int width, height;
  double left;

  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 0.7);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_move_to (canvas->cr, x, axes->top);
  cairo_line_to (canvas->cr, x, axes->top + axes->height);
  cairo_stroke (canvas->cr);

  fore_chart_set_text (canvas, text, &width, &height);
  left = x + CURSOR_PADDING + width + 2 * CURSOR_PADDING < axes->left + axes->width
             ? x + CURSOR_PADDING
             : MAX (x - width - 3 * CURSOR_PADDING, axes->left);
  cairo_rectangle (canvas->cr, left, axes->top + CURSOR_PADDING, width + 2 * CURSOR_PADDING,
                   height + 2 * CURSOR_PADDING);
  fore_chart_set_colour (canvas->cr, canvas->style->background | 0xff, 0.94);
  cairo_fill_preserve (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->grid, 2.0);
  cairo_stroke (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
  fore_chart_show_text (canvas, left + CURSOR_PADDING, axes->top + 2 * CURSOR_PADDING);
}

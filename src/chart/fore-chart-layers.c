/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

/* How strongly the bands are drawn in the forecast's colour. */
#define STRENGTH_95 0.16
#define STRENGTH_80 0.28

#define BAR_WIDTH 0.6 /* of a step */

#define BOX_PADDING   8.0
#define CURSOR_RADIUS 3.5
#define SIGN_RADIUS   2.5
#define SIGN_DISTANCE 44.0 /* pixels from one sign of a model to the next */

/* The band of a single day, week or month has a width of its own. */
static void
add_bar (ForeChartCanvas *canvas, ForeDay day, double upper, double lower)
{
  const ForeChartAxes *axes = &canvas->axes;
  double width = BAR_WIDTH * fore_chart_step_days (fore_chart_get_step (canvas->chart));
  double left = fore_chart_axes_x (axes, day - 0.5 * width);
  double top = fore_chart_axes_y (axes, upper);

  cairo_rectangle (canvas->cr, left, top, fore_chart_axes_x (axes, day + 0.5 * width) - left,
                   fore_chart_axes_y (axes, lower) - top);
}

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
    if (forecast->horizon == 1)
      add_bar (canvas, forecast->day[0], upper[band][0], lower[band][0]);
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

/* A sign of each model's own, for those who cannot tell the colours apart. */
void
fore_chart_draw_model_sign (ForeChartCanvas *canvas, guint number, double x, double y)
{
  cairo_t *cr = canvas->cr;
  double r = SIGN_RADIUS + 0.5 * canvas->style->line_width;

  fore_chart_set_colour (cr, canvas->style->forecast[number % FORE_CHART_MAX_MODELS], 1.0);
  switch (number % FORE_CHART_MAX_MODELS) {
  case 1: cairo_rectangle (cr, x - r, y - r, 2.0 * r, 2.0 * r); break;
  case 2:
    cairo_move_to (cr, x, y - r);
    cairo_line_to (cr, x + r, y + r);
    cairo_line_to (cr, x - r, y + r);
    break;
  case 3:
    cairo_move_to (cr, x, y - 1.4 * r);
    cairo_line_to (cr, x + 1.4 * r, y);
    cairo_line_to (cr, x, y + 1.4 * r);
    cairo_line_to (cr, x - 1.4 * r, y);
    break;
  case 4:
    cairo_new_sub_path (cr);
    cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
    break;
  default: return; /* the one with the bands needs none */
  }
  cairo_fill (cr);
}

/* The line of the point forecasts. */
void
fore_chart_draw_forecast (ForeChartCanvas *canvas, const ForeForecast *forecast, guint number)
{
  const ForeChartAxes *axes = &canvas->axes;
  double last_sign = -INFINITY;

  fore_chart_set_model_line (canvas, number);
  for (gsize i = 0; i < forecast->horizon; i++)
    cairo_line_to (canvas->cr, fore_chart_axes_x (axes, forecast->day[i]),
                   fore_chart_axes_y (axes, forecast->value[i]));
  if (forecast->horizon == 1) {
    double width = BAR_WIDTH * fore_chart_step_days (fore_chart_get_step (canvas->chart));
    double y = fore_chart_axes_y (axes, forecast->value[0]);

    cairo_move_to (canvas->cr, fore_chart_axes_x (axes, forecast->day[0] - 0.5 * width), y);
    cairo_line_to (canvas->cr, fore_chart_axes_x (axes, forecast->day[0] + 0.5 * width), y);
  }
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0.0);
  for (gsize i = number; i < forecast->horizon; i++) {
    double x = fore_chart_axes_x (axes, forecast->day[i]);

    if (x - last_sign < SIGN_DISTANCE)
      continue;
    fore_chart_draw_model_sign (canvas, number, x, fore_chart_axes_y (axes, forecast->value[i]));
    last_sign = x;
  }
}

/* A box with @text beside @x, on the side where there is room. */
static void
draw_box (ForeChartCanvas *canvas, double x, const char *text)
{
  const ForeChartAxes *axes = &canvas->axes;
  int width, height;
  double left;

  fore_chart_set_text (canvas, text, &width, &height);
  left = x + 3 * BOX_PADDING + width < axes->left + axes->width
             ? x + BOX_PADDING
             : MAX (x - width - 3 * BOX_PADDING, axes->left);
  cairo_rectangle (canvas->cr, left, axes->top + BOX_PADDING, width + 2 * BOX_PADDING,
                   height + 2 * BOX_PADDING);
  fore_chart_set_colour (canvas->cr, canvas->style->background | 0xff, 0.94);
  cairo_fill_preserve (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->grid, 2.0);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_stroke (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
  fore_chart_show_text (canvas, left + BOX_PADDING, axes->top + 2 * BOX_PADDING);
}

/* The days that are being chosen, and what they bring. */
void
fore_chart_draw_selection (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  const ForeDay *end = canvas->chart->selection;
  g_autofree char *text = NULL;
  double left, right;

  if (end[0] == FORE_DAY_NONE || end[1] == FORE_DAY_NONE)
    return;
  text = fore_chart_describe_range (canvas->chart, MIN (end[0], end[1]), MAX (end[0], end[1]));
  left = fore_chart_axes_x (axes, MIN (end[0], end[1]));
  right = fore_chart_axes_x (axes, MAX (end[0], end[1]));
  cairo_rectangle (canvas->cr, left, axes->top, right - left, axes->height);
  fore_chart_set_colour (canvas->cr, canvas->style->history, 0.15);
  cairo_fill_preserve (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->history, 0.8);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_stroke (canvas->cr);
  draw_box (canvas, right, text);
}

static void
draw_point (ForeChartCanvas *canvas, double x, double value, guint32 colour)
{
  cairo_new_sub_path (canvas->cr);
  cairo_arc (canvas->cr, x, fore_chart_axes_y (&canvas->axes, value), CURSOR_RADIUS, 0.0,
             2.0 * G_PI);
  fore_chart_set_colour (canvas->cr, colour, 1.0);
  cairo_fill (canvas->cr);
}

/* A line through the day of the cursor, its values on it and in a box. */
void
fore_chart_draw_cursor (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  const ForeSeries *history = canvas->chart->history;
  GPtrArray *forecasts = canvas->chart->forecasts;
  ForeDay day = canvas->chart->cursor;
  g_autofree char *text = fore_chart_describe_day (canvas->chart, day);
  double x = floor (fore_chart_axes_x (axes, day)) + 0.5;

  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 0.7);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_move_to (canvas->cr, x, axes->top);
  cairo_line_to (canvas->cr, x, axes->top + axes->height);
  cairo_stroke (canvas->cr);
  for (guint k = forecasts != NULL ? MIN (forecasts->len, FORE_CHART_MAX_MODELS) : 0; k > 0; k--) {
    const ForeForecast *forecast = g_ptr_array_index (forecasts, k - 1);

    for (gsize i = 0; i < forecast->horizon; i++)
      if (forecast->day[i] == day)
        draw_point (canvas, x, forecast->value[i], canvas->style->forecast[k - 1]);
  }
  if (history != NULL)
    for (gsize i = 0; i < history->n; i++)
      if (fore_series_day (history, i) == day && !isnan (history->y[i]))
        draw_point (canvas, x, history->y[i], canvas->style->history);
  draw_box (canvas, x, text);
}

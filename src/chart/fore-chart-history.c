/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

/* From so many values a pixel on, only the extremes of each column are drawn. */
#define MOST_PER_COLUMN 0.8

#define SINCE_RADIUS     3.0
#define LEAST_SIGN_SPACE 5.0 /* pixels between two values, below which they have no signs */

/* Where a line of the history is, in pixels. */
typedef struct {
  const ForeChartCanvas *canvas;
  gboolean is_broken; /* whether the last value was missing */
} Pen;

static void
pen_go (Pen *pen, double x, double value)
{
  double y = fore_chart_axes_y (&pen->canvas->axes, value);

  if (pen->is_broken)
    cairo_move_to (pen->canvas->cr, x, y);
  cairo_line_to (pen->canvas->cr, x, y); /* a lone value is a dot, thanks to round caps */
  pen->is_broken = FALSE;
}

static void
trace_values (Pen *pen, const ForeSeries *history, gsize from, gsize to)
{
  for (gsize i = from; i < to; i++) {
    if (isnan (history->y[i]))
      pen->is_broken = TRUE;
    else
      pen_go (pen, fore_chart_axes_x (&pen->canvas->axes, fore_series_day (history, i)),
              history->y[i]);
  }
}

/* A column of pixels from the lowest to the highest of its values, and on to where the column
 * before it ends, so that the line has no gaps. */
static void
fill_column (const ForeChartCanvas *canvas, double x, double low, double high)
{
  double thickness = MAX (round (canvas->style->line_width), 1.0);
  double top = floor (fore_chart_axes_y (&canvas->axes, high) - 0.5 * thickness);
  double bottom = ceil (fore_chart_axes_y (&canvas->axes, low) + 0.5 * thickness);

  cairo_rectangle (canvas->cr, x, top, 1.0, bottom - top);
}

/* The line as it looks where several values share a pixel. Rectangles that begin and end with a
 * pixel cost next to nothing, a line that goes up and down through all of them costs frames. */
static void
fill_columns (const ForeChartCanvas *canvas, const ForeSeries *history, gsize from, gsize to)
{
  const ForeChartAxes *axes = &canvas->axes;
  double last = NAN;

  for (gsize i = from; i < to;) {
    double x = floor (fore_chart_axes_x (axes, fore_series_day (history, i)));
    double low = INFINITY, high = -INFINITY;

    for (; i < to && fore_chart_axes_x (axes, fore_series_day (history, i)) < x + 1.0; i++) {
      if (!isnan (last) && !isnan (history->y[i])) {
        low = MIN (low, 0.5 * (last + history->y[i]));
        high = MAX (high, 0.5 * (last + history->y[i]));
      }
      if (!isnan (history->y[i])) {
        low = MIN (low, history->y[i]);
        high = MAX (high, history->y[i]);
      }
      last = history->y[i];
    }
    if (low <= high)
      fill_column (canvas, x, low, high);
  }
}

/* The line of what was sold, broken where days are not known. */
void
fore_chart_draw_history (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  const ForeSeries *history = canvas->chart->history;
  double n_days = axes->last_day - axes->first_day;
  Pen pen = { canvas, TRUE };
  gsize from, to;

  fore_chart_axes_find_visible (axes, history, &from, &to);
  fore_chart_set_colour (canvas->cr, canvas->style->history, 1.0);
  if (n_days / fore_chart_step_days (history->step) > MOST_PER_COLUMN * axes->width) {
    fill_columns (canvas, history, from, to);
    cairo_fill (canvas->cr);
    return;
  }
  trace_values (&pen, history, from, to);
  cairo_set_line_width (canvas->cr, canvas->style->line_width);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (canvas->cr);
}

void
fore_chart_draw_since_sign (ForeChartCanvas *canvas, double x, double y)
{
  cairo_new_sub_path (canvas->cr);
  cairo_arc (canvas->cr, x, y, SINCE_RADIUS, 0.0, 2.0 * G_PI);
  fore_chart_set_colour (canvas->cr, canvas->style->background | 0xff, 1.0);
  cairo_fill_preserve (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->history, 1.0);
  cairo_set_line_width (canvas->cr, canvas->style->line_width);
  cairo_stroke (canvas->cr);
}

/* What has been sold on days that were forecast lies over the forecast. */
void
fore_chart_draw_since (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  const ForeSeries *history = canvas->chart->history;
  ForeDay origin = fore_chart_get_origin (canvas->chart);
  Pen pen = { canvas, TRUE };
  double space;
  gsize from, to;

  if (history == NULL || origin == FORE_DAY_NONE)
    return;
  fore_chart_axes_find_visible (axes, history, &from, &to);
  while (from < to && fore_series_day (history, from) < origin)
    from++;
  trace_values (&pen, history, from, to);
  fore_chart_set_colour (canvas->cr, canvas->style->history, 1.0);
  cairo_set_line_width (canvas->cr, canvas->style->line_width * 1.4);
  cairo_stroke (canvas->cr);

  space = fore_chart_step_days (history->step) * axes->width / (axes->last_day - axes->first_day);
  for (gsize i = from; i < to && space >= LEAST_SIGN_SPACE; i++)
    if (!isnan (history->y[i]))
      fore_chart_draw_since_sign (canvas, fore_chart_axes_x (axes, fore_series_day (history, i)),
                                  fore_chart_axes_y (axes, history->y[i]));
}

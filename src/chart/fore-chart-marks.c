/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holidays and changes of the trend: signs on the axis of the days, with a name where there is
 * room for it. */
#include "fore-chart-private.h"

#define SIGN_RADIUS 4.0
#define NAME_GAP    3.0

/* A diamond for a holiday and a triangle for the trend, so that no colour is needed to tell
 * them apart. */
void
fore_chart_draw_mark_sign (ForeChartCanvas *canvas, gboolean is_holiday, double x, double y)
{
  cairo_move_to (canvas->cr, x, y - SIGN_RADIUS);
  cairo_line_to (canvas->cr, x + SIGN_RADIUS, y + (is_holiday ? 0.0 : SIGN_RADIUS));
  if (is_holiday)
    cairo_line_to (canvas->cr, x, y + SIGN_RADIUS);
  cairo_line_to (canvas->cr, x - SIGN_RADIUS, y + (is_holiday ? 0.0 : SIGN_RADIUS));
  cairo_close_path (canvas->cr);
  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 0.8);
  cairo_fill (canvas->cr);
}

static void
draw_thread (ForeChartCanvas *canvas, double x)
{
  const ForeChartAxes *axes = &canvas->axes;
  const double dash[] = { 1.0, 4.0 };

  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 0.6);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_set_dash (canvas->cr, dash, 2, 0.0);
  cairo_move_to (canvas->cr, floor (x) + 0.5, axes->top);
  cairo_line_to (canvas->cr, floor (x) + 0.5, axes->top + axes->height);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0.0);
}

/* Names follow each other on one line; one that would run into the next is left out. */
static double
draw_name (ForeChartCanvas *canvas, const ForeChartMark *mark, double x, double end_of_last)
{
  const ForeChartAxes *axes = &canvas->axes;
  const char *name = fore_chart_mark_title (mark);
  int width, height;
  double left;

  if (name == NULL)
    return end_of_last;
  fore_chart_set_text (canvas, name, &width, &height);
  left = CLAMP (x - width / 2.0, axes->left, axes->left + axes->width - width);
  if (left < end_of_last)
    return end_of_last;
  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 0.8);
  fore_chart_show_text (canvas, left, axes->top + 2.0 * SIGN_RADIUS + NAME_GAP);
  return left + width + 3.0 * NAME_GAP;
}

/* Holidays hang from above, where the eye looks for what stands out; what the trend does stands
 * on the axis. */
void
fore_chart_draw_marks (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  double end_of_last = axes->left;

  for (gsize i = 0; i < canvas->chart->n_marks; i++) {
    const ForeChartMark *mark = &canvas->chart->mark[i];
    double x = fore_chart_axes_x (axes, mark->day);

    if (x < axes->left || x > axes->left + axes->width)
      continue;
    if (mark->is_holiday) {
      fore_chart_draw_mark_sign (canvas, TRUE, x, axes->top + SIGN_RADIUS);
      end_of_last = draw_name (canvas, mark, x, end_of_last);
    } else {
      draw_thread (canvas, x);
      fore_chart_draw_mark_sign (canvas, FALSE, x, axes->top + axes->height - SIGN_RADIUS);
    }
  }
}

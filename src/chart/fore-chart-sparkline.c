/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include <float.h>

/* What fills the height at least, as a share of the largest value. */
#define LEAST_RANGE 0.25

/**
 * fore_chart_draw_sparkline:
 * @values: (array length=n): numbers, NaN where there is none
 * @n: how many
 * @style: how
 * @cr: where to draw, with the origin at the upper left
 * @width: in pixels
 * @height: in pixels
 *
 * Draws values as a line without axes that fills the room, unless they hardly differ: then it
 * is as flat as they are.
 */
void
fore_chart_draw_sparkline (const double *values,
                           gsize n,
                           const ForeChartStyle *style,
                           cairo_t *cr,
                           double width,
                           double height)
{
  double low = INFINITY, high = -INFINITY;
  double inset = style->line_width;

  for (gsize i = 0; i < n; i++) {
    low = isfinite (values[i]) ? MIN (low, values[i]) : low;
    high = isfinite (values[i]) ? MAX (high, values[i]) : high;
  }
  if (n < 2 || low > high)
    return;
  low = MIN (low, high - MAX (fabs (high) * LEAST_RANGE, DBL_MIN));

  cairo_save (cr);
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      cairo_line_to (cr, inset + (width - 2.0 * inset) * (double) i / (double) (n - 1),
                     inset + (height - 2.0 * inset) * (high - values[i]) / (high - low));
  fore_chart_set_colour (cr, style->history, 1.0);
  cairo_set_line_width (cr, style->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
}

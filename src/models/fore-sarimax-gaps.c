/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sarimax-gaps.h"

#include <math.h>

/* Straight lines over the gaps of every step-th value from the first one on. */
static void
fill_along (gsize n, double *y, gsize first, gsize step)
{
  gsize last = 0;
  gboolean has_last = FALSE;

  for (gsize t = first; t < n; t += step) {
    if (isnan (y[t]))
      continue;
    for (gsize k = has_last ? last + step : first; k < t; k += step)
      y[k] = has_last ? y[last] + (y[t] - y[last]) * (double) (k - last) / (double) (t - last)
                      : y[t];
    last = t;
    has_last = TRUE;
  }
  for (gsize k = last + step; k < n && has_last; k += step)
    y[k] = y[last];
}

/**
 * fore_sarimax_fill_gaps:
 * @n: number of values
 * @y: (array length=n): a series, NaN where missing, one value known at least
 * @period: season length, 1 for none
 *
 * Returns: (transfer full) (array length=n): the series with lines from season to season over
 *   its gaps, for what knows no gaps or is much slower with them
 */
double *
fore_sarimax_fill_gaps (gsize n, const double *y, guint period)
{
  double *filled = g_memdup2 (y, n * sizeof *y);

  for (guint j = 0; j < period; j++)
    fill_along (n, filled, j, period);
  fill_along (n, filled, 0, 1);

  return filled;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-closures.h"

#include <math.h>
#include <stdlib.h>

/* Fewer days of sales than this show no habit. */
#define FEWEST_SOLD 50
/* Share of days without sales beyond which they are no exception. */
#define MOST_CLOSURES 0.03
/* No day of sales but the lowest percentile may sell less than this share of the median: what
 * has small days may have days with nothing by chance. */
#define LOWEST_PERCENTILE 0.01
#define SMALLEST_SHARE    0.3
/* Longer breaks are something else. */
#define LONGEST_BREAK 4

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Whether a day without sales must have been closed. */
static gboolean
sells_every_open_day (const ForeSeries *series)
{
  g_autofree double *sold = g_new (double, series->n);
  gsize n_sold = 0, n_closures = 0;

  for (gsize t = 0; t < series->n; t++) {
    if (series->y[t] < 0)
      return FALSE;
    if (series->y[t] > 0)
      sold[n_sold++] = series->y[t];
    n_closures += series->y[t] == 0;
  }
  if (n_sold < FEWEST_SOLD || (double) n_closures > MOST_CLOSURES * (double) (n_sold + n_closures))
    return FALSE;
  qsort (sold, n_sold, sizeof *sold, compare_doubles);

  return sold[(gsize) (LOWEST_PERCENTILE * (double) n_sold)] >= SMALLEST_SHARE * sold[n_sold / 2];
}

/**
 * fore_closures_leave_out:
 * @series: (inout): a series in which closed weekdays are missing
 *
 * Makes single days without any sale missing in a series that sells every day and never comes
 * near zero: holidays and other closures, which tell nothing about the days that are open. A
 * break that reaches to the end of the series stays, as it may be the end of the sales.
 */
void
fore_closures_leave_out (ForeSeries *series)
{
  gsize t = 0;

  if (series->step != FORE_STEP_DAY || !sells_every_open_day (series))
    return;
  while (t < series->n) {
    gsize end = t;

    while (end < series->n && !(series->y[end] > 0))
      end++;
    for (gsize i = t; i < end && end < series->n && end - t <= LONGEST_BREAK; i++) {
      series->n_missing += series->y[i] == 0;
      series->y[i] = NAN;
    }
    t = end + 1;
  }
}

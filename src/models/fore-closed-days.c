/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-closed-days.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* Habits are read from the last year; fewer weeks than eight show none. */
#define WEEKS_READ   52
#define FEWEST_WEEKS 8
/* One sale in so many weeks may be an exception, such as a Sunday before Christmas. */
#define WEEKS_PER_EXCEPTION 25
/* A sale in the last weeks may be the start of a new habit. */
#define WEEKS_WITHOUT_EXCEPTION 4
/* How probable it may at most be that a slow seller met so few buyers by chance. */
#define CHANCE 1e-4

static gboolean
is_sold (double value)
{
  return !isnan (value) && value != 0;
}

/* Counts, for each weekday, the sales in the last @n_weeks and how many weeks ago the last
 * one was. */
static void
count_sales (const ForeSeries *series, gsize n_weeks, guint sold[7], guint since[7])
{
  memset (sold, 0, 7 * sizeof *sold);
  for (int i = 0; i < 7; i++)
    since[i] = G_MAXUINT;

  for (gsize t = series->n - 7 * n_weeks; t < series->n; t++) {
    int weekday = fore_day_weekday (fore_series_day (series, t));

    if (!is_sold (series->y[t]))
      continue;
    sold[weekday]++;
    since[weekday] = (guint) ((series->n - 1 - t) / 7);
  }
}

/**
 * fore_closed_days_find:
 * @series: a series
 *
 * Finds the weekdays on which a shop that sells daily sells nothing. A weekday counts as
 * closed when (nearly) all of it in the last year is zero or missing, and a binomial test
 * with the rate of the other weekdays says that this is no chance, so that slow-moving goods
 * are not mistaken for closed shops. Takes eight weeks at least.
 *
 * Returns: the closed weekdays, 0 for none or when nothing was sold at all
 */
ForeClosedDays
fore_closed_days_find (const ForeSeries *series)
{
  gsize n_weeks = MIN (series->n / 7, WEEKS_READ);
  guint sold[7], since[7];
  guint n_open = 0, n_sold = 0;
  ForeClosedDays closed = 0;

  if (series->step != FORE_STEP_DAY || n_weeks < FEWEST_WEEKS)
    return 0;

  count_sales (series, n_weeks, sold, since);
  for (int i = 0; i < 7; i++) {
    if (sold[i] <= n_weeks / WEEKS_PER_EXCEPTION && since[i] >= WEEKS_WITHOUT_EXCEPTION) {
      closed |= 1 << i;
      continue;
    }
    n_open++;
    n_sold += sold[i];
  }
  if (n_open == 0)
    return 0;

  for (int i = 0; i < 7; i++) {
    double rate = (double) n_sold / (double) (n_open * n_weeks);

    if (closed & 1 << i && gsl_cdf_binomial_P (sold[i], rate, (guint) n_weeks) > CHANCE)
      closed &= ~(1 << i);
  }

  return closed;
}

/**
 * fore_closed_days_contain:
 * @closed: closed weekdays
 * @day: a day
 *
 * Returns: whether @day is one of them
 */
gboolean
fore_closed_days_contain (ForeClosedDays closed, ForeDay day)
{
  return (closed >> fore_day_weekday (day) & 1) != 0;
}

/**
 * fore_closed_days_leave_out:
 * @closed: closed weekdays
 * @series: a series
 *
 * Returns: (transfer full): @series with the closed days missing, so that a model learns from
 *   open days only
 */
ForeSeries *
fore_closed_days_leave_out (ForeClosedDays closed, const ForeSeries *series)
{
  ForeSeries *open = fore_series_head (series, series->n);

  for (gsize t = 0; t < open->n; t++) {
    if (!fore_closed_days_contain (closed, fore_series_day (open, t)) || isnan (open->y[t]))
      continue;
    open->y[t] = NAN;
    open->n_missing++;
  }

  return open;
}

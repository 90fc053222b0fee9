/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-series.h"

#include <math.h>
#include <string.h>

/* Beyond this, the difference of two values may be no number any more. */
#define LARGEST 1e300

/* Fewer dated values than this are taken for daily whatever their distance. */
#define FEWEST_TO_TELL_STEP 8

/**
 * fore_series_new:
 * @category: what is sold
 * @first_day: day of the first value
 * @step: from one value to the next
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing
 *
 * Returns: (transfer full): a series with a copy of @y, in which values beyond 1e300 or -1e300 are missing, too
 */
ForeSeries *
fore_series_new (const char *category, ForeDay first_day, ForeStep step, gsize n, const double *y)
{
  ForeSeries *series = g_new0 (ForeSeries, 1);

  series->category = g_strdup (category);
  series->first_day = first_day;
  series->step = step;
  series->n = n;
  series->y = g_memdup2 (y, n * sizeof *y);
  for (gsize i = 0; i < n; i++) {
    if (fabs (y[i]) <= LARGEST)
      continue;
    series->y[i] = NAN;
    series->n_missing++;
  }

  return series;
}

void
fore_series_free (ForeSeries *series)
{
  if (series == NULL)
    return;
  g_free (series->category);
  g_free (series->y);
  g_free (series);
}

static ForeDay
add_months (ForeDay day, gsize months)
{
  int year, month, day_of_month;
  ForeDay moved;

  fore_day_to_date (day, &year, &month, &day_of_month);
  year += (int) ((month - 1 + months) / 12);
  month = (int) ((month - 1 + months) % 12) + 1;
  /* 31 January and a month is the last day of February. */
  do
    moved = fore_day_from_date (year, month, day_of_month--);
  while (moved == FORE_DAY_NONE && day_of_month > 27);

  return moved == FORE_DAY_NONE ? FORE_DAY_MAX : moved;
}

static ForeDay
add_steps (ForeDay day, ForeStep step, gsize i)
{
  switch (step) {
  case FORE_STEP_MONTH: return add_months (day, i);
  case FORE_STEP_WEEK: return (ForeDay) MIN (day + 7 * (gint64) i, FORE_DAY_MAX);
  case FORE_STEP_DAY:
  default: return (ForeDay) MIN (day + (gint64) i, FORE_DAY_MAX);
  }
}

/**
 * fore_series_day:
 * @series: a series
 * @i: index of a value; from `series->n` on, of a forecast
 *
 * Returns: the day of value @i
 */
ForeDay
fore_series_day (const ForeSeries *series, gsize i)
{
  return add_steps (series->first_day, series->step, i);
}

/**
 * fore_series_period:
 * @series: a series
 *
 * Returns: the length of its season in steps: 7 days, 52 weeks or 12 months
 */
guint
fore_series_period (const ForeSeries *series)
{
  switch (series->step) {
  case FORE_STEP_MONTH: return 12;
  case FORE_STEP_WEEK: return 52;
  case FORE_STEP_DAY:
  default: return 7;
  }
}

/* Weekly when all distances are whole weeks, monthly when all days fall on the steps of
 * months from the first one; in both cases a few steps may be left out. */
static ForeStep
tell_step (gsize n, const ForeDay *day)
{
  gsize n_steps = 0, i = 1;
  gboolean is_weekly = TRUE;

  if (n < FEWEST_TO_TELL_STEP)
    return FORE_STEP_DAY;

  for (gsize k = 1; k < n && is_weekly; k++)
    is_weekly = (day[k] - day[0]) % 7 == 0;
  if (is_weekly)
    return FORE_STEP_WEEK;

  while (i < n && n_steps <= 2 * n) {
    ForeDay expected = add_steps (day[0], FORE_STEP_MONTH, ++n_steps);

    if (day[i] < expected)
      return FORE_STEP_DAY;
    i += day[i] == expected;
  }
  return i == n ? FORE_STEP_MONTH : FORE_STEP_DAY;
}

/**
 * fore_series_new_from_sums:
 * @category: what is sold
 * @n_sums: number of days with an invoice, at least one
 * @day: (array length=n_sums): those days, rising
 * @sum: (array length=n_sums): what was sold on them
 * @end_day: the last day the series speaks of, not before the last of @day
 * @gaps: what a day without an invoice means
 *
 * Makes the daily sums of a category regular. Sums that come weekly or monthly are
 * recognised and kept at that step, where a day between two steps is no gap. Of a longer
 * history the last %FORE_SERIES_MOST steps are kept.
 *
 * Returns: (transfer full): the series
 */
ForeSeries *
fore_series_new_from_sums (const char *category,
                           gsize n_sums,
                           const ForeDay *day,
                           const ForeCents *sum,
                           ForeDay end_day,
                           ForeGaps gaps)
{
  ForeStep step = tell_step (n_sums, day);
  ForeSeries *series = g_new0 (ForeSeries, 1);
  gsize n = 1, k = 0;

  while (add_steps (day[0], step, n) <= end_day && add_steps (day[0], step, n - 1) < FORE_DAY_MAX)
    n++;

  series->category = g_strdup (category);
  series->step = step;
  series->n = MIN (n, FORE_SERIES_MOST);
  series->n_left_out = n - series->n;
  series->first_day = add_steps (day[0], step, series->n_left_out);
  series->y = g_new (double, series->n);
  while (k < n_sums && day[k] < series->first_day)
    k++;
  for (gsize i = 0; i < series->n; i++) {
    if (k < n_sums && fore_series_day (series, i) == day[k])
      series->y[i] = fore_cents_to_double (sum[k++]);
    else
      series->y[i] = gaps == FORE_GAPS_MISSING ? NAN : 0.0;
    series->n_missing += isnan (series->y[i]) != 0;
  }

  return series;
}

/**
 * fore_series_head:
 * @series: a series
 * @n: how many values, at most those of @series
 *
 * Returns: (transfer full): the first @n values, as a model would have seen them then
 */
ForeSeries *
fore_series_head (const ForeSeries *series, gsize n)
{
  g_return_val_if_fail (n <= series->n, NULL);

  return fore_series_new (series->category, series->first_day, series->step, n, series->y);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which days a chart has, and which of them are in sight. */
#include "fore-chart-private.h"

/* What is in sight of the past when nobody says: this many times the horizon, but at least so
 * many steps. */
#define PAST_HORIZONS    3
#define LEAST_PAST_DAYS  120
#define LEAST_PAST_STEPS 24

/**
 * fore_chart_get_step:
 * @chart: a chart
 *
 * Returns: from one value to the next
 */
ForeStep
fore_chart_get_step (const ForeChart *chart)
{
  return chart->history != NULL ? chart->history->step : FORE_STEP_DAY;
}

/**
 * fore_chart_step_days:
 * @step: a step
 *
 * Returns: how many days it has on average
 */
double
fore_chart_step_days (ForeStep step)
{
  switch (step) {
  case FORE_STEP_MONTH: return 30.44;
  case FORE_STEP_WEEK: return 7.0;
  case FORE_STEP_DAY:
  default: return 1.0;
  }
}

/* The day after the day, week or month that begins on @day. */
ForeDay
fore_chart_end_of_step (ForeStep step, ForeDay day)
{
  int year, month, day_of_month;

  if (step != FORE_STEP_MONTH)
    return day + (ForeDay) fore_chart_step_days (step);
  fore_day_to_date (day, &year, &month, &day_of_month);
  return fore_day_from_date (year + month / 12, month % 12 + 1, day_of_month);
}

/* The first day that is forecast, or FORE_DAY_NONE. */
ForeDay
fore_chart_get_origin (const ForeChart *chart)
{
  if (chart->forecasts == NULL || chart->forecasts->len == 0)
    return FORE_DAY_NONE;
  return ((const ForeForecast *) g_ptr_array_index (chart->forecasts, 0))->day[0];
}

/**
 * fore_chart_get_extent:
 * @chart: a chart
 * @first_day: (out): the first day that it knows
 * @last_day: (out): the last day that it knows
 *
 * Weeks and months, which stand where they begin, need room around that.
 *
 * Returns: whether it knows any
 */
gboolean
fore_chart_get_extent (const ForeChart *chart, double *first_day, double *last_day)
{
  double step = fore_chart_step_days (fore_chart_get_step (chart));
  double first = INFINITY, last = -INFINITY, margin = step > 1.0 ? 0.5 * step : 0.0;

  if (chart->history != NULL && chart->history->n > 0) {
    first = chart->history->first_day;
    last = fore_series_day (chart->history, chart->history->n - 1);
  }
  for (guint i = 0; chart->forecasts != NULL && i < chart->forecasts->len; i++) {
    const ForeForecast *forecast = g_ptr_array_index (chart->forecasts, i);

    first = MIN (first, forecast->day[0]);
    last = MAX (last, forecast->day[forecast->horizon - 1]);
  }
  *first_day = first - margin;
  *last_day = last + margin;
  return first <= last;
}

/**
 * fore_chart_get_range:
 * @chart: a chart
 * @left: (out): the day at its left end
 * @right: (out): the day at its right end, later than @left
 *
 * The days in sight: those that were asked for, or the forecast and a few times as much of
 * the past.
 */
void
fore_chart_get_range (const ForeChart *chart, double *left, double *right)
{
  double step = fore_chart_step_days (fore_chart_get_step (chart));
  ForeDay origin = fore_chart_get_origin (chart);

  if (!fore_chart_get_extent (chart, left, right))
    *left = *right = fore_day_today ();
  if (origin != FORE_DAY_NONE) {
    double past = MAX (PAST_HORIZONS * (*right - origin), LEAST_PAST_DAYS);

    *left = MAX (*left, origin - MAX (past, LEAST_PAST_STEPS * step));
  }
  if (!isnan (chart->left))
    *left = chart->left;
  if (!isnan (chart->right))
    *right = chart->right;
  *right = MAX (*right, *left + 1.0);
}

/* Of two days the one that lies nearer. */
static void
keep_nearer (double day, ForeDay candidate, ForeDay *best)
{
  if (*best == FORE_DAY_NONE || fabs (candidate - day) < fabs (*best - day))
    *best = candidate;
}

/**
 * fore_chart_snap:
 * @chart: a chart
 * @day: somewhere in it
 *
 * Returns: the nearest day that has a value, or %FORE_DAY_NONE when there is none
 */
ForeDay
fore_chart_snap (const ForeChart *chart, double day)
{
  const ForeSeries *history = chart->history;
  ForeDay best = FORE_DAY_NONE;

  if (history != NULL && history->n > 0) {
    double i = (day - history->first_day) / fore_chart_step_days (history->step);
    double last = (double) history->n - 1.0;

    for (int k = -1; k <= 1; k++)
      keep_nearer (day, fore_series_day (history, (gsize) CLAMP (round (i) + k, 0.0, last)), &best);
  }
  for (guint k = 0; chart->forecasts != NULL && k < chart->forecasts->len; k++) {
    const ForeForecast *forecast = g_ptr_array_index (chart->forecasts, k);

    for (gsize i = 0; i < forecast->horizon; i++)
      keep_nearer (day, forecast->day[i], &best);
  }
  return best;
}

/**
 * fore_chart_move:
 * @chart: a chart
 * @day: a day that has a value
 * @n_steps: how far to go, to the left when negative
 *
 * Returns: the day that many steps on, or the first or last one
 */
ForeDay
fore_chart_move (const ForeChart *chart, ForeDay day, int n_steps)
{
  double step = fore_chart_step_days (fore_chart_get_step (chart));

  return fore_chart_snap (chart, day + n_steps * step);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days added up to weeks, which begin on Mondays, or to months. */
#include "fore-outlook-steps.h"

#include <math.h>

#include "fore-forecast-total.h"

static ForeDay
begin_of (ForeDay day, ForeStep step)
{
  int year, month, day_of_month;

  if (step == FORE_STEP_WEEK)
    return day - fore_day_weekday (day);
  fore_day_to_date (day, &year, &month, &day_of_month);
  return fore_day_from_date (year, month, 1);
}

/* The begin of the next one. */
static ForeDay
end_of (ForeDay day, ForeStep step)
{
  return begin_of (begin_of (day, step) + (step == FORE_STEP_WEEK ? 7 : 31), step);
}

/* What was sold from @from on and before @to, NaN when no day of it is known. */
static double
sum_days (const ForeSeries *history, ForeDay from, ForeDay to)
{
  gint64 n = (gint64) history->n, first = MAX (from - history->first_day, 0);
  double sum = 0;
  gboolean is_known = FALSE;

  for (gint64 i = first; i < MIN (to - history->first_day, n); i++) {
    if (isnan (history->y[i]))
      continue;
    sum += history->y[i];
    is_known = TRUE;
  }
  return is_known ? sum : NAN;
}

/* What is known in part only would look like a fall, and is left out. */
static ForeSeries *
add_up_history (const ForeSeries *history, ForeStep step)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (double));
  ForeDay begin = begin_of (history->first_day, step);
  ForeDay end = history->first_day + (ForeDay) history->n;
  ForeDay first;

  if (begin < history->first_day)
    begin = end_of (begin, step);
  first = begin;
  for (; end_of (begin, step) <= end; begin = end_of (begin, step)) {
    double sum = sum_days (history, begin, end_of (begin, step));

    g_array_append_val (sums, sum);
  }
  if (sums->len == 0)
    return NULL;
  return fore_series_new (history->category, first, step, sums->len,
                          (const double *) (gpointer) sums->data);
}

static void
set_period (ForeForecast *sums, gsize k, const ForeForecastTotal *total, double known)
{
  sums->value[k] = known + total->value;
  sums->lower_80[k] = known + total->lower_80;
  sums->upper_80[k] = known + total->upper_80;
  sums->lower_95[k] = known + MIN (total->lower_95, total->lower_80);
  sums->upper_95[k] = known + MAX (total->upper_95, total->upper_80);
}

/* The first week or month is what has been sold of it already, and what is expected yet. One that
 * the forecast does not reach the end of is left out, unless there is no other. */
static ForeForecast *
add_up_forecast (const ForeForecast *forecast, const ForeSeries *history, ForeStep step)
{
  ForeForecast *sums = fore_forecast_new (forecast->category, forecast->model, forecast->horizon);
  gsize n = 0, from = 0;

  while (from < forecast->horizon) {
    ForeDay begin = begin_of (forecast->day[from], step), end = end_of (begin, step);
    double known = from == 0 ? sum_days (history, begin, forecast->day[0]) : 0;
    gsize to = from;

    while (to < forecast->horizon && forecast->day[to] < end)
      to++;
    if (forecast->day[to - 1] + 1 < end && n > 0)
      break;
    ForeForecastTotal total = fore_forecast_total (forecast, from, to);
    sums->day[n] = begin;
    set_period (sums, n, &total, isnan (known) ? 0 : known);
    n++;
    from = to;
  }
  sums->horizon = n;
  sums->note = g_strdup (forecast->note);
  return sums;
}

/**
 * fore_outlook_add_up:
 * @outlook: what is known of a category, day by day
 * @step: weeks or months; days change nothing
 *
 * Returns: (transfer full): the same by weeks or months; by days where the history is shorter
 *   than one
 */
ForeOutlook *
fore_outlook_add_up (ForeOutlook *outlook, ForeStep step)
{
  ForeSeries *history = NULL;
  ForeOutlook *sums;

  if (step != FORE_STEP_DAY && outlook->history != NULL)
    history = add_up_history (outlook->history, step);
  if (history == NULL)
    return fore_outlook_ref (outlook);

  sums = g_atomic_rc_box_new0 (ForeOutlook);
  sums->category = g_strdup (outlook->category);
  sums->history = history;
  sums->forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  for (guint i = 0; i < outlook->forecasts->len; i++)
    g_ptr_array_add (sums->forecasts,
                     add_up_forecast (outlook->forecasts->pdata[i], outlook->history, step));
  return sums;
}

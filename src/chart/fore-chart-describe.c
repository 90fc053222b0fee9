/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-sign.h"

static double
total (const double *values, gsize n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += isnan (values[i]) ? 0.0 : values[i];
  return sum;
}

static void
describe_history (const ForeSeries *history, GString *text)
{
  g_autofree char *first = fore_chart_format_day (history->first_day);
  g_autofree char *last = fore_chart_format_day (fore_series_day (history, history->n - 1));
  g_autofree char *sum = fore_chart_format_value (total (history->y, history->n), 0.0);

  /* Translators: sales from a day to a day, and how much they were together. */
  g_string_append_printf (text, _ ("Sales from %s to %s, %s in all."), first, last, sum);
}

static void
describe_forecast (const ForeForecast *forecast, GString *text)
{
  gsize last = forecast->horizon - 1;
  g_autofree char *first_day = fore_chart_format_day (forecast->day[0]);
  g_autofree char *last_day = fore_chart_format_day (forecast->day[last]);
  g_autofree char *sum = fore_chart_format_value (total (forecast->value, forecast->horizon), 0.0);
  g_autofree char *lower = fore_chart_format_value (forecast->lower_95[last], 0.0);
  g_autofree char *upper = fore_chart_format_value (forecast->upper_95[last], 0.0);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text,
                          /* Translators: name of a model, first and last day of its forecast, the
                           * sum over these days, and the band that holds the value of the last day
                           * with 95 %. */
                          _ ("%s expects %s to %s to bring %s; on the last day between %s and %s "
                             "with 95 %% confidence."),
                          fore_chart_model_title (forecast->model), first_day, last_day, sum, lower,
                          upper);
}

static void
describe_sight (const ForeChart *chart, GString *text)
{
  double left, right;

  fore_chart_get_range (chart, &left, &right);
  g_autofree char *first = fore_chart_format_day ((ForeDay) ceil (left));
  g_autofree char *last = fore_chart_format_day ((ForeDay) floor (right));
  /* Translators: the first and the last day that a chart shows now. */
  g_string_append_printf (text, _ (" In sight: %s to %s."), first, last);
}

/**
 * fore_chart_describe:
 * @chart: a chart
 *
 * Returns: (transfer full): what it shows, in a few sentences for those who cannot see it
 */
char *
fore_chart_describe (const ForeChart *chart)
{
  GString *text = g_string_new (NULL);

  if (chart->history != NULL && chart->history->n > 0)
    describe_history (chart->history, text);
  for (guint i = 0; chart->forecasts != NULL && i < chart->forecasts->len; i++)
    describe_forecast (g_ptr_array_index (chart->forecasts, i), text);
  if (text->len == 0)
    g_string_append (text, _ ("Nothing to show yet."));
  else
    describe_sight (chart, text);

  return g_string_free (text, FALSE);
}

static void
append_history_value (const ForeSeries *history, ForeDay day, GString *text)
{
  for (gsize i = 0; i < history->n; i++) {
    g_autofree char *value = NULL;

    if (fore_series_day (history, i) != day || isnan (history->y[i]))
      continue;
    value = fore_chart_format_value (history->y[i], 0.0);
    /* Translators: what was sold on a day. */
    g_string_append_printf (text, C_ ("chart", "\nSales: %s"), value);
  }
}

static void
append_forecast_value (const ForeForecast *forecast, ForeDay day, gboolean has_band, GString *text)
{
  for (gsize i = 0; i < forecast->horizon; i++) {
    g_autofree char *value = NULL;
    g_autofree char *lower = NULL;
    g_autofree char *upper = NULL;

    if (forecast->day[i] != day)
      continue;
    value = fore_chart_format_value (forecast->value[i], 0.0);
    lower = fore_chart_format_value (forecast->lower_80[i], 0.0);
    upper = fore_chart_format_value (forecast->upper_80[i], 0.0);
    /* Translators: the name of a model and the value it expects. */
    g_string_append_printf (text, C_ ("chart", "\n%s: %s"),
                            fore_chart_model_title (forecast->model), value);
    if (has_band)
      /* Translators: lower and upper end of a band. */
      g_string_append_printf (text, C_ ("chart", "\n80 %%: %s to %s"), lower, upper);
  }
}

static void
append_marks (const ForeChart *chart, ForeDay day, GString *text)
{
  ForeDay end = fore_chart_end_of_step (fore_chart_get_step (chart), day);

  for (gsize i = 0; i < chart->n_marks; i++) {
    const ForeChartMark *mark = &chart->mark[i];
    const char *name = fore_chart_mark_title (mark);

    if (mark->day < day || mark->day >= end)
      continue;
    if (mark->is_holiday) {
      g_autofree char *size = fore_chart_format_value (fabs (mark->effect), 0.0);
      g_autofree char *effect = fore_sign_mark (mark->effect < 0.0, size);

      /* Translators: the name of a model and the value it expects. */
      g_string_append_printf (text, C_ ("chart", "\n%s: %s"),
                              name != NULL ? name : C_ ("chart", "Holiday"), effect);
    } else {
      /* Translators: from this day on sales grow faster or slower than before. */
      g_string_append (text, C_ ("chart", "\nThe trend changes"));
    }
  }
}

/**
 * fore_chart_describe_day:
 * @chart: a chart
 * @day: a day in it
 *
 * Returns: (transfer full): the day, or the week or month that begins on it, and its values, a
 *   line each
 */
char *
fore_chart_describe_day (const ForeChart *chart, ForeDay day)
{
  g_autofree char *date = fore_chart_format_point (day, fore_chart_get_step (chart));
  GString *text = g_string_new (date);

  if (chart->history != NULL)
    append_history_value (chart->history, day, text);
  for (guint i = 0; chart->forecasts != NULL && i < chart->forecasts->len; i++)
    append_forecast_value (g_ptr_array_index (chart->forecasts, i), day, i == 0, text);
  append_marks (chart, day, text);

  return g_string_free (text, FALSE);
}

/**
 * fore_chart_describe_range:
 * @chart: a chart
 * @first_day: a day
 * @last_day: a day that is not earlier
 *
 * Returns: (transfer full): these days and what was sold and is expected on them, a line each
 */
char *
fore_chart_describe_range (const ForeChart *chart, ForeDay first_day, ForeDay last_day)
{
  g_autofree char *first = fore_chart_format_day (first_day);
  g_autofree char *last = fore_chart_format_day (last_day);
  GString *text = g_string_new (NULL);
  const ForeSeries *history = chart->history;
  ForeDay origin = fore_chart_get_origin (chart);
  double sold = 0.0, expected = 0.0;

  /* Translators: a first and a last day */
  g_string_append_printf (text, C_ ("chart", "%s to %s"), first, last);
  for (gsize i = 0; history != NULL && i < history->n; i++) {
    ForeDay day = fore_series_day (history, i);

    sold += day >= first_day && day <= last_day && !isnan (history->y[i]) ? history->y[i] : 0.0;
  }
  if (history != NULL && history->n > 0 && first_day <= fore_series_day (history, history->n - 1)) {
    g_autofree char *value = fore_chart_format_value (sold, 0.0);

    g_string_append_printf (text, C_ ("chart", "\nSales: %s"), value);
  }
  if (origin != FORE_DAY_NONE && last_day >= origin) {
    const ForeForecast *forecast = g_ptr_array_index (chart->forecasts, 0);

    for (gsize i = 0; i < forecast->horizon; i++)
      if (forecast->day[i] >= first_day && forecast->day[i] <= last_day)
        expected += forecast->value[i];
    g_autofree char *value = fore_chart_format_value (expected, 0.0);
    g_string_append_printf (text, C_ ("chart", "\n%s: %s"),
                            fore_chart_model_title (forecast->model), value);
  }

  return g_string_free (text, FALSE);
}

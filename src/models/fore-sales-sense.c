/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include "fore-sales-sense.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a store of amounts can hold. */
#define LARGEST 9e15
/* Fewer values than this say little about their spread. */
#define FEWEST_FOR_SPREAD 8
/* Half widths of the 80 % and the 95 % band of a normal distribution, the latter being 1. */
#define SHARE_80 0.6538636

/**
 * fore_sales_sense_learn:
 * @sense: (out): what is seen
 * @series: a history with one known value at least
 *
 * Returns: (transfer full): the history that models should learn from: closed days missing
 */
ForeSeries *
fore_sales_sense_learn (ForeSalesSense *sense, const ForeSeries *series)
{
  ForeSeries *open;

  *sense = (ForeSalesSense){ .closed = fore_closed_days_find (series),
                             .lowest = INFINITY,
                             .highest = -INFINITY };
  open = fore_closed_days_leave_out (sense->closed, series);
  for (gsize t = 0; t < open->n; t++) {
    if (isnan (open->y[t]))
      continue;
    sense->n_known++;
    sense->n_sold += open->y[t] != 0;
    sense->lowest = MIN (sense->lowest, open->y[t]);
    sense->highest = MAX (sense->highest, open->y[t]);
    sense->mean_size += (fabs (open->y[t]) - sense->mean_size) / (double) sense->n_known;
  }

  return open;
}

/**
 * fore_sales_sense_raise:
 * @sense: what was seen in the history
 * @forecast: (inout): a forecast of it
 *
 * Moves forecasts below zero up to it with their bands, which keep their widths, when the
 * history was never negative. Models are compared and combined with such forecasts.
 */
void
fore_sales_sense_raise (const ForeSalesSense *sense, ForeForecast *forecast)
{
  for (gsize h = 0; h < forecast->horizon && sense->lowest >= 0; h++) {
    double missing = MAX (-forecast->value[h], 0);

    forecast->value[h] += missing;
    forecast->lower_80[h] += missing;
    forecast->upper_80[h] += missing;
    forecast->lower_95[h] += missing;
    forecast->upper_95[h] += missing;
  }
}

static void
set_all (ForeForecast *forecast, gsize h, double value)
{
  forecast->value[h] = value;
  forecast->lower_80[h] = forecast->upper_80[h] = value;
  forecast->lower_95[h] = forecast->upper_95[h] = value;
}

/* A few values show no spread that one could rely on, alike ones least of all: the band is at
 * least as wide as their mean size, less as there are more of them. */
static void
widen_for_few (const ForeSalesSense *sense, ForeForecast *forecast, gsize h)
{
  double half_95 = sense->mean_size / sqrt ((double) sense->n_known);
  double half_80 = SHARE_80 * half_95;
  double value = forecast->value[h];

  forecast->lower_80[h] = MIN (forecast->lower_80[h], value - half_80);
  forecast->upper_80[h] = MAX (forecast->upper_80[h], value + half_80);
  forecast->lower_95[h] = MIN (forecast->lower_95[h], value - half_95);
  forecast->upper_95[h] = MAX (forecast->upper_95[h], value + half_95);
}

static void
limit (ForeForecast *forecast, gsize h, double lowest, double highest)
{
  forecast->value[h] = CLAMP (forecast->value[h], lowest, highest);
  forecast->lower_80[h] = CLAMP (forecast->lower_80[h], lowest, highest);
  forecast->upper_80[h] = CLAMP (forecast->upper_80[h], lowest, highest);
  forecast->lower_95[h] = CLAMP (forecast->lower_95[h], lowest, highest);
  forecast->upper_95[h] = CLAMP (forecast->upper_95[h], lowest, highest);
}

/**
 * fore_sales_sense_apply:
 * @sense: what was seen in the history
 * @forecast: (inout): a forecast of it, finite and with nested bands
 *
 * A history without any variation goes on as it is, a weekday that was always closed stays
 * closed, what was never negative does not become so, and a history of a few values gets no
 * band that claims to know their spread.
 */
void
fore_sales_sense_apply (const ForeSalesSense *sense, ForeForecast *forecast)
{
  gboolean is_constant = sense->lowest == sense->highest;

  for (gsize h = 0; h < forecast->horizon; h++) {
    if (is_constant && (sense->n_known >= FEWEST_FOR_SPREAD || sense->mean_size == 0))
      set_all (forecast, h, sense->lowest);
    else if (is_constant)
      forecast->value[h] = sense->lowest;
    if (sense->n_known < FEWEST_FOR_SPREAD)
      widen_for_few (sense, forecast, h);
    if (fore_closed_days_contain (sense->closed, forecast->day[h]))
      set_all (forecast, h, 0);
    limit (forecast, h, sense->lowest >= 0 ? 0 : -LARGEST, LARGEST);
  }
}

/**
 * fore_sales_sense_tell:
 * @sense: what was seen in the history
 * @forecast: (inout): a forecast of it
 *
 * Adds to the note which weekdays are closed.
 */
void
fore_sales_sense_tell (const ForeSalesSense *sense, ForeForecast *forecast)
{
  g_autoptr (GString) weekdays = g_string_new (NULL);
  g_autofree char *told = NULL;
  g_autofree char *before = NULL;

  for (int i = 0; i < 7; i++) {
    /* 1 January 2024 was a Monday. */
    g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, 1 + i, 0, 0, 0);
    g_autofree char *name = g_date_time_format (day, "%A");

    if (sense->closed >> i & 1)
      g_string_append_printf (weekdays, "%s%s", weekdays->len > 0 ? ", " : "", name);
  }
  if (weekdays->len == 0)
    return;
  /* Translators: one or more names of weekdays. */
  told = g_strdup_printf (_ ("Nothing is ever sold on these weekdays, so they are forecast as "
                             "zero: %s."),
                          weekdays->str);
  before = g_steal_pointer (&forecast->note);
  forecast->note = before != NULL ? g_strjoin (" ", before, told, NULL) : g_steal_pointer (&told);
}

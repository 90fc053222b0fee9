/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of days, by the steps of a series. */
#include "fore-config.h"

#include "fore-regressors.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"

/* The row of a step: the first one that does not end before @day. */
static gboolean
find_row (const ForeSeries *series, gsize n_rows, ForeDay day, gsize *row)
{
  gsize first = 0, last = n_rows;

  if (day < series->first_day || day >= fore_series_day (series, n_rows))
    return FALSE;
  while (last - first > 1) {
    gsize middle = first + (last - first) / 2;

    if (fore_series_day (series, middle) <= day)
      first = middle;
    else
      last = middle;
  }
  *row = first;
  return TRUE;
}

static int
month_of (ForeDay day)
{
  int year, month, day_of_month;

  fore_day_to_date (day, &year, &month, &day_of_month);
  return month;
}

/* Whether a holiday of a country says anything about the series: one that was never in it has
 * shown no effect, and the month of one that stays in its month is a season anyhow. */
static gboolean
is_of_use (const GPtrArray *holidays, const char *name, const ForeSeries *series)
{
  gboolean is_seen = FALSE, moves = FALSE;
  int first_month = 0;

  for (guint i = 0; i < holidays->len; i++) {
    const ForeHoliday *holiday = holidays->pdata[i];
    int month = month_of (holiday->day);

    if (!g_str_equal (holiday->name, name))
      continue;
    is_seen |= holiday->day < fore_series_day (series, series->n);
    moves |= first_month != 0 && month != first_month;
    first_month = month;
  }
  return is_seen && (moves || series->step != FORE_STEP_MONTH);
}

static GPtrArray *
list_holidays (const ForeRegressors *regressors, const ForeSeries *series, gsize n_rows)
{
  g_autoptr (GPtrArray) all = fore_regressors_list_holidays (regressors, series->first_day,
                                                             fore_series_day (series, n_rows) - 1);
  GPtrArray *useful = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_holiday_free);

  if (all == regressors->holidays) {
    g_ptr_array_unref (useful);
    return g_steal_pointer (&all);
  }
  for (guint i = 0; i < all->len; i++) {
    const ForeHoliday *holiday = all->pdata[i];

    if (is_of_use (all, holiday->name, series))
      g_ptr_array_add (useful, fore_holiday_new (holiday->day, holiday->name, 0, 0));
  }
  return useful;
}

/* A column for each day of each holiday's window, in the order in which they are met. */
static void
mark_holidays (ForeRegressorTable *table,
               GPtrArray *names,
               GArray *values,
               const ForeRegressors *regressors,
               const ForeSeries *series)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) holidays = list_holidays (regressors, series, table->n_rows);

  for (guint i = 0; i < holidays->len; i++) {
    const ForeHoliday *holiday = holidays->pdata[i];

    for (int offset = holiday->lower_window; offset <= holiday->upper_window; offset++) {
      g_autofree char *name = offset == 0 ? g_strdup (holiday->name)
                                          : g_strdup_printf ("%s_%+d", holiday->name, offset);
      gpointer column;
      gsize row;

      if (!g_hash_table_lookup_extended (columns, name, NULL, &column)) {
        column = GUINT_TO_POINTER (names->len);
        g_hash_table_insert (columns, name, column);
        g_ptr_array_add (names, g_steal_pointer (&name));
        g_array_set_size (values, (guint) (values->len + table->n_rows));
      }
      if (find_row (series, table->n_rows, holiday->day + offset, &row))
        g_array_index (values, double, GPOINTER_TO_UINT (column) * table->n_rows + row) = 1.0;
    }
  }
  table->n_holidays = names->len;
}

static gboolean
fill_values (ForeRegressorTable *table,
             GArray *values,
             const ForeRegressors *regressors,
             const ForeSeries *series,
             GError **error)
{
  guint n_names = g_strv_length (regressors->names);
  gsize k = 0;

  for (gsize row = 0; row < table->n_rows && n_names > 0; row++) {
    ForeDay day = fore_series_day (series, row);
    char text[FORE_DAY_BUFFER];

    while (k < regressors->n_days && regressors->day[k] < day)
      k++;
    if (k == regressors->n_days || regressors->day[k] != day) {
      g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
                   /* Translators: a day, then a category */
                   _ ("The regressors have no row for %s, which the forecast of “%s” needs: they "
                      "have to reach from its first day to the last one that is forecast."),
                   fore_day_format (day, text), series->category);
      return FALSE;
    }
    for (guint i = 0; i < n_names; i++)
      g_array_index (values, double,
                     (table->n_holidays + i) * table->n_rows +
                         row) = regressors->value[k * n_names + i];
  }
  return TRUE;
}

/**
 * fore_regressor_table_new:
 * @regressors: what is known of days
 * @series: a series
 * @horizon: steps ahead
 * @error: %FORE_ERROR_REJECTED when a day of the series or of its future has no row of values, or
 *   when there are more than %FORE_REGRESSORS_MAX columns
 *
 * Holidays become indicators, one for each day of their windows, named as Prophet names them
 * (`christmas`, `christmas_-1`); where a step is a week or a month, of the step that the day lies
 * in. Of a country's holidays those are left out that show nothing: that have not been yet in the
 * series or, where a step is a month, are in the same month each year.
 *
 * Returns: (transfer full): @regressors by the steps of @series
 */
ForeRegressorTable *
fore_regressor_table_new (const ForeRegressors *regressors,
                          const ForeSeries *series,
                          gsize horizon,
                          GError **error)
{
  g_autoptr (ForeRegressorTable) table = g_new0 (ForeRegressorTable, 1);
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (double));
  GPtrArray *names = g_ptr_array_new ();

  table->n_rows = series->n + horizon;
  mark_holidays (table, names, values, regressors, series);
  for (char **name = regressors->names; *name != NULL; name++)
    g_ptr_array_add (names, g_strdup (*name));
  table->n = names->len;
  g_ptr_array_add (names, NULL);
  table->names = (GStrv) g_ptr_array_free (names, FALSE);

  if (table->n > FORE_REGRESSORS_MAX) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
                 _ ("Holidays with their windows and regressors make %u columns; at most %u can "
                    "be used."),
                 table->n, (guint) FORE_REGRESSORS_MAX);
    return NULL;
  }
  g_array_set_size (values, (guint) (table->n * table->n_rows));
  if (!fill_values (table, values, regressors, series, error))
    return NULL;
  table->value = (double *) g_array_free (g_steal_pointer (&values), FALSE);

  return g_steal_pointer (&table);
}

/**
 * fore_regressor_table_pick:
 * @table: a table
 * @n_rows: how many rows
 * @row: (array length=n_rows): which ones; one that @table does not have is all zeros
 *
 * Returns: (transfer full): these rows of it
 */
ForeRegressorTable *
fore_regressor_table_pick (const ForeRegressorTable *table, gsize n_rows, const gsize *row)
{
  ForeRegressorTable *picked = g_memdup2 (table, sizeof *table);

  picked->n_rows = n_rows;
  picked->names = g_strdupv (table->names);
  picked->value = g_new0 (double, table->n *n_rows + 1);
  for (guint i = 0; i < table->n; i++)
    for (gsize t = 0; t < n_rows; t++)
      if (row[t] < table->n_rows)
        picked->value[i * n_rows + t] = table->value[i * table->n_rows + row[t]];
  return picked;
}

void
fore_regressor_table_free (ForeRegressorTable *table)
{
  if (table == NULL)
    return;
  g_strfreev (table->names);
  g_free (table->value);
  g_free (table);
}

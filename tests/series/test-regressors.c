/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-regressors.h"

#include <string.h>

#include "fore-error.h"

static ForeDay
day_of (const char *text)
{
  return fore_day_parse (text, -1);
}

static ForeSeries *
make_series (ForeStep step, gsize n)
{
  const double y[] = { 1, 2, 3, 4, 5, 6, 7, 8 };

  return fore_series_new ("Toys", day_of ("2025-12-22"), step, n, y);
}

static void
assert_column (const ForeRegressorTable *table, guint column, const char *name, const char *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize row = 0; row < table->n_rows; row++)
    g_string_append_printf (text, "%g ", table->value[column * table->n_rows + row]);
  g_assert_cmpstr (table->names[column], ==, name);
  g_assert_cmpstr (text->str, ==, values);
}

static void
test_days (void)
{
  static const char *const names[] = { "price", NULL };
  const ForeDay day[] = { day_of ("2025-12-20"), day_of ("2025-12-22"), day_of ("2025-12-23"),
                          day_of ("2025-12-24"), day_of ("2025-12-25"), day_of ("2025-12-26") };
  const double value[] = { 9, 1, 2, 3, 4, 5 };
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autoptr (ForeRegressors) copy = NULL;
  g_autoptr (ForeSeries) series = make_series (FORE_STEP_DAY, 3);
  g_autoptr (ForeRegressorTable) table = NULL;
  g_autoptr (ForeRegressorTable) picked = NULL;
  const gsize rows[] = { 0, 4, 5 };
  g_autoptr (GError) error = NULL;

  fore_regressors_add_holiday (regressors, day_of ("2024-12-25"), "xmas", -1, 1);
  fore_regressors_add_holiday (regressors, day_of ("2025-12-25"), "xmas", -1, 1);
  fore_regressors_set_values (regressors, names, 6, day, value);
  copy = fore_regressors_copy (regressors);
  table = fore_regressor_table_new (copy, series, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (table->n, ==, 4);
  g_assert_cmpuint (table->n_holidays, ==, 3);
  assert_column (table, 0, "xmas_-1", "0 0 1 0 0 ");
  assert_column (table, 1, "xmas", "0 0 0 1 0 ");
  assert_column (table, 2, "xmas_+1", "0 0 0 0 1 ");
  assert_column (table, 3, "price", "1 2 3 4 5 ");

  picked = fore_regressor_table_pick (table, 3, rows);
  assert_column (picked, 2, "xmas_+1", "0 1 0 ");
  assert_column (picked, 3, "price", "1 5 0 ");

  /* One day further there is no price. */
  g_clear_pointer (&table, fore_regressor_table_free);
  table = fore_regressor_table_new (copy, series, 3, &error);
  g_assert_null (table);
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  g_assert_nonnull (strstr (error->message, "2025-12-27"));
  g_assert_nonnull (strstr (error->message, "Toys"));
}

/* A holiday marks the week or month that it is in. */
static void
test_steps (void)
{
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autoptr (ForeSeries) weeks = make_series (FORE_STEP_WEEK, 3);
  g_autoptr (ForeSeries) months = make_series (FORE_STEP_MONTH, 3);
  g_autoptr (ForeRegressorTable) by_week = NULL;
  g_autoptr (ForeRegressorTable) by_month = NULL;

  fore_regressors_add_holiday (regressors, day_of ("2025-12-28"), "a", 0, 0);
  fore_regressors_add_holiday (regressors, day_of ("2025-12-29"), "b", 0, 0);
  fore_regressors_add_holiday (regressors, day_of ("2026-04-21"), "c", 0, 0);
  by_week = fore_regressor_table_new (regressors, weeks, 1, NULL);
  assert_column (by_week, 0, "a", "1 0 0 0 ");
  assert_column (by_week, 1, "b", "0 1 0 0 ");
  assert_column (by_week, 2, "c", "0 0 0 0 ");
  by_month = fore_regressor_table_new (regressors, months, 1, NULL);
  assert_column (by_month, 1, "b", "1 0 0 0 ");
  assert_column (by_month, 2, "c", "0 0 0 1 ");
}

static char *
list_columns (const ForeRegressorTable *table)
{
  return g_strjoinv (", ", table->names);
}

/* Of a country's holidays those that the history has seen, and by months those that move. */
static void
test_country (void)
{
  g_autofree double *y = g_new0 (double, 200);
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autoptr (ForeRegressors) copy = NULL;
  g_autoptr (ForeSeries)
      days = fore_series_new ("Toys", day_of ("2025-12-20"), FORE_STEP_DAY, 110, y);
  g_autoptr (ForeSeries)
      months = fore_series_new ("Toys", day_of ("2023-01-01"), FORE_STEP_MONTH, 36, y);
  g_autoptr (ForeRegressorTable) by_day = NULL;
  g_autoptr (ForeRegressorTable) by_month = NULL;
  g_autofree char *columns = NULL;
  g_autofree char *columns_by_month = NULL;

  fore_regressors_set_calendar (regressors, "DE");
  copy = fore_regressors_copy (regressors);
  by_day = fore_regressor_table_new (copy, days, 365, NULL);
  columns = list_columns (by_day);
  g_assert_cmpstr (columns, ==,
                   "1. Weihnachtstag, 2. Weihnachtstag, Neujahr, Karfreitag, Ostermontag");
  g_assert_cmpuint (by_day->n_holidays, ==, by_day->n);
  for (gsize row = 0; row < by_day->n_rows; row++)
    g_assert_cmpfloat (by_day->value[row], ==, row == 5 || row == 370);

  by_month = fore_regressor_table_new (copy, months, 12, NULL);
  columns_by_month = list_columns (by_month);
  g_assert_cmpstr (columns_by_month, ==, "Karfreitag, Pfingstmontag");
  assert_column (by_month, 0, "Karfreitag",
                 "0 0 0 1 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 "
                 "0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 ");
}

static void
test_too_many (void)
{
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autoptr (ForeSeries) series = make_series (FORE_STEP_DAY, 3);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i <= FORE_REGRESSORS_MAX; i++) {
    g_autofree char *name = g_strdup_printf ("%d", i);

    fore_regressors_add_holiday (regressors, 0, name, 0, 0);
  }
  g_assert_null (fore_regressor_table_new (regressors, series, 1, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/regressors/days", test_days);
  g_test_add_func ("/regressors/steps", test_steps);
  g_test_add_func ("/regressors/country", test_country);
  g_test_add_func ("/regressors/too-many", test_too_many);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-series.h"

#include <math.h>

static ForeSeries *
from_days (gsize n, const ForeDay *day, ForeDay end_day, ForeGaps gaps)
{
  g_autofree ForeCents *sum = g_new (ForeCents, n);

  for (gsize i = 0; i < n; i++)
    sum[i] = 100 * (ForeCents) (i + 1);
  return fore_series_new_from_sums ("C", n, day, sum, end_day, gaps);
}

static void
test_gaps (void)
{
  static const ForeDay day[] = { 10, 11, 14 };
  g_autoptr (ForeSeries) zero = from_days (3, day, 16, FORE_GAPS_ZERO);
  g_autoptr (ForeSeries) missing = from_days (3, day, 16, FORE_GAPS_MISSING);
  static const double expected[] = { 1, 2, 0, 0, 3, 0, 0 };

  g_assert_cmpuint (zero->n, ==, 7);
  g_assert_cmpuint (zero->n_missing, ==, 0);
  g_assert_cmpuint (missing->n_missing, ==, 4);
  for (gsize i = 0; i < 7; i++) {
    g_assert_cmpfloat (zero->y[i], ==, expected[i]);
    g_assert_true (expected[i] == 0 ? isnan (missing->y[i]) : missing->y[i] == expected[i]);
  }
  g_assert_cmpint (fore_series_day (zero, 7), ==, 17);
}

/* What models could not reckon with is not known. */
static void
test_no_numbers (void)
{
  static const double y[] = { 1, NAN, INFINITY, -INFINITY, 1e301, -1e301, 1e300, -1e300 };
  g_autoptr (ForeSeries) series = fore_series_new ("C", 10, FORE_STEP_DAY, G_N_ELEMENTS (y), y);

  g_assert_cmpuint (series->n_missing, ==, 5);
  for (gsize i = 0; i < series->n; i++)
    g_assert_true (i >= 1 && i <= 5 ? isnan (series->y[i]) : series->y[i] == y[i]);
}

static void
test_one_day (void)
{
  static const ForeDay day[] = { 10 };
  g_autoptr (ForeSeries) series = from_days (1, day, 10, FORE_GAPS_ZERO);

  g_assert_cmpuint (series->n, ==, 1);
  g_assert_cmpint (series->step, ==, FORE_STEP_DAY);
}

/* One date with a slip in its year makes no series of three million days. */
static void
test_too_long (void)
{
  static const ForeDay day[] = { FORE_DAY_MIN, 5000, 5002 };
  g_autoptr (ForeSeries) series = from_days (3, day, 5002, FORE_GAPS_ZERO);

  g_assert_cmpuint (series->n, ==, FORE_SERIES_MOST);
  g_assert_cmpint (series->first_day, ==, 5003 - FORE_SERIES_MOST);
  g_assert_cmpuint (series->n_left_out, ==, 5003 - FORE_SERIES_MOST - FORE_DAY_MIN);
  g_assert_cmpfloat (series->y[series->n - 4], ==, 0);
  g_assert_cmpfloat (series->y[series->n - 3], ==, 2);
  g_assert_cmpfloat (series->y[series->n - 1], ==, 3);
}

static void
test_weekly (void)
{
  ForeDay day[20];
  g_autoptr (ForeSeries) weekly = NULL;
  g_autoptr (ForeSeries) daily = NULL;

  for (int i = 0; i < 20; i++)
    day[i] = 100 + 7 * (i + (i > 9));
  weekly = from_days (20, day, day[19] + 3, FORE_GAPS_MISSING);
  g_assert_cmpint (weekly->step, ==, FORE_STEP_WEEK);
  g_assert_cmpuint (weekly->n, ==, 21);
  g_assert_cmpuint (weekly->n_missing, ==, 1);
  g_assert_cmpint (fore_series_day (weekly, 21), ==, day[19] + 7);

  day[19]++;
  daily = from_days (20, day, day[19], FORE_GAPS_ZERO);
  g_assert_cmpint (daily->step, ==, FORE_STEP_DAY);
}

static void
test_monthly (void)
{
  ForeDay day[24];
  g_autoptr (ForeSeries) series = NULL;
  char buffer[FORE_DAY_BUFFER];

  for (int i = 0; i < 24; i++)
    day[i] = fore_day_from_date (2024 + i / 12, i % 12 + 1, 1);
  series = from_days (24, day, day[23], FORE_GAPS_ZERO);
  g_assert_cmpint (series->step, ==, FORE_STEP_MONTH);
  g_assert_cmpuint (series->n, ==, 24);
  g_assert_cmpuint (fore_series_period (series), ==, 12);
  g_assert_cmpstr (fore_day_format (fore_series_day (series, 25), buffer), ==, "2026-02-01");
}

static void
test_end_of_month (void)
{
  g_autoptr (ForeSeries) series = fore_series_new ("C", fore_day_from_date (2024, 1, 31),
                                                   FORE_STEP_MONTH, 1, (double[]){ 1 });

  g_assert_cmpint (fore_series_day (series, 1), ==, fore_day_from_date (2024, 2, 29));
  g_assert_cmpint (fore_series_day (series, 2), ==, fore_day_from_date (2024, 3, 31));
  g_assert_cmpint (fore_series_day (series, 13), ==, fore_day_from_date (2025, 2, 28));
}

static void
test_head (void)
{
  static const ForeDay day[] = { 10, 11, 14 };
  g_autoptr (ForeSeries) series = from_days (3, day, 14, FORE_GAPS_MISSING);
  g_autoptr (ForeSeries) head = fore_series_head (series, 3);

  g_assert_cmpuint (head->n, ==, 3);
  g_assert_cmpuint (head->n_missing, ==, 1);
  g_assert_cmpint (head->first_day, ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/no-numbers", test_no_numbers);
  g_test_add_func ("/series/gaps", test_gaps);
  g_test_add_func ("/series/one-day", test_one_day);
  g_test_add_func ("/series/too-long", test_too_long);
  g_test_add_func ("/series/weekly", test_weekly);
  g_test_add_func ("/series/monthly", test_monthly);
  g_test_add_func ("/series/end-of-month", test_end_of_month);
  g_test_add_func ("/series/head", test_head);
  return g_test_run ();
}

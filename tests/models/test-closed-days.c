/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-closed-days.h"

#include <math.h>

#define MONDAY 4 /* 1970-01-05 */

/* Sells 10 each day from a Monday on, except on the weekdays in @closed. */
static ForeSeries *
shop (gsize n_weeks, ForeClosedDays closed, double when_closed)
{
  g_autofree double *y = g_new (double, 7 * n_weeks);

  for (gsize t = 0; t < 7 * n_weeks; t++)
    y[t] = closed >> t % 7 & 1 ? when_closed : 10;
  return fore_series_new ("C", MONDAY, FORE_STEP_DAY, 7 * n_weeks, y);
}

static void
test_sunday (void)
{
  g_autoptr (ForeSeries) zero = shop (10, 1 << 6, 0);
  g_autoptr (ForeSeries) missing = shop (10, 1 << 6, NAN);
  g_autoptr (ForeSeries) open = NULL;

  g_assert_cmpint (fore_closed_days_find (zero), ==, 1 << 6);
  g_assert_cmpint (fore_closed_days_find (missing), ==, 1 << 6);
  g_assert_true (fore_closed_days_contain (1 << 6, MONDAY - 1));
  g_assert_false (fore_closed_days_contain (1 << 6, MONDAY));

  open = fore_closed_days_leave_out (1 << 6, zero);
  g_assert_cmpuint (open->n, ==, 70);
  g_assert_cmpuint (open->n_missing, ==, 10);
  g_assert_true (isnan (open->y[6]) && open->y[5] == 10);
}

static void
test_several (void)
{
  ForeClosedDays weekend_only = 0x1f, every_other = 0x2a;
  g_autoptr (ForeSeries) market = shop (12, weekend_only, 0);
  g_autoptr (ForeSeries) club = shop (12, every_other, NAN);

  g_assert_cmpint (fore_closed_days_find (market), ==, weekend_only);
  g_assert_cmpint (fore_closed_days_find (club), ==, every_other);
}

static void
test_none (void)
{
  g_autoptr (ForeSeries) always = shop (20, 0, 0);
  g_autoptr (ForeSeries) never = shop (20, 0x7f, 0);
  g_autoptr (ForeSeries) young = shop (7, 1 << 6, 0);
  g_autoptr (ForeSeries) weekly = shop (20, 1 << 6, 0);

  weekly->step = FORE_STEP_WEEK;
  g_assert_cmpint (fore_closed_days_find (always), ==, 0);
  g_assert_cmpint (fore_closed_days_find (never), ==, 0);
  g_assert_cmpint (fore_closed_days_find (young), ==, 0);
  g_assert_cmpint (fore_closed_days_find (weekly), ==, 0);
}

/* One Sunday long ago is an exception; last Sunday may be the start of a habit. */
static void
test_exceptions (void)
{
  g_autoptr (ForeSeries) series = shop (30, 1 << 6, 0);

  series->y[7 * 10 + 6] = 25;
  g_assert_cmpint (fore_closed_days_find (series), ==, 1 << 6);
  series->y[7 * 10 + 6] = 0;
  series->y[7 * 29 + 6] = 25;
  g_assert_cmpint (fore_closed_days_find (series), ==, 0);
}

/* What sells each tenth day by chance has weekdays without a sale, yet is not closed. */
static void
test_slow_moving (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 200; i++) {
    g_autoptr (ForeSeries) series = shop (8 + i % 40, 0, 0);

    for (gsize t = 0; t < series->n; t++)
      series->y[t] = g_rand_double (random) < 0.1 ? 1 : 0;
    g_assert_cmpint (fore_closed_days_find (series), ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closed-days/sunday", test_sunday);
  g_test_add_func ("/closed-days/several", test_several);
  g_test_add_func ("/closed-days/none", test_none);
  g_test_add_func ("/closed-days/exceptions", test_exceptions);
  g_test_add_func ("/closed-days/slow-moving", test_slow_moving);
  return g_test_run ();
}

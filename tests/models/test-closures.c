/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-closures.h"

#include <math.h>

/* 40 weeks around 100 with a weekly season. */
static ForeSeries *
shop (void)
{
  double y[280];

  for (gsize t = 0; t < G_N_ELEMENTS (y); t++)
    y[t] = 100 + 5 * (double) (t % 7) + (double) (t * 31 % 17);
  return fore_series_new ("C", 1000, FORE_STEP_DAY, G_N_ELEMENTS (y), y);
}

static void
test_holidays (void)
{
  g_autoptr (ForeSeries) series = shop ();

  series->y[50] = series->y[120] = series->y[121] = 0;
  fore_closures_leave_out (series);
  g_assert_true (isnan (series->y[50]) && isnan (series->y[120]) && isnan (series->y[121]));
  g_assert_cmpfloat (series->y[51], ==, 100 + 5 * 2 + 51 * 31 % 17);
  g_assert_cmpuint (series->n_missing, ==, 3);
}

/* A gap beside a holiday is counted once. */
static void
test_known_gap (void)
{
  g_autoptr (ForeSeries) series = shop ();

  series->y[60] = 0;
  series->y[61] = NAN;
  series->n_missing = 1;
  fore_closures_leave_out (series);
  g_assert_true (isnan (series->y[60]) && isnan (series->y[61]));
  g_assert_cmpuint (series->n_missing, ==, 2);
}

static void
test_long_break (void)
{
  g_autoptr (ForeSeries) series = shop ();

  for (gsize t = 100; t < 105; t++)
    series->y[t] = 0;
  fore_closures_leave_out (series);
  g_assert_cmpuint (series->n_missing, ==, 0);
}

/* Nothing on the last day may be the end of the sales. */
static void
test_last_day (void)
{
  g_autoptr (ForeSeries) series = shop ();

  series->y[279] = 0;
  fore_closures_leave_out (series);
  g_assert_cmpuint (series->n_missing, ==, 0);
}

/* What sometimes sells little sometimes sells nothing. */
static void
test_small_days (void)
{
  g_autoptr (ForeSeries) series = shop ();

  for (gsize t = 0; t < 280; t += 28)
    series->y[t] = 4;
  series->y[50] = 0;
  fore_closures_leave_out (series);
  g_assert_cmpuint (series->n_missing, ==, 0);
}

static void
test_returns (void)
{
  g_autoptr (ForeSeries) series = shop ();

  series->y[50] = 0;
  series->y[70] = -20;
  fore_closures_leave_out (series);
  g_assert_cmpuint (series->n_missing, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/closures/holidays", test_holidays);
  g_test_add_func ("/closures/known-gap", test_known_gap);
  g_test_add_func ("/closures/long-break", test_long_break);
  g_test_add_func ("/closures/last-day", test_last_day);
  g_test_add_func ("/closures/small-days", test_small_days);
  g_test_add_func ("/closures/returns", test_returns);

  return g_test_run ();
}

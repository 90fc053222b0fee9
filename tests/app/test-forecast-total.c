/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fore-forecast-total.h"

#define HORIZON 28

static ForeForecast *
make_forecast (double (*width) (gsize i))
{
  ForeForecast *forecast = fore_forecast_new ("Tea", "prophet", HORIZON);

  for (gsize i = 0; i < HORIZON; i++) {
    forecast->day[i] = 20454 + (ForeDay) i;
    forecast->value[i] = 100;
    forecast->lower_80[i] = 100 - width (i);
    forecast->upper_80[i] = 100 + 2 * width (i);
    forecast->lower_95[i] = 100 - 2 * width (i);
    forecast->upper_95[i] = 100 + 4 * width (i);
  }
  return forecast;
}

static void
assert_half_width (double (*width) (gsize i), double expected)
{
  g_autoptr (ForeForecast) forecast = make_forecast (width);
  ForeForecastTotal total = fore_forecast_total (forecast, 0, HORIZON);

  g_assert_cmpfloat_with_epsilon (total.value, 100 * HORIZON, 1e-9);
  g_assert_cmpfloat_with_epsilon (total.value - total.lower_80, expected, 1e-9 * (1 + expected));
  g_assert_cmpfloat_with_epsilon (total.upper_80 - total.value, 2 * expected,
                                  1e-9 * (1 + expected));
}

static double
constant (gsize i)
{
  return 5;
}

static double
random_walk (gsize i)
{
  return 5 * sqrt ((double) i + 1);
}

static double
closed_on_sundays (gsize i)
{
  return i % 7 == 6 ? 0 : 5;
}

static double
weekly (gsize i)
{
  static const double widths[] = { 3, 4, 5, 6, 9, 12, 2 };

  return widths[i % 7];
}

static double
none (gsize i)
{
  return 0;
}

/* Independent errors: the variances add up. */
static void
test_independent (void)
{
  double variance = 0;

  assert_half_width (constant, 5 * sqrt (HORIZON));
  assert_half_width (closed_on_sundays, 5 * sqrt (HORIZON - HORIZON / 7));
  for (gsize i = 0; i < HORIZON; i++)
    variance += weekly (i) * weekly (i);
  assert_half_width (weekly, sqrt (variance));
  assert_half_width (none, 0);
}

/* A week on the way: what happened before it is felt on all of its days. */
static void
test_week (void)
{
  g_autoptr (ForeForecast) independent = make_forecast (constant);
  g_autoptr (ForeForecast) walk = make_forecast (random_walk);
  ForeForecastTotal total = fore_forecast_total (independent, 7, 14);
  double variance = 7 * 7 * 7;

  g_assert_cmpfloat_with_epsilon (total.value, 700, 1e-9);
  g_assert_cmpfloat_with_epsilon (total.value - total.lower_80, 5 * sqrt (7), 1e-9);
  g_assert_cmpfloat_with_epsilon (total.value - total.lower_95, 10 * sqrt (7), 1e-9);
  for (int i = 1; i <= 7; i++)
    variance += i * i;
  total = fore_forecast_total (walk, 7, 14);
  g_assert_cmpfloat_with_epsilon (total.upper_80 - total.value, 10 * sqrt (variance), 1e-9);
}

/* A random walk: an innovation on day i is in all n - i days from then on, so that the variance
 * is the sum of the squares. The last week is told from its first day only, because growth
 * is that of the least width within a week: it is taken as at rest. */
static void
test_random_walk (void)
{
  double variance = 0;

  for (gsize i = 0; i < HORIZON; i++)
    variance += (double) ((HORIZON - i) * (HORIZON - i));
  g_autoptr (ForeForecast) forecast = make_forecast (random_walk);
  ForeForecastTotal total = fore_forecast_total (forecast, 0, HORIZON);
  double exact = 5 * sqrt (variance);
  g_assert_cmpfloat (total.value - total.lower_80, <=, exact * 1.001);
  g_assert_cmpfloat (total.value - total.lower_80, >=, exact * 0.9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/forecast-total/independent", test_independent);
  g_test_add_func ("/forecast-total/random-walk", test_random_walk);
  g_test_add_func ("/forecast-total/week", test_week);
  return g_test_run ();
}

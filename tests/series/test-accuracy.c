/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-accuracy.h"

#include <math.h>

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-12)

static ForeForecast *
forecast_with_bands (gsize horizon, const double *value, double half_80, double half_95)
{
  ForeForecast *forecast = fore_forecast_new ("C", "m", horizon);

  for (gsize h = 0; h < horizon; h++) {
    forecast->value[h] = value[h];
    forecast->lower_80[h] = value[h] - half_80;
    forecast->upper_80[h] = value[h] + half_80;
    forecast->lower_95[h] = value[h] - half_95;
    forecast->upper_95[h] = value[h] + half_95;
  }

  return forecast;
}

/* Actual values 10, 20, 0, 4 against 8, 25, 0, 6: the errors are 2, -5, 0, -2. */
static void
test_by_hand (void)
{
  g_autoptr (ForeForecast) forecast = forecast_with_bands (4, (double[]){ 8, 25, 0, 6 }, 1, 2);
  ForeAccuracy accuracy;

  fore_accuracy_measure (&accuracy, forecast, (double[]){ 10, 20, 0, 4 }, 3);
  g_assert_cmpuint (accuracy.n, ==, 4);
  assert_near (accuracy.mae, 9.0 / 4);
  assert_near (accuracy.rmse, sqrt (33.0 / 4));
  assert_near (accuracy.bias, -5.0 / 4);
  assert_near (accuracy.wape, 100 * 9.0 / 34);
  assert_near (accuracy.smape, 200 * (2.0 / 18 + 5.0 / 45 + 0 + 2.0 / 10) / 4);
  assert_near (accuracy.mase, 9.0 / 4 / 3);
  assert_near (accuracy.coverage_80, 0.25);
  assert_near (accuracy.coverage_95, 0.75);
  /* Widths 2 and 4; the 80 % band is missed by 1, 4 and 1, the other by 3. */
  assert_near (accuracy.winkler_80, 2 + 10.0 * (1 + 4 + 1) / 4);
  assert_near (accuracy.winkler_95, 4 + 40.0 * 3 / 4);
}

static void
test_missing (void)
{
  g_autoptr (ForeForecast) forecast = forecast_with_bands (3, (double[]){ 1, 2, 3 }, 1, 2);
  ForeAccuracy accuracy;

  fore_accuracy_measure (&accuracy, forecast, (double[]){ NAN, 4, NAN }, 1);
  g_assert_cmpuint (accuracy.n, ==, 1);
  assert_near (accuracy.mae, 2);
  assert_near (accuracy.coverage_80, 0);
  assert_near (accuracy.coverage_95, 1);

  fore_accuracy_measure (&accuracy, forecast, (double[]){ NAN, NAN, NAN }, 1);
  g_assert_cmpuint (accuracy.n, ==, 0);
  assert_near (accuracy.mae, 0);
}

static void
test_nothing_sold (void)
{
  g_autoptr (ForeForecast) right = forecast_with_bands (2, (double[]){ 0, 0 }, 0, 0);
  g_autoptr (ForeForecast) wrong = forecast_with_bands (2, (double[]){ 1, 0 }, 0, 0);
  ForeAccuracy accuracy;

  fore_accuracy_measure (&accuracy, right, (double[]){ 0, 0 }, 1);
  assert_near (accuracy.wape, 0);
  assert_near (accuracy.smape, 0);
  assert_near (accuracy.coverage_80, 1);
  fore_accuracy_measure (&accuracy, wrong, (double[]){ 0, 0 }, 1);
  assert_near (accuracy.wape, 100);
  assert_near (accuracy.smape, 100);
}

static void
test_scale (void)
{
  static const double y[] = { 1, 5, 2, 9, NAN, 4 };

  /* |2 - 1|, |9 - 5|, |4 - 9|; the pair with the missing value is left out. */
  assert_near (fore_accuracy_scale (y, 6, 2), 10.0 / 3);
  assert_near (fore_accuracy_scale (y, 4, 1), (4.0 + 3 + 7) / 3);
}

static void
test_scale_stays_finite (void)
{
  static const double repeating[] = { 1, 3, 1, 3 };
  static const double constant[] = { 4, 4, 4, 4 };
  static const double zero[] = { 0, 0, 0, 0 };

  assert_near (fore_accuracy_scale (repeating, 4, 2), 2);
  assert_near (fore_accuracy_scale (repeating, 4, 7), 2);
  assert_near (fore_accuracy_scale (constant, 4, 1), 4);
  assert_near (fore_accuracy_scale (zero, 4, 1), 1);
  assert_near (fore_accuracy_scale (constant, 1, 7), 4);
  assert_near (fore_accuracy_scale ((double[]){ NAN }, 1, 7), 1);
}

/* Another currency changes what is in its units by the rate, and nothing else. */
static void
test_change_of_units (void)
{
  static const double value[] = { 8, 25, 1, 6 }, actual[] = { 10, 20, 0, 4 };
  const double rate = 1024;
  double value_2[4], actual_2[4];
  g_autoptr (ForeForecast) forecast = forecast_with_bands (4, value, 1, 2);
  g_autoptr (ForeForecast) forecast_2 = NULL;
  ForeAccuracy a, b;

  for (gsize i = 0; i < 4; i++) {
    value_2[i] = rate * value[i];
    actual_2[i] = rate * actual[i];
  }
  forecast_2 = forecast_with_bands (4, value_2, rate, 2 * rate);
  fore_accuracy_measure (&a, forecast, actual, fore_accuracy_scale (actual, 4, 1));
  fore_accuracy_measure (&b, forecast_2, actual_2, fore_accuracy_scale (actual_2, 4, 1));
  assert_near (b.mae, rate * a.mae);
  assert_near (b.rmse, rate * a.rmse);
  assert_near (b.winkler_95, rate * a.winkler_95);
  assert_near (b.mase, a.mase);
  assert_near (b.smape, a.smape);
  assert_near (b.wape, a.wape);
  assert_near (b.coverage_80, a.coverage_80);
}

/* Measured in two parts or at once, the same days give the same measures. */
static void
test_add (void)
{
  static const double value[] = { 8, 25, 1, 6, 3 }, actual[] = { 10, 20, NAN, 4, 0 };
  g_autoptr (ForeForecast) whole = forecast_with_bands (5, value, 1, 2);
  g_autoptr (ForeForecast) head = forecast_with_bands (2, value, 1, 2);
  g_autoptr (ForeForecast) tail = forecast_with_bands (3, value + 2, 1, 2);
  ForeAccuracy at_once, pooled = { 0 }, part;

  fore_accuracy_measure (&at_once, whole, actual, 4);
  fore_accuracy_measure (&part, head, actual, 4);
  fore_accuracy_add (&pooled, &part);
  fore_accuracy_measure (&part, tail, actual + 2, 4);
  fore_accuracy_add (&pooled, &part);
  fore_accuracy_add (&pooled, &(ForeAccuracy){ 0 });
  g_assert_cmpuint (pooled.n, ==, 4);
  assert_near (pooled.mean_size, at_once.mean_size);
  assert_near (pooled.mae, at_once.mae);
  assert_near (pooled.rmse, at_once.rmse);
  assert_near (pooled.bias, at_once.bias);
  assert_near (pooled.wape, at_once.wape);
  assert_near (pooled.smape, at_once.smape);
  assert_near (pooled.mase, at_once.mase);
  assert_near (pooled.coverage_80, at_once.coverage_80);
  assert_near (pooled.coverage_95, at_once.coverage_95);
  assert_near (pooled.winkler_80, at_once.winkler_80);
  assert_near (pooled.winkler_95, at_once.winkler_95);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accuracy/by-hand", test_by_hand);
  g_test_add_func ("/accuracy/missing", test_missing);
  g_test_add_func ("/accuracy/nothing-sold", test_nothing_sold);
  g_test_add_func ("/accuracy/scale", test_scale);
  g_test_add_func ("/accuracy/scale-stays-finite", test_scale_stays_finite);
  g_test_add_func ("/accuracy/change-of-units", test_change_of_units);
  g_test_add_func ("/accuracy/add", test_add);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-calibrate.h"

#include <math.h>

#include "fore-accuracy.h"
#include "fore-forecaster.h"
#include "fore-past.h"

#define NORMAL_80 1.2815515655446004
#define NORMAL_95 1.959963984540054

static ForeForecast *
normal_forecast (gsize horizon, double value, double deviation)
{
  ForeForecast *forecast = fore_forecast_new ("C", "m", horizon);

  for (gsize h = 0; h < horizon; h++) {
    forecast->value[h] = value;
    forecast->lower_80[h] = value - NORMAL_80 * deviation;
    forecast->upper_80[h] = value + NORMAL_80 * deviation;
    forecast->lower_95[h] = value - NORMAL_95 * deviation;
    forecast->upper_95[h] = value + NORMAL_95 * deviation;
  }
  return forecast;
}

/* Past forecasts of 0 that claim deviation 1, of days that have deviation @truth. */
static GPtrArray *
normal_pasts (guint n_origins, gsize horizon, double truth, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *pasts = fore_past_none ();

  for (guint k = 0; k < n_origins; k++) {
    g_autofree double *actual = g_new0 (double, horizon);

    for (gsize h = 0; h < horizon; h++) {
      /* A sum of twelve uniform numbers is nearly normal with variance 1. */
      for (int i = 0; i < 12; i++)
        actual[h] += truth * (g_rand_double (random) - 0.5);
    }
    g_ptr_array_add (pasts, fore_past_new (normal_forecast (horizon, 0, 1), actual));
  }
  return pasts;
}

/* Without a past the prior is the band: Student's t with 4 degrees of freedom. */
static void
test_prior (void)
{
  g_autoptr (GPtrArray) pasts = fore_past_none ();
  g_autoptr (ForeForecast) forecast = normal_forecast (3, 100, 2);

  fore_calibrate_bands (forecast, pasts);
  for (gsize h = 0; h < 3; h++) {
    g_assert_cmpfloat (forecast->value[h], ==, 100);
    g_assert_cmpfloat_with_epsilon (forecast->upper_80[h], 100 + 2 * 1.533206, 1e-5);
    g_assert_cmpfloat_with_epsilon (forecast->lower_95[h], 100 - 2 * 2.776445, 1e-5);
  }
}

/* A model that was twice as sure of itself as it should have been gets bands twice as wide,
 * and one that was half as sure gets half of them. */
static void
test_follows_the_past (void)
{
  static const double truth[] = { 0.5, 1, 2 };

  for (gsize i = 0; i < 3; i++) {
    g_autoptr (GPtrArray) pasts = normal_pasts (FORE_PAST_ORIGINS, 2000, truth[i], 3);
    g_autoptr (ForeForecast) forecast = normal_forecast (1, 0, 1);
    double expected = NORMAL_80 * truth[i];

    fore_calibrate_bands (forecast, pasts);
    g_assert_cmpfloat_with_epsilon (forecast->upper_80[0], expected, 0.25 * expected);
    g_assert_cmpfloat_with_epsilon (forecast->upper_80[0], -forecast->lower_80[0], 1e-12);
    g_assert_cmpfloat (forecast->upper_80[0], <, forecast->upper_95[0]);
  }
}

static void
test_units_make_no_difference (void)
{
  g_autoptr (GPtrArray) pasts = normal_pasts (2, 30, 1.5, 4);
  g_autoptr (ForeForecast) small = normal_forecast (5, 0, 1);
  g_autoptr (ForeForecast) large = normal_forecast (5, 0, 1024);

  fore_calibrate_bands (small, pasts);
  fore_calibrate_bands (large, pasts);
  for (gsize h = 0; h < 5; h++)
    g_assert_cmpfloat_with_epsilon (1024 * small->upper_95[h], large->upper_95[h], 1e-9);
}

static void
test_unequal_sides (void)
{
  g_autoptr (GPtrArray) pasts = normal_pasts (4, 30, 1, 5);
  g_autoptr (ForeForecast) forecast = normal_forecast (1, 10, 1);

  forecast->upper_95[0] = 10 + 3 * NORMAL_95;
  fore_calibrate_bands (forecast, pasts);
  g_assert_cmpfloat_with_epsilon (forecast->upper_80[0] - 10, 3 * (10 - forecast->lower_80[0]),
                                  1e-9);
}

static void
test_missing_and_degenerate (void)
{
  g_autoptr (GPtrArray) pasts = fore_past_none ();
  g_autoptr (ForeForecast) forecast = normal_forecast (1, 10, 1);

  g_ptr_array_add (pasts, fore_past_new (normal_forecast (2, 0, 0), (double[]){ NAN, 0 }));
  g_ptr_array_add (pasts, fore_past_new (normal_forecast (2, 0, 0), (double[]){ 5, NAN }));
  fore_calibrate_bands (forecast, pasts);
  g_assert_true (isfinite (forecast->upper_95[0]));
  g_assert_cmpfloat (forecast->upper_95[0], >=, forecast->upper_80[0]);
}

static void
test_limit (void)
{
  g_autoptr (ForeForecast) wild = normal_forecast (2, 10, 1e12);
  g_autoptr (ForeForecast) modest = normal_forecast (2, 10, 0.5);
  g_autoptr (ForeForecast) naive = normal_forecast (2, 7, 2);
  g_autoptr (ForeForecast) flat = normal_forecast (2, 7, 0);

  fore_calibrate_limit (wild, naive);
  fore_calibrate_limit (modest, naive);
  g_assert_cmpfloat_with_epsilon (wild->upper_95[1], 10 + 2 * NORMAL_95, 1e-12);
  g_assert_cmpfloat_with_epsilon (wild->lower_80[1], 10 - 2 * NORMAL_80, 1e-12);
  g_assert_cmpfloat_with_epsilon (modest->upper_95[1], 10 + 0.5 * NORMAL_95, 1e-12);
  fore_calibrate_limit (modest, flat);
  g_assert_cmpfloat_with_epsilon (modest->upper_95[1], 10 + 0.5 * NORMAL_95, 1e-12);
}

/* Forty shops with weeks and heavy-tailed noise: the bands of all models together hold what
 * they promise: 0.80 and 0.95 when it was written. Each share is of 2240 days that hang
 * together, so its standard error is about 0.02. */
static void
test_simulated_coverage (void)
{
  enum { N = 200, HORIZON = 14, N_SHOPS = 40 };
  static const char *const models[] = { "prophet", "holt_winters", "sarimax", "ensemble", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260119);
  double held_80 = 0, held_95 = 0;
  guint n = 0;

  for (int shop = 0; shop < N_SHOPS; shop++) {
    ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
    double y[N];
    g_autoptr (ForeSeries) series = NULL;
    g_autoptr (GPtrArray) results = NULL;

    for (gsize t = 0; t < N; t++) {
      double noise = g_rand_double_range (random, -1, 1);

      y[t] = 200 + 30 * sin (2 * G_PI * (double) (t % 7) / 7) + 0.1 * (double) t +
             40 * noise * noise * noise;
    }
    series = fore_series_new ("C", 1000, FORE_STEP_DAY, N - HORIZON, y);
    options.horizon = HORIZON;
    results = fore_forecaster_run (series, models, &options, NULL, NULL);
    for (guint i = 0; i < results->len; i++) {
      const ForeModelResult *result = g_ptr_array_index (results, i);
      ForeAccuracy accuracy;

      fore_accuracy_measure (&accuracy, result->forecast, y + N - HORIZON, 1);
      held_80 += accuracy.coverage_80;
      held_95 += accuracy.coverage_95;
      n++;
    }
  }
  g_test_message ("80 %%: %.4f, 95 %%: %.4f", held_80 / n, held_95 / n);
  g_assert_cmpfloat_with_epsilon (held_80 / n, 0.80, 0.05);
  g_assert_cmpfloat_with_epsilon (held_95 / n, 0.95, 0.03);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibrate/prior", test_prior);
  g_test_add_func ("/calibrate/follows-the-past", test_follows_the_past);
  g_test_add_func ("/calibrate/units-make-no-difference", test_units_make_no_difference);
  g_test_add_func ("/calibrate/unequal-sides", test_unequal_sides);
  g_test_add_func ("/calibrate/missing-and-degenerate", test_missing_and_degenerate);
  g_test_add_func ("/calibrate/limit", test_limit);
  g_test_add_func ("/calibrate/simulated-coverage", test_simulated_coverage);
  return g_test_run ();
}

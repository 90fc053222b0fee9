/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-backtest.h"

#include <math.h>

#include "fore-error.h"
#include "fore-forecaster.h"

#define N       154
#define HORIZON 14
#define STEP    10

static ForeSeries *
noisy_weeks (gsize n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = 100 + 0.1 * (double) t + (t % 7 == 4 ? 20 : 0) + g_rand_double_range (random, -9, 9);
  return fore_series_new ("C", 1000, FORE_STEP_DAY, n, y);
}

static ForeModelOptions
options_for (gsize horizon)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;

  options.horizon = horizon;
  return options;
}

static void
assert_seasonal_naive_by_hand (const ForeBacktest *b, const ForeSeries *series, gsize n_train)
{
  const double *y = series->y;
  double absolute = 0, square = 0, relative = 0, scale = 0;

  for (gsize h = 0; h < HORIZON; h++) {
    double guess = y[n_train - 7 + h % 7], error = y[n_train + h] - guess;

    absolute += fabs (error);
    square += error * error;
    relative += 2 * fabs (error) / (fabs (y[n_train + h]) + fabs (guess));
  }
  for (gsize t = 7; t < n_train; t++)
    scale += fabs (y[t] - y[t - 7]);
  scale /= (double) (n_train - 7);

  g_assert_cmpint (b->origin, ==, fore_series_day (series, n_train - 1));
  g_assert_cmpfloat_with_epsilon (b->accuracy.mae, absolute / HORIZON, 1e-10);
  g_assert_cmpfloat_with_epsilon (b->accuracy.rmse, sqrt (square / HORIZON), 1e-10);
  g_assert_cmpfloat_with_epsilon (b->accuracy.smape, 100 * relative / HORIZON, 1e-10);
  g_assert_cmpfloat_with_epsilon (b->accuracy.mase, absolute / HORIZON / scale, 1e-10);
}

static void
test_seasonal_naive (void)
{
  g_autoptr (ForeSeries) series = noisy_weeks (N, 5);
  ForeModelOptions options = options_for (HORIZON);
  const char *const models[] = { "seasonal_naive", NULL };
  g_autoptr (GPtrArray) backtests = NULL;

  backtests = fore_backtest_run (series, models, &options, 3, STEP, NULL, NULL);
  g_assert_cmpuint (backtests->len, ==, 3);
  for (guint k = 0; k < 3; k++)
    assert_seasonal_naive_by_hand (g_ptr_array_index (backtests, k), series,
                                   N - HORIZON - (2 - k) * STEP);
}

static void
assert_sound (const ForeBacktest *b, gsize horizon)
{
  double n_80 = b->accuracy.coverage_80 * (double) horizon,
         n_95 = b->accuracy.coverage_95 * (double) horizon;

  g_assert_cmpuint (b->horizon, ==, horizon);
  g_assert_cmpfloat (b->accuracy.mae, <=, b->accuracy.rmse * (1 + 1e-12));
  g_assert_true (b->accuracy.smape >= 0 && b->accuracy.smape <= 200);
  g_assert_true (0 <= b->accuracy.coverage_80 &&
                 b->accuracy.coverage_80 <= b->accuracy.coverage_95 &&
                 b->accuracy.coverage_95 <= 1);
  g_assert_cmpfloat_with_epsilon (n_80, round (n_80), 1e-9);
  g_assert_cmpfloat_with_epsilon (n_95, round (n_95), 1e-9);
  g_assert_true (isfinite (b->accuracy.mase) && isfinite (b->accuracy.winkler_95) &&
                 isfinite (b->seconds));
}

static void
test_all_models (void)
{
  static const char *const expected[] = { "seasonal_naive", "holt_winters", "sarimax", "prophet",
                                          "ensemble" };
  g_autoptr (ForeSeries) series = noisy_weeks (N, 6);
  ForeModelOptions options = options_for (HORIZON);
  g_autoptr (GPtrArray) backtests = NULL;

  backtests = fore_backtest_run (series, NULL, &options, 2, STEP, NULL, NULL);
  g_assert_cmpuint (backtests->len, ==, 10);
  for (guint i = 0; i < 10; i++) {
    const ForeBacktest *b = g_ptr_array_index (backtests, i);

    g_assert_cmpstr (b->category, ==, "C");
    g_assert_cmpstr (b->model, ==, expected[i / 2]);
    g_assert_cmpint (b->origin, ==, 1000 + N - 1 - HORIZON - (i % 2 == 0 ? STEP : 0));
    assert_sound (b, HORIZON);
  }
}

/* A day that is not known is compared with nothing. */
static void
test_missing_actual (void)
{
  g_autoptr (ForeSeries) series = noisy_weeks (N, 7);
  ForeModelOptions options = options_for (HORIZON);
  const char *const models[] = { "seasonal_naive", NULL };
  g_autoptr (GPtrArray) backtests = NULL;
  const ForeBacktest *b;

  for (gsize t = N - HORIZON + 1; t < N; t++)
    series->y[t] = NAN;
  series->n_missing = HORIZON - 1;
  backtests = fore_backtest_run (series, models, &options, 1, STEP, NULL, NULL);
  b = g_ptr_array_index (backtests, 0);
  g_assert_cmpfloat_with_epsilon (
      b->accuracy.mae, fabs (series->y[N - HORIZON] - series->y[N - HORIZON - 7]), 1e-10);
  g_assert_cmpfloat_with_epsilon (b->accuracy.mae, b->accuracy.rmse, 1e-10);
}

/* Origins before the second value are left out, down to none at all. */
static void
test_short (void)
{
  ForeModelOptions options = options_for (5);
  const char *const models[] = { "seasonal_naive", NULL };

  for (gsize n = 1; n < 30; n++) {
    g_autoptr (ForeSeries) series = noisy_weeks (n, 8);
    g_autoptr (GPtrArray)
        backtests = fore_backtest_run (series, models, &options, 4, 3, NULL, NULL);
    guint expected = n < 7 ? 0 : MIN (4, 1 + (guint) (n - 7) / 3);

    g_assert_cmpuint (backtests->len, ==, expected);
    for (guint i = 0; i < backtests->len; i++)
      assert_sound (g_ptr_array_index (backtests, i), 5);
  }
}

static void
test_constant (void)
{
  double y[60];
  g_autoptr (ForeSeries) series = NULL;
  ForeModelOptions options = options_for (7);

  for (gsize level = 0; level < 2; level++) {
    g_autoptr (GPtrArray) backtests = NULL;

    for (gsize t = 0; t < 60; t++)
      y[t] = 4 * (double) level;
    g_clear_pointer (&series, fore_series_free);
    series = fore_series_new ("C", 0, FORE_STEP_DAY, 60, y);
    backtests = fore_backtest_run (series, NULL, &options, 2, 7, NULL, NULL);
    for (guint i = 0; i < backtests->len; i++) {
      const ForeBacktest *b = g_ptr_array_index (backtests, i);

      assert_sound (b, 7);
      g_assert_cmpfloat (b->accuracy.mae, ==, 0);
      g_assert_cmpfloat (b->accuracy.mase, ==, 0);
      g_assert_cmpfloat (b->accuracy.smape, ==, 0);
      g_assert_cmpfloat (b->accuracy.coverage_80, ==, 1);
    }
  }
}

/* What a forecast tells of its own past is what a backtest from the same origins finds. */
static void
test_past_agrees (void)
{
  g_autoptr (ForeSeries) series = noisy_weeks (N, 10);
  ForeModelOptions options = options_for (N / 12);
  const char *const models[] = { "seasonal_naive", NULL };
  g_autoptr (GPtrArray) results = fore_forecaster_run (series, models, &options, NULL, NULL);
  const ForeModelResult *result = results->pdata[0];
  const ForeAccuracy *past = &result->past_accuracy;
  g_autoptr (GPtrArray) backtests = NULL;
  ForeAccuracy pooled = { 0 };

  g_assert_cmpuint (result->n_origins, ==, 4);
  g_assert_cmpuint (result->past_horizon, ==, N / 12);
  backtests = fore_backtest_run (series, models, &options, 4, N / 12, NULL, NULL);
  for (guint i = 0; i < backtests->len; i++)
    fore_accuracy_add (&pooled, &((ForeBacktest *) backtests->pdata[i])->accuracy);
  g_assert_cmpuint (past->n, ==, pooled.n);
  g_assert_cmpfloat_with_epsilon (past->mae, pooled.mae, 1e-10);
  g_assert_cmpfloat_with_epsilon (past->rmse, pooled.rmse, 1e-10);
  g_assert_cmpfloat_with_epsilon (past->bias, pooled.bias, 1e-10);
  g_assert_cmpfloat_with_epsilon (past->mase, pooled.mase, 1e-10);
  g_assert_cmpfloat_with_epsilon (past->wape, pooled.wape, 1e-10);
  /* Their bands know the same few weeks, some of them in another order. */
  g_assert_cmpfloat_with_epsilon (past->coverage_80, pooled.coverage_80, 0.2);
  g_assert_cmpfloat_with_epsilon (past->winkler_95 / pooled.winkler_95, 1, 0.2);
}

static void
test_cancelled (void)
{
  g_autoptr (ForeSeries) series = noisy_weeks (N, 9);
  ForeModelOptions options = options_for (HORIZON);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_backtest_run (series, NULL, &options, 3, STEP, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backtest/seasonal-naive", test_seasonal_naive);
  g_test_add_func ("/backtest/all-models", test_all_models);
  g_test_add_func ("/backtest/missing-actual", test_missing_actual);
  g_test_add_func ("/backtest/short", test_short);
  g_test_add_func ("/backtest/constant", test_constant);
  g_test_add_func ("/backtest/past-agrees", test_past_agrees);
  g_test_add_func ("/backtest/cancelled", test_cancelled);
  return g_test_run ();
}

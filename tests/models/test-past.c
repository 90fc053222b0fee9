/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-past.h"

#include <math.h>

static ForeSeries *
counting (gsize n)
{
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = (double) t;
  return fore_series_new ("C", 1000, FORE_STEP_DAY, n, y);
}

static GPtrArray *
run_naive (gsize n, gsize horizon)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = counting (n);
  g_autoptr (ForeModelResult) result = NULL;

  options.horizon = horizon;
  result = fore_model_seasonal_naive.run (series, &options, NULL, NULL);
  return fore_past_run (0, &fore_model_seasonal_naive, series, series, &options, result, NULL,
                        NULL);
}

/* 400 days: origins 30 days apart, the newest 30 before the end. */
static void
test_origins (void)
{
  g_autoptr (GPtrArray) pasts = run_naive (400, 7);

  g_assert_cmpuint (pasts->len, ==, FORE_PAST_ORIGINS);
  for (guint k = 0; k < pasts->len; k++) {
    const ForePast *past = g_ptr_array_index (pasts, k);
    gsize n_train = 400 - 30 * (k + 1);

    g_assert_cmpuint (past->forecast->horizon, ==, 30);
    g_assert_cmpint (past->forecast->day[0], ==, 1000 + (ForeDay) n_train);
    for (gsize h = 0; h < 30; h++) {
      g_assert_cmpfloat (past->actual[h], ==, (double) (n_train + h));
      g_assert_cmpfloat (past->forecast->value[h], ==, (double) (n_train - 7 + h % 7));
    }
  }
}

/* What a model says about next week does not depend on whether next month was asked for too,
 * and neither does what it is judged by. */
static void
test_horizon_makes_no_difference (void)
{
  g_autoptr (GPtrArray) week = run_naive (200, 7);
  g_autoptr (GPtrArray) year = run_naive (200, 365);

  g_assert_cmpuint (week->len, ==, year->len);
  for (guint k = 0; k < week->len; k++)
    g_assert_cmpuint (((ForePast *) g_ptr_array_index (week, k))->forecast->horizon, ==,
                      ((ForePast *) g_ptr_array_index (year, k))->forecast->horizon);
}

static void
test_short (void)
{
  for (gsize n = 1; n < 60; n++) {
    g_autoptr (GPtrArray) pasts = run_naive (n, 30);

    if (n <= 20)
      g_assert_cmpuint (pasts->len, ==, 0);
    if (n >= 40)
      g_assert_cmpuint (pasts->len, ==, FORE_PAST_ORIGINS);
  }
}

static void
test_cancelled (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = counting (400);
  g_autoptr (ForeModelResult) result = fore_model_seasonal_naive.run (series, &options, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_past_run (0, &fore_model_seasonal_naive, series, series, &options, result,
                                cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/past/origins", test_origins);
  g_test_add_func ("/past/horizon-makes-no-difference", test_horizon_makes_no_difference);
  g_test_add_func ("/past/short", test_short);
  g_test_add_func ("/past/cancelled", test_cancelled);
  return g_test_run ();
}

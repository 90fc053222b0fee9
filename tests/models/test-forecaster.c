/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-forecaster.h"

#include <math.h>
#include <string.h>

#include "fore-error.h"

#define MONDAY 4 /* 1970-01-05 */

static const char *const all_models[] = { "seasonal_naive", "holt_winters", "sarimax",
                                          "prophet",        "ensemble",     NULL };

static ForeSeries *
series_of (gsize n, const double *y)
{
  return fore_series_new ("C", MONDAY, FORE_STEP_DAY, n, y);
}

/* Weeks of sales around 100 with noise, nothing on Sundays. */
static ForeSeries *
shop (gsize n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = t % 7 == 6 ? 0 : 80 + 10 * (double) (t % 7) + g_rand_double_range (random, -20, 20);
  return series_of (n, y);
}

static GPtrArray *
run (const ForeSeries *series, const char *const *models, gsize horizon)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  options.horizon = horizon;
  results = fore_forecaster_run (series, models, &options, NULL, &error);
  g_assert_no_error (error);
  return results;
}

static void
assert_sound (const ForeForecast *forecast)
{
  for (gsize h = 0; h < forecast->horizon; h++) {
    g_assert_true (isfinite (forecast->lower_95[h]) && isfinite (forecast->upper_95[h]));
    g_assert_cmpfloat (forecast->lower_95[h], <=, forecast->lower_80[h]);
    g_assert_cmpfloat (forecast->lower_80[h], <=, forecast->value[h]);
    g_assert_cmpfloat (forecast->value[h], <=, forecast->upper_80[h]);
    g_assert_cmpfloat (forecast->upper_80[h], <=, forecast->upper_95[h]);
    g_assert_cmpfloat (fabs (forecast->lower_95[h]), <=, 9e15);
    g_assert_cmpfloat (fabs (forecast->upper_95[h]), <=, 9e15);
  }
}

static void
assert_all_sound (const ForeSeries *series, gsize horizon)
{
  g_autoptr (GPtrArray) results = run (series, all_models, horizon);

  g_assert_cmpuint (results->len, ==, 5);
  for (guint i = 0; i < results->len; i++) {
    const ForeModelResult *result = g_ptr_array_index (results, i);

    g_assert_cmpstr (result->forecast->model, ==, all_models[i]);
    g_assert_cmpuint (result->forecast->horizon, ==, horizon);
    assert_sound (result->forecast);
  }
}

static void
test_order (void)
{
  g_autoptr (ForeSeries) series = shop (100, 1);
  const char *const models[] = { "ensemble", "sarimax", "seasonal_naive", "sarimax", NULL };
  g_autoptr (GPtrArray) asked = run (series, models, 30);
  g_autoptr (GPtrArray) defaults = run (series, NULL, 30);

  for (guint i = 0; i < asked->len; i++) {
    const ForeModelResult *result = g_ptr_array_index (asked, i);

    g_assert_cmpstr (result->forecast->model, ==, models[i]);
    g_assert_cmpint (result->forecast->day[0], ==, MONDAY + 100);
  }
  g_assert_cmpuint (defaults->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const ForeModelResult *result = g_ptr_array_index (defaults, i);

    g_assert_cmpstr (result->forecast->model, ==, fore_forecaster_default_models[i]);
  }
}

static void
test_arguments (void)
{
  g_autoptr (ForeSeries) series = shop (100, 1);
  g_autoptr (ForeSeries) unknown = series_of (2, (double[]){ NAN, NAN });
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  const char *const models[] = { "oracle", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (fore_forecaster_knows ("ensemble"));
  g_assert_true (fore_forecaster_knows ("prophet"));
  g_assert_false (fore_forecaster_knows ("oracle"));

  g_assert_null (fore_forecaster_run (series, models, &options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (fore_forecaster_run (unknown, NULL, &options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_MODEL);
  g_clear_error (&error);
  options.horizon = 0;
  g_assert_null (fore_forecaster_run (series, NULL, &options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
}

/* Days that do not exist are not forecast, and a history that was cut says so. */
static void
test_ends_of_calendar (void)
{
  static const ForeDay day[] = { FORE_DAY_MIN, 20000, 20001 }, last_day[] = { FORE_DAY_MAX - 5 };
  static const ForeCents sum[] = { 100, 200, 300 };
  static const char *const models[] = { "seasonal_naive", "prophet", NULL };
  g_autoptr (ForeSeries) cut = fore_series_new_from_sums ("C", 3, day, sum, 20001, FORE_GAPS_ZERO);
  g_autoptr (ForeSeries)
      last = fore_series_new_from_sums ("C", 1, last_day, sum, FORE_DAY_MAX - 5, FORE_GAPS_ZERO);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  results = fore_forecaster_run (cut, models, &options, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++) {
    const ForeModelResult *result = results->pdata[i];

    g_assert_nonnull (strstr (result->forecast->note, "the last 20000 steps"));
  }
  options.horizon = 5;
  g_assert_null (fore_forecaster_run (last, models, &options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, "9999-12-26"));
}

static void
test_closed_sunday (void)
{
  g_autoptr (ForeSeries) series = shop (200, 2);
  g_autoptr (GPtrArray) results = run (series, all_models, 30);

  for (guint i = 0; i < results->len; i++) {
    const ForeModelResult *result = g_ptr_array_index (results, i);
    const ForeForecast *forecast = result->forecast;

    g_assert_cmpuint (result->n_missing, ==, 0);
    for (gsize h = 0; h < forecast->horizon; h++) {
      if (fore_day_weekday (forecast->day[h]) == 6) {
        g_assert_cmpfloat (forecast->value[h], ==, 0);
        g_assert_cmpfloat (forecast->lower_95[h], ==, 0);
        g_assert_cmpfloat (forecast->upper_95[h], ==, 0);
      } else {
        g_assert_cmpfloat (forecast->value[h], >, 60);
      }
    }
  }
}

/* What falls towards zero does not fall below it; returns may. */
static void
test_floor (void)
{
  double y[120];

  for (gsize returned = 0; returned < 2; returned++) {
    g_autoptr (ForeSeries) series = NULL;
    g_autoptr (GPtrArray) results = NULL;
    double lowest = INFINITY;

    for (gsize t = 0; t < 120; t++)
      y[t] = (double) (119 - t) / 4 + (double) (t * 7 % 5);
    if (returned)
      y[100] = -3;
    series = series_of (120, y);
    results = run (series, all_models, 30);
    for (guint i = 0; i < results->len; i++) {
      const ForeModelResult *result = g_ptr_array_index (results, i);

      assert_sound (result->forecast);
      for (gsize h = 0; h < 30; h++)
        lowest = MIN (lowest, result->forecast->lower_95[h]);
    }
    if (returned)
      g_assert_cmpfloat (lowest, <, 0);
    else
      g_assert_cmpfloat (lowest, >=, 0);
  }
}

static void
test_constant (void)
{
  static const double level[] = { 0, 4, -2.5, 1e10 };

  for (gsize k = 0; k < G_N_ELEMENTS (level); k++) {
    g_autoptr (ForeSeries) series = NULL;
    g_autoptr (GPtrArray) results = NULL;
    double y[40];

    for (gsize t = 0; t < 40; t++)
      y[t] = level[k];
    series = series_of (40, y);
    results = run (series, all_models, 30);
    for (guint i = 0; i < results->len; i++) {
      const ForeModelResult *result = g_ptr_array_index (results, i);

      for (gsize h = 0; h < 30; h++) {
        g_assert_cmpfloat (result->forecast->value[h], ==, level[k]);
        g_assert_cmpfloat (result->forecast->lower_95[h], ==, level[k]);
        g_assert_cmpfloat (result->forecast->upper_95[h], ==, level[k]);
      }
    }
  }
}

/* One value says nothing about its spread, and no band pretends that it does. */
static void
test_few_values (void)
{
  g_autoptr (ForeSeries) series = series_of (1, (double[]){ 5 });
  g_autoptr (GPtrArray) results = run (series, all_models, 30);

  for (guint i = 0; i < results->len; i++) {
    const ForeModelResult *result = g_ptr_array_index (results, i);

    g_assert_cmpfloat (result->forecast->value[0], ==, 5);
    g_assert_cmpfloat (result->forecast->lower_95[0], ==, 0);
    g_assert_cmpfloat (result->forecast->upper_95[0], >=, 10);
  }
  assert_all_sound (series, 365);
}

static void
test_adversarial (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 48; i++) {
    gsize n = (gsize[]){ 1, 2, 3, 5, 8, 13, 15, 40, 90, 130 }[i % 10];
    g_autofree double *y = g_new (double, n);
    g_autoptr (ForeSeries) series = NULL;

    for (gsize t = 0; t < n; t++) {
      double u = g_rand_double (random), level = pow (10, i % 11);

      switch (i % 6) {
      case 0: y[t] = floor (3 * u); break;
      case 1: y[t] = u < 0.4 ? NAN : level * u; break;
      case 2: y[t] = u < 0.03 ? 1e9 : u; break;
      case 3: y[t] = 1e10 - u; break;
      case 4: y[t] = level * (u - 0.5); break;
      default: y[t] = u < 0.9 ? 0 : level; break;
      }
    }
    y[g_rand_int_range (random, 0, (gint32) n)] = 1;
    series = series_of (n, y);
    assert_all_sound (series, 1 + (gsize) i);
  }
}

static void
test_weekly_and_monthly (void)
{
  g_autoptr (ForeSeries) series = shop (120, 3);

  series->step = FORE_STEP_WEEK;
  assert_all_sound (series, 13);
  series->step = FORE_STEP_MONTH;
  assert_all_sound (series, 12);
}

static void
test_same_twice (void)
{
  g_autoptr (ForeSeries) series = shop (150, 4);
  g_autoptr (GPtrArray) a = run (series, all_models, 30);
  g_autoptr (GPtrArray) b = run (series, all_models, 30);

  for (guint i = 0; i < a->len; i++) {
    const ForeForecast *first = ((ForeModelResult *) g_ptr_array_index (a, i))->forecast;
    const ForeForecast *second = ((ForeModelResult *) g_ptr_array_index (b, i))->forecast;

    g_assert_cmpmem (first->value, 30 * sizeof (double), second->value, 30 * sizeof (double));
    g_assert_cmpmem (first->lower_95, 30 * sizeof (double), second->lower_95, 30 * sizeof (double));
    g_assert_cmpmem (first->upper_80, 30 * sizeof (double), second->upper_80, 30 * sizeof (double));
  }
}

static void
test_cancelled (void)
{
  g_autoptr (ForeSeries) series = shop (150, 5);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_forecaster_run (series, all_models, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecaster/order", test_order);
  g_test_add_func ("/forecaster/arguments", test_arguments);
  g_test_add_func ("/forecaster/ends-of-calendar", test_ends_of_calendar);
  g_test_add_func ("/forecaster/closed-sunday", test_closed_sunday);
  g_test_add_func ("/forecaster/floor", test_floor);
  g_test_add_func ("/forecaster/constant", test_constant);
  g_test_add_func ("/forecaster/few-values", test_few_values);
  g_test_add_func ("/forecaster/adversarial", test_adversarial);
  g_test_add_func ("/forecaster/weekly-and-monthly", test_weekly_and_monthly);
  g_test_add_func ("/forecaster/same-twice", test_same_twice);
  g_test_add_func ("/forecaster/cancelled", test_cancelled);
  return g_test_run ();
}

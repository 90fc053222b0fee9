/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-fallback.h"

#include <math.h>
#include <string.h>

#include "fore-error.h"

static ForeSeries *
weeks (gsize n)
{
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = 10 + (double) (t % 7);
  return fore_series_new ("C", 1000, FORE_STEP_DAY, n, y);
}

static ForeModelResult *
run_failing (const ForeSeries *series,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  g_set_error_literal (error, FORE_ERROR, FORE_ERROR_MODEL, "The matrix is singular.");
  return NULL;
}

static ForeModelResult *
result_with (const ForeSeries *series, const ForeModelOptions *options, double value, double half)
{
  ForeModelResult *result = fore_model_result_new ("mock", series, options);

  for (gsize h = 0; h < options->horizon; h++) {
    result->forecast->value[h] = value;
    result->forecast->lower_80[h] = value - half;
    result->forecast->upper_80[h] = value + half;
    result->forecast->lower_95[h] = value - 2 * half;
    result->forecast->upper_95[h] = value + 2 * half;
  }
  return result;
}

static ForeModelResult *
run_nan (const ForeSeries *series,
         const ForeModelOptions *options,
         GCancellable *cancellable,
         GError **error)
{
  return result_with (series, options, NAN, 1);
}

static ForeModelResult *
run_infinite_band (const ForeSeries *series,
                   const ForeModelOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  return result_with (series, options, 10, INFINITY);
}

static ForeModelResult *
run_explosive (const ForeSeries *series,
               const ForeModelOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  return result_with (series, options, 1.97e9, 1);
}

static ForeModelResult *
run_crossed (const ForeSeries *series,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  return result_with (series, options, 12, -1e-9);
}

static ForeModelResult *
run_cancelling (const ForeSeries *series,
                const ForeModelOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_cancellable_cancel (cancellable);
  g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

static void
test_failing (gconstpointer data)
{
  const ForeModel *model = data;
  g_autoptr (ForeSeries) series = weeks (70);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = fore_fallback_run (model, series, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result->forecast->model, ==, "mock");
  g_assert_nonnull (strstr (result->forecast->note, "Mock"));
  for (gsize h = 0; h < options.horizon; h++)
    g_assert_cmpfloat (result->forecast->value[h], ==, 10 + (double) (h % 7));
}

static void
test_reason (void)
{
  const ForeModel model = { "mock", "Mock", run_failing };
  g_autoptr (ForeSeries) series = weeks (70);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = fore_fallback_run (&model, series, &options, NULL, NULL);

  g_assert_nonnull (strstr (result->forecast->note, "The matrix is singular."));
}

static void
test_crossed_bands (void)
{
  const ForeModel model = { "mock", "Mock", run_crossed };
  g_autoptr (ForeSeries) series = weeks (70);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = fore_fallback_run (&model, series, &options, NULL, NULL);
  const ForeForecast *forecast = result->forecast;

  g_assert_null (forecast->note);
  for (gsize h = 0; h < options.horizon; h++) {
    g_assert_cmpfloat (forecast->value[h], ==, 12);
    g_assert_cmpfloat (forecast->lower_95[h], <=, forecast->lower_80[h]);
    g_assert_cmpfloat (forecast->lower_80[h], <=, 12);
    g_assert_cmpfloat (forecast->upper_80[h], >=, 12);
    g_assert_cmpfloat (forecast->upper_95[h], >=, forecast->upper_80[h]);
  }
}

static void
test_cancelled (void)
{
  const ForeModel model = { "mock", "Mock", run_cancelling };
  g_autoptr (ForeSeries) series = weeks (70);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (fore_fallback_run (&model, series, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  static const ForeModel failing = { "mock", "Mock", run_failing };
  static const ForeModel nan = { "mock", "Mock", run_nan };
  static const ForeModel infinite = { "mock", "Mock", run_infinite_band };
  static const ForeModel explosive = { "mock", "Mock", run_explosive };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fallback/error", &failing, test_failing);
  g_test_add_data_func ("/fallback/nan", &nan, test_failing);
  g_test_add_data_func ("/fallback/infinite-band", &infinite, test_failing);
  g_test_add_data_func ("/fallback/explosive", &explosive, test_failing);
  g_test_add_func ("/fallback/reason", test_reason);
  g_test_add_func ("/fallback/crossed-bands", test_crossed_bands);
  g_test_add_func ("/fallback/cancelled", test_cancelled);
  return g_test_run ();
}

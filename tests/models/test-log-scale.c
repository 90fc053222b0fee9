/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-log-scale.h"

#include <math.h>

#include "fore-error.h"

/* Weeks that grow by 0.3 % a day: on the logarithmic scale a line and a season. */
static ForeSeries *
growing_weeks (gsize n, double unit)
{
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = unit * 100 * exp (0.003 * (double) t + 0.3 * sin (2 * G_PI * (double) (t % 7) / 7));
  return fore_series_new ("C", 1000, FORE_STEP_DAY, n, y);
}

static ForeModelResult *
run (const ForeModel *model, const ForeSeries *series)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  ForeModelResult *result;

  options.horizon = 14;
  result = model->run (series, &options, NULL, &error);
  g_assert_no_error (error);
  return result;
}

/* The additive models must average the seasons' sizes; these see them grow. */
static void
test_growth (gconstpointer data)
{
  const ForeModel *model = data;
  g_autoptr (ForeSeries) all = growing_weeks (364 + 14, 1);
  g_autoptr (ForeSeries) series = fore_series_head (all, 364);
  g_autoptr (ForeModelResult) result = run (model, series);

  g_assert_cmpstr (result->forecast->model, ==, model->id);
  for (gsize h = 0; h < 14; h++) {
    g_assert_cmpfloat_with_epsilon (result->forecast->value[h] / all->y[364 + h], 1, 0.03);
    g_assert_cmpfloat (result->forecast->lower_95[h], <=, result->forecast->value[h]);
    g_assert_cmpfloat (result->forecast->upper_95[h], >=, result->forecast->value[h]);
  }
}

static void
test_change_of_units (gconstpointer data)
{
  const ForeModel *model = data;
  g_autoptr (ForeSeries) euros = growing_weeks (200, 1);
  g_autoptr (ForeSeries) cents = growing_weeks (200, 100);
  g_autoptr (ForeModelResult) in_euros = run (model, euros);
  g_autoptr (ForeModelResult) in_cents = run (model, cents);

  for (gsize h = 0; h < 14; h++)
    g_assert_cmpfloat_with_epsilon (
        in_cents->forecast->value[h] / (100 * in_euros->forecast->value[h]), 1, 1e-6);
}

static void
test_negative (void)
{
  g_autoptr (ForeSeries) series = growing_weeks (100, 1);
  g_autoptr (GError) error = NULL;
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;

  series->y[50] = -1;
  g_assert_null (fore_model_prophet_log.run (series, &options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_MODEL);
}

/* Zeros and gaps have a logarithm or none; what comes back is finite and within reach. */
static void
test_zeros_and_gaps (gconstpointer data)
{
  const ForeModel *model = data;
  g_autoptr (ForeSeries) series = growing_weeks (200, 1);
  g_autoptr (ForeModelResult) result = NULL;

  for (gsize t = 0; t < 200; t++)
    series->y[t] = t % 3 == 0 ? 0 : t % 11 == 0 ? NAN : series->y[t];
  series->n_missing = 12;
  result = run (model, series);
  for (gsize h = 0; h < 14; h++) {
    g_assert_true (isfinite (result->forecast->lower_95[h]));
    g_assert_cmpfloat (result->forecast->upper_95[h], <=, 11 * 100 * exp (0.9));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/log-scale/growth/holt-winters", &fore_model_holt_winters_log,
                        test_growth);
  g_test_add_data_func ("/log-scale/growth/prophet", &fore_model_prophet_log, test_growth);
  g_test_add_data_func ("/log-scale/change-of-units/holt-winters", &fore_model_holt_winters_log,
                        test_change_of_units);
  g_test_add_data_func ("/log-scale/change-of-units/prophet", &fore_model_prophet_log,
                        test_change_of_units);
  g_test_add_func ("/log-scale/negative", test_negative);
  g_test_add_data_func ("/log-scale/zeros-and-gaps/holt-winters", &fore_model_holt_winters_log,
                        test_zeros_and_gaps);
  g_test_add_data_func ("/log-scale/zeros-and-gaps/prophet", &fore_model_prophet_log,
                        test_zeros_and_gaps);
  return g_test_run ();
}

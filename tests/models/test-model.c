/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-model.h"

#include <math.h>

static void
test_result (void)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries)
      series = fore_series_new ("C", 10, FORE_STEP_DAY, 3, (double[]){ 1, NAN, 3 });
  g_autoptr (ForeModelResult) result = NULL;
  g_autoptr (ForeModelResult) again = NULL;
  ForeComponent *trend;

  options.horizon = 2;
  result = fore_model_result_new ("m", series, &options);
  again = fore_model_result_ref (result);
  g_assert_cmpstr (result->forecast->category, ==, "C");
  g_assert_cmpstr (result->forecast->model, ==, "m");
  g_assert_cmpint (result->forecast->day[1], ==, 14);
  g_assert_cmpuint (result->n, ==, 3);
  g_assert_cmpuint (result->n_missing, ==, 1);
  g_assert_cmpuint (result->period, ==, 7);
  g_assert_true (isnan (result->log_likelihood) && isnan (result->fitted[2]));

  trend = fore_model_result_add_component (result, "trend");
  g_assert_true (g_ptr_array_index (result->components, 0) == trend);
  g_assert_cmpfloat (trend->value[1], ==, 0);
  g_assert_true (isnan (trend->fitted[2]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/result", test_result);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ensemble.h"

#include <math.h>

#define NORMAL_80 1.2815515655446004
#define NORMAL_95 1.959963984540054

static ForeSeries *
three_values (void)
{
  return fore_series_new ("C", 1000, FORE_STEP_DAY, 3, (double[]){ 1, 2, 3 });
}

/* A member that says @value, and was off by @past_error on each of two past days. */
static ForeFit *
member (const char *id, double value, double past_error, gboolean has_past)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = three_values ();
  GPtrArray *pasts = fore_past_none ();
  ForeModelResult *result;

  options.horizon = 1;
  result = fore_model_result_new (id, series, &options);
  result->forecast->value[0] = value;
  result->forecast->lower_80[0] = value - 1;
  result->forecast->upper_80[0] = value + 1;
  result->forecast->lower_95[0] = value - 2;
  result->forecast->upper_95[0] = value + 2;
  result->seconds = 0.5;
  for (gsize t = 0; t < 3; t++)
    result->fitted[t] = value;
  if (has_past) {
    ForeForecast *past = fore_forecast_new ("C", id, 2);

    past->value[0] = 10 + past_error;
    past->value[1] = 20 - past_error;
    g_ptr_array_add (pasts, fore_past_new (past, (double[]){ 10, 20 }));
  }

  return fore_fit_new (result, pasts);
}

static ForeFit *
combine (ForeFit *first, ForeFit *second)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = three_values ();
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_fit_free);

  options.horizon = 1;
  g_ptr_array_add (members, first);
  g_ptr_array_add (members, second);
  return fore_ensemble_combine (series, &options, members);
}

static void
test_equal_weights (void)
{
  ForeFit *fit = combine (member ("a", 10, 0, FALSE), member ("b", 20, 0, FALSE));
  const ForeForecast *forecast = fit->result->forecast;

  g_assert_cmpstr (forecast->model, ==, "ensemble");
  g_assert_cmpfloat_with_epsilon (forecast->value[0], 15, 1e-12);
  /* The variance of 10 and 20 around 15 is 25; the members' own bands are 1 and 2 wide. */
  g_assert_cmpfloat_with_epsilon (forecast->lower_80[0], 15 - hypot (1, NORMAL_80 * 5), 1e-12);
  g_assert_cmpfloat_with_epsilon (forecast->upper_95[0], 15 + hypot (2, NORMAL_95 * 5), 1e-12);
  g_assert_cmpfloat_with_epsilon (fit->result->fitted[2], 15, 1e-12);
  g_assert_cmpfloat_with_epsilon (fit->result->seconds, 1, 1e-12);
  g_assert_cmpuint (fit->pasts->len, ==, 0);
  fore_fit_free (fit);
}

/* Members that agree have the mean of their bands. */
static void
test_agreement (void)
{
  ForeFit *fit = combine (member ("a", 10, 1, TRUE), member ("b", 10, 2, TRUE));
  const ForeForecast *forecast = fit->result->forecast;

  g_assert_cmpfloat_with_epsilon (forecast->lower_80[0], 9, 1e-12);
  g_assert_cmpfloat_with_epsilon (forecast->upper_95[0], 12, 1e-12);
  fore_fit_free (fit);
}

/* Who was off by half weighs 64 times as much: (64 * 10 + 20) / 65. */
static void
test_weights_by_error (void)
{
  ForeFit *fit = combine (member ("a", 10, 1, TRUE), member ("b", 20, 2, TRUE));
  const ForePast *past = g_ptr_array_index (fit->pasts, 0);
  g_autoptr (GVariant)
      weights = g_variant_lookup_value (fit->result->parameters, "weights", G_VARIANT_TYPE ("ad"));
  double weight;

  g_assert_cmpfloat_with_epsilon (fit->result->forecast->value[0], 660.0 / 65, 1e-12);
  g_variant_get_child (weights, 0, "d", &weight);
  g_assert_cmpfloat_with_epsilon (weight, 64.0 / 65, 1e-12);
  g_assert_cmpfloat_with_epsilon (past->forecast->value[0], 10 + 66.0 / 65, 1e-12);
  g_assert_cmpfloat_with_epsilon (past->forecast->value[1], 20 - 66.0 / 65, 1e-12);
  g_assert_cmpfloat (past->actual[1], ==, 20);
  fore_fit_free (fit);
}

static void
test_never_wrong (void)
{
  ForeFit *fit = combine (member ("a", 10, 0, TRUE), member ("b", 20, 2, TRUE));

  g_assert_cmpfloat_with_epsilon (fit->result->forecast->value[0], 10, 1e-12);
  fore_fit_free (fit);
}

static void
test_order_makes_no_difference (void)
{
  ForeFit *one = combine (member ("a", 10, 1, TRUE), member ("b", 20, 3, TRUE));
  ForeFit *other = combine (member ("b", 20, 3, TRUE), member ("a", 10, 1, TRUE));

  g_assert_cmpfloat_with_epsilon (one->result->forecast->value[0],
                                  other->result->forecast->value[0], 1e-12);
  fore_fit_free (one);
  fore_fit_free (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ensemble/equal-weights", test_equal_weights);
  g_test_add_func ("/ensemble/agreement", test_agreement);
  g_test_add_func ("/ensemble/weights-by-error", test_weights_by_error);
  g_test_add_func ("/ensemble/never-wrong", test_never_wrong);
  g_test_add_func ("/ensemble/order-makes-no-difference", test_order_makes_no_difference);
  return g_test_run ();
}

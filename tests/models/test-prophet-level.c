/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-level.h"

#include <math.h>

#define N 400

static void
test_few_values (void)
{
  double residual[N];

  for (gsize t = 0; t < N; t++)
    residual[t] = t % 20 == 0 ? 5 : NAN;
  g_assert_cmpfloat (fore_prophet_level (N, residual), ==, 0);
}

/* What alternates has no level: each step towards it makes the next error larger. */
static void
test_noise_has_no_level (void)
{
  double residual[N];

  for (gsize t = 0; t < N; t++)
    residual[t] = t % 2 == 0 ? 1 : -1;
  g_assert_cmpfloat (fore_prophet_level (N, residual), ==, 0);
}

/* After a step of 3 without noise the fastest smoothing is the best; of the step it leaves over
 * (1 - 0.7)^k after k values. Missing values change nothing. */
static void
test_step (void)
{
  double residual[N];

  for (gsize t = 0; t < N; t++)
    residual[t] = t < N - 5 ? 0 : 3;
  g_assert_cmpfloat_with_epsilon (fore_prophet_level (N, residual), 3 * (1 - pow (0.3, 5)), 1e-12);
  residual[N - 3] = NAN;
  g_assert_cmpfloat_with_epsilon (fore_prophet_level (N, residual), 3 * (1 - pow (0.3, 4)), 1e-12);
}

/* A model that says 10 and has a level of 4 beside it. One past day was 14: without the level it
 * was off by 4, with it by @wrong. */
static ForeFit *
fit_with_level (const ForeSeries *series, double wrong)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  GPtrArray *pasts = fore_past_none ();
  ForeForecast *past = fore_forecast_new ("C", "prophet", 1);
  ForeModelResult *result;
  ForePast *known;

  options.horizon = 2;
  result = fore_model_result_new ("prophet", series, &options);
  result->level_shift = g_new (double, 2);
  for (gsize h = 0; h < 2; h++) {
    result->level_shift[h] = 4;
    result->forecast->value[h] = 10;
    result->forecast->lower_95[h] = 8;
  }
  past->value[0] = 10;
  known = fore_past_new (past, (double[]){ 14 });
  known->level_shift = g_memdup2 ((double[]){ 4 + wrong }, sizeof (double));
  g_ptr_array_add (pasts, known);

  return fore_fit_new (result, pasts);
}

/* It is taken in as far as it would have served: wholly when it was never wrong, by half when it
 * was as wrong as nothing. The band moves along, and the part has a name. */
static void
test_taken_in (void)
{
  static const double wrong[] = { 0, 4, 8 }, share[] = { 1, 0.5, 1.0 / 65 };
  g_autoptr (ForeSeries) series = fore_series_new ("C", 1000, FORE_STEP_DAY, 2, (double[]){ 1, 2 });

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    ForeFit *fit = fit_with_level (series, wrong[i]);
    const ForeForecast *forecast = fit->result->forecast;
    const ForePast *past = g_ptr_array_index (fit->pasts, 0);
    const ForeComponent *level;

    fore_prophet_level_take_in (fit, 0);
    g_assert_cmpuint (fit->result->components->len, ==, 1);
    level = g_ptr_array_index (fit->result->components, 0);
    g_assert_cmpstr (level->name, ==, "level");
    g_assert_cmpfloat_with_epsilon (level->value[1], 4 * share[i], 1e-12);
    g_assert_cmpfloat_with_epsilon (forecast->value[1], 10 + 4 * share[i], 1e-12);
    g_assert_cmpfloat_with_epsilon (forecast->lower_95[1], 8 + 4 * share[i], 1e-12);
    g_assert_cmpfloat_with_epsilon (past->forecast->value[0], 10 + (4 + wrong[i]) * share[i],
                                    1e-12);
    fore_fit_free (fit);
  }
}

/* Day 1002 is the first one of the forecast. */
static void
test_closed_days_have_no_level (void)
{
  g_autoptr (ForeSeries) series = fore_series_new ("C", 1000, FORE_STEP_DAY, 2, (double[]){ 1, 2 });
  ForeFit *fit = fit_with_level (series, 0);

  fore_prophet_level_take_in (fit, (ForeClosedDays) (1 << fore_day_weekday (1002)));
  g_assert_cmpfloat (fit->result->forecast->value[0], ==, 10);
  g_assert_cmpfloat (fit->result->forecast->value[1], ==, 14);
  fore_fit_free (fit);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prophet/level/few-values", test_few_values);
  g_test_add_func ("/prophet/level/noise-has-no-level", test_noise_has_no_level);
  g_test_add_func ("/prophet/level/step", test_step);
  g_test_add_func ("/prophet/level/taken-in", test_taken_in);
  g_test_add_func ("/prophet/level/closed-days-have-no-level", test_closed_days_have_no_level);
  return g_test_run ();
}

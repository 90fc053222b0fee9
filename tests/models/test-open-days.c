/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-open-days.h"

#include <math.h>

#define MONDAY 4 /* 1970-01-05 */
#define SUNDAY (1 << 6)
#define N      70

/* Sells the number of the day, from a Monday on, Sundays missing. */
static ForeSeries *
counting_shop (void)
{
  double y[N];

  for (gsize t = 0; t < N; t++)
    y[t] = t % 7 == 6 ? NAN : (double) t;
  return fore_series_new ("C", MONDAY, FORE_STEP_DAY, N, y);
}

/* Tells what it was given: the horizon counted, the season and the values. */
static ForeModelResult *
run_telling (const ForeSeries *series,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  ForeModelResult *result = fore_model_result_new ("mock", series, options);
  ForeComponent *component = fore_model_result_add_component (result, "level");
  ForeForecast *forecast = result->forecast;

  for (gsize h = 0; h < options->horizon; h++) {
    forecast->value[h] = component->value[h] = (double) h + 1;
    forecast->lower_95[h] = forecast->lower_80[h] = 0.5;
    forecast->upper_95[h] = forecast->upper_80[h] = 50;
  }
  for (gsize t = 0; t < series->n; t++)
    result->fitted[t] = component->fitted[t] = series->y[t];
  result->sigma2 = (double) series->n_missing;
  result->aic = options->period;
  result->bic = options->order.s;

  return result;
}

static ForeModelResult *
run (ForeClosedDays closed, gboolean reads_calendar, gsize horizon, guint period)
{
  const ForeModel model = { "mock", "Mock", run_telling, reads_calendar };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = counting_shop ();

  options.horizon = horizon;
  options.period = period;
  options.has_order = TRUE;
  options.order.s = period;
  return fore_open_days_run (closed, &model, series, &options, NULL, NULL);
}

static void
test_left_out (void)
{
  g_autoptr (ForeModelResult) result = run (SUNDAY, FALSE, 10, 7);
  const ForeComponent *level = g_ptr_array_index (result->components, 0);
  static const double expected[] = { 1, 2, 3, 4, 5, 6, 0, 7, 8, 9 };

  g_assert_cmpuint (result->n, ==, N);
  g_assert_cmpuint (result->n_missing, ==, N / 7);
  g_assert_cmpuint (result->period, ==, 7);
  g_assert_cmpfloat (result->sigma2, ==, 0);
  g_assert_cmpfloat (result->aic, ==, 6);
  g_assert_cmpfloat (result->bic, ==, 6);
  for (gsize h = 0; h < 10; h++) {
    gboolean is_closed = h == 6;

    g_assert_cmpint (result->forecast->day[h], ==, MONDAY + N + (ForeDay) h);
    g_assert_cmpfloat (result->forecast->value[h], ==, expected[h]);
    g_assert_cmpfloat (level->value[h], ==, expected[h]);
    g_assert_cmpfloat (result->forecast->lower_95[h], ==, is_closed ? 0 : 0.5);
    g_assert_cmpfloat (result->forecast->upper_95[h], ==, is_closed ? 0 : 50);
  }
  for (gsize t = 0; t < N; t++)
    g_assert_true (t % 7 == 6 ? isnan (result->fitted[t]) : result->fitted[t] == (double) t);
}

/* Two weeks of six days are twelve. */
static void
test_two_weeks (void)
{
  g_autoptr (ForeModelResult) result = run (SUNDAY, FALSE, 10, 14);

  g_assert_cmpfloat (result->aic, ==, 12);
  g_assert_cmpuint (result->period, ==, 14);
}

static void
test_calendar_kept (void)
{
  g_autoptr (ForeModelResult) calendar = run (SUNDAY, TRUE, 10, 7);
  g_autoptr (ForeModelResult) other_season = run (SUNDAY, FALSE, 10, 10);
  g_autoptr (ForeModelResult) always_open = run (0, FALSE, 10, 7);

  g_assert_cmpfloat (calendar->forecast->value[9], ==, 10);
  g_assert_cmpfloat (other_season->forecast->value[9], ==, 10);
  g_assert_cmpfloat (always_open->forecast->value[9], ==, 10);
}

/* A horizon without an open day is still a forecast. */
static void
test_nothing_open_ahead (void)
{
  g_autoptr (ForeModelResult) result = run (1, FALSE, 1, 7);

  g_assert_cmpuint (result->forecast->horizon, ==, 1);
  g_assert_cmpfloat (result->forecast->value[0], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open-days/left-out", test_left_out);
  g_test_add_func ("/open-days/two-weeks", test_two_weeks);
  g_test_add_func ("/open-days/calendar-kept", test_calendar_kept);
  g_test_add_func ("/open-days/nothing-open-ahead", test_nothing_open_ahead);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-forecaster.h"

#include <math.h>

/* Two years of daily sales with a week, noise, a promotion at prices that are known, and a feast
 * on a day that moves: as large as they were made they are found again, and forecast. */

#define N         730
#define HORIZON   30
#define PROMOTION 40.0
#define FEAST     -60.0
#define EVE       25.0

static gboolean
is_feast (gsize t)
{
  return t % 91 == 45;
}

static double
promotion (gsize t)
{
  return t * 7919 % 13 < 3 ? 1.0 + (double) (t % 3) : 0.0;
}

static double
effects (gsize t)
{
  return PROMOTION * promotion (t) + (is_feast (t) ? FEAST : 0) + (is_feast (t + 1) ? EVE : 0);
}

static double
weekly (gsize t)
{
  return 200 + 12 * (double) (t % 7);
}

static ForeSeries *
make_series (gboolean is_closed_on_sundays)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autofree double *y = g_new (double, N);
  ForeDay first = fore_day_from_date (2024, 1, 1);

  for (gsize t = 0; t < N; t++) {
    double noise = g_rand_double_range (random, -5, 5);

    y[t] = is_closed_on_sundays && fore_day_weekday (first + (ForeDay) t) == 6
               ? 0
               : weekly (t) + effects (t) + noise;
  }
  return fore_series_new ("C", first, FORE_STEP_DAY, N, y);
}

static ForeRegressorTable *
make_table (const ForeSeries *series)
{
  static const char *const names[] = { "promotion", NULL };
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autofree ForeDay *day = g_new (ForeDay, N + HORIZON);
  g_autofree double *value = g_new (double, N + HORIZON);
  g_autoptr (GError) error = NULL;
  ForeRegressorTable *table;

  for (gsize t = 0; t < N + HORIZON; t++) {
    day[t] = fore_series_day (series, t);
    value[t] = promotion (t);
    if (is_feast (t))
      fore_regressors_add_holiday (regressors, day[t], "feast", -1, 0);
  }
  fore_regressors_set_values (regressors, names, N + HORIZON, day, value);
  table = fore_regressor_table_new (regressors, series, HORIZON, &error);
  g_assert_no_error (error);
  return table;
}

static const ForeComponent *
find_component (const ForeModelResult *result, const char *name)
{
  for (guint i = 0; i < result->components->len; i++) {
    const ForeComponent *component = result->components->pdata[i];

    if (g_str_equal (component->name, name))
      return component;
  }
  g_error ("there is no component %s", name);
}

/* Holidays and regressors have their own parts, and the forecast knows them. */
static void
assert_found (const char *model, gboolean is_closed_on_sundays, gboolean published)
{
  const char *const models[] = { model, NULL };
  g_autoptr (ForeSeries) series = make_series (is_closed_on_sundays);
  g_autoptr (ForeRegressorTable) table = make_table (series);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GPtrArray) results = NULL;
  const ForeModelResult *result;

  options.horizon = HORIZON;
  options.regressors = table;
  options.published = published;
  results = fore_forecaster_run (series, models, &options, NULL, NULL);
  result = results->pdata[0];
  for (gsize h = 0; h < HORIZON; h++) {
    gsize t = N + h;
    gboolean is_closed = is_closed_on_sundays &&
                         fore_day_weekday (fore_series_day (series, t)) == 6;

    if (is_closed) {
      g_assert_cmpfloat (result->forecast->value[h], ==, 0);
      g_assert_cmpfloat (find_component (result, "holidays")->value[h], ==, 0);
      continue;
    }
    /* 200, half a week, and the mean promotion. */
    if (g_str_equal (model, "prophet"))
      g_assert_cmpfloat_with_epsilon (find_component (result, "trend")->value[h], 254, 12);
    g_assert_cmpfloat_with_epsilon (result->forecast->value[h], weekly (t) + effects (t), 8);
    if (is_feast (t))
      g_assert_cmpfloat_with_epsilon (find_component (result, "holidays")->value[h], FEAST, 6);
    if (is_feast (t + 1))
      g_assert_cmpfloat_with_epsilon (find_component (result, "holidays")->value[h], EVE, 6);
  }
}

static void
test_found (void)
{
  assert_found ("prophet", FALSE, FALSE);
  assert_found ("sarimax", FALSE, FALSE);
  assert_found ("prophet", FALSE, TRUE);
  assert_found ("sarimax", FALSE, TRUE);
}

static void
test_found_with_closed_days (void)
{
  assert_found ("prophet", TRUE, FALSE);
  assert_found ("sarimax", TRUE, FALSE);
}

/* SARIMAX names its coefficients' columns, which are those that were made. */
static void
test_coefficients (void)
{
  const char *const models[] = { "sarimax", NULL };
  g_autoptr (ForeSeries) series = make_series (FALSE);
  g_autoptr (ForeRegressorTable) table = make_table (series);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GVariant) beta = NULL;
  g_auto (GStrv) names = NULL;
  const double *value;
  gsize n = 0;

  options.regressors = table;
  results = fore_forecaster_run (series, models, &options, NULL, NULL);
  g_variant_lookup (((ForeModelResult *) results->pdata[0])->parameters, "regressors", "^as",
                    &names);
  beta = g_variant_lookup_value (((ForeModelResult *) results->pdata[0])->parameters, "beta",
                                 G_VARIANT_TYPE ("ad"));
  value = g_variant_get_fixed_array (beta, &n, sizeof *value);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpstr (names[0], ==, "feast_-1");
  g_assert_cmpstr (names[1], ==, "feast");
  g_assert_cmpstr (names[2], ==, "promotion");
  g_assert_cmpfloat_with_epsilon (value[0], EVE, 6);
  g_assert_cmpfloat_with_epsilon (value[1], FEAST, 6);
  g_assert_cmpfloat_with_epsilon (value[2], PROMOTION, 2);
}

/* Growth that levels off goes on to do so below its capacity, where a line would leave it. */
static void
test_logistic (void)
{
  const char *const models[] = { "prophet", NULL };
  g_autofree double *y = g_new (double, 400);
  g_autoptr (ForeSeries) series = NULL;
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;

  for (gsize t = 0; t < 400; t++)
    y[t] = 1000 / (1 + exp (-((double) t - 250) / 50)) + 5 * (double) (t % 7);
  series = fore_series_new ("C", fore_day_from_date (2024, 1, 1), FORE_STEP_DAY, 400, y);
  options.horizon = 180;
  options.growth = FORE_GROWTH_LOGISTIC;
  options.cap = 1000;
  for (int published = 0; published < 2; published++) {
    g_autoptr (GPtrArray) results = NULL;
    const ForeModelResult *result;

    options.published = published;
    results = fore_forecaster_run (series, models, &options, NULL, NULL);
    result = results->pdata[0];
    for (gsize h = 0; h < options.horizon; h++) {
      g_assert_cmpfloat (find_component (result, "trend")->value[h], <=, 1000);
      g_assert_cmpfloat (result->forecast->value[h], >, 900);
      g_assert_cmpfloat (result->forecast->upper_95[h], <, 1400);
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/regression/found", test_found);
  g_test_add_func ("/regression/found-with-closed-days", test_found_with_closed_days);
  g_test_add_func ("/regression/coefficients", test_coefficients);
  g_test_add_func ("/regression/logistic", test_logistic);
  return g_test_run ();
}

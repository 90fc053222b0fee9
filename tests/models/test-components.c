/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-components.h"

#include <math.h>

#include "fore-forecaster.h"

/* The components of every model add up to what it says, in the history and ahead, whatever the
 * series. */

#define HORIZON 40

typedef struct {
  const char *name;
  ForeStep step;
  gsize n;
  double level;
  double growth; /* by step */
  double season; /* share of the level */
  double noise;  /* likewise */
  double sold;   /* share of the steps with sales */
  gboolean is_closed_on_sundays;
} Case;

static const Case cases[] = {
  { "/components/weeks", FORE_STEP_DAY, 500, 200, 0.1, 0.3, 0.1, 1, FALSE },
  { "/components/closed", FORE_STEP_DAY, 800, 200, 0, 0.3, 0.1, 1, TRUE },
  { "/components/falling", FORE_STEP_DAY, 200, 60, -0.3, 0.5, 0.5, 1, FALSE },
  { "/components/rare", FORE_STEP_DAY, 400, 20, 0, 0, 0.5, 0.2, FALSE },
  { "/components/short", FORE_STEP_DAY, 9, 100, 0, 0.3, 0.1, 1, FALSE },
  { "/components/by-week", FORE_STEP_WEEK, 150, 900, 1, 0.2, 0.1, 1, FALSE },
  { "/components/by-month", FORE_STEP_MONTH, 60, 4000, 10, 0.3, 0.1, 1, FALSE },
};

static ForeSeries *
make_series (const Case *c)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree double *y = g_new (double, c->n);
  ForeDay first = fore_day_from_date (2023, 1, 1);
  double period = c->step == FORE_STEP_DAY ? 7 : c->step == FORE_STEP_WEEK ? 52 : 12;

  for (gsize t = 0; t < c->n; t++) {
    double wave = sin (2 * G_PI * (double) t / period);
    double noise = g_rand_double_range (random, -1, 1);
    gboolean is_open = g_rand_double (random) < c->sold;

    if (c->is_closed_on_sundays && fore_day_weekday (first + (ForeDay) t) == 6)
      is_open = FALSE;
    y[t] = is_open
               ? MAX (c->growth * (double) t + c->level * (1 + c->season * wave + c->noise * noise),
                      0)
               : 0;
  }
  return fore_series_new ("C", first, c->step, c->n, y);
}

static void
assert_sum (const ForeModelResult *result, gboolean is_fitted, gsize i, double expected)
{
  double sum = 0, size = fabs (expected);

  for (guint k = 0; k < result->components->len; k++) {
    const ForeComponent *component = result->components->pdata[k];
    double value = (is_fitted ? component->fitted : component->value)[i];

    sum += value;
    size = MAX (size, fabs (value));
  }
  g_assert_cmpfloat_with_epsilon (sum, expected, 1e-9 * (size + 1));
}

static GPtrArray *
run (const Case *c, const char *calendar)
{
  static const char *const models[] = { "prophet", "sarimax", "holt_winters", "ensemble", NULL };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeSeries) series = make_series (c);
  g_autoptr (ForeRegressors) regressors = fore_regressors_new ();
  g_autoptr (ForeRegressorTable) table = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  options.horizon = HORIZON;
  if (calendar != NULL) {
    fore_regressors_set_calendar (regressors, calendar);
    table = fore_regressor_table_new (regressors, series, HORIZON, &error);
    g_assert_no_error (error);
    options.regressors = table;
  }
  results = fore_forecaster_run (series, models, &options, NULL, &error);
  g_assert_no_error (error);
  return results;
}

static void
test_sums (gconstpointer data)
{
  const Case *c = data;
  static const char *const calendars[] = { NULL, "DE", "CN" };

  for (gsize k = 0; k < G_N_ELEMENTS (calendars); k++) {
    g_autoptr (GPtrArray) results = run (c, calendars[k]);

    for (guint m = 0; m < results->len; m++) {
      const ForeModelResult *result = results->pdata[m];

      g_assert_cmpuint (result->components->len, >, 0);
      for (gsize h = 0; h < HORIZON; h++)
        assert_sum (result, FALSE, h, result->forecast->value[h]);
      for (gsize t = 0; t < result->n; t++)
        if (!isnan (result->fitted[t]))
          assert_sum (result, TRUE, t, result->fitted[t]);
    }
  }
}

static void
assert_has (const ForeModelResult *result, const char *name, gboolean has)
{
  g_test_message ("%s: %s", result->forecast->model, name);
  g_assert_cmpint (fore_components_find (result, name) != NULL, ==, has);
}

/* A week is found by every model, also where some of its days are closed, and of a calendar only
 * models that regress know. */
static void
test_names (void)
{
  for (gsize i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) results = run (&cases[i], "DE");

    for (guint m = 0; m < results->len; m++) {
      const ForeModelResult *result = results->pdata[m];
      gboolean smooths = g_str_equal (result->forecast->model, "holt_winters");

      assert_has (result, "weekly", TRUE);
      assert_has (result, "seasonal", FALSE);
      assert_has (result, "holidays", !smooths);
      assert_has (result, "limit", FALSE);
      if (!smooths)
        assert_has (result, "trend", TRUE);
    }
    assert_has (results->pdata[1], "remainder", TRUE);
  }
}

/* What is raised to zero is told. */
static void
test_limit (void)
{
  const Case *falling = &cases[2];
  g_autoptr (GPtrArray) results = run (falling, NULL);
  gboolean is_limited = FALSE;

  for (guint m = 0; m < results->len; m++) {
    const ForeComponent *limit = fore_components_find (results->pdata[m], "limit");

    for (gsize h = 0; h < HORIZON && limit != NULL; h++) {
      g_assert_cmpfloat (limit->value[h], >=, 0);
      is_limited |= limit->value[h] > 0;
    }
  }
  g_assert_true (is_limited);
}

/* The parts of SARIMAX are what the series was made of. */
static void
test_sarimax (void)
{
  const Case weeks = { "", FORE_STEP_DAY, 500, 200, 0.1, 0.3, 0.02, 1, FALSE };
  g_autoptr (GPtrArray) results = run (&weeks, NULL);
  const ForeModelResult *sarimax = results->pdata[1];
  const ForeComponent *trend = fore_components_find (sarimax, "trend");
  const ForeComponent *weekly = fore_components_find (sarimax, "weekly");

  for (gsize h = 0; h < 28; h++) {
    double t = 500 + (double) h;

    g_assert_cmpfloat_with_epsilon (trend->value[h], 200 + 0.1 * t, 3);
    g_assert_cmpfloat_with_epsilon (weekly->value[h], 60 * sin (2 * G_PI * t / 7), 3);
  }
  for (gsize t = 100; t < 490; t++)
    g_assert_cmpfloat_with_epsilon (trend->fitted[t], 200 + 0.1 * (double) t, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], test_sums);
  g_test_add_func ("/components/names", test_names);
  g_test_add_func ("/components/limit", test_limit);
  g_test_add_func ("/components/sarimax", test_sarimax);
  return g_test_run ();
}

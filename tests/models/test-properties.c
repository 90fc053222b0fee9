/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold between the forecasts of related series. */
#include <math.h>

#include "fore-forecaster.h"

#define N_VALUES  210
#define N_THREADS 4
#define HORIZON   14

static const char *const all_models[] = { "seasonal_naive", "holt_winters", "sarimax",
                                          "prophet",        "ensemble",     NULL };

/* Models to which a level means nothing: all sales may be moved up or down. Prophet's priors
 * know the distance from zero. */
static const char *const movable_models[] = { "seasonal_naive", "holt_winters", "sarimax", NULL };

/* Weekly sales with a trend and noise, times @factor and moved up. */
static ForeSeries *
sales (ForeDay first_day, double factor, double moved_up, double level)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  double y[N_VALUES];

  for (gsize t = 0; t < N_VALUES; t++) {
    y[t] = level + 0.1 * (double) t + 20 * sin (2 * G_PI * (double) (t % 7) / 7) +
           g_rand_double_range (random, -15, 15);
    if (t % 41 == 17)
      y[t] = NAN;
    y[t] = factor * y[t] + moved_up;
  }
  return fore_series_new ("C", first_day, FORE_STEP_DAY, N_VALUES, y);
}

/* Whole amounts, in which nearly half of the days sell nothing. */
static ForeSeries *
few_sales (ForeDay first_day, double factor)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  double y[N_VALUES];

  for (gsize t = 0; t < N_VALUES; t++)
    y[t] = factor * (double) MAX (g_rand_int_range (random, -4, 5), 0);
  return fore_series_new ("C", first_day, FORE_STEP_DAY, N_VALUES, y);
}

static GPtrArray *
run (const ForeSeries *series, const char *const *models)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  options.horizon = HORIZON;
  results = fore_forecaster_run (series, models, &options, NULL, &error);
  g_assert_no_error (error);
  return results;
}

/* Whether b is factor a + moved_up, up to @tolerance in a's units. */
static void
assert_related (GPtrArray *a, GPtrArray *b, double factor, double moved_up, double tolerance)
{
  for (guint i = 0; i < a->len; i++) {
    const ForeForecast *f = ((ForeModelResult *) g_ptr_array_index (a, i))->forecast;
    const ForeForecast *g = ((ForeModelResult *) g_ptr_array_index (b, i))->forecast;
    const double *pairs[][2] = { { f->value, g->value },
                                 { f->lower_80, g->lower_80 },
                                 { f->upper_95, g->upper_95 } };

    for (guint k = 0; k < G_N_ELEMENTS (pairs); k++)
      for (gsize h = 0; h < HORIZON; h++)
        g_assert_cmpfloat (fabs ((pairs[k][1][h] - moved_up) / factor - pairs[k][0][h]), <=,
                           tolerance);
  }
}

/* Another currency: a factor that changes no digit must change no decision. */
static void
test_scale (void)
{
  g_autoptr (ForeSeries) one = sales (16000, 1, 0, 100);
  g_autoptr (ForeSeries) other = sales (16000, 1024, 0, 100);
  g_autoptr (ForeSeries) few = few_sales (16000, 1);
  g_autoptr (ForeSeries) few_others = few_sales (16000, 1024);
  g_autoptr (GPtrArray) a = run (one, all_models);
  g_autoptr (GPtrArray) b = run (other, all_models);
  g_autoptr (GPtrArray) c = run (few, all_models);
  g_autoptr (GPtrArray) d = run (few_others, all_models);

  assert_related (a, b, 1024, 0, 1e-6);
  assert_related (c, d, 1024, 0, 1e-6);
}

static void
test_whole_weeks_later (void)
{
  g_autoptr (ForeSeries) one = sales (16000, 1, 0, 100);
  g_autoptr (ForeSeries) later = sales (16000 + 7 * 29, 1, 0, 100);
  g_autoptr (GPtrArray) a = run (one, all_models);
  g_autoptr (GPtrArray) b = run (later, all_models);

  assert_related (a, b, 1, 0, 1e-6);
}

/* Both series have negative values, so that no model takes zero for a floor. */
static void
test_added_constant (void)
{
  g_autoptr (ForeSeries) one = sales (16000, 1, 0, 0);
  g_autoptr (ForeSeries) moved = sales (16000, 1, -3, 0);
  g_autoptr (GPtrArray) a = run (one, movable_models);
  g_autoptr (GPtrArray) b = run (moved, movable_models);

  assert_related (a, b, 1, -3, 0.01);
}

static gpointer
run_in_thread (gpointer series)
{
  return run (series, all_models);
}

static void
test_threads (void)
{
  g_autoptr (ForeSeries) series = sales (16000, 1, 0, 100);
  g_autoptr (GPtrArray) alone = run (series, all_models);
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("fit", run_in_thread, series);
  for (guint i = 0; i < N_THREADS; i++) {
    g_autoptr (GPtrArray) together = g_thread_join (threads[i]);

    assert_related (alone, together, 1, 0, 0);
  }
}

/* What else is asked for changes no forecast. */
static void
test_company (void)
{
  g_autoptr (ForeSeries) series = sales (16000, 1, 0, 100);
  g_autoptr (GPtrArray) together = run (series, all_models);

  for (guint i = 0; all_models[i] != NULL; i++) {
    const char *const one[] = { all_models[i], NULL };
    g_autoptr (GPtrArray) alone = run (series, one);
    g_autoptr (GPtrArray) among = g_ptr_array_new ();

    g_ptr_array_add (among, g_ptr_array_index (together, i));
    assert_related (alone, among, 1, 0, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties/scale", test_scale);
  g_test_add_func ("/properties/whole-weeks-later", test_whole_weeks_later);
  g_test_add_func ("/properties/added-constant", test_added_constant);
  g_test_add_func ("/properties/threads", test_threads);
  g_test_add_func ("/properties/company", test_company);

  return g_test_run ();
}

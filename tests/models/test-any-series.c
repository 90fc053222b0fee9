/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the series is, there is a forecast that makes sense. */
#include <math.h>

#include "fore-forecaster.h"

#define N_SEEDS 7

static const char *const all_models[] = { "seasonal_naive", "holt_winters", "sarimax",
                                          "prophet",        "ensemble",     NULL };

/* What a kind of series does on day @t. */
typedef double (*Draw) (GRand *random, gsize t, gsize n);

static double
draw_noise (GRand *random, gsize t, gsize n)
{
  return 100 + 20 * (double) (t % 7) + g_rand_double_range (random, -30, 30);
}

static double
draw_zeros (GRand *random, gsize t, gsize n)
{
  return 0;
}

static double
draw_constant (GRand *random, gsize t, gsize n)
{
  return 12.34;
}

static double
draw_shift (GRand *random, gsize t, gsize n)
{
  return draw_noise (random, t, n) + (t > 2 * n / 3 ? 5000 : 0);
}

static double
draw_outlier (GRand *random, gsize t, gsize n)
{
  return t == n / 2 ? 1e9 : draw_noise (random, t, n);
}

static double
draw_last_outlier (GRand *random, gsize t, gsize n)
{
  return t + 1 == n ? 1e9 : draw_noise (random, t, n);
}

/* The largest amounts that DECIMAL(12,2) holds, a thousand products of them. */
static double
draw_limits (GRand *random, gsize t, gsize n)
{
  return g_rand_boolean (random) ? 9999999999.99 * 1000 : -9999999999.99 * 1000;
}

static double
draw_cents (GRand *random, gsize t, gsize n)
{
  return 0.01 * g_rand_int_range (random, 0, 3);
}

static double
draw_sparse (GRand *random, gsize t, gsize n)
{
  return g_rand_double (random) < 0.05 ? g_rand_double_range (random, 1, 500) : 0;
}

static double
draw_gaps (GRand *random, gsize t, gsize n)
{
  return g_rand_double (random) < 0.6 ? NAN : draw_noise (random, t, n);
}

static double
draw_long_gap (GRand *random, gsize t, gsize n)
{
  return t > n / 4 && t < 3 * n / 4 ? NAN : draw_noise (random, t, n);
}

static double
draw_discontinued (GRand *random, gsize t, gsize n)
{
  return t > n / 2 ? 0 : draw_noise (random, t, n);
}

static double
draw_new (GRand *random, gsize t, gsize n)
{
  return t + 10 < n ? 0 : draw_noise (random, t, n);
}

static double
draw_returns (GRand *random, gsize t, gsize n)
{
  return g_rand_double_range (random, -100, 100);
}

static double
draw_only_returns (GRand *random, gsize t, gsize n)
{
  return -draw_noise (random, t, n);
}

static double
draw_growth (GRand *random, gsize t, gsize n)
{
  return exp (20.0 * (double) t / (double) n) * g_rand_double_range (random, 0.9, 1.1);
}

static double
draw_line (GRand *random, gsize t, gsize n)
{
  return (double) t;
}

static double
draw_alternating (GRand *random, gsize t, gsize n)
{
  return t % 2 == 0 ? 0 : 1000;
}

static double
draw_one_weekday (GRand *random, gsize t, gsize n)
{
  return t % 7 == 5 ? g_rand_double_range (random, 100, 200) : 0;
}

static const struct {
  const char *name;
  Draw draw;
} kinds[] = {
  { "noise", draw_noise },
  { "zeros", draw_zeros },
  { "constant", draw_constant },
  { "shift", draw_shift },
  { "outlier", draw_outlier },
  { "last-outlier", draw_last_outlier },
  { "limits", draw_limits },
  { "cents", draw_cents },
  { "sparse", draw_sparse },
  { "gaps", draw_gaps },
  { "long-gap", draw_long_gap },
  { "discontinued", draw_discontinued },
  { "new", draw_new },
  { "returns", draw_returns },
  { "only-returns", draw_only_returns },
  { "growth", draw_growth },
  { "line", draw_line },
  { "alternating", draw_alternating },
  { "one-weekday", draw_one_weekday },
};

/* One known value at least. */
static ForeSeries *
draw_series (Draw draw, guint32 seed, gsize n, ForeStep step)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *y = g_new (double, n);

  for (gsize t = 0; t < n; t++)
    y[t] = draw (random, t, n);
  if (isnan (y[n - 1]))
    y[n - 1] = 100;
  return fore_series_new ("C", 16000, step, n, y);
}

static GPtrArray *
run (const ForeSeries *series)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  options.horizon = 10;
  results = fore_forecaster_run (series, all_models, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 5);
  return results;
}

static void
assert_sensible (const ForeForecast *forecast, double lowest, double highest)
{
  double reach = 20 * MAX (MAX (fabs (lowest), fabs (highest)), highest - lowest) + 1e-9;

  for (gsize h = 0; h < forecast->horizon; h++) {
    g_assert_cmpfloat (forecast->lower_95[h], <=, forecast->lower_80[h]);
    g_assert_cmpfloat (forecast->lower_80[h], <=, forecast->value[h]);
    g_assert_cmpfloat (forecast->value[h], <=, forecast->upper_80[h]);
    g_assert_cmpfloat (forecast->upper_80[h], <=, forecast->upper_95[h]);
    g_assert_cmpfloat (forecast->lower_95[h], >=, lowest >= 0 ? 0 : -9e15);
    g_assert_cmpfloat (forecast->upper_95[h], <=, 9e15);
    g_assert_cmpfloat (fabs (forecast->value[h]), <=, reach);
  }
}

static void
assert_same (const ForeForecast *a, const ForeForecast *b)
{
  gsize size = a->horizon * sizeof (double);

  g_assert_cmpmem (a->value, size, b->value, size);
  g_assert_cmpmem (a->lower_80, size, b->lower_80, size);
  g_assert_cmpmem (a->upper_95, size, b->upper_95, size);
  g_assert_cmpstr (a->note, ==, b->note);
}

static void
assert_sensible_results (GPtrArray *results, const ForeSeries *series)
{
  double lowest = INFINITY, highest = -INFINITY;

  for (gsize t = 0; t < series->n; t++) {
    lowest = fmin (lowest, series->y[t]);
    highest = fmax (highest, series->y[t]);
  }
  for (guint i = 0; i < results->len; i++)
    assert_sensible (((ForeModelResult *) g_ptr_array_index (results, i))->forecast, lowest,
                     highest);
}

static void
test_kind (gconstpointer data)
{
  Draw draw = kinds[GPOINTER_TO_UINT (data)].draw;

  for (guint32 seed = 0; seed < N_SEEDS; seed++) {
    gsize n = 1 + seed * seed * 5;
    ForeStep step = seed == 3 ? FORE_STEP_WEEK : seed == 4 ? FORE_STEP_MONTH : FORE_STEP_DAY;
    g_autoptr (ForeSeries) series = draw_series (draw, seed, n, step);
    g_autoptr (GPtrArray) results = run (series);
    g_autoptr (GPtrArray) again = seed % 2 == 0 ? run (series) : g_ptr_array_ref (results);

    assert_sensible_results (results, series);
    for (guint i = 0; i < results->len; i++)
      assert_same (((ForeModelResult *) g_ptr_array_index (results, i))->forecast,
                   ((ForeModelResult *) g_ptr_array_index (again, i))->forecast);
  }
}

/* 27 years of days: there is a forecast, and no wait for it. */
static void
test_many_values (void)
{
  g_autoptr (ForeSeries) series = draw_series (draw_noise, 1, 10000, FORE_STEP_DAY);
  g_autoptr (GPtrArray) results = run (series);

  assert_sensible_results (results, series);
}

/* A single huge value must not become the level of the rest. */
static void
test_outlier_is_no_level (void)
{
  g_autoptr (ForeSeries) series = draw_series (draw_outlier, 1, 300, FORE_STEP_DAY);
  g_autoptr (GPtrArray) results = run (series);
  const ForeModelResult *ensemble = g_ptr_array_index (results, 4);

  for (gsize h = 0; h < 10; h++)
    g_assert_cmpfloat (ensemble->forecast->value[h], <, 1e6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strconcat ("/any-series/", kinds[i].name, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_kind);
  }
  g_test_add_func ("/any-series/many-values", test_many_values);
  g_test_add_func ("/any-series/outlier-is-no-level", test_outlier_is_no_level);

  return g_test_run ();
}

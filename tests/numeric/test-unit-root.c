/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-difference.h"
#include "fore-stl.h"
#include "fore-unit-root.h"

#include <math.h>

static void
test_weights (void)
{
  guint r;
  g_autofree double *delta = fore_difference_weights (1, 1, 4, &r);
  const double want[] = { 1, 0, 0, 1, -1 };
  double u[] = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3 }, w[10];

  g_assert_cmpuint (r, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (delta[i], ==, want[i]);
  fore_difference_apply (r, delta, 10, u, w);
  for (gsize t = 5; t < 10; t++)
    g_assert_cmpfloat (w[t - 5], ==, u[t] - u[t - 1] - u[t - 4] + u[t - 5]);

  for (gsize t = 0; t < 10; t++)
    w[9 - t] = t < 5 ? w[4 - t] : u[9 - t];
  fore_difference_undo (r, delta, 10, w);
  for (gsize t = 0; t < 10; t++)
    g_assert_cmpfloat_with_epsilon (w[t], u[t], 1e-12);
}

/* Short enough for no lags: sum of squared partial sums over n times the sum of squares. */
static void
test_kpss_by_hand (void)
{
  const double x[] = { 1, 2, 3, 4, 5 };

  /* Deviations -2 -1 0 1 2, partial sums -2 -3 -3 -2 0: 26 / (5 * 10). */
  g_assert_cmpfloat_with_epsilon (fore_kpss_statistic (5, x), 0.52, 1e-14);
}

static void
test_counts (void)
{
  double line[100], parabola[100], wave[100], flat[100];

  for (gsize t = 0; t < 100; t++) {
    wave[t] = sin ((double) t);
    line[t] = (double) t + wave[t];
    parabola[t] = (double) (t * t) + wave[t];
    flat[t] = 7.0;
  }
  g_assert_cmpuint (fore_count_differences (100, wave, 2), ==, 0);
  g_assert_cmpuint (fore_count_differences (100, line, 2), ==, 1);
  g_assert_cmpuint (fore_count_differences (100, parabola, 2), ==, 2);
  g_assert_cmpuint (fore_count_differences (100, parabola, 1), ==, 1);
  g_assert_cmpuint (fore_count_differences (100, flat, 2), ==, 0);
  g_assert_cmpfloat (fore_kpss_statistic (100, flat), ==, 0.0);
}

/* A line and a season that never changes come apart as they were put together. */
static void
test_stl (void)
{
  double y[140], trend[140], seasonal[140], sum = 0.0;

  for (gsize t = 0; t < 140; t++)
    y[t] = 0.5 * (double) t + (double) (t * t % 7);
  for (gsize t = 0; t < 7; t++)
    sum += (double) (t * t % 7) / 7.0;
  fore_stl_decompose (140, y, 7, trend, seasonal);
  for (gsize t = 20; t < 120; t++) {
    g_assert_cmpfloat_with_epsilon (seasonal[t], (double) (t * t % 7) - sum, 0.1);
    g_assert_cmpfloat_with_epsilon (trend[t], 0.5 * (double) t + sum, 0.1);
  }
  g_assert_cmpfloat (fore_stl_seasonal_strength (140, y, 7), >, 0.98);
}

static void
test_no_season (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  double y[700];

  for (gsize t = 0; t < 700; t++)
    y[t] = g_rand_double (random);
  g_assert_cmpfloat (fore_stl_seasonal_strength (700, y, 7), <, 0.4);
  for (gsize t = 0; t < 700; t++)
    y[t] = 3.0;
  g_assert_cmpfloat (fore_stl_seasonal_strength (700, y, 7), ==, 0.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/unit-root/difference-weights", test_weights);
  g_test_add_func ("/unit-root/kpss-by-hand", test_kpss_by_hand);
  g_test_add_func ("/unit-root/counts", test_counts);
  g_test_add_func ("/unit-root/stl", test_stl);
  g_test_add_func ("/unit-root/no-season", test_no_season);

  return g_test_run ();
}

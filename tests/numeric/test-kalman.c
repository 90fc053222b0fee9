/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-difference.h"
#include "fore-innovations.h"
#include "fore-kalman.h"

#include <math.h>
#include <string.h>

#define N 120

static ForeArma *
make_process (double seasonal_ma)
{
  const double ar[] = { 0.5, 0.2 }, ma[] = { -0.4 }, seasonal_ar[] = { 0.3 };
  ForeArma *arma = fore_arma_new (2 + 4, 1 + 4);

  fore_arma_set_phi (arma, 2, ar, 1, seasonal_ar, 4);
  fore_arma_set_theta (arma, 1, ma, 1, &seasonal_ma, 4);
  return arma;
}

/* Two ways to the same innovations: of the differences in O(m) a step, with its short cut to
 * the steady state or not, and of the values by the covariance filter. */
static void
test_two_ways (void)
{
  const double seasonal_ma[] = { -0.2, -0.95, -1.0 };

  for (guint i = 0; i < 3 * 4; i++) {
    guint d = i / 3 % 2, D = i / 6, r;
    g_autofree double *delta = fore_difference_weights (d, D, 4, &r);
    g_autoptr (ForeArma) arma = make_process (seasonal_ma[i % 3]);
    g_autoptr (ForeKalman) kalman = fore_kalman_new (arma, r, delta, 2);
    double u[2 * N], w[2 * N], white[2 * N], predicted[2 * N], F[N], sum = 0.0, log_determinant;
    guint8 is_known[N];
    g_autofree double *work = g_new (double, FORE_INNOVATIONS_WORK (arma->m, 2));
    gsize n = N - r;

    memset (is_known, 1, sizeof is_known);
    for (gsize t = 0; t < 2 * N; t++)
      u[t] = g_test_rand_double_range (-1.0, 1.0);
    for (guint c = 0; c < 2; c++)
      fore_difference_apply (r, delta, N, u + c * N, w + c * n);
    g_assert_true (fore_innovations_whiten (arma, n, 2, w, 1e-12, work, white, &log_determinant));
    g_assert_true (fore_kalman_run (kalman, N, u, is_known, predicted, F));
    for (gsize t = r; t < N; t++) {
      sum += log (F[t]);
      for (guint c = 0; c < 2; c++)
        g_assert_cmpfloat_with_epsilon (white[c * n + t - r],
                                        (u[c * N + t] - predicted[c * N + t]) / sqrt (F[t]), 1e-8);
    }
    g_assert_cmpfloat_with_epsilon (log_determinant, sum, 1e-8);
  }
}

/* A random walk with gaps knows only how long ago it was seen. */
static void
test_walk_with_gaps (void)
{
  const guint8 is_known[] = { 1, 1, 0, 0, 1, 0, 1, 1, 0, 0 };
  const double u[] = { 3, 4, 0, 0, 7, 0, 6, 8, 0, 0 };
  const double want[] = { 0, 3, 4, 4, 4, 7, 7, 6, 8, 8 },
               variance[] = { 0, 1, 1, 2, 3, 1, 2, 1, 1, 2 };
  guint r;
  g_autofree double *delta = fore_difference_weights (1, 0, 1, &r);
  g_autoptr (ForeArma) arma = fore_arma_new (0, 0);
  g_autoptr (ForeKalman) kalman = fore_kalman_new (arma, r, delta, 1);
  double predicted[10], F[10];

  g_assert_true (fore_kalman_run (kalman, 10, u, is_known, predicted, F));
  for (gsize t = 1; t < 10; t++) {
    g_assert_cmpfloat_with_epsilon (predicted[t], want[t], 1e-14);
    g_assert_cmpfloat_with_epsilon (F[t], variance[t], 1e-14);
  }
}

/* Far enough behind a gap the filter is what it was before, steady again. */
static void
test_forgets_gap (void)
{
  guint r;
  g_autofree double *delta = fore_difference_weights (0, 1, 4, &r);
  g_autoptr (ForeArma) arma = make_process (-0.2);
  g_autoptr (ForeKalman) kalman = fore_kalman_new (arma, r, delta, 1);
  double u[N], predicted[N], F[N];
  guint8 is_known[N];

  memset (is_known, 1, sizeof is_known);
  is_known[70] = is_known[72] = 0;
  for (gsize t = 0; t < N; t++)
    u[t] = g_test_rand_double_range (-1.0, 1.0);
  g_assert_true (fore_kalman_run (kalman, N, u, is_known, predicted, F));
  g_assert_cmpfloat_with_epsilon (F[69], 1.0, 1e-12);
  g_assert_cmpfloat (F[71], >, 1.0);
  g_assert_cmpfloat (F[74], >, 1.01);
  g_assert_cmpfloat_with_epsilon (F[N - 1], 1.0, 1e-9);
}

/* Beyond the end variances grow by the squared weights psi: here 1, 1 + theta, 1 + theta, … */
static void
test_forecast_variance (void)
{
  const double ma = -0.6;
  guint r;
  g_autofree double *delta = fore_difference_weights (1, 0, 1, &r);
  g_autoptr (ForeArma) arma = fore_arma_new (0, 1);
  g_autoptr (ForeKalman) kalman = fore_kalman_new (arma, r, delta, 1);
  double u[N], predicted[N], F[N];
  guint8 is_known[N];

  fore_arma_set_phi (arma, 0, NULL, 0, NULL, 1);
  fore_arma_set_theta (arma, 1, &ma, 0, NULL, 1);
  for (gsize t = 0; t < N; t++) {
    is_known[t] = t < 100;
    u[t] = g_test_rand_double_range (-1.0, 1.0);
  }
  g_assert_true (fore_kalman_run (kalman, N, u, is_known, predicted, F));
  for (gsize t = 100; t < N; t++) {
    g_assert_cmpfloat_with_epsilon (F[t], 1.0 + (double) (t - 100) * 0.16, 1e-9);
    g_assert_cmpfloat_with_epsilon (predicted[t], predicted[100], 1e-12);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kalman/two-ways", test_two_ways);
  g_test_add_func ("/kalman/walk-with-gaps", test_walk_with_gaps);
  g_test_add_func ("/kalman/forgets-gap", test_forgets_gap);
  g_test_add_func ("/kalman/forecast-variance", test_forecast_variance);

  return g_test_run ();
}

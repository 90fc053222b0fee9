/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-lasso.h"

#include <math.h>

#include "fore-prophet-quadratic.h"
#include "fore-random.h"

/* A'A of random numbers whose columns are nearly the same, as those of neighbouring changepoints
 * are. */
static void
fill_problem (ForeRandom *random, gsize S, double *A, double *e)
{
  enum { ROWS = 60 };
  g_autofree double *Z = g_new (double, ROWS *(S + 1));

  for (gsize i = 0; i < ROWS; i++) {
    double common = gsl_ran_gaussian_ziggurat (random, 1);

    for (gsize j = 0; j <= S; j++)
      Z[i * (S + 1) + j] = common + 0.3 * gsl_ran_gaussian_ziggurat (random, 1);
  }
  for (gsize a = 0; a < S; a++) {
    e[a] = 0;
    for (gsize i = 0; i < ROWS; i++)
      e[a] += Z[i * (S + 1) + a] * Z[i * (S + 1) + S];
    for (gsize b = 0; b < S; b++) {
      A[a * S + b] = 0;
      for (gsize i = 0; i < ROWS; i++)
        A[a * S + b] += Z[i * (S + 1) + a] * Z[i * (S + 1) + b];
    }
  }
}

/* Where the slope is -lambda times the sign of each parameter, and within lambda for those that
 * are zero, a convex function has its minimum. */
static void
check_minimum (gsize S, const double *A, const double *e, double lambda, const double *delta)
{
  for (gsize i = 0; i < S; i++) {
    double slope = -e[i];

    for (gsize j = 0; j < S; j++)
      slope += A[i * S + j] * delta[j];
    if (delta[i] == 0)
      g_assert_cmpfloat (fabs (slope), <=, lambda + 1e-9);
    else
      g_assert_cmpfloat_with_epsilon (slope, -copysign (lambda, delta[i]), 1e-9);
  }
}

static void
test_minimum (void)
{
  enum { S = 25 };
  g_autoptr (ForeRandom) random = fore_random_new (3);
  double A[S * S], e[S];

  for (int problem = 0; problem < 200; problem++) {
    double cold[S] = { 0 }, warm[S];

    fill_problem (random, S, A, e);
    for (gsize i = 0; i < S; i++)
      warm[i] = gsl_ran_gaussian_ziggurat (random, 1);
    for (double lambda = 100; lambda > 1e-4; lambda /= 4) {
      fore_prophet_lasso (S, A, e, lambda, cold);
      check_minimum (S, A, e, lambda, cold);
    }
    fore_prophet_lasso (S, A, e, 1.0, warm);
    check_minimum (S, A, e, 1.0, warm);
  }
}

static void
test_large_penalty_leaves_nothing (void)
{
  static const double A[] = { 2, 1, 1, 3 }, e[] = { 5, -4 };
  double delta[] = { 1, 1 };

  fore_prophet_lasso (2, A, e, 5.0, delta);
  g_assert_cmpfloat (delta[0], ==, 0);
  g_assert_cmpfloat (delta[1], ==, 0);
}

static void
test_singular (void)
{
  double A[] = { 1, 1, 1, 1 };
  double b[] = { 2, 2 };

  g_assert_false (fore_prophet_cholesky (2, A, 2));
  fore_prophet_forward (2, A, 2, b);
  fore_prophet_backward (2, A, 2, b);
  g_assert_cmpfloat_with_epsilon (b[0] + b[1], 2, 1e-6);
}

/* T sigma^2 + 4 sigma^4 = sum of squares, also where the usual formula loses all digits. */
static void
test_sigma (void)
{
  for (double squares = 1e-12; squares < 1e9; squares *= 10)
    for (gsize T = 1; T < 100000; T *= 10) {
      double variance = pow (fore_prophet_sigma (T, squares), 2);

      g_assert_cmpfloat_with_epsilon ((variance * (double) T + 4 * variance * variance) / squares,
                                      1, 1e-13);
    }
  g_assert_cmpfloat (fore_prophet_sigma (10, 0), >, 0);
  g_assert_cmpfloat (fore_prophet_sigma (10, -1e-20), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prophet/lasso/minimum", test_minimum);
  g_test_add_func ("/prophet/lasso/large-penalty-leaves-nothing",
                   test_large_penalty_leaves_nothing);
  g_test_add_func ("/prophet/lasso/singular", test_singular);
  g_test_add_func ("/prophet/sigma", test_sigma);
  return g_test_run ();
}

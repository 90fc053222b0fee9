/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-least-squares.h"
#include "fore-minimize.h"

#include <math.h>

static double
rosenbrock (const double *x, gpointer data)
{
  guint *n_values = data;
  double a = 1.0 - x[0], b = x[1] - x[0] * x[0];

  (*n_values)++;
  return a * a + 100.0 * b * b;
}

/* As near as forward differences of 1e-6 come where the curvature is 800. */
static void
test_valley (void)
{
  guint n_values = 0;
  ForeObjective objective = { .value = rosenbrock, .data = &n_values };
  double x[] = { -1.2, 1.0 };
  double value = fore_minimize (&objective, 2, x, 1e-14, 500, NULL);

  g_assert_cmpfloat (value, <, 1e-6);
  g_assert_cmpfloat_with_epsilon (x[0], 1.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (x[1], 1.0, 1e-3);
  g_assert_cmpuint (n_values, <, 500);
}

/* y = exp (-a t) + b with noise of known sign, as residuals. */
static double residuals[20];

static double
decay (const double *x, gpointer data)
{
  double sum = 0.0;

  for (guint t = 0; t < 20; t++) {
    double noise = t % 2 == 0 ? 0.01 : -0.01;

    residuals[t] = exp (-0.3 * t) + 2.0 + noise - exp (-x[0] * t) - x[1];
    sum += residuals[t] * residuals[t];
  }

  return 0.5 * log (sum);
}

static void
test_residuals (void)
{
  ForeObjective objective = { .value = decay, .n_residuals = 20, .residuals = residuals };
  double x[] = { 1.0, 0.0 };

  fore_minimize (&objective, 2, x, 1e-14, 50, NULL);
  g_assert_cmpfloat_with_epsilon (x[0], 0.3, 0.01);
  g_assert_cmpfloat_with_epsilon (x[1], 2.0, 0.01);
}

/* A parabola and noise, in units that differ a thousandfold, as residuals. */
static double
parabola (const double *x, gpointer data)
{
  guint *n_values = data;
  double sum = 0.0;

  (*n_values)++;
  for (guint t = 0; t < 20; t++) {
    double noise = t % 2 == 0 ? 1.0 : -1.0;

    residuals[t] = (1.0 - 10.0 * x[0]) + (0.5 - x[1]) * t + (0.1 - 0.1 * x[2]) * t * t + noise;
    sum += residuals[t] * residuals[t];
  }

  return 0.5 * log (sum);
}

/* The answer of least squares, and with the curvature that the residuals tell in fewer steps than
 * without it, which takes 69 values. */
static void
test_curvature (void)
{
  double columns[4 * 20], R[3 * 4], beta[3], residual;
  guint n_values = 0;
  ForeObjective objective = {
    .value = parabola, .data = &n_values, .n_residuals = 20, .residuals = residuals
  };
  double x[] = { 0.0, 0.0, 0.0 };

  for (guint t = 0; t < 20; t++) {
    columns[t] = 10.0;
    columns[20 + t] = t;
    columns[40 + t] = 0.1 * t * t;
    columns[60 + t] = 1.0 + 0.5 * t + 0.1 * t * t + (t % 2 == 0 ? 1.0 : -1.0);
  }
  fore_least_squares (20, 3, columns, R, &residual);
  fore_least_squares_solve (3, R, beta);
  fore_minimize (&objective, 3, x, 1e-14, 500, NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (x[i], beta[i], 1e-4);
  g_assert_cmpuint (n_values, <, 60);
}

static double
half_line (const double *x, gpointer data)
{
  return x[0] > 0.0 ? x[0] - log (x[0]) : INFINITY;
}

/* The edge of where the function is defined does not stop the search; a start outside does. */
static void
test_edge (void)
{
  ForeObjective objective = { .value = half_line };
  double x[] = { 1e-3 }, outside[] = { -1.0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_cmpfloat_with_epsilon (fore_minimize (&objective, 1, x, 1e-14, 200, NULL), 1.0, 1e-9);
  g_assert_true (isinf (fore_minimize (&objective, 1, outside, 1e-14, 200, NULL)));
  g_cancellable_cancel (cancellable);
  x[0] = 5.0;
  fore_minimize (&objective, 1, x, 1e-14, 200, cancellable);
  g_assert_cmpfloat (x[0], ==, 5.0);
}

/* A parabola through its own points, with its first column twice. */
static void
test_least_squares (void)
{
  enum { n = 12, k = 4 };
  double columns[(k + 1) * n], R[k * (k + 1)], beta[k], z[k], residual, square = 0.0;
  const double first[] = { 1.0, 0.0, 0.0, 1.0 };

  for (guint t = 0; t < n; t++) {
    columns[t] = columns[3 * n + t] = 1.0;
    columns[n + t] = t;
    columns[2 * n + t] = t * t;
    columns[4 * n + t] = 3.0 - 2.0 * t + 0.5 * t * t;
  }
  fore_least_squares (n, k, columns, R, &residual);
  fore_least_squares_solve (k, R, beta);
  g_assert_cmpfloat (residual, <, 1e-20);
  g_assert_cmpfloat_with_epsilon (beta[0], 3.0, 1e-10);
  g_assert_cmpfloat_with_epsilon (beta[1], -2.0, 1e-10);
  g_assert_cmpfloat_with_epsilon (beta[2], 0.5, 1e-10);
  g_assert_cmpfloat (beta[3], ==, 0.0);

  /* The variance of the value at t = 0: the corner of (X' X)^-1, 3 (3 n^2 + 3 n + 2) /
   * (n (n - 1) (n - 2)) counted from t = 1, so at t = 0 it is that with x = (1, 0, 0). */
  fore_least_squares_forward (k, R, first, z);
  for (guint i = 0; i < k; i++)
    square += z[i] * z[i];
  g_assert_cmpfloat_with_epsilon (
      square, 3.0 * (3.0 * n * n - 3.0 * n + 2.0) / (n * (n + 1.0) * (n + 2.0)), 1e-10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/minimize/valley", test_valley);
  g_test_add_func ("/minimize/residuals", test_residuals);
  g_test_add_func ("/minimize/edge", test_edge);
  g_test_add_func ("/minimize/curvature", test_curvature);
  g_test_add_func ("/minimize/least-squares", test_least_squares);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-innovations.h"
#include "fore-lag.h"
#include "fore-whitener-gradient.h"

#include <math.h>
#include <string.h>

#define N         130
#define MOST      40
#define PROCESSES G_N_ELEMENTS (processes)

typedef struct {
  guint p, q, P, Q, s;
  double ar[2], ma[5], seasonal_ar[2], seasonal_ma[2];
  gsize n;
} Process;

/* Short and long ones, at the unit circle, purely of one kind, and longer than the series. */
static const Process processes[] = {
  { 0, 0, 0, 0, 1, { 0 }, { 0 }, { 0 }, { 0 }, N },
  { 1, 0, 0, 0, 1, { 0.7 }, { 0 }, { 0 }, { 0 }, N },
  { 0, 1, 0, 0, 1, { 0 }, { -1.0 }, { 0 }, { 0 }, N },
  { 2, 1, 1, 1, 4, { 0.5, 0.2 }, { -0.4 }, { 0.3 }, { -0.95 }, N },
  { 1, 2, 1, 0, 7, { 0.99 }, { -0.6, 0.1 }, { 0.9 }, { 0 }, N },
  { 1, 5, 0, 2, 3, { -0.4 }, { 0.2, 0.1, -0.3, 0.2, 0.1 }, { 0 }, { -0.5, 0.2 }, N },
  { 1, 1, 1, 1, 7, { 0.6 }, { 0.3 }, { 0.5 }, { -0.4 }, 6 },
  { 1, 1, 0, 0, 1, { 0.6 }, { 0.3 }, { 0 }, { 0 }, 1 },
};

static ForeArma *
make_process (const Process *process)
{
  guint s = process->s;
  ForeArma *arma = fore_arma_new (process->p + process->P * s, process->q + process->Q * s);

  fore_arma_set_phi (arma, process->p, process->ar, process->P, process->seasonal_ar, s);
  fore_arma_set_theta (arma, process->q, process->ma, process->Q, process->seasonal_ma, s);
  return arma;
}

static void
fill (gsize n, double *w)
{
  for (gsize t = 0; t < n; t++)
    w[t] = g_test_rand_double_range (-1.0, 1.0);
}

/* The innovations form is another way to the same products and determinant. */
static void
test_products (void)
{
  for (guint i = 0; i < PROCESSES; i++) {
    gsize n = processes[i].n;
    g_autoptr (ForeArma) arma = make_process (&processes[i]);
    g_autoptr (ForeWhitener) whitener = fore_whitener_new (arma, n);
    g_autofree double *work = g_new (double, FORE_INNOVATIONS_WORK (arma->m, 2));
    g_autofree double *white = g_new (double, 2 * whitener->n_rows);
    double w[2 * N], want[2 * N], log_determinant, want_determinant;

    fill (2 * n, w);
    g_assert_true (fore_innovations_whiten (arma, n, 2, w, 1e-14, work, want, &want_determinant));
    g_assert_true (fore_whitener_run (whitener, 2, w, 1e-14, white, &log_determinant));
    g_assert_cmpfloat_with_epsilon (log_determinant, want_determinant, 1e-9);
    for (guint c = 0; c < 2; c++)
      g_assert_cmpfloat_with_epsilon (
          fore_lag_product (whitener->n_rows, white, white + c * whitener->n_rows),
          fore_lag_product (n, want, want + c * n), 1e-9 * (double) n);
  }
}

static double
evaluate (ForeWhitener *whitener, const double *w)
{
  g_autofree double *white = g_new (double, whitener->n_rows);
  double log_determinant;

  g_assert_true (fore_whitener_run (whitener, 1, w, 1e-16, white, &log_determinant));

  return 0.5 * log (fore_lag_product (whitener->n_rows, white, white)) +
         0.5 * log_determinant / (double) whitener->n;
}

static void
check_slope (ForeWhitener *whitener, const double *w, double *at, double slope)
{
  double now = *at, step = 1e-6, up, down;

  *at = now + step;
  up = evaluate (whitener, w);
  *at = now - step;
  down = evaluate (whitener, w);
  *at = now;
  g_assert_cmpfloat_with_epsilon (slope, (up - down) / (2.0 * step), 1e-6 * (1.0 + fabs (slope)));
}

/* In each coefficient against central differences; not at the unit circle, beyond which the
 * likelihood is defined and these weights are not. */
static void
test_slope (void)
{
  for (guint i = 0; i < PROCESSES; i++) {
    const Process *process = &processes[i];
    gsize n = process->n;
    g_autoptr (ForeArma) arma = make_process (process);
    g_autoptr (ForeWhitener) whitener = fore_whitener_new (arma, n);
    g_autofree double *white = g_new (double, whitener->n_rows);
    double w[N], d_phi[MOST], d_theta[MOST], log_determinant;

    if (process->ma[0] == -1.0 || n == 1)
      continue;
    fill (n, w);
    g_assert_true (fore_whitener_run (whitener, 1, w, 1e-16, white, &log_determinant));
    g_assert_true (fore_whitener_differentiate (whitener, w, white, d_phi, d_theta));
    for (guint k = 0; k < arma->n_phi; k++)
      check_slope (whitener, w, arma->phi + arma->phi_lag[k] - 1, d_phi[arma->phi_lag[k] - 1]);
    for (guint k = 0; k < arma->n_theta; k++)
      check_slope (whitener, w, arma->theta + arma->theta_lag[k], d_theta[arma->theta_lag[k] - 1]);
  }
}

static void
test_explosive (void)
{
  const double ar = 1.1;
  const double w[] = { 1.0, 2.0, 3.0 };
  double white[4], log_determinant;
  g_autoptr (ForeArma) arma = fore_arma_new (1, 0);
  g_autoptr (ForeWhitener) whitener = fore_whitener_new (arma, 3);

  fore_arma_set_phi (arma, 1, &ar, 0, NULL, 1);
  fore_arma_set_theta (arma, 0, NULL, 0, NULL, 1);
  g_assert_false (fore_whitener_run (whitener, 1, w, 1e-14, white, &log_determinant));
}

/* Division by a polynomial undoes multiplication with it, whatever its lags and the length. */
static void
test_division (void)
{
  static const guint lags[][4] = {
    { 1, 2, 3, 4 }, { 1, 7, 8, 14 }, { 3, 4, 5, 9 }, { 2, 12, 13, 30 }
  };
  double coefficient[30], minus[30], x[50], y[50];

  for (guint i = 0; i < G_N_ELEMENTS (lags); i++)
    for (gsize n = 1; n <= 50; n++) {
      for (guint k = 0; k < 30; k++) {
        coefficient[k] = g_test_rand_double_range (-0.3, 0.3);
        minus[k] = -coefficient[k];
      }
      fill (n, x);
      fore_lag_multiply (4, lags[i], minus, n, x, y);
      fore_lag_divide (4, lags[i], coefficient, n, y);
      for (gsize t = 0; t < n; t++)
        g_assert_cmpfloat_with_epsilon (y[t], x[t], 1e-12);
      fore_lag_reverse (n, y);
      g_assert_cmpfloat_with_epsilon (y[0], x[n - 1], 1e-12);
      g_assert_cmpfloat_with_epsilon (y[n / 2], x[n - 1 - n / 2], 1e-12);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/whitener/products", test_products);
  g_test_add_func ("/whitener/slope", test_slope);
  g_test_add_func ("/whitener/explosive", test_explosive);
  g_test_add_func ("/whitener/division", test_division);

  return g_test_run ();
}

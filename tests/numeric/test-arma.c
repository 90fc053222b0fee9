/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-arma.h"

#include <math.h>

static void
test_partial (void)
{
  for (guint i = 0; i < 50; i++) {
    double partial[6], phi[6], back[6];
    guint n = 1 + i % 6;

    for (guint k = 0; k < n; k++)
      partial[k] = g_test_rand_double_range (-0.95, 0.95);
    fore_arma_from_partial (n, partial, phi);
    g_assert_true (fore_arma_to_partial (n, phi, back));
    for (guint k = 0; k < n; k++)
      g_assert_cmpfloat_with_epsilon (back[k], partial[k], 1e-8);
  }
}

/* 1 - 1.3 B + 0.4 B^2 has the roots 2 and 1.25. */
static void
test_roots (void)
{
  const double phi[] = { 1.3, -0.4 }, walk[] = { 1.0 }, explosive[] = { 0.5, 0.6 };
  double partial[2];

  g_assert_true (fore_arma_is_inside (2, phi, 1.0));
  g_assert_true (fore_arma_is_inside (2, phi, 1.24));
  g_assert_false (fore_arma_is_inside (2, phi, 1.26));
  g_assert_false (fore_arma_to_partial (1, walk, partial));
  g_assert_false (fore_arma_to_partial (2, explosive, partial));
  g_assert_true (fore_arma_is_inside (0, NULL, 2.0));
}

/* (1 - 0.5 B) (1 - 0.3 B^4) and (1 + 0.4 B) (1 - 0.6 B^4) by hand. */
static void
test_products (void)
{
  const double ar = 0.5, seasonal_ar = 0.3, ma = 0.4, seasonal_ma = -0.6;
  const double phi[] = { 0.5, 0.0, 0.0, 0.3, -0.15, 0.0 };
  const double theta[] = { 1.0, 0.4, 0.0, 0.0, -0.6, -0.24 };
  g_autoptr (ForeArma) arma = fore_arma_new (5, 5);

  fore_arma_set_phi (arma, 1, &ar, 1, &seasonal_ar, 4);
  fore_arma_set_theta (arma, 1, &ma, 1, &seasonal_ma, 4);
  g_assert_cmpuint (arma->m, ==, 6);
  g_assert_cmpuint (arma->n_phi, ==, 3);
  g_assert_cmpuint (arma->n_theta, ==, 3);
  for (guint i = 0; i < 6; i++) {
    g_assert_cmpfloat_with_epsilon (arma->phi[i], phi[i], 1e-15);
    g_assert_cmpfloat_with_epsilon (arma->theta[i], theta[i], 1e-15);
  }
}

/* Var w = (1 + 2 phi theta + theta^2) / (1 - phi^2), and state 1 is theta e_t. */
static void
test_arma11 (void)
{
  const double phi = 0.9, theta = 0.4;
  double P[4];
  g_autoptr (ForeArma) arma = fore_arma_new (1, 1);

  fore_arma_set_phi (arma, 1, &phi, 0, NULL, 1);
  fore_arma_set_theta (arma, 1, &theta, 0, NULL, 1);
  g_assert_true (fore_arma_state_covariance (arma, P));
  fore_arma_complete_covariance (arma, P);
  g_assert_cmpfloat_with_epsilon (
      P[0], (1.0 + 2.0 * phi * theta + theta * theta) / (1.0 - phi * phi), 1e-12);
  g_assert_cmpfloat_with_epsilon (P[1], theta, 1e-14);
  g_assert_cmpfloat_with_epsilon (P[2], theta, 1e-14);
  g_assert_cmpfloat_with_epsilon (P[3], theta * theta, 1e-14);
}

/* P = T P T' + R R', T Harvey's transition matrix, for seasonal processes and close to the unit
 * circle. */
static void
test_stationary_equation (void)
{
  for (guint i = 0; i < 20; i++) {
    double ar[2], ma[2], partial[2], seasonal = i % 2 == 0 ? 0.6 : 0.9999;
    g_autoptr (ForeArma) arma = fore_arma_new (6, 6);
    gsize m = arma->m;
    g_autofree double *P = g_new (double, m *m);

    for (guint k = 0; k < 2; k++) {
      partial[k] = g_test_rand_double_range (-0.9, 0.9);
      ma[k] = g_test_rand_double_range (-0.9, 0.9);
    }
    fore_arma_from_partial (2, partial, ar);
    fore_arma_set_phi (arma, 2, ar, 1, &seasonal, 4);
    fore_arma_set_theta (arma, 2, ma, 1, &seasonal, 4);
    g_assert_true (fore_arma_state_covariance (arma, P));
    fore_arma_complete_covariance (arma, P);
    for (gsize a = 0; a < m; a++)
      for (gsize b = 0; b < m; b++) {
        double value = arma->theta[a] * arma->theta[b] + arma->phi[a] * arma->phi[b] * P[0];

        value += b + 1 < m ? arma->phi[a] * P[b + 1] : 0.0;
        value += a + 1 < m ? arma->phi[b] * P[(a + 1) * m] : 0.0;
        value += a + 1 < m && b + 1 < m ? P[(a + 1) * m + b + 1] : 0.0;
        g_assert_cmpfloat_with_epsilon (P[a * m + b], value, 1e-9 * P[0]);
        g_assert_cmpfloat (P[a * m + b], ==, P[b * m + a]);
      }
  }
}

static void
test_not_stationary (void)
{
  const double phi = 1.0;
  double P[1];
  g_autoptr (ForeArma) arma = fore_arma_new (1, 0);

  fore_arma_set_phi (arma, 1, &phi, 0, NULL, 1);
  fore_arma_set_theta (arma, 0, NULL, 0, NULL, 1);
  g_assert_false (fore_arma_state_covariance (arma, P));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arma/partial", test_partial);
  g_test_add_func ("/arma/roots", test_roots);
  g_test_add_func ("/arma/products", test_products);
  g_test_add_func ("/arma/arma11", test_arma11);
  g_test_add_func ("/arma/stationary-equation", test_stationary_equation);
  g_test_add_func ("/arma/not-stationary", test_not_stationary);

  return g_test_run ();
}

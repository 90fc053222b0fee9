/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the covariance of a process' state moves with its coefficients. */
#include "fore-arma-slope.h"

#include <gsl/gsl_linalg.h>
#include <string.h>

#include "fore-lag.h"

/* The equations for the first row of X as far as the degree of phi makes them one system; X
 * holds what its diagonals have grown by since the first row. */
static void
write_equations (const ForeArma *arma,
                 const double *Omega,
                 const double *X,
                 gsize n,
                 double *A,
                 double *b)
{
  const double *phi = arma->phi;
  gsize size = arma->m;

  memset (A, 0, n * n * sizeof *A);
  memcpy (b, Omega, n * sizeof *b);
  for (gsize j = 0; j < n; j++)
    A[j * n + j] = 1.0;
  for (gsize i = 0; i < arma->p; i++) {
    for (gsize j = 1; j < n; j++) {
      A[j * n + (i > j - 1 ? i - (j - 1) : j - 1 - i)] -= phi[i];
      b[j] += phi[i] * X[i * size + j - 1];
    }
    for (gsize j = 0; j < arma->p; j++) {
      A[i > j ? i - j : j - i] -= phi[i] * phi[j];
      b[0] += phi[i] * phi[j] * X[i * size + j];
    }
  }
}

/* X = T' X T + Omega, the slope in what is added to the covariance of the state each step. Down
 * its diagonals X grows by Omega, so that its first row x is what there is to find: x_j =
 * phi' X e_(j - 1) + Omega_0j for j > 0, x_0 = phi' X phi + Omega_00. Beyond the degree of phi
 * each number follows from those before it. */
static gboolean
solve_adjoint (const ForeArma *arma, const double *Omega, double *X)
{
  gsize size = arma->m, n = MIN (arma->p + 1, arma->m);
  g_autofree double *x = g_new (double, size + n * n);
  g_autofree gsize *swaps = g_new (gsize, n);
  gsl_matrix_view A = gsl_matrix_view_array (x + size, n, n);
  gsl_vector_view b = gsl_vector_view_array (x, n);
  gsl_permutation permutation = { n, swaps };
  int sign;

  memset (X, 0, size * sizeof *X);
  for (gsize i = 1; i < size; i++) {
    X[i * size] = 0.0;
    for (gsize j = 1; j < size; j++)
      X[i * size + j] = X[(i - 1) * size + j - 1] + Omega[i * size + j];
  }
  write_equations (arma, Omega, X, n, x + size, x);
  if (gsl_linalg_LU_decomp (&A.matrix, &permutation, &sign) != 0 ||
      gsl_linalg_LU_svx (&A.matrix, &permutation, &b.vector) != 0)
    return FALSE;
  for (gsize j = n; j < size; j++) {
    x[j] = Omega[j];
    for (gsize i = 0; i < arma->p; i++)
      x[j] += arma->phi[i] * (x[j - 1 - i] + X[i * size + j - 1]);
  }
  for (gsize i = 0; i < size; i++)
    for (gsize j = 0; j < size; j++)
      X[i * size + j] += x[i > j ? i - j : j - i];

  return TRUE;
}

/**
 * fore_arma_differentiate_state:
 * @arma: a process
 * @Omega: (array): the slope of something in the state's covariance P = T P T' + theta theta', a
 *   symmetric matrix
 * @gain: (array): T times the state's covariance with its first number
 * @d_phi: (array) (inout): the slope in phi_1, phi_2, …, to which that by way of P is added at
 *   the lags phi has
 * @d_theta: (array) (inout): the slope in theta_1, theta_2, … likewise
 *
 * Returns: %FALSE when the process is too near the edge of the stationary ones
 */
gboolean
fore_arma_differentiate_state (const ForeArma *arma,
                               const double *Omega,
                               const double *gain,
                               double *d_phi,
                               double *d_theta)
{
  gsize size = arma->m;
  g_autofree double *X = g_new (double, size *size);

  if (!solve_adjoint (arma, Omega, X))
    return FALSE;
  for (guint k = 0; k < arma->n_phi; k++) {
    gsize i = arma->phi_lag[k] - 1;

    d_phi[i] += 2.0 * fore_lag_product (size, X + i * size, gain);
  }
  for (guint k = 0; k < arma->n_theta; k++) {
    gsize i = arma->theta_lag[k];

    d_theta[i - 1] += 2.0 * fore_lag_product (size, X + i * size, arma->theta);
  }

  return TRUE;
}

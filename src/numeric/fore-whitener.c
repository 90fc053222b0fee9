/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The exact covariance of a stationary process, divided out of series.
 *
 * What comes before the first value is a vector a of m numbers, the predicted state of Harvey's
 * form: phi(B) w_t = a_t + theta(B) e_t with a_t = 0 from t = m on and no e before t = 0. Its
 * covariance P is that of the state before the first value without the share of e_0. With
 * Pi, the first m columns of 1 / theta(B) as a matrix, e_0 = phi(B) / theta(B) w (all zero
 * before its start) has the covariance I + Pi P Pi', so that with G = Pi' Pi = C C' and
 * S S' = I + C' P C the determinant is that of S S', and the square of white noise falls into two:
 * the innovations e that are likeliest given w, and what the likeliest start a = P zeta costs,
 * zeta' P zeta.
 *
 * The idea is that of G. M. Ljung and G. E. P. Box, Biometrika 66 (1979), section 2, whose start
 * values are w and e themselves. It takes a handful of passes over the series and no recursion
 * for variances, and nothing in it is lost near the unit circle.
 */
#include "fore-whitener.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "fore-gsl.h"
#include "fore-lag.h"

/* How many weights of 1 / theta(B) are tried at first. */
#define FEWEST_WEIGHTS 128

/* What is left of a variance after rounding. */
#define ROUNDING 1e-13

/**
 * fore_whitener_new:
 * @arma: (transfer none): a process; may be set anew between runs
 * @n: number of values
 *
 * Returns: (transfer full): a whitener
 */
ForeWhitener *
fore_whitener_new (const ForeArma *arma, gsize n)
{
  ForeWhitener *whitener = g_new0 (ForeWhitener, 1);
  gsize m = MIN (arma->m, n);

  fore_gsl_return_errors ();
  whitener->arma = arma;
  whitener->n = n;
  whitener->m = m;
  whitener->n_rows = n + m;
  whitener->pi = g_new (double, n);
  whitener->P = g_new (double, (gsize) arma->m * arma->m);
  whitener->gain = g_new (double, arma->m);
  whitener->C = g_new (double, m *m);
  whitener->PC = g_new (double, m *m);
  whitener->S = g_new (double, m *m);
  whitener->L = g_new (double, m *m);
  whitener->work = g_new (double, n);

  return whitener;
}

void
fore_whitener_free (ForeWhitener *whitener)
{
  if (whitener == NULL)
    return;
  g_free (whitener->pi);
  g_free (whitener->P);
  g_free (whitener->gain);
  g_free (whitener->C);
  g_free (whitener->PC);
  g_free (whitener->S);
  g_free (whitener->L);
  g_free (whitener->work);
  g_free (whitener);
}

/* 1 / theta(B), as far as it counts beside its first weight, which is 1. */
static void
find_weights (ForeWhitener *whitener, double tolerance)
{
  const ForeArma *arma = whitener->arma;
  double *pi = whitener->pi;
  gsize n = whitener->n, n_tried = 0, n_pi = 0;

  /* So many that the last ones as far as theta reaches are small. */
  for (gsize next = arma->q > 0 ? FEWEST_WEIGHTS : 1; n_tried < n && n_pi + arma->q >= n_tried;
       next *= 2) {
    n_tried = n_pi = MIN (n, next);
    memset (pi, 0, n_tried * sizeof *pi);
    pi[0] = 1.0;
    fore_lag_divide (arma->n_theta, arma->theta_lag, arma->theta + 1, n_tried, pi);
    while (n_pi > 1 && fabs (pi[n_pi - 1]) < tolerance)
      n_pi--;
  }
  memset (pi + n_pi, 0, (n - n_pi) * sizeof *pi);
  whitener->n_pi = n_pi;
}

/* G, whose columns are one series of weights that starts later and later and ends with it. */
static void
multiply_weights (const ForeWhitener *whitener, double *G)
{
  const double *pi = whitener->pi;
  gsize n = whitener->n, m = whitener->m;

  for (gsize k = 0; k < m; k++) {
    gsize n_both = whitener->n_pi > k ? whitener->n_pi - k : 0;

    G[k * m] = fore_lag_product (n_both, pi, pi + k);
    for (gsize i = 1; i + k < m; i++)
      G[(i + k) * m + i] = G[(i + k - 1) * m + i - 1] - pi[n - i - k] * pi[n - i];
  }
}

/* A = L L' of a matrix that may be singular, of whose lower triangle L takes the place. */
static void
factor_singular (gsize m, double *A)
{
  for (gsize j = 0; j < m; j++) {
    double *row = A + j * m, whole = row[j];

    for (gsize k = 0; k < j; k++)
      row[j] -= row[k] * row[k];
    row[j] = row[j] > ROUNDING * whole ? sqrt (row[j]) : 0.0;
    for (gsize i = j + 1; i < m; i++) {
      double *other = A + i * m;

      for (gsize k = 0; k < j; k++)
        other[j] -= other[k] * row[k];
      other[j] = row[j] > 0.0 ? other[j] / row[j] : 0.0;
    }
  }
}

/* Fills P, gain and, of C, S and L, the lower triangles. */
static gboolean
factor_start (ForeWhitener *whitener, double tolerance)
{
  const ForeArma *arma = whitener->arma;
  gsize m = whitener->m, size = arma->m;
  gsl_matrix_view P = gsl_matrix_view_array_with_tda (whitener->P, m, m, size);
  gsl_matrix_view C = gsl_matrix_view_array (whitener->C, m, m);
  gsl_matrix_view PC = gsl_matrix_view_array (whitener->PC, m, m);
  gsl_matrix_view S = gsl_matrix_view_array (whitener->S, m, m);

  if (!fore_arma_state_covariance (arma, whitener->P))
    return FALSE;
  fore_arma_complete_covariance (arma, whitener->P);
  for (gsize i = 0; i < size; i++)
    whitener->gain[i] = arma->phi[i] * whitener->P[0] + (i + 1 < size ? whitener->P[i + 1] : 0.0);
  for (gsize i = 0; i < size; i++)
    for (gsize j = 0; j < size; j++)
      whitener->P[i * size + j] -= arma->theta[i] * arma->theta[j];

  find_weights (whitener, tolerance);
  multiply_weights (whitener, whitener->C);
  if (gsl_linalg_cholesky_decomp1 (&C.matrix) != 0)
    return FALSE;
  gsl_matrix_memcpy (&PC.matrix, &P.matrix);
  gsl_blas_dtrmm (CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, &C.matrix, &PC.matrix);
  gsl_matrix_memcpy (&S.matrix, &PC.matrix);
  gsl_blas_dtrmm (CblasLeft, CblasLower, CblasTrans, CblasNonUnit, 1.0, &C.matrix, &S.matrix);
  memcpy (whitener->L, whitener->S, m * m * sizeof *whitener->L);
  factor_singular (m, whitener->L);
  for (gsize i = 0; i < m; i++)
    whitener->S[i * m + i] += 1.0;

  return gsl_linalg_cholesky_decomp1 (&S.matrix) == 0;
}

/* White noise from one series: `white` starts as phi(B) w. With u = (S S')^-1 C^-1 Pi' e_0 zeta is
 * C u, and the cost of the start the square of L' u. */
static void
whiten_column (ForeWhitener *whitener, double *white)
{
  const ForeArma *arma = whitener->arma;
  gsize n = whitener->n, m = whitener->m, n_touched = MIN (n, whitener->n_pi + m);
  double *start = whitener->work, *z = white + n;
  gsl_matrix_const_view C = gsl_matrix_const_view_array (whitener->C, m, m);
  gsl_matrix_const_view S = gsl_matrix_const_view_array (whitener->S, m, m);
  gsl_matrix_const_view L = gsl_matrix_const_view_array (whitener->L, m, m);
  gsl_vector_view u = gsl_vector_view_array (z, m);

  fore_lag_divide (arma->n_theta, arma->theta_lag, arma->theta + 1, n, white);
  for (gsize i = 0; i < m; i++)
    z[i] = fore_lag_product (MIN (whitener->n_pi, n - i), whitener->pi, white + i);
  gsl_blas_dtrsv (CblasLower, CblasNoTrans, CblasNonUnit, &C.matrix, &u.vector);
  gsl_blas_dtrsv (CblasLower, CblasNoTrans, CblasNonUnit, &S.matrix, &u.vector);
  gsl_blas_dtrsv (CblasLower, CblasTrans, CblasNonUnit, &S.matrix, &u.vector);
  memset (start, 0, n_touched * sizeof *start);
  for (gsize i = 0; i < m; i++)
    start[i] = fore_lag_product (m, whitener->PC + i * m, z);
  gsl_blas_dtrmv (CblasLower, CblasTrans, CblasNonUnit, &L.matrix, &u.vector);

  fore_lag_divide (arma->n_theta, arma->theta_lag, arma->theta + 1, n_touched, start);
  for (gsize t = 0; t < n_touched; t++)
    white[t] -= start[t];
}

/**
 * fore_whitener_run:
 * @whitener: a whitener
 * @n_columns: number of columns
 * @w: (array): the columns, n values each, one column behind the other
 * @tolerance: weights of 1 / theta(B) below this are left out
 * @white: (array) (out caller-allocates): for each column n_rows numbers of variance 1, in units
 *   of the innovations' standard deviation, the product of two of which is that of the columns
 *   with the inverse of the process' covariance matrix between them
 * @log_determinant: (out): of this covariance matrix
 *
 * Returns: %FALSE when the process is not stationary
 */
gboolean
fore_whitener_run (ForeWhitener *whitener,
                   guint n_columns,
                   const double *w,
                   double tolerance,
                   double *white,
                   double *log_determinant)
{
  const ForeArma *arma = whitener->arma;
  double product = 1.0, sum = 0.0;

  if (!factor_start (whitener, tolerance))
    return FALSE;
  for (gsize i = 0; i < whitener->m; i++) {
    product *= whitener->S[i * whitener->m + i];
    if (product > 1e200) {
      sum += log (product);
      product = 1.0;
    }
  }
  *log_determinant = 2.0 * (sum + log (product));

  for (guint c = 0; c < n_columns; c++) {
    double *column = white + c * whitener->n_rows;

    fore_lag_multiply (arma->n_phi, arma->phi_lag, arma->phi, whitener->n, w + c * whitener->n,
                       column);
    whiten_column (whitener, column);
  }

  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The slope of the likelihood in all coefficients at once, at the price of about two values: the
 * steps that lead to a value are followed backwards (A. Griewank and A. Walther, Evaluating
 * Derivatives (2008), section 3.2). Letters as in fore-whitener.c; the function is
 *
 *   f = 1/2 log (e' e + zeta' P zeta) + 1 / 2n log det (I + P G).
 */
#include "fore-whitener-gradient.h"

#include <gsl/gsl_blas.h>
#include <string.h>

#include "fore-arma-slope.h"
#include "fore-lag.h"

/* Room for one call. */
typedef struct {
  double *lambda; /* n: 1 / theta(F) e, F = 1 / B, which starts with zeta; later the slope in pi */
  double *Omega;  /* arma->m x arma->m: slope in P */
  double *W;      /* m x m: slope of log det in G */
  double *share;  /* 2 m - 1: sums of W along its diagonals */
} Slope;

static void
divide_backwards (const ForeArma *arma, gsize n, double *y)
{
  fore_lag_reverse (n, y);
  fore_lag_divide (arma->n_theta, arma->theta_lag, arma->theta + 1, n, y);
  fore_lag_reverse (n, y);
}

/* What of the slope the sum of squares has in phi and theta at this start; zeta is Pi' e. */
static void
differentiate_square (const ForeWhitener *whitener,
                      const double *w,
                      const double *e,
                      double square,
                      const double *lambda,
                      double *d_phi,
                      double *d_theta)
{
  const ForeArma *arma = whitener->arma;
  gsize n = whitener->n;

  for (guint k = 0; k < arma->n_phi; k++) {
    gsize lag = MIN (arma->phi_lag[k], n);

    d_phi[arma->phi_lag[k] - 1] = -fore_lag_product (n - lag, lambda + lag, w) / square;
  }
  for (guint k = 0; k < arma->n_theta; k++) {
    gsize lag = MIN (arma->theta_lag[k], n);

    d_theta[arma->theta_lag[k] - 1] = -fore_lag_product (n - lag, lambda + lag, e) / square;
  }
}

/* Omega = C (S S')^-1 C' / 2n - zeta zeta' / 2 e'e, nothing where no start value reaches w;
 * W = P C (S S')^-1 C^-1. */
static void
differentiate_start (const ForeWhitener *whitener, double square, Slope *slope)
{
  gsize n = whitener->n, m = whitener->m, size = whitener->arma->m;
  const double *zeta = slope->lambda;
  gsl_matrix_const_view C = gsl_matrix_const_view_array (whitener->C, m, m);
  gsl_matrix_const_view S = gsl_matrix_const_view_array (whitener->S, m, m);
  gsl_matrix_view W = gsl_matrix_view_array (slope->W, m, m);
  gsl_matrix_view Omega = gsl_matrix_view_array_with_tda (slope->Omega, m, m, size);

  /* W first as C (S')^-1. */
  gsl_matrix_memcpy (&W.matrix, &C.matrix);
  for (gsize i = 0; i < m; i++)
    memset (slope->W + i * m + i + 1, 0, (m - i - 1) * sizeof *slope->W);
  gsl_blas_dtrsm (CblasRight, CblasLower, CblasTrans, CblasNonUnit, 1.0, &S.matrix, &W.matrix);
  memset (slope->Omega, 0, size * size * sizeof *slope->Omega);
  gsl_blas_dsyrk (CblasLower, CblasNoTrans, 0.5 / (double) n, &W.matrix, 0.0, &Omega.matrix);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j <= i; j++) {
      slope->Omega[i * size + j] -= zeta[i] * zeta[j] / (2.0 * square);
      slope->Omega[j * size + i] = slope->Omega[i * size + j];
    }

  memcpy (slope->W, whitener->PC, m * m * sizeof *slope->W);
  gsl_blas_dtrsm (CblasRight, CblasLower, CblasTrans, CblasNonUnit, 1.0, &S.matrix, &W.matrix);
  gsl_blas_dtrsm (CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, &S.matrix, &W.matrix);
  gsl_blas_dtrsm (CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, &C.matrix, &W.matrix);
}

/* What the weights pi in G add in theta: the slope in pi_u is a sum over the later and earlier
 * weights, with shares that all columns have but the last ones, which end before they begin. */
static void
differentiate_weights (const ForeWhitener *whitener, Slope *slope, double *d_theta)
{
  const ForeArma *arma = whitener->arma;
  gsize n = whitener->n, m = whitener->m, n_pi = whitener->n_pi;
  const double *pi = whitener->pi;
  double *share = slope->share, *slope_in_pi = slope->lambda; /* which is no longer in use */

  if (arma->n_theta == 0)
    return;
  memset (share, 0, (2 * m - 1) * sizeof *share);
  for (gsize u = n; u-- > 0;) {
    gsize first = u < m - 1 ? m - 1 - u : 0, end = MIN (2 * m - 1, n_pi + m - 1 - u);

    for (gsize j = 0, i = n - 1 - u; j < m && i < m; j++)
      share[m - 1 + i - j] += slope->W[i * m + j];
    if (u < n_pi)
      slope_in_pi[u] = fore_lag_product (end - first, share + first, pi + u + first - (m - 1)) /
                       (double) n;
  }
  divide_backwards (arma, n_pi, slope_in_pi);
  for (guint k = 0; k < arma->n_theta; k++) {
    gsize lag = MIN (arma->theta_lag[k], n_pi);

    d_theta[arma->theta_lag[k] - 1] -= fore_lag_product (n_pi - lag, slope_in_pi + lag, pi);
  }
}

/* P goes on from the state's covariance, of which theta theta' has been taken off. */
static gboolean
differentiate_covariance (const ForeWhitener *whitener,
                          const double *Omega,
                          double *d_phi,
                          double *d_theta)
{
  const ForeArma *arma = whitener->arma;
  gsize size = arma->m;

  for (guint k = 0; k < arma->n_theta; k++) {
    gsize i = arma->theta_lag[k];

    d_theta[i - 1] -= 2.0 * fore_lag_product (size, Omega + i * size, arma->theta);
  }

  return fore_arma_differentiate_state (arma, Omega, whitener->gain, d_phi, d_theta);
}

/**
 * fore_whitener_differentiate:
 * @whitener: a whitener after fore_whitener_run()
 * @w: (array): a series
 * @white: (array): what fore_whitener_run() made of it
 * @d_phi: (array) (out caller-allocates): the slope in phi_1, phi_2, … at the lags phi has
 * @d_theta: (array) (out caller-allocates): the slope in theta_1, theta_2, … likewise
 *
 * The slope of half the logarithm of the sum of squares and half the logarithm of the
 * determinant for each value. A regression at its best may be taken off @w before: there it adds
 * nothing to the slope.
 *
 * Returns: %FALSE when the process is too near the edge of the stationary ones
 */
gboolean
fore_whitener_differentiate (ForeWhitener *whitener,
                             const double *w,
                             const double *white,
                             double *d_phi,
                             double *d_theta)
{
  const ForeArma *arma = whitener->arma;
  gsize n = whitener->n, m = whitener->m, size = arma->m;
  g_autofree double *memory = g_new (double, n + m * m + 2 * m + size * size);
  Slope slope = { .lambda = memory };
  double square = fore_lag_product (whitener->n_rows, white, white);

  slope.share = memory + n;
  slope.W = slope.share + 2 * m;
  slope.Omega = slope.W + m * m;

  memcpy (slope.lambda, white, n * sizeof *white);
  divide_backwards (arma, n, slope.lambda);
  differentiate_square (whitener, w, white, square, slope.lambda, d_phi, d_theta);
  differentiate_start (whitener, square, &slope);
  differentiate_weights (whitener, &slope, d_theta);

  return differentiate_covariance (whitener, slope.Omega, d_phi, d_theta);
}

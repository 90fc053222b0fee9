/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Kalman filter of a stationary process without gaps in O(m) a step.
 *
 * From a stationary start the covariances P_(t+1) and P_t of successive predicted states
 * differ by a matrix of rank one, L_t D_t L_t', so that a vector and a number replace the
 * matrix: the Chandrasekhar recursions of M. Morf, G. S. Sidhu and T. Kailath, IEEE
 * Transactions on Automatic Control 19 (1974), for this model as in G. Mélard, Applied
 * Statistics 33 (1984), algorithm AS 197. Letters: state a (m), innovation v, its variance F,
 * gain K = G / F with G = T P Z' (m), increment L (m) and D < 0.
 */
#include "fore-innovations.h"

#include <math.h>
#include <string.h>

/* F in units of the innovations' variance stays above 1, where it converges to. */
typedef struct {
  double F;
  double D;
  double *G;
  double *L;
} Gain;

static void
gain_start (Gain *gain, const ForeArma *arma)
{
  guint m = arma->m;

  /* L holds the first column of P; G = T P Z'. */
  gain->F = gain->L[0];
  gain->L[m] = 0.0;
  for (guint i = 0; i < m; i++)
    gain->G[i] = arma->phi[i] * gain->F + gain->L[i + 1];
  memcpy (gain->L, gain->G, m * sizeof *gain->L);
  gain->D = -1.0 / gain->F;
}

/* F_(t+1) = F_t + D (Z L)^2, G_(t+1) = G_t + T L D Z L, L_(t+1) = (T - K_t Z) L,
 * D_(t+1) = D F_t / F_(t+1). */
static inline void
gain_step (Gain *gain, guint m, const double *restrict phi)
{
  double *restrict G = gain->G, *restrict L = gain->L;
  double z = L[0], F = gain->F, Dz = gain->D * z, zF = z / F;

  for (guint i = 0; i < m; i++) {
    double TL = phi[i] * z + L[i + 1];

    L[i] = TL - G[i] * zF;
    G[i] += TL * Dz;
  }
  gain->F = MAX (F + Dz * z, 1.0);
  gain->D *= F / gain->F;
}

/* a_(t+1) = T a_t + K_t v_t; returns v_t. */
static inline double
state_step (double *restrict a,
            double w,
            guint m,
            const double *restrict phi,
            const double *restrict G,
            double F)
{
  double a0 = a[0], v = w - a0, vF = v / F;

  for (guint i = 0; i < m; i++)
    a[i] = phi[i] * a0 + a[i + 1] + G[i] * vF;

  return v;
}

/* With P converged what is left is theta(B) v_t = phi(B) w_t. */
static void
filter_steadily (const ForeArma *arma, gsize from, gsize n, const double *w, double *v)
{
  memcpy (v + from, w + from, (n - from) * sizeof *v);
  for (guint k = 0; k < arma->n_phi; k++) {
    guint lag = arma->phi_lag[k];
    double phi = arma->phi[lag - 1];

    for (gsize t = from; t < n; t++)
      v[t] -= phi * w[t - lag];
  }
  /* The longest lags first: what waits for the value just made comes last. */
  for (gsize t = from; t < n && arma->n_theta > 0; t++) {
    double sum = v[t];

    for (guint k = arma->n_theta; k-- > 0;)
      sum -= arma->theta[arma->theta_lag[k]] * v[t - arma->theta_lag[k]];
    v[t] = sum;
  }
}

/**
 * fore_innovations_whiten:
 * @arma: the process
 * @n: number of values
 * @n_columns: number of columns
 * @w: (array): the columns, @n values each, one column behind the other
 * @tolerance: how far above its limit F may lie when the recursion for it ends
 * @work: (array): of %FORE_INNOVATIONS_WORK numbers
 * @white: (array) (out caller-allocates): as @w
 * @log_determinant: (out): sum of log F_t
 *
 * Multiplies each column by the inverse of the Cholesky factor of the process' covariance
 * matrix: the innovations v_t / sqrt (F_t), in units of the innovations' standard deviation.
 *
 * Returns: %FALSE when the process is not stationary
 */
gboolean
fore_innovations_whiten (const ForeArma *arma,
                         gsize n,
                         guint n_columns,
                         const double *w,
                         double tolerance,
                         double *work,
                         double *white,
                         double *log_determinant)
{
  guint m = arma->m;
  Gain gain = { .G = work, .L = work + m + 1 };
  double *a = work + 2 * (m + 1);
  double product = 1.0, sum = 0.0;
  guint n_converged = 0;
  gsize t;

  if (!fore_arma_state_covariance (arma, gain.L))
    return FALSE;
  gain_start (&gain, arma);
  memset (a, 0, n_columns * (m + 1) * sizeof *a);

  /* The steady recursion looks back at q innovations, all of which must have converged. */
  for (t = 0; t < n && (t < arma->p || n_converged < arma->q); t++) {
    double root = sqrt (gain.F);

    for (guint c = 0; c < n_columns; c++)
      white[c * n + t] = state_step (a + c * (m + 1), w[c * n + t], m, arma->phi, gain.G, gain.F) /
                         root;
    product *= gain.F;
    if (product > 1e200) {
      sum += log (product);
      product = 1.0;
    }
    n_converged += gain.F <= 1.0 + tolerance;
    gain_step (&gain, m, arma->phi);
  }

  *log_determinant = sum + log (product);
  for (guint c = 0; c < n_columns && t < n; c++)
    filter_steadily (arma, t, n, w + c * n, white + c * n);

  return TRUE;
}

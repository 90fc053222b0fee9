/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The algebra of autoregressive moving-average processes.
 *
 * Letters as in A. C. Harvey, Forecasting, Structural Time Series Models and the Kalman
 * Filter (1989), section 3.3: phi, theta, P. Partial autocorrelations and back: J. F.
 * Monahan, Biometrika 71 (1984), equation 1.
 */
#include "fore-arma.h"

#include <math.h>
#include <string.h>

/**
 * fore_arma_new:
 * @p: degree of the autoregressive polynomial, seasonal factor included
 * @q: degree of the moving-average polynomial, seasonal factor included
 *
 * Returns: (transfer full): white noise with room for these degrees
 */
ForeArma *
fore_arma_new (guint p, guint q)
{
  ForeArma *arma = g_new0 (ForeArma, 1);
  gsize n_covariances;

  arma->p = p;
  arma->q = q;
  arma->m = MAX (p, q + 1);
  n_covariances = (gsize) arma->m + q + 1;
  arma->phi = g_new0 (double, arma->m);
  arma->theta = g_new0 (double, arma->m);
  arma->theta[0] = 1.0;
  arma->phi_lag = g_new0 (guint, arma->m);
  arma->theta_lag = g_new0 (guint, arma->m);
  arma->work = g_new (double,
                      n_covariances + 3 * (gsize) arma->m + (gsize) p * (p + 1) / 2 + p + q);

  return arma;
}

void
fore_arma_free (ForeArma *arma)
{
  if (arma == NULL)
    return;
  g_free (arma->phi);
  g_free (arma->theta);
  g_free (arma->phi_lag);
  g_free (arma->theta_lag);
  g_free (arma->work);
  g_free (arma);
}

/* The product of (1 + a_1 B + …) and (1 + b_1 B^s + …) into c_1, c_2, …; tells which lags c has
 * whatever the numbers. */
static guint
multiply (guint n_a, const double *a, guint n_b, const double *b, guint s, double *c, guint *lag)
{
  guint n_lags = 0;

  memset (c, 0, ((gsize) n_a + (gsize) n_b * s) * sizeof *c);
  for (guint j = 0; j <= n_b; j++)
    for (guint i = 0; i <= n_a; i++) {
      guint k = i + j * s;

      if (k > 0)
        c[k - 1] += (i > 0 ? a[i - 1] : 1.0) * (j > 0 ? b[j - 1] : 1.0);
    }
  for (guint k = 1; k <= n_a + n_b * s; k++)
    if (k - MIN (k / s, n_b) * s <= n_a)
      lag[n_lags++] = k;

  return n_lags;
}

/**
 * fore_arma_set_phi:
 * @arma: a process with room for degree p + P s
 * @p: length of @ar
 * @ar: (array length=p): autoregressive coefficients
 * @P: length of @seasonal_ar
 * @seasonal_ar: (array length=P): seasonal autoregressive coefficients
 * @s: season length
 *
 * Sets phi (B) to (1 - ar_1 B - …) (1 - seasonal_ar_1 B^s - …).
 */
void
fore_arma_set_phi (ForeArma *arma,
                   guint p,
                   const double *ar,
                   guint P,
                   const double *seasonal_ar,
                   guint s)
{
  double *minus = arma->work, *minus_seasonal = arma->work + p;

  for (guint i = 0; i < p; i++)
    minus[i] = -ar[i];
  for (guint i = 0; i < P; i++)
    minus_seasonal[i] = -seasonal_ar[i];
  arma->n_phi = multiply (p, minus, P, minus_seasonal, s, arma->phi, arma->phi_lag);
  for (guint i = 0; i < arma->p; i++)
    arma->phi[i] = -arma->phi[i];
}

/**
 * fore_arma_set_theta:
 * @arma: a process with room for degree q + Q s
 * @q: length of @ma
 * @ma: (array length=q): moving-average coefficients
 * @Q: length of @seasonal_ma
 * @seasonal_ma: (array length=Q): seasonal moving-average coefficients
 * @s: season length
 *
 * Sets theta (B) to (1 + ma_1 B + …) (1 + seasonal_ma_1 B^s + …).
 */
void
fore_arma_set_theta (ForeArma *arma,
                     guint q,
                     const double *ma,
                     guint Q,
                     const double *seasonal_ma,
                     guint s)
{
  arma->n_theta = multiply (q, ma, Q, seasonal_ma, s, arma->theta + 1, arma->theta_lag);
}

/* Autocovariances gamma_0 … gamma_(n - 1) of phi(B) x_t = e_t: Levinson's recursion run
 * backwards from phi to the partial autocorrelations, then forwards. The polynomials of all
 * degrees lie one behind the other in `triangle`. FALSE when x is not stationary. */
static gboolean
autoregressive_covariances (guint p,
                            const double *phi,
                            gsize n,
                            double *gamma,
                            double *triangle,
                            double *variance)
{
  const double *row;
  double product = 1.0;

  memcpy (triangle + (gsize) p * (p - (p > 0)) / 2, phi, p * sizeof *phi);
  for (guint k = p; k-- > 0;) {
    double *upper = triangle + (gsize) k * (k + 1) / 2;
    double *lower = triangle + (gsize) k * (k - (k > 0)) / 2;
    double partial = upper[k], shrink = 1.0 - partial * partial;

    if (!(shrink > 0.0))
      return FALSE;
    for (guint i = 0; i < k; i++)
      lower[i] = (upper[i] + partial * upper[k - 1 - i]) / shrink;
    variance[k] = shrink;
    product *= shrink;
  }

  gamma[0] = 1.0 / product;
  product = gamma[0];
  for (guint k = 0; k < p && k + 1 < n; k++) {
    double sum = triangle[(gsize) k * (k + 1) / 2 + k] * product;

    row = triangle + (gsize) k * (k - (k > 0)) / 2;
    for (guint i = 0; i < k; i++)
      sum += row[i] * gamma[k - i];
    gamma[k + 1] = sum;
    product *= variance[k];
  }
  for (gsize k = (gsize) p + 1; k < n; k++) {
    double sum = 0.0;

    for (guint i = 0; i < p; i++)
      sum += phi[i] * gamma[k - 1 - i];
    gamma[k] = sum;
  }

  return TRUE;
}

/* c_l = sum_j theta_j theta_(j + l), the covariances of theta(B) e_t. */
static void
moving_average_covariances (const ForeArma *arma, double *c)
{
  memset (c, 0, ((gsize) arma->q + 1) * sizeof *c);
  for (guint i = 0; i <= arma->n_theta; i++)
    for (guint j = i; j <= arma->n_theta; j++) {
      guint a = i > 0 ? arma->theta_lag[i - 1] : 0, b = j > 0 ? arma->theta_lag[j - 1] : 0;

      c[b - a] += arma->theta[a] * arma->theta[b];
    }
}

/* psi_0 … psi_(m - 1) of w_t = psi(B) e_t. */
static void
moving_average_weights (const ForeArma *arma, double *psi)
{
  for (guint j = 0; j < arma->m; j++) {
    double sum = arma->theta[j];

    for (guint i = 0; i < arma->n_phi && arma->phi_lag[i] <= j; i++)
      sum += arma->phi[arma->phi_lag[i] - 1] * psi[j - arma->phi_lag[i]];
    psi[j] = sum;
  }
}

/**
 * fore_arma_state_covariance:
 * @arma: a process
 * @first_column: (array length=m) (out caller-allocates): its first column
 *
 * The covariance of the state of Harvey's form before the first value, in units of the
 * innovations' variance. State i is sum_(k > i) phi_k w_(t + i - k) +
 * sum_(k >= i) theta_k e_(t + i - k) (Harvey 1989, section 3.3.2), so that its covariance
 * with state 0, w_t itself, needs only autocovariances and moving-average weights.
 *
 * Returns: %FALSE when the process is not stationary
 */
gboolean
fore_arma_state_covariance (const ForeArma *arma, double *first_column)
{
  gsize n_covariances = (gsize) arma->m + arma->q + 1;
  double *gamma = arma->work, *psi = gamma + n_covariances, *c = psi + arma->m;
  double *covariance = c + arma->m, *triangle = covariance + arma->m;
  double *variance = triangle + (gsize) arma->p * (arma->p + 1) / 2;

  if (!autoregressive_covariances (arma->p, arma->phi, n_covariances, gamma, triangle, variance))
    return FALSE;

  /* theta(B) x_t, x_t being the purely autoregressive process. */
  moving_average_covariances (arma, c);
  for (guint k = 0; k < arma->m; k++) {
    double sum = c[0] * gamma[k];

    for (guint l = 1; l <= arma->q; l++)
      sum += c[l] * (gamma[k + l] + gamma[k > l ? k - l : l - k]);
    covariance[k] = sum;
  }

  moving_average_weights (arma, psi);
  first_column[0] = covariance[0];
  for (guint i = 1; i < arma->m; i++) {
    double sum = 0.0;

    for (guint k = 0; k < arma->n_phi; k++)
      if (arma->phi_lag[k] > i)
        sum += arma->phi[arma->phi_lag[k] - 1] * covariance[arma->phi_lag[k] - i];
    for (guint k = i; k <= arma->q; k++)
      sum += arma->theta[k] * psi[k - i];
    first_column[i] = sum;
  }

  return isfinite (first_column[0]);
}

/**
 * fore_arma_complete_covariance:
 * @arma: a process
 * @P: (array length=m*m): the state covariance, symmetric; its first row is given
 *
 * Fills the rest of P from the equation P = T P T' + R R' that a stationary state
 * satisfies, read along the diagonals from their ends upwards.
 */
void
fore_arma_complete_covariance (const ForeArma *arma, double *P)
{
  gsize m = arma->m;
  const double *phi = arma->phi, *theta = arma->theta;

  for (gsize i = m; i-- > 1;)
    for (gsize j = m; j-- > i;) {
      double value = theta[i] * theta[j] + phi[i] * phi[j] * P[0];

      if (j + 1 < m)
        value += phi[i] * P[j + 1] + P[(i + 1) * m + j + 1];
      if (i + 1 < m)
        value += phi[j] * P[i + 1];
      P[i * m + j] = P[j * m + i] = value;
    }
  for (gsize i = 1; i < m; i++)
    P[i * m] = P[i];
}

/**
 * fore_arma_from_partial:
 * @n: degree
 * @partial: (array length=n): partial autocorrelations
 * @phi: (array length=n) (out caller-allocates): the coefficients
 *
 * A polynomial is stationary exactly when all of its partial autocorrelations lie between
 * -1 and 1 (Monahan 1984).
 */
void
fore_arma_from_partial (guint n, const double *partial, double *phi)
{
  for (guint k = 0; k < n; k++) {
    for (guint i = 0; i < k / 2; i++) {
      double low = phi[i], high = phi[k - 1 - i];

      phi[i] = low - partial[k] * high;
      phi[k - 1 - i] = high - partial[k] * low;
    }
    if (k % 2 == 1)
      phi[k / 2] *= 1.0 - partial[k];
    phi[k] = partial[k];
  }
}

/**
 * fore_arma_to_partial:
 * @n: degree
 * @phi: (array length=n): coefficients of 1 - phi_1 B - …
 * @partial: (array length=n) (out caller-allocates): partial autocorrelations
 *
 * The inverse of fore_arma_from_partial().
 *
 * Returns: %FALSE when @phi is not stationary
 */
gboolean
fore_arma_to_partial (guint n, const double *phi, double *partial)
{
  memmove (partial, phi, n * sizeof *phi);
  for (guint k = n; k-- > 0;) {
    double shrink = 1.0 - partial[k] * partial[k];

    if (!(shrink > 0.0))
      return FALSE;
    for (guint i = 0; i < (k + 1) / 2; i++) {
      double low = partial[i], high = partial[k - 1 - i];

      partial[i] = (low + partial[k] * high) / shrink;
      partial[k - 1 - i] = (high + partial[k] * low) / shrink;
    }
  }

  return TRUE;
}

/**
 * fore_arma_is_inside:
 * @n: degree
 * @phi: (array length=n): coefficients of 1 - phi_1 B - …
 * @radius: at least 1
 *
 * Returns: whether all roots of the polynomial lie outside the circle of this radius
 */
gboolean
fore_arma_is_inside (guint n, const double *phi, double radius)
{
  g_autofree double *scaled = g_new (double, n + 1);
  double power = 1.0;

  for (guint i = 0; i < n; i++) {
    power *= radius;
    scaled[i] = phi[i] * power;
  }

  return fore_arma_to_partial (n, scaled, scaled);
}

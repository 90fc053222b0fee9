/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-quadratic.h"

#include <math.h>
#include <string.h>

#include "fore-prophet-lasso.h"

/* What Prophet takes for a series it fits without error. */
#define LEAST_SIGMA 1e-9

#define MOST_SIGMAS       200
#define SIGMA_TOLERANCE   1e-11
#define SIGMAS_IN_BETWEEN 7

/* A larger ratio of two changes may come from parameters that enter or leave, and going on at it
 * could pass a maximum by. */
#define STEADY_RATIO 0.3

/**
 * fore_prophet_quadratic_new:
 * @T: number of observations
 * @B: number of parameters with a normal prior
 * @S: number of parameters with a Laplace prior
 * @tau: scale of the Laplace priors
 *
 * Returns: (transfer full): a problem, to be filled in
 */
ForeProphetQuadratic *
fore_prophet_quadratic_new (gsize T, gsize B, gsize S, double tau)
{
  ForeProphetQuadratic *quadratic = g_new0 (ForeProphetQuadratic, 1);

  quadratic->T = T;
  quadratic->B = B;
  quadratic->S = S;
  quadratic->tau = tau;
  quadratic->G = g_new0 (double, (B + S) * (B + S));
  quadratic->c = g_new0 (double, B + S);
  quadratic->precision = g_new0 (double, B);
  quadratic->work = g_new0 (double, B *B + S * B + B + S * S + S);

  return quadratic;
}

void
fore_prophet_quadratic_free (ForeProphetQuadratic *quadratic)
{
  if (quadratic == NULL)
    return;
  g_free (quadratic->G);
  g_free (quadratic->c);
  g_free (quadratic->precision);
  g_free (quadratic->work);
  g_free (quadratic);
}

/**
 * fore_prophet_sigma:
 * @T: number of observations
 * @sum_of_squares: of the residuals
 *
 * Returns: the sigma that maximises the posterior for these residuals: the root of
 *   T sigma^2 + 4 sigma^4 = sum_of_squares, written so that nothing cancels
 */
double
fore_prophet_sigma (gsize T, double sum_of_squares)
{
  double t = (double) T;
  double squares = MAX (sum_of_squares, 0.0);

  return MAX (sqrt (2.0 * squares / (t + sqrt (t * t + 16.0 * squares))), LEAST_SIGMA);
}

/**
 * fore_prophet_quadratic_maximise:
 * @quadratic: the problem
 * @sigma: standard deviation of the noise
 * @x: (array) (inout): where to start, and the maximum for @sigma; B + S values
 *
 * The parameters with a normal prior are a linear function of the others and are eliminated;
 * what is left is a small lasso in the changes of slope.
 *
 * Returns: |z - J x|^2
 */
double
fore_prophet_quadratic_maximise (ForeProphetQuadratic *quadratic, double sigma, double *x)
{
  gsize B = quadratic->B, S = quadratic->S, P = B + S;
  double *L = quadratic->work; /* B x B */
  double *W = L + B * B;       /* S x B, rows L^-1 G_Bj */
  double *v = W + S * B;       /* B, L^-1 c_B */
  double *A = v + B;           /* S x S, Schur complement */
  double *e = A + S * S;       /* S */
  double *delta = x + B;
  double squares = quadratic->zz;

  for (gsize i = 0; i < B; i++) {
    memcpy (L + i * B, quadratic->G + i * P, (i + 1) * sizeof *L);
    L[i * B + i] += sigma * sigma * quadratic->precision[i];
  }
  quadratic->is_definite = fore_prophet_cholesky (B, L, B);
  memcpy (v, quadratic->c, B * sizeof *v);
  fore_prophet_forward (B, L, B, v);
  for (gsize j = 0; j < S; j++) {
    double *w = W + j * B;

    memcpy (w, quadratic->G + (B + j) * P, B * sizeof *w);
    fore_prophet_forward (B, L, B, w);
    e[j] = quadratic->c[B + j];
    for (gsize k = 0; k < B; k++)
      e[j] -= w[k] * v[k];
    for (gsize i = 0; i <= j; i++) {
      double sum = quadratic->G[(B + j) * P + B + i];

      for (gsize k = 0; k < B; k++)
        sum -= w[k] * W[i * B + k];
      A[j * S + i] = A[i * S + j] = sum;
    }
  }

  fore_prophet_lasso (S, A, e, sigma * sigma / quadratic->tau, delta);

  for (gsize k = 0; k < B; k++) {
    x[k] = v[k];
    for (gsize j = 0; j < S; j++)
      x[k] -= delta[j] * W[j * B + k];
  }
  fore_prophet_backward (B, L, B, x);

  for (gsize i = 0; i < P; i++) {
    double product = 0.0;

    for (gsize j = 0; j < P; j++)
      product += quadratic->G[i * P + j] * x[j];
    squares += x[i] * (product - 2.0 * quadratic->c[i]);
  }
  /* A fit without error comes out as rounding, of either sign. */
  return MAX (squares, 0.0);
}

static double
objective (const ForeProphetQuadratic *quadratic, const double *x, double sigma, double squares)
{
  double value = (double) quadratic->T * log (sigma) + 0.5 * squares / (sigma * sigma) +
                 2.0 * sigma * sigma;

  for (gsize i = 0; i < quadratic->B; i++)
    value += 0.5 * quadratic->precision[i] * x[i] * x[i];
  for (gsize j = 0; j < quadratic->S; j++)
    value += fabs (x[quadratic->B + j]) / quadratic->tau;
  return value;
}

/**
 * fore_prophet_quadratic_climb:
 * @quadratic: the problem
 * @x: (array) (inout): where to start, and a maximum; B + S values
 * @sigma: (inout): likewise, positive
 * @most_sigmas: how many sigmas to try at most
 * @value: (out): the function of #ForeProphetQuadratic there
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Takes the best x for sigma and the best sigma for x in turn. Both raise the posterior, and
 * since a larger sigma never has smaller residuals the sigmas come from one side, and the first
 * stationary point on their way is where they end. Once they shrink by a steady ratio Aitken's
 * formula takes them to the end.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
fore_prophet_quadratic_climb (ForeProphetQuadratic *quadratic,
                              double *x,
                              double *sigma,
                              guint most_sigmas,
                              double *value,
                              GCancellable *cancellable,
                              GError **error)
{
  double squares = 0.0, last_change = 0.0;

  for (guint i = 0; i < most_sigmas; i++) {
    double change, ratio;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    squares = fore_prophet_quadratic_maximise (quadratic, *sigma, x);
    change = fore_prophet_sigma (quadratic->T, squares) - *sigma;
    if (fabs (change) <= SIGMA_TOLERANCE * *sigma)
      break;
    ratio = last_change != 0.0 ? change / last_change : 0.0;
    if (ratio > 0.0 && ratio < STEADY_RATIO) {
      change /= 1.0 - ratio;
      last_change = 0.0;
    } else {
      last_change = change;
    }
    *sigma += change;
  }
  *value = objective (quadratic, x, *sigma, squares);
  return TRUE;
}

/**
 * fore_prophet_quadratic_solve:
 * @quadratic: the problem
 * @x: (array) (inout): where to start, and the maximum; B + S values
 * @sigma: (inout): likewise, positive; not less than the largest stationary sigma
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds the maximum over x and sigma together. For a fixed sigma it is unique. In sigma the
 * posterior can have several maxima; all lie between the one that is reached from above and the
 * one that is reached from residuals as small as they can be, so that there is but one when
 * these agree. Where the parameters can fit the observations without error, the posterior grows
 * without bound as sigma goes to zero; that is no maximum, and the first one from above is taken.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
fore_prophet_quadratic_solve (ForeProphetQuadratic *quadratic,
                              double *x,
                              double *sigma,
                              GCancellable *cancellable,
                              GError **error)
{
  gsize P = quadratic->B + quadratic->S;
  g_autofree double *trial = NULL;
  double upper, lower, value;

  if (!fore_prophet_quadratic_climb (quadratic, x, sigma, MOST_SIGMAS, &value, cancellable, error))
    return FALSE;
  if (quadratic->T <= P)
    return TRUE;

  upper = *sigma;
  trial = g_memdup2 (x, P * sizeof *x);
  lower = LEAST_SIGMA;
  for (int i = 0; i <= SIGMAS_IN_BETWEEN; i++) {
    double trial_sigma = i == 0 ? LEAST_SIGMA
                                : lower * pow (upper / lower, i / (SIGMAS_IN_BETWEEN + 1.0));
    double trial_value;

    if (!fore_prophet_quadratic_climb (quadratic, trial, &trial_sigma, MOST_SIGMAS, &trial_value,
                                       cancellable, error))
      return FALSE;
    if (trial_value < value && trial_sigma > 10.0 * LEAST_SIGMA) {
      memcpy (x, trial, P * sizeof *x);
      *sigma = trial_sigma;
      value = trial_value;
    }
    if (i == 0)
      lower = trial_sigma;
    if (upper - lower <= 1e-6 * upper)
      break;
  }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The posterior of S. J. Taylor and B. Letham (2018), Forecasting at scale, with the priors of
 * Prophet's Stan program:
 *
 *   y_t = g(t) (1 + X_t beta over the multiplicative terms) + X_t beta over the additive ones
 *           + N(0, sigma_obs^2)
 *   g(t) = z(t), or cap(t) / (1 + exp (-z(t))) for logistic growth
 *   z(t) = k t + m + sum_j delta_j max (0, t - s_j), or k (t - m) + … for logistic growth
 *   k, m ~ N(0, 5^2), delta_j ~ Laplace(tau), beta_i ~ N(0, sigmas_i^2),
 *   sigma_obs ~ half-normal(0.5^2)
 *
 * Logistic growth is written in the paper with offsets gamma_j that make it continuous; that is
 * the same as a continuous piecewise linear z, and has no pole where a rate is zero.
 *
 * The logarithm leaves out the constants and, as Prophet's optimisation does, the Jacobian of
 * log sigma_obs. */
#include "fore-prophet-posterior.h"

#include <math.h>

/**
 * fore_prophet_n_parameters:
 * @design: data
 *
 * Returns: how many values `ForeProphetFit.x` has
 */
gsize
fore_prophet_n_parameters (const ForeProphetDesign *design)
{
  return 2 + design->K + design->S;
}

/**
 * fore_prophet_fit_new:
 * @design: data
 *
 * Returns: (transfer full): a point whose parameters are zero
 */
ForeProphetFit *
fore_prophet_fit_new (const ForeProphetDesign *design)
{
  ForeProphetFit *fit = g_new0 (ForeProphetFit, 1);
  gsize n_rows = design->n + design->horizon;

  fit->x = g_new0 (double, fore_prophet_n_parameters (design));
  fit->sigma_obs = 1.0;
  fit->trend = g_new0 (double, n_rows);
  fit->multiplicative = g_new0 (double, n_rows);
  fit->additive = g_new0 (double, n_rows);

  return fit;
}

void
fore_prophet_fit_free (ForeProphetFit *fit)
{
  if (fit == NULL)
    return;
  g_free (fit->x);
  g_free (fit->trend);
  g_free (fit->multiplicative);
  g_free (fit->additive);
  g_free (fit);
}

static void
fill_trend (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  const double *delta = fit->x + 2 + design->K;
  gboolean is_logistic = design->growth == FORE_GROWTH_LOGISTIC;
  double slope = design->growth == FORE_GROWTH_FLAT ? 0.0 : fit->x[0];
  double offset = is_logistic ? -fit->x[0] * fit->x[1] : fit->x[1];
  gsize j = 0;

  for (gsize i = 0; i < design->n + design->horizon; i++) {
    double z;

    for (; j < design->S && design->change_row[j] <= i; j++) {
      slope += delta[j];
      offset -= delta[j] * design->t_change[j];
    }
    z = slope * design->t[i] + offset;
    fit->trend[i] = is_logistic ? design->cap[i] / (1.0 + exp (-z)) : z;
  }
}

/**
 * fore_prophet_evaluate:
 * @design: data
 * @fit: (inout): a point; its rows are filled in from its parameters
 *
 * Returns: the sum of the squared residuals
 */
double
fore_prophet_evaluate (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  const double *beta = fit->x + 2;
  double squares = 0.0;

  fill_trend (design, fit);
  for (gsize i = 0; i < design->n + design->horizon; i++) {
    const double *row = design->X + i * design->stride;
    double part[2] = { 0.0, 0.0 };

    for (gsize k = 0; k < design->K; k++)
      part[design->is_multiplicative[k]] += row[k] * beta[k];
    fit->additive[i] = part[FALSE];
    fit->multiplicative[i] = part[TRUE];
    if (i < design->n && !isnan (design->y[i]))
      squares += pow (fore_prophet_residual (design, fit, i), 2);
  }
  return squares;
}

/**
 * fore_prophet_log_posterior:
 * @design: data
 * @x: the parameters k, m, beta, delta
 * @sigma_obs: standard deviation of the noise
 * @sum_of_squares: of the residuals at @x
 *
 * Returns: the logarithm of the posterior without its constants
 */
double
fore_prophet_log_posterior (const ForeProphetDesign *design,
                            const double *x,
                            double sigma_obs,
                            double sum_of_squares)
{
  double variance = sigma_obs * sigma_obs;
  double value = -(double) design->T * log (sigma_obs) - 0.5 * sum_of_squares / variance -
                 0.5 * FORE_PROPHET_SIGMA_PRECISION * variance -
                 0.5 * FORE_PROPHET_GROWTH_PRECISION * (x[0] * x[0] + x[1] * x[1]);

  for (gsize k = 0; k < design->K; k++)
    value -= 0.5 * (x[2 + k] / design->sigmas[k]) * (x[2 + k] / design->sigmas[k]);
  for (gsize j = 0; j < design->S; j++)
    value -= fabs (x[2 + design->K + j]) / design->tau;

  return value;
}

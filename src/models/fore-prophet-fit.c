/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-fit.h"

#include <math.h>
#include <string.h>

#define MOST_ITERATIONS 100
#define MOST_HALVINGS   20

/* The first iterations look at all maxima in sigma, the others stay near the one they have. */
#define GLOBAL_ITERATIONS 2

/* A step of this many posterior standard deviations is no step any more. */
#define STEP_TOLERANCE 1e-9

/* How much the log posterior may fall by rounding, relative to its value. */
#define ROUNDING 1e-13

static double
scaled_step (const ForeProphetQuadratic *quadratic,
             const double *from,
             const double *to,
             double sigma)
{
  gsize P = quadratic->B + quadratic->S;
  double squares = 0.0;

  for (gsize i = 0; i < P; i++)
    for (gsize j = 0; j < P; j++)
      squares += quadratic->G[i * P + j] * (to[i] - from[i]) * (to[j] - from[j]);
  return sqrt (MAX (squares, 0.0)) / sigma;
}

/* Moves @fit towards @target, all the way or, where the mean bends too much for that, half of it,
 * a quarter, … Returns whether the posterior did not fall. */
static gboolean
move_towards (const ForeProphetDesign *design, ForeProphetFit *fit, const double *target)
{
  gsize P = fore_prophet_n_parameters (design);
  g_autofree double *from = g_memdup2 (fit->x, P * sizeof *fit->x);
  double share = 1.0;

  for (int i = 0; i < MOST_HALVINGS; i++, share *= 0.5) {
    double squares, sigma, value;

    for (gsize k = 0; k < P; k++)
      fit->x[k] = share == 1.0 ? target[k] : from[k] + share * (target[k] - from[k]);
    squares = fore_prophet_evaluate (design, fit);
    sigma = fore_prophet_sigma (design->T, squares);
    value = fore_prophet_log_posterior (design, fit->x, sigma, squares);
    if (value >= fit->log_posterior - ROUNDING * fabs (fit->log_posterior)) {
      fit->sigma_obs = sigma;
      fit->log_posterior = value;
      return TRUE;
    }
  }
  memcpy (fit->x, from, P * sizeof *from);
  fore_prophet_evaluate (design, fit);
  return FALSE;
}

/* Gauss and Newton's method with the penalty inside: each iteration finds the maximum of the
 * posterior whose mean is linear at the present point. Without multiplicative terms that is the
 * posterior itself and one iteration does. */
static gboolean
ascend (const ForeProphetDesign *design,
        ForeProphetFit *fit,
        GCancellable *cancellable,
        GError **error)
{
  gsize P = fore_prophet_n_parameters (design);
  g_autoptr (ForeProphetQuadratic)
      quadratic = fore_prophet_quadratic_new (design->T, P - design->S, design->S, design->tau);
  g_autofree double *target = g_new (double, P);
  double squares = fore_prophet_evaluate (design, fit);

  fit->sigma_obs = fore_prophet_sigma (design->T, squares);
  fit->log_posterior = fore_prophet_log_posterior (design, fit->x, fit->sigma_obs, squares);

  for (int i = 0; i < MOST_ITERATIONS; i++) {
    double sigma = fit->sigma_obs, value, step;

    fore_prophet_linearise (design, fit, quadratic);
    memcpy (target, fit->x, P * sizeof *target);
    if (i < GLOBAL_ITERATIONS) {
      sigma = fore_prophet_sigma (design->T, quadratic->zz);
      if (!fore_prophet_quadratic_solve (quadratic, target, &sigma, cancellable, error))
        return FALSE;
    } else if (!fore_prophet_quadratic_climb (quadratic, target, &sigma, &value, cancellable,
                                              error)) {
      return FALSE;
    }
    step = scaled_step (quadratic, fit->x, target, sigma);
    if (!move_towards (design, fit, target) || !design->any_multiplicative || step < STEP_TOLERANCE)
      break;
  }
  return TRUE;
}

/* Prophet does not fit a series that never changes: its level is the value. */
static gboolean
take_constant (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  gsize first = 0;
  double squares;

  while (isnan (design->y[first]))
    first++;
  for (gsize i = first; i < design->n; i++)
    if (!isnan (design->y[i]) && design->y[i] != design->y[first])
      return FALSE;

  fit->x[1] = design->y[first];
  squares = fore_prophet_evaluate (design, fit);
  fit->sigma_obs = fore_prophet_sigma (design->T, squares);
  fit->log_posterior = fore_prophet_log_posterior (design, fit->x, fit->sigma_obs, squares);
  return TRUE;
}

/**
 * fore_prophet_fit:
 * @design: data
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds the maximum of the posterior.
 *
 * Returns: (transfer full) (nullable): the fit, %NULL when cancelled
 */
ForeProphetFit *
fore_prophet_fit (const ForeProphetDesign *design, GCancellable *cancellable, GError **error)
{
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit_new (design);

  if (!take_constant (design, fit) && !ascend (design, fit, cancellable, error))
    return NULL;
  return g_steal_pointer (&fit);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-fit.h"

#include <math.h>
#include <string.h>

#include "fore-prophet-expansion.h"

#define MOST_ITERATIONS 50
#define MOST_HALVINGS   20

/* From nowhere the first iterations look at all maxima in sigma, since the first one finds the
 * trend and the second what multiplies it. The others stay near the one they have. */
#define GLOBAL_ITERATIONS 2

/* What is around a point changes with each iteration; sigma need not be exact before the last. */
#define SIGMAS_NEAR 5

/* The smallest rate that logistic growth starts from. */
#define LEAST_RATE 0.1

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

/* How an iteration looks for its target: over all maxima in sigma; from where it stands, with
 * the second derivatives of the mean, which is fast; or with the present sigma and the mean taken
 * as linear, which always finds a way up. */
typedef enum {
  LOOK_EVERYWHERE,
  LOOK_NEAR,
  LOOK_SAFELY,
} Look;

typedef struct {
  const ForeProphetDesign *design;
  ForeProphetFit *fit;
  ForeProphetQuadratic *quadratic;
  double *target;
  double step; /* scaled size of the last step */
  gboolean has_moved;
  GCancellable *cancellable;
} Ascent;

static gboolean
iterate (Ascent *ascent, Look look, GError **error)
{
  ForeProphetFit *fit = ascent->fit;
  ForeProphetQuadratic *quadratic = ascent->quadratic;
  double sigma = fit->sigma_obs, value;

  fore_prophet_expand (ascent->design, fit, look == LOOK_NEAR, quadratic);
  memcpy (ascent->target, fit->x, (quadratic->B + quadratic->S) * sizeof *ascent->target);
  switch (look) {
  case LOOK_EVERYWHERE:
    sigma = fore_prophet_sigma (quadratic->T, quadratic->zz);
    if (!fore_prophet_quadratic_solve (quadratic, ascent->target, &sigma, ascent->cancellable,
                                       error))
      return FALSE;
    break;
  case LOOK_NEAR:
    if (!fore_prophet_quadratic_climb (quadratic, ascent->target, &sigma, SIGMAS_NEAR, &value,
                                       ascent->cancellable, error))
      return FALSE;
    break;
  case LOOK_SAFELY:
  default: fore_prophet_quadratic_maximise (quadratic, sigma, ascent->target);
  }
  ascent->step = scaled_step (quadratic, fit->x, ascent->target, fit->sigma_obs);
  ascent->has_moved = (look != LOOK_NEAR || quadratic->is_definite) &&
                      move_towards (ascent->design, fit, ascent->target);
  return TRUE;
}

/* Each iteration finds the maximum of the posterior with its mean, or its sum of squares,
 * replaced by what that is around the present point, and goes there. Without multiplicative
 * terms nothing is replaced and one iteration does. */
static gboolean
ascend (const ForeProphetDesign *design,
        ForeProphetFit *fit,
        int n_global,
        GCancellable *cancellable,
        GError **error)
{
  gsize P = fore_prophet_n_parameters (design);
  g_autoptr (ForeProphetQuadratic)
      quadratic = fore_prophet_quadratic_new (design->T, P - design->S, design->S, design->tau);
  g_autofree double *target = g_new (double, P);
  Ascent ascent = { design, fit, quadratic, target, 0.0, FALSE, cancellable };
  gboolean is_linear = !design->any_multiplicative && design->growth != FORE_GROWTH_LOGISTIC;
  double squares = fore_prophet_evaluate (design, fit);

  fit->sigma_obs = fore_prophet_sigma (design->T, squares);
  fit->log_posterior = fore_prophet_log_posterior (design, fit->x, fit->sigma_obs, squares);

  for (int i = 0; i < MOST_ITERATIONS; i++) {
    double before = fit->log_posterior;

    if (!iterate (&ascent, i < n_global ? LOOK_EVERYWHERE : LOOK_NEAR, error))
      return FALSE;
    if (!ascent.has_moved && !iterate (&ascent, LOOK_SAFELY, error))
      return FALSE;
    if (!ascent.has_moved || is_linear || ascent.step < STEP_TOLERANCE ||
        fit->log_posterior - before <= ROUNDING * fabs (before))
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

  if (design->growth == FORE_GROWTH_LOGISTIC)
    return FALSE;

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

/* Logistic growth starts from the line through the logits of the shares of the capacity. */
static void
start_logistic (const ForeProphetDesign *design, ForeProphetFit *fit)
{
  double count = 0.0, mean_t = 0.0, mean_z = 0.0, tt = 0.0, tz = 0.0;

  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < design->n; i++) {
      double share = CLAMP (design->y[i] / design->cap[i], 0.01, 0.99);
      double z = log (share / (1.0 - share));

      if (isnan (design->y[i]))
        continue;
      if (pass == 0) {
        count += 1.0;
        mean_t += (design->t[i] - mean_t) / count;
        mean_z += (z - mean_z) / count;
      } else {
        tt += (design->t[i] - mean_t) * (design->t[i] - mean_t);
        tz += (design->t[i] - mean_t) * (z - mean_z);
      }
    }
  fit->x[0] = tt > 0.0 ? tz / tt : 0.0;
  /* At a rate of zero the offset would have no effect. */
  if (fabs (fit->x[0]) < LEAST_RATE)
    fit->x[0] = copysign (LEAST_RATE, fit->x[0]);
  fit->x[1] = mean_t - mean_z / fit->x[0];
}

/**
 * fore_prophet_multiplicative_start:
 * @design: data, with multiplicative terms
 * @additive: the fit of the same terms, all of them added
 *
 * A place near to the best maximum where the trend does not bend much: the coefficients of the
 * terms that are added, over the mean of the trend.
 *
 * Returns: (transfer full): the parameters there
 */
double *
fore_prophet_multiplicative_start (const ForeProphetDesign *design, const ForeProphetFit *additive)
{
  double *x = g_memdup2 (additive->x, fore_prophet_n_parameters (design) * sizeof *x);
  double mean = 0.0;

  for (gsize i = 0; i < design->n; i++)
    mean += additive->trend[i] / (double) design->n;
  for (gsize k = 0; k < design->K; k++)
    if (design->is_multiplicative[k])
      x[2 + k] = mean != 0.0 ? x[2 + k] / mean : 0.0;
  return x;
}

/**
 * fore_prophet_fit:
 * @design: data
 * @start: (array) (nullable): parameters near to the maximum
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds the maximum of the posterior. With multiplicative terms or logistic growth it can have
 * several; @start then says near which one to look.
 *
 * Returns: (transfer full) (nullable): the fit, %NULL when cancelled
 */
ForeProphetFit *
fore_prophet_fit (const ForeProphetDesign *design,
                  const double *start,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit_new (design);
  int n_global = GLOBAL_ITERATIONS;

  if (take_constant (design, fit))
    return g_steal_pointer (&fit);

  if (start != NULL)
    memcpy (fit->x, start, fore_prophet_n_parameters (design) * sizeof *start);
  else if (design->growth == FORE_GROWTH_LOGISTIC)
    start_logistic (design, fit);
  if (design->growth == FORE_GROWTH_LOGISTIC || (start != NULL && design->any_multiplicative))
    n_global = 0;
  return ascend (design, fit, n_global, cancellable, error) ? g_steal_pointer (&fit) : NULL;
}

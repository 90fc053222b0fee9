/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quasi-Newton minimisation: BFGS on the inverse Hessian with a backtracking line search
 * (J. Nocedal and S. J. Wright, Numerical Optimization (2006), algorithms 3.1 and 6.1),
 * gradients from forward differences.
 *
 * Not GSL's multimin: its line search asks for a gradient at each trial point, which costs
 * n + 1 values here instead of one.
 */
#include "fore-minimize.h"

#include <math.h>
#include <string.h>

#define DIFFERENCE       1e-6
#define SUFFICIENT_SLOPE 1e-4
#define LONGEST_STEP     0.7
#define MAX_HALVINGS     12

/* Everything of length n; H is n x n. */
typedef struct {
  guint n;
  double *gradient;
  double *step;
  double *trial;
  double *change;
  double *Hy;
  double *H;
} Search;

static void
differentiate (const ForeObjective *objective, guint n, double *x, double value, double *gradient)
{
  for (guint i = 0; i < n; i++) {
    double at = x[i];

    x[i] = at + DIFFERENCE;
    gradient[i] = (objective->value (x, objective->data) - value) / (x[i] - at);
    if (!isfinite (gradient[i])) {
      x[i] = at - DIFFERENCE;
      gradient[i] = (objective->value (x, objective->data) - value) / (x[i] - at);
    }
    if (!isfinite (gradient[i]))
      gradient[i] = 0.0;
    x[i] = at;
  }
}

static void
forget (Search *search)
{
  memset (search->H, 0, (gsize) search->n * search->n * sizeof *search->H);
  for (guint i = 0; i < search->n; i++)
    search->H[i * search->n + i] = 1.0;
}

/* step = -H gradient, shortened where it is too long; returns the slope along it. */
static double
choose_step (Search *search)
{
  guint n = search->n;
  double slope = 0.0, longest = 0.0;

  for (guint i = 0; i < n; i++) {
    double sum = 0.0;

    for (guint j = 0; j < n; j++)
      sum -= search->H[i * n + j] * search->gradient[j];
    search->step[i] = sum;
    longest = MAX (longest, fabs (sum));
  }
  for (guint i = 0; i < n; i++) {
    if (longest > LONGEST_STEP)
      search->step[i] *= LONGEST_STEP / longest;
    slope += search->step[i] * search->gradient[i];
  }

  return slope;
}

/* Backtracking: leaves the point found in `trial`, and its share of the step in `share`. */
static double
search_line (const ForeObjective *objective,
             Search *search,
             const double *x,
             double value,
             double slope,
             double *share)
{
  double length = 1.0;

  for (guint k = 0; k < MAX_HALVINGS; k++) {
    double found, best;

    for (guint i = 0; i < search->n; i++)
      search->trial[i] = x[i] + length * search->step[i];
    found = objective->value (search->trial, objective->data);
    if (found <= value + SUFFICIENT_SLOPE * length * slope) {
      *share = length;
      return found;
    }
    /* The lowest point of the parabola through what is known, within reason. */
    best = -slope * length * length / (2.0 * (found - value - slope * length));
    length = isfinite (best) ? CLAMP (best, 0.1 * length, 0.5 * length) : 0.2 * length;
  }
  *share = 0.0;

  return value;
}

/* The BFGS update of the inverse Hessian; `change` is that of the gradient. */
static void
update (Search *search, double share)
{
  guint n = search->n;
  double sy = 0.0, yHy = 0.0;

  for (guint i = 0; i < n; i++) {
    double sum = 0.0;

    for (guint j = 0; j < n; j++)
      sum += search->H[i * n + j] * search->change[j];
    search->Hy[i] = sum;
    search->step[i] *= share;
    sy += search->step[i] * search->change[i];
    yHy += sum * search->change[i];
  }
  if (!(sy > 1e-14))
    return;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      search->H[i * n + j] += (1.0 + yHy / sy) * search->step[i] * search->step[j] / sy -
                              (search->Hy[i] * search->step[j] + search->step[i] * search->Hy[j]) /
                                  sy;
}

/**
 * fore_minimize:
 * @objective: what to minimise; scaled so that a unit Hessian is a sensible first guess
 * @n: number of variables
 * @x: (array length=n) (inout): where to start, then the best point found
 * @tolerance: the search ends when an iteration gains less than this
 * @max_iterations: iterations it may take
 * @cancellable: (nullable): asked each iteration
 *
 * Returns: the value at @x, infinite when it cannot be had there at the start. After
 *   cancelling, the best so far.
 */
double
fore_minimize (const ForeObjective *objective,
               guint n,
               double *x,
               double tolerance,
               guint max_iterations,
               GCancellable *cancellable)
{
  g_autofree double *memory = g_new (double, (gsize) n *n + 5 * (gsize) n + 1);
  Search search = {
    n, memory, memory + n, memory + 2 * n, memory + 3 * n, memory + 4 * n, memory + 5 * n
  };
  double value = objective->value (x, objective->data);
  gboolean is_fresh = TRUE;

  if (n == 0 || !isfinite (value))
    return value;
  forget (&search);
  differentiate (objective, n, x, value, search.gradient);

  for (guint k = 0; k < max_iterations && !g_cancellable_is_cancelled (cancellable); k++) {
    double slope = choose_step (&search), share = 0.0, found = value;

    if (slope < 0.0)
      found = search_line (objective, &search, x, value, slope, &share);
    if (share == 0.0 || value - found < tolerance) {
      if (share > 0.0) {
        memcpy (x, search.trial, n * sizeof *x);
        value = found;
      }
      if (is_fresh || share > 0.0)
        break;
      /* A bad picture of the curvature must not end the search. */
      forget (&search);
      is_fresh = TRUE;
      differentiate (objective, n, x, value, search.gradient);
      continue;
    }

    memcpy (x, search.trial, n * sizeof *x);
    value = found;
    memcpy (search.change, search.gradient, n * sizeof *x);
    differentiate (objective, n, x, value, search.gradient);
    for (guint i = 0; i < n; i++)
      search.change[i] = search.gradient[i] - search.change[i];
    update (&search, share);
    is_fresh = FALSE;
  }

  return value;
}

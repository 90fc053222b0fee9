/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quasi-Newton minimisation: BFGS on the inverse Hessian with a backtracking line search
 * (J. Nocedal and S. J. Wright, Numerical Optimization (2006), algorithms 3.1 and 6.1),
 * gradients from forward differences where none are given. Where the function is one of
 * residuals, the differences give the Gauss-Newton Hessian (section 10.3 there) to start from, at
 * no further cost.
 *
 * Not GSL's multimin: its line search asks for a gradient at each trial point, which costs
 * n + 1 values here instead of one, and it knows nothing of residuals.
 */
#include "fore-minimize.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "fore-gsl.h"

#define DIFFERENCE       1e-6
#define SUFFICIENT_SLOPE 1e-4
#define LONGEST_STEP     0.7
#define MAX_HALVINGS     12

/* A step this far leads to another curvature than the one known so far. */
#define FAR 0.2

/* Added to a Hessian that is about 1 where the data speak: keeps it away from 0 where they
 * do not. */
#define RIDGE 0.01

/* Everything of length n; H is n x n. */
typedef struct {
  guint n;
  double *gradient;
  double *step;
  double *trial;
  double *change;
  double *Hy;
  double *H;
  double *residuals; /* at x; NULL where there are none */
  double *jacobian;  /* n x n_residuals, in steps of DIFFERENCE */
} Search;

static void
keep_residuals (const ForeObjective *objective, const Search *search, double *copy)
{
  if (search->residuals != NULL)
    memcpy (copy, objective->residuals, objective->n_residuals * sizeof *copy);
}

/* The gradient at x, and what it takes to know the Hessian. */
static void
differentiate (const ForeObjective *objective, Search *search, double *x, double value)
{
  if (objective->gradient != NULL) {
    if (!objective->gradient (x, search->gradient, objective->data))
      memset (search->gradient, 0, search->n * sizeof *search->gradient);
    return;
  }
  for (guint i = 0; i < search->n; i++) {
    double at = x[i];

    x[i] = at + DIFFERENCE;
    search->gradient[i] = (objective->value (x, objective->data) - value) / (x[i] - at);
    keep_residuals (objective, search, search->jacobian + i * objective->n_residuals);
    if (!isfinite (search->gradient[i])) {
      x[i] = at - DIFFERENCE;
      search->gradient[i] = (objective->value (x, objective->data) - value) / (x[i] - at);
    }
    if (!isfinite (search->gradient[i]))
      search->gradient[i] = 0.0;
    x[i] = at;
  }
}

/* J' J / r' r, for a function that is half the logarithm of r' r, plus a ridge. */
static gboolean
gauss_newton (const ForeObjective *objective, const Search *search, double *H)
{
  guint n = search->n;
  gsize n_residuals = objective->n_residuals;
  const double *r = search->residuals;
  double square = 0.0;

  for (gsize t = 0; t < n_residuals; t++)
    square += r[t] * r[t];
  square *= DIFFERENCE * DIFFERENCE;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      const double *a = search->jacobian + i * n_residuals, *b = search->jacobian + j * n_residuals;
      double product = 0.0;

      for (gsize t = 0; t < n_residuals; t++)
        product += (a[t] - r[t]) * (b[t] - r[t]);
      H[i * n + j] = H[j * n + i] = product / square + (i == j ? RIDGE : 0.0);
      if (!isfinite (H[i * n + j]))
        return FALSE;
    }

  return TRUE;
}

/* What is known of the Hessian at x beforehand. */
static gboolean
guess_curvature (const ForeObjective *objective, const Search *search, const double *x, double *H)
{
  if (objective->curvature == NULL)
    return search->residuals != NULL && gauss_newton (objective, search, H);

  objective->curvature (x, H, objective->data);
  for (guint i = 0; i < search->n; i++)
    H[i * search->n + i] += RIDGE;

  return TRUE;
}

/* The inverse Hessian to start from. */
static void
forget (const ForeObjective *objective, Search *search, const double *x)
{
  guint n = search->n;

  if (guess_curvature (objective, search, x, search->H)) {
    gsl_matrix_view H = gsl_matrix_view_array (search->H, n, n);

    if (gsl_linalg_cholesky_decomp1 (&H.matrix) == 0 && gsl_linalg_cholesky_invert (&H.matrix) == 0)
      return;
  }
  memset (search->H, 0, (gsize) n * n * sizeof *search->H);
  for (guint i = 0; i < n; i++)
    search->H[i * n + i] = 1.0;
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
update (Search *search)
{
  guint n = search->n;
  double sy = 0.0, yHy = 0.0;

  for (guint i = 0; i < n; i++) {
    double sum = 0.0;

    for (guint j = 0; j < n; j++)
      sum += search->H[i * n + j] * search->change[j];
    search->Hy[i] = sum;
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

/* Gradient and curvature at x, to which a share of the step has led. A bad picture of the curvature
 * must not end the search, and one that is to be had for nothing is better than one from afar. */
static void
learn (const ForeObjective *objective, Search *search, double *x, double value, double share)
{
  double longest = 0.0;

  memcpy (search->change, search->gradient, search->n * sizeof *x);
  differentiate (objective, search, x, value);
  for (guint i = 0; i < search->n; i++) {
    search->change[i] = search->gradient[i] - search->change[i];
    search->step[i] *= share;
    longest = MAX (longest, fabs (search->step[i]));
  }
  if (share == 0.0 || (objective->curvature != NULL && longest > FAR))
    forget (objective, search, x);
  else
    update (search);
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
  gsize n_residuals = objective->n_residuals;
  g_autofree double *memory = g_new (double,
                                     (gsize) n *n + 5 * (gsize) n + (n + 1) * n_residuals + 1);
  double *behind = memory + 5 * n + (gsize) n * n;
  Search search = { n,
                    memory,
                    memory + n,
                    memory + 2 * n,
                    memory + 3 * n,
                    memory + 4 * n,
                    memory + 5 * n,
                    n_residuals > 0 ? behind : NULL,
                    behind + n_residuals };
  double value = objective->value (x, objective->data);
  gboolean is_fresh = TRUE;

  if (n == 0 || !isfinite (value))
    return value;
  fore_gsl_return_errors ();
  keep_residuals (objective, &search, search.residuals);
  differentiate (objective, &search, x, value);
  forget (objective, &search, x);

  for (guint k = 0; k < max_iterations && !g_cancellable_is_cancelled (cancellable); k++) {
    double slope = choose_step (&search), share = 0.0, found = value;

    if (slope < 0.0)
      found = search_line (objective, &search, x, value, slope, &share);
    if (share > 0.0) {
      memcpy (x, search.trial, n * sizeof *x);
      keep_residuals (objective, &search, search.residuals);
    }
    if (share == 0.0 && is_fresh)
      break;
    if (share > 0.0 && value - found < tolerance) {
      value = found;
      break;
    }

    value = found;
    if (share == 0.0)
      objective->value (x, objective->data);
    learn (objective, &search, x, value, share);
    is_fresh = share == 0.0;
  }

  return value;
}

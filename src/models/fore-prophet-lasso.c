/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The active set method is feature-sign search: H. Lee, A. Battle, R. Raina and A. Ng (2006),
 * Efficient sparse coding algorithms, NIPS 19, algorithm 1. */
#include "fore-prophet-lasso.h"

#include <math.h>
#include <string.h>

/* A pivot below this share of its diagonal element is rounding. */
#define LEAST_PIVOT 1e-13

/* Each step lowers the objective, so that no set of signs comes twice; in practice there are
 * fewer than two steps to a changepoint. */
#define MOST_STEPS_PER_PARAMETER 20

/**
 * fore_prophet_cholesky:
 * @n: order
 * @A: (array): a symmetric matrix, its lower triangle is replaced by L with L L' = A
 * @stride: distance of its rows
 *
 * Unlike GSL's it does not stop the program at a matrix that is singular but for rounding:
 * such a pivot is raised, which leaves that direction to the prior.
 *
 * Returns: whether no pivot had to be
 */
gboolean
fore_prophet_cholesky (gsize n, double *A, gsize stride)
{
  gboolean is_definite = TRUE;

  for (gsize i = 0; i < n; i++) {
    double *row = A + i * stride;
    double least = MAX (LEAST_PIVOT * row[i], G_MINDOUBLE);

    for (gsize j = 0; j <= i; j++) {
      const double *other = A + j * stride;
      double sum = row[j];

      for (gsize k = 0; k < j; k++)
        sum -= row[k] * other[k];
      if (j < i)
        row[j] = sum / other[j];
      else
        row[i] = sqrt (MAX (sum, least));
      is_definite = is_definite && (j < i || sum >= least);
    }
  }
  return is_definite;
}

/**
 * fore_prophet_forward:
 * @n: order
 * @L: a lower triangle
 * @stride: distance of its rows
 * @b: (array length=n): replaced by the solution of L x = b
 */
void
fore_prophet_forward (gsize n, const double *L, gsize stride, double *b)
{
  for (gsize i = 0; i < n; i++) {
    double sum = b[i];

    for (gsize k = 0; k < i; k++)
      sum -= L[i * stride + k] * b[k];
    b[i] = sum / L[i * stride + i];
  }
}

/**
 * fore_prophet_backward:
 * @n: order
 * @L: a lower triangle
 * @stride: distance of its rows
 * @b: (array length=n): replaced by the solution of L' x = b
 */
void
fore_prophet_backward (gsize n, const double *L, gsize stride, double *b)
{
  for (gsize i = n; i-- > 0;) {
    b[i] /= L[i * stride + i];
    for (gsize k = 0; k < i; k++)
      b[k] -= L[i * stride + k] * b[i];
  }
}

typedef struct {
  gsize S;
  const double *A, *e;
  double lambda;
  double *delta;    /* S */
  double *gradient; /* S, of the smooth part */
  double *sign;     /* S, 0 for what is not active */
  double *L;        /* S x S */
  double *target;   /* S, the minimum for the present signs */
  gsize *active;    /* S */
  gsize n_active;
} Lasso;

static double
objective (const Lasso *lasso, const double *delta)
{
  double sum = 0.0;

  for (gsize a = 0; a < lasso->n_active; a++) {
    gsize i = lasso->active[a];
    double product = 0.0;

    for (gsize b = 0; b < lasso->n_active; b++)
      product += lasso->A[i * lasso->S + lasso->active[b]] * delta[lasso->active[b]];
    sum += delta[i] * (0.5 * product - lasso->e[i]) + lasso->lambda * fabs (delta[i]);
  }
  return sum;
}

/* The minimum over the active parameters as long as their signs hold. */
static void
solve_active (Lasso *lasso)
{
  gsize n = lasso->n_active;
  double *b = lasso->gradient;

  for (gsize a = 0; a < n; a++) {
    gsize i = lasso->active[a];

    for (gsize c = 0; c <= a; c++)
      lasso->L[a * lasso->S + c] = lasso->A[i * lasso->S + lasso->active[c]];
    b[a] = lasso->e[i] - lasso->lambda * lasso->sign[i];
  }
  fore_prophet_cholesky (n, lasso->L, lasso->S);
  fore_prophet_forward (n, lasso->L, lasso->S, b);
  fore_prophet_backward (n, lasso->L, lasso->S, b);
  memset (lasso->target, 0, lasso->S * sizeof *lasso->target);
  for (gsize a = 0; a < n; a++)
    lasso->target[lasso->active[a]] = b[a];
}

static void
drop_inactive (Lasso *lasso)
{
  gsize kept = 0;

  for (gsize a = 0; a < lasso->n_active; a++) {
    gsize i = lasso->active[a];

    lasso->sign[i] = (lasso->delta[i] > 0.0) - (lasso->delta[i] < 0.0);
    if (lasso->delta[i] != 0.0)
      lasso->active[kept++] = i;
  }
  lasso->n_active = kept;
}

/* Goes towards the minimum for the present signs, as far as the best of the points at which a
 * sign changes. Returns whether it got all the way with the signs it started with. */
static gboolean
step_active (Lasso *lasso)
{
  double best = G_MAXDOUBLE, best_share = 1.0;
  gboolean is_consistent = TRUE;
  double *trial = lasso->gradient;

  solve_active (lasso);
  for (gsize a = 0; a < lasso->n_active; a++)
    is_consistent = is_consistent &&
                    lasso->target[lasso->active[a]] * lasso->sign[lasso->active[a]] > 0.0;
  if (is_consistent) {
    memcpy (lasso->delta, lasso->target, lasso->S * sizeof *lasso->delta);
    return TRUE;
  }

  for (gsize a = 0; a <= lasso->n_active; a++) {
    double share = 1.0, value;

    if (a < lasso->n_active) {
      gsize i = lasso->active[a];

      if (lasso->delta[i] * lasso->target[i] >= 0.0)
        continue;
      share = lasso->delta[i] / (lasso->delta[i] - lasso->target[i]);
    }
    for (gsize b = 0; b < lasso->n_active; b++) {
      gsize j = lasso->active[b];

      trial[j] = lasso->delta[j] + share * (lasso->target[j] - lasso->delta[j]);
      if (a < lasso->n_active && j == lasso->active[a])
        trial[j] = 0.0;
    }
    value = objective (lasso, trial);
    if (value < best) {
      best = value;
      best_share = share;
    }
  }
  for (gsize a = 0; a < lasso->n_active; a++) {
    gsize i = lasso->active[a];
    double moved = lasso->delta[i] + best_share * (lasso->target[i] - lasso->delta[i]);
    gboolean is_crossing = lasso->delta[i] * lasso->target[i] < 0.0 &&
                           lasso->delta[i] / (lasso->delta[i] - lasso->target[i]) == best_share;

    lasso->delta[i] = is_crossing ? 0.0 : moved;
  }
  drop_inactive (lasso);
  return FALSE;
}

/* Takes in the parameter whose slope exceeds the penalty most. */
static gboolean
activate (Lasso *lasso)
{
  double most = 0.0;
  gsize chosen = lasso->S;

  for (gsize i = 0; i < lasso->S; i++) {
    double slope = -lasso->e[i], size = fabs (lasso->e[i]), excess;

    if (lasso->sign[i] != 0.0)
      continue;
    for (gsize a = 0; a < lasso->n_active; a++) {
      double part = lasso->A[i * lasso->S + lasso->active[a]] * lasso->delta[lasso->active[a]];

      slope += part;
      size += fabs (part);
    }
    excess = fabs (slope) - lasso->lambda - 1e-14 * size;
    if (excess > most) {
      most = excess;
      chosen = i;
      lasso->gradient[i] = slope;
    }
  }
  if (chosen == lasso->S)
    return FALSE;
  lasso->sign[chosen] = lasso->gradient[chosen] > 0.0 ? -1.0 : 1.0;
  lasso->active[lasso->n_active++] = chosen;
  return TRUE;
}

/**
 * fore_prophet_lasso:
 * @S: number of parameters
 * @A: (array): positive definite, S x S
 * @e: (array length=S): linear part
 * @lambda: penalty
 * @delta: (array length=S) (inout): where to start, and the minimum
 *
 * Minimises delta' A delta / 2 - e' delta + lambda |delta|_1.
 */
void
fore_prophet_lasso (gsize S, const double *A, const double *e, double lambda, double *delta)
{
  g_autofree double *room = g_new0 (double, S *(S + 3));
  g_autofree gsize *active = g_new (gsize, S);
  Lasso lasso = { S, A, e, lambda, delta, room, room + S, room + 3 * S, room + 2 * S, active, 0 };

  for (gsize i = 0; i < S; i++)
    if (delta[i] != 0.0)
      lasso.active[lasso.n_active++] = i;
  drop_inactive (&lasso);

  for (gsize step = 0; step < MOST_STEPS_PER_PARAMETER * S; step++) {
    if (lasso.n_active > 0 && !step_active (&lasso))
      continue;
    if (!activate (&lasso))
      break;
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Kalman filter of an integrated process with gaps, on the values themselves.
 *
 * u_t = delta_1 u_(t - 1) + … + delta_r u_(t - r) + w_t, w_t of Harvey's form. The state is
 * that of w_t, followed by those of the last r values of u that are not known; letters as in J.
 * Durbin and S. J. Koopman, Time Series Analysis by State Space Methods (2012), section 4.3: a
 * and P are the state and its covariance before u_t, M = P Z', F = Z M. The first r values are
 * taken for known: what is not known of them is the caller's, as further columns (P. de Jong,
 * Annals of Statistics 19 (1991)). Nothing diffuse is left then, and the start is exact.
 */
#include "fore-kalman.h"

#include <math.h>
#include <string.h>

/* Covariances stay as they are until the next gap when F has moved by less than this share. */
#define STEADY 1e-14

/**
 * fore_kalman_new:
 * @arma: (transfer none): the process of the differences; may be set anew between runs
 * @r: values that differencing takes
 * @delta: (array length=r) (transfer none): weights of the last values
 * @n_columns: number of columns to filter at once
 *
 * Returns: (transfer full): a filter
 */
ForeKalman *
fore_kalman_new (const ForeArma *arma, guint r, const double *delta, guint n_columns)
{
  ForeKalman *kalman = g_new0 (ForeKalman, 1);
  gsize size = (gsize) arma->m + r + 1;

  kalman->arma = arma;
  kalman->r = r;
  kalman->delta = delta;
  kalman->lag = g_new (guint, r + 1);
  for (guint j = 0; j < r; j++)
    if (delta[j] != 0.0)
      kalman->lag[kalman->n_lags++] = j + 1;
  kalman->n_columns = n_columns;
  kalman->size = size;
  kalman->gap = g_new (gsize, r + 1);
  kalman->P = g_new (double, size *size);
  kalman->M = g_new (double, size);
  kalman->first = g_new (double, size);
  kalman->a = g_new (double, n_columns *((gsize) arma->m + 1));

  return kalman;
}

void
fore_kalman_free (ForeKalman *kalman)
{
  if (kalman == NULL)
    return;
  g_free (kalman->lag);
  g_free (kalman->gap);
  g_free (kalman->P);
  g_free (kalman->M);
  g_free (kalman->first);
  g_free (kalman->a);
  g_free (kalman->filled);
  g_free (kalman->steps);
  g_free (kalman->states);
  g_free (kalman);
}

/**
 * fore_kalman_keep_steps:
 * @kalman: a filter
 * @n: number of values it will be run on
 *
 * Has each run leave what fore_kalman_differentiate() needs.
 */
void
fore_kalman_keep_steps (ForeKalman *kalman, gsize n)
{
  g_free (kalman->steps);
  g_free (kalman->states);
  kalman->steps = g_new (double, 2 * n * kalman->size);
  kalman->states = g_new (double, kalman->n_columns *n);
}

/* w_t is in its stationary state and nothing is unknown. */
static gboolean
start (ForeKalman *kalman, gsize n, const double *u)
{
  const ForeArma *arma = kalman->arma;
  gsize m = arma->m, size = kalman->size;
  g_autofree double *P = g_new (double, m *m);

  if (!fore_arma_state_covariance (arma, P))
    return FALSE;
  fore_arma_complete_covariance (arma, P);
  for (gsize i = 0; i < m; i++)
    memcpy (kalman->P + i * size, P + i * m, m * sizeof *P);
  memset (kalman->a, 0, kalman->n_columns * (m + 1) * sizeof *kalman->a);
  g_free (kalman->filled);
  kalman->filled = g_memdup2 (u, kalman->n_columns * n * sizeof *u);
  kalman->n_gaps = 0;

  return TRUE;
}

/* The weight of gap k in u_t. */
static inline double
weight_of_gap (const ForeKalman *kalman, gsize t, gsize k)
{
  return kalman->delta[t - kalman->gap[k] - 1];
}

/* M = P Z' and F = Z M. */
static double
observe (ForeKalman *kalman, gsize t)
{
  gsize m = kalman->arma->m, size = kalman->size, n_states = m + kalman->n_gaps;
  const double *P = kalman->P;
  double *M = kalman->M, F;

  memcpy (M, P, n_states * sizeof *M);
  for (gsize k = 0; k < kalman->n_gaps; k++) {
    double weight = weight_of_gap (kalman, t, k);
    gsize at = m + k;

    if (weight == 0.0)
      continue;
    for (gsize i = 0; i < at; i++)
      M[i] += weight * P[i * size + at];
    for (gsize i = at; i < n_states; i++)
      M[i] += weight * P[at * size + i];
  }
  F = M[0];
  for (gsize k = 0; k < kalman->n_gaps; k++)
    F += weight_of_gap (kalman, t, k) * M[m + k];

  return F;
}

/* Predicts u_t; a becomes T a (+ T K v where u_t is known). */
static void
move_states (ForeKalman *kalman,
             gsize n,
             gsize t,
             const double *u,
             gboolean is_known,
             double F,
             double *predicted)
{
  const double *restrict phi = kalman->arma->phi, *restrict M = kalman->M;
  gsize m = kalman->arma->m;

  for (guint c = 0; c < kalman->n_columns; c++) {
    double *restrict a = kalman->a + c * (m + 1), *filled = kalman->filled + c * n;
    double value = a[0], share, a0;

    for (guint j = 0; j < kalman->n_lags; j++)
      value += kalman->delta[kalman->lag[j] - 1] * filled[t - kalman->lag[j]];
    predicted[c * n + t] = value;
    if (!is_known)
      filled[t] = value;

    share = is_known ? (u[c * n + t] - value) / F : 0.0;
    for (gsize k = 0; k < kalman->n_gaps; k++)
      filled[kalman->gap[k]] += share * M[m + k];
    a0 = a[0] + share * M[0];
    if (kalman->states != NULL)
      kalman->states[c * n + t] = a0;
    for (gsize i = 0; i + 1 < m; i++)
      a[i] = phi[i] * a0 + (a[i + 1] + share * M[i + 1]);
    a[m - 1] = phi[m - 1] * a0;
  }
}

/* Row i of T P T' + R R' from the one below it, which is another one, the last column of m aside;
 * most phi are 0. */
static void
move_row (const ForeKalman *kalman, gsize i, double share, double *restrict row)
{
  const double *restrict phi = kalman->arma->phi, *restrict theta = kalman->arma->theta;
  const double *restrict M = kalman->M, *restrict first = kalman->first;
  const double *below = row + kalman->size; /* never the row itself */
  double phi_i = phi[i], theta_i = theta[i], next = first[i + 1];
  gsize m = kalman->arma->m;

  if (phi_i == 0.0)
#pragma GCC ivdep
    for (gsize j = i; j + 1 < m; j++)
      row[j] = theta_i * theta[j] + phi[j] * next + (below[j + 1] - share * M[j + 1]);
  else
#pragma GCC ivdep
    for (gsize j = i; j + 1 < m; j++)
      row[j] = theta_i * theta[j] + phi_i * (phi[j] * first[0] + first[j + 1]) + phi[j] * next +
               (below[j + 1] - share * M[j + 1]);
  row[m - 1] = theta_i * theta[m - 1] + phi[m - 1] * (phi_i * first[0] + next);
#pragma GCC ivdep
  for (gsize j = m; j < m + kalman->n_gaps; j++)
    row[j] = phi_i * first[j] + (below[j] - share * M[j]);
}

/* P becomes T P T' + R R', after what u_t told has been taken off where it is known; in place,
 * from the first row on, as T shifts. */
static void
move_covariance (ForeKalman *kalman, gboolean is_known, double F)
{
  const double *restrict M = kalman->M, *phi = kalman->arma->phi;
  gsize m = kalman->arma->m, size = kalman->size, n_states = m + kalman->n_gaps;
  double *P = kalman->P, *bottom = P + (m - 1) * size;
  double *first = kalman->first, last = phi[m - 1], theta = kalman->arma->theta[m - 1];

  for (gsize j = 0; j < n_states; j++)
    first[j] = P[j] - (is_known ? M[0] / F * M[j] : 0.0);
  for (gsize i = 0; i + 1 < m; i++)
    move_row (kalman, i, is_known ? M[i + 1] / F : 0.0, P + i * size);
  bottom[m - 1] = theta * theta + last * (last * first[0]);
  for (gsize j = m; j < n_states; j++)
    bottom[j] = last * first[j];
  for (gsize i = m; i < n_states && is_known; i++) {
    double *restrict row = P + i * size, share = M[i] / F;

    for (gsize j = i; j < n_states; j++)
      row[j] -= share * M[j];
  }
}

/* The same where u_t and all that counts before it is known: so is w_t then, and of T P T' only
 * the shift is left. */
static void
move_covariance_complete (ForeKalman *kalman, double F)
{
  const double *restrict theta = kalman->arma->theta, *restrict M = kalman->M;
  gsize m = kalman->arma->m, size = kalman->size;

  for (gsize i = 0; i + 1 < m; i++) {
    double *row = kalman->P + i * size;
    const double *below = row + size;
    double share = M[i + 1] / F;

    for (gsize j = i; j + 1 < m; j++)
      row[j] = theta[i] * theta[j] + (below[j + 1] - share * M[j + 1]);
    row[m - 1] = theta[i] * theta[m - 1];
  }
  kalman->P[(m - 1) * size + m - 1] = theta[m - 1] * theta[m - 1];
}

/* Gaps older than r values no longer count. */
static void
drop_old_gaps (ForeKalman *kalman, gsize t)
{
  gsize m = kalman->arma->m, size = kalman->size, n_old = 0;

  while (n_old < kalman->n_gaps && kalman->gap[n_old] + kalman->r <= t)
    n_old++;
  if (n_old == 0)
    return;
  kalman->n_gaps -= n_old;
  memmove (kalman->gap, kalman->gap + n_old, kalman->n_gaps * sizeof *kalman->gap);
  for (gsize i = 0; i < m + kalman->n_gaps; i++) {
    const double *source = kalman->P + (i < m ? i : i + n_old) * size + m + n_old;

    memmove (kalman->P + i * size + m, source, kalman->n_gaps * sizeof *source);
  }
}

/* u_t, which is not known, joins the state with the covariances M and F it has with the rest. */
static void
add_gap (ForeKalman *kalman, gsize t, double F)
{
  const double *phi = kalman->arma->phi, *M = kalman->M;
  gsize m = kalman->arma->m, size = kalman->size, at = m + kalman->n_gaps;

  for (gsize i = 0; i < m; i++)
    kalman->P[i * size + at] = phi[i] * M[0] + (i + 1 < m ? M[i + 1] : 0.0);
  for (gsize i = m; i < at; i++)
    kalman->P[i * size + at] = M[i];
  kalman->P[at * size + at] = F;
  kalman->gap[kalman->n_gaps++] = t;
}

/* M, and the first row of what is left of P after u_t, which is 0 in w_t that is known. */
static void
keep_step (ForeKalman *kalman, gsize t, gsize n_states, gboolean is_complete)
{
  gsize size = kalman->size;
  double *kept = kalman->steps + 2 * t * size;

  memcpy (kept, kalman->M, n_states * sizeof *kept);
  if (is_complete)
    memset (kept + size, 0, n_states * sizeof *kept);
  else
    memcpy (kept + size, kalman->first, n_states * sizeof *kept);
}

/**
 * fore_kalman_run:
 * @kalman: a filter
 * @n: number of values, those to be forecast included
 * @u: (array): the columns, @n values each, one column behind the other
 * @is_known: (array length=n): whether a value is known; the first r are taken for known
 * @predicted: (array) (out caller-allocates): as @u, each value predicted from those before it;
 *   the first r of each column are not touched
 * @F: (array length=n) (out caller-allocates): variances of the prediction errors in units of
 *   the innovations' variance; the first r are not touched
 *
 * Values of @u that are not known do not matter.
 *
 * Returns: %FALSE when the process of the differences is not stationary
 */
gboolean
fore_kalman_run (ForeKalman *kalman,
                 gsize n,
                 const double *u,
                 const guint8 *is_known,
                 double *predicted,
                 double *F)
{
  gsize n_steady = 0; /* steps since F last moved */
  double F_last = 0.0;

  if (!start (kalman, n, u))
    return FALSE;

  for (gsize t = kalman->r; t < n; t++) {
    gboolean is_complete, is_steady = n_steady > kalman->size && is_known[t];

    F[t] = is_steady ? F_last : observe (kalman, t);
    move_states (kalman, n, t, u, is_known[t], F[t], predicted);
    is_complete = is_known[t] && kalman->n_gaps == 0;
    if (!is_complete)
      move_covariance (kalman, is_known[t], F[t]);
    else if (!is_steady)
      move_covariance_complete (kalman, F[t]);
    n_steady = is_complete && fabs (F[t] - F_last) <= STEADY * F[t] ? n_steady + 1 : 0;
    F_last = F[t];
    if (kalman->steps != NULL)
      keep_step (kalman, t, kalman->arma->m + kalman->n_gaps, is_complete);

    if (!is_known[t])
      add_gap (kalman, t, F[t]);
    drop_old_gaps (kalman, t);
  }

  return TRUE;
}

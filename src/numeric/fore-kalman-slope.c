/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The slope of the likelihood in all coefficients at once, from one pass backwards: the
 * disturbance smoother has it all (S. J. Koopman and N. Shephard, Biometrika 79 (1992), section 3).
 * Letters as in J. Durbin and S. J. Koopman, Time Series Analysis by State Space Methods (2012),
 * section 4.4: with L = T - T M Z / F,
 *
 *   r_(t - 1) = Z' v_t / F_t + L' r_t,   N_(t - 1) = Z' Z / F_t + L' N_t L,
 *
 * and, of the sum of log F_t + v_t^2 / F_t, the slope in the state a before u_(t + 1) is
 * -2 r_t and that in its covariance P is Omega = N_t - r_t r_t'. P = T P T' + R R' there, R being
 * theta, and phi the first column of T. A gap's L is T with Z below it, as u_t joins the state.
 */
#include "fore-kalman-slope.h"

#include <math.h>
#include <string.h>

#include "fore-arma-slope.h"
#include "fore-lag.h"

typedef struct {
  const ForeKalman *kalman;
  const double *F;
  double weight; /* of the sum of log F_t */
  guint n_errors;
  const ForeKalmanErrors *errors;
  gsize n_gaps; /* those before u_t that count, */
  gsize *gap;   /* when they were, */
  double *Z;    /* and their weights in u_t */
  double *N;    /* size x size, times its weight */
  double *r;    /* size for each of the errors */
  double *row;  /* size: room for a row */
  double *d_phi;
  double *d_theta;
} Smoother;

/* The gaps that count before u_t. */
static void
find_gaps (Smoother *smoother, gsize t, const guint8 *is_known)
{
  const ForeKalman *kalman = smoother->kalman;

  smoother->n_gaps = 0;
  for (gsize s = MAX (t - kalman->r, kalman->r); s < t; s++)
    if (!is_known[s]) {
      smoother->Z[smoother->n_gaps] = kalman->delta[t - s - 1];
      smoother->gap[smoother->n_gaps++] = s;
    }
}

/* A gap that no longer counted after u_t joins the state again, at its place. */
static void
insert_gap (Smoother *smoother, gsize n_states)
{
  gsize m = smoother->kalman->arma->m, size = smoother->kalman->size;

  for (gsize i = n_states; i-- > 0;) {
    double *source = smoother->N + i * size, *row = source + (i < m ? 0 : size);

    memmove (row + m + 1, source + m, (n_states - m) * sizeof *row);
    if (i >= m)
      memcpy (row, source, m * sizeof *row);
    row[m] = 0.0;
  }
  memset (smoother->N + m * size, 0, (n_states + 1) * sizeof *smoother->N);
  for (guint e = 0; e < smoother->n_errors; e++) {
    double *r = smoother->r + e * size;

    memmove (r + m + 1, r + m, (n_states - m) * sizeof *r);
    r[m] = 0.0;
  }
}

/* What the step from u_t to the next adds to the slope. */
static void
differentiate_step (Smoother *smoother, gsize t, gboolean is_known)
{
  const ForeKalman *kalman = smoother->kalman;
  const ForeArma *arma = kalman->arma;
  gsize m = arma->m, size = kalman->size, n_states = m + smoother->n_gaps + !is_known;
  const double *M = kalman->steps + 2 * t * size, *first = M + size;
  double *moved = smoother->row; /* the first column of T P */

  for (gsize i = 0; i < m; i++)
    moved[i] = arma->phi[i] * first[0] + (i + 1 < m ? first[i + 1] : 0.0);
  memcpy (moved + m, first + m, smoother->n_gaps * sizeof *moved);
  if (!is_known)
    moved[n_states - 1] = M[0];

  for (guint k = 0; k < arma->n_phi; k++) {
    gsize i = arma->phi_lag[k] - 1;

    smoother->d_phi[i] += 2.0 * fore_lag_product (n_states, smoother->N + i * size, moved);
  }
  for (guint k = 0; k < arma->n_theta; k++) {
    gsize i = arma->theta_lag[k];

    smoother->d_theta[i - 1] += 2.0 * fore_lag_product (m, smoother->N + i * size, arma->theta);
  }
  for (guint e = 0; e < smoother->n_errors; e++) {
    const ForeKalmanErrors *errors = &smoother->errors[e];
    const double *r = smoother->r + e * size;
    double by_phi = 2.0 * errors->weight *
                    (fore_lag_product (n_states, r, moved) + errors->states[t]);
    double by_theta = 2.0 * errors->weight * fore_lag_product (m, r, arma->theta);

    for (guint k = 0; k < arma->n_phi; k++)
      smoother->d_phi[arma->phi_lag[k] - 1] -= by_phi * r[arma->phi_lag[k] - 1];
    for (guint k = 0; k < arma->n_theta; k++)
      smoother->d_theta[arma->theta_lag[k] - 1] -= by_theta * r[arma->theta_lag[k]];
  }
}

/* N becomes T' N T and r becomes T' r, a last state of n that is to go left alone. */
static void
move_back (Smoother *smoother, gsize n)
{
  const ForeArma *arma = smoother->kalman->arma;
  gsize m = arma->m, size = smoother->kalman->size;
  double *N = smoother->N, *row = smoother->row, corner = 0.0;

  memset (row, 0, n * sizeof *row);
  for (guint k = 0; k < arma->n_phi; k++) {
    gsize i = arma->phi_lag[k] - 1;
    const double *source = N + i * size;

    for (gsize j = 0; j < n; j++)
      row[j] += arma->phi[i] * source[j];
  }
  for (guint k = 0; k < arma->n_phi; k++)
    corner += arma->phi[arma->phi_lag[k] - 1] * row[arma->phi_lag[k] - 1];
  memmove (row + 1, row, (m - 1) * sizeof *row);
  row[0] = corner;

  for (gsize i = n; i-- > 1;) {
    double *to = N + i * size, *from = to - (i < m ? size : 0);

    memmove (to + 1, from, (m - 1) * sizeof *to);
    if (i < m)
      memcpy (to + m, from + m, (n - m) * sizeof *to);
    to[0] = row[i];
  }
  memcpy (N, row, n * sizeof *row);

  for (guint e = 0; e < smoother->n_errors; e++) {
    double *r = smoother->r + e * size, sum = 0.0;

    for (guint k = 0; k < arma->n_phi; k++)
      sum += arma->phi[arma->phi_lag[k] - 1] * r[arma->phi_lag[k] - 1];
    memmove (r + 1, r, (m - 1) * sizeof *r);
    r[0] = sum;
  }
}

/* The i-th number of Z that is not 0 by its place in the state: the first, then the gaps. */
static inline double
weight_of (const Smoother *smoother, gsize i)
{
  return i == 0 ? 1.0 : smoother->Z[i - 1];
}

static inline gsize
place_of (const Smoother *smoother, gsize i)
{
  return i == 0 ? 0 : smoother->kalman->arma->m + i - 1;
}

/* N += Z' b' + b Z + c Z' Z, of n states. */
static void
add_observation (Smoother *smoother, gsize n, const double *b, double c)
{
  gsize size = smoother->kalman->size;
  double *N = smoother->N;

  for (gsize k = 0; k <= smoother->n_gaps; k++) {
    double weight = weight_of (smoother, k);
    gsize at = place_of (smoother, k);

    for (gsize j = 0; j < n; j++)
      N[at * size + j] += weight * b[j];
    for (gsize j = 0; j < n; j++)
      N[j * size + at] += weight * b[j];
    for (gsize l = 0; l <= smoother->n_gaps; l++)
      N[at * size + place_of (smoother, l)] += c * weight * weight_of (smoother, l);
  }
}

/* r += x Z'. */
static void
add_error (Smoother *smoother, double *r, double x)
{
  for (gsize k = 0; k <= smoother->n_gaps; k++)
    r[place_of (smoother, k)] += x * weight_of (smoother, k);
}

/* Before u_t, which is known. */
static void
learn_value (Smoother *smoother, gsize t)
{
  gsize size = smoother->kalman->size, n = smoother->kalman->arma->m + smoother->n_gaps;
  const double *M = smoother->kalman->steps + 2 * t * size;
  double F = smoother->F[t], *b = smoother->row;

  memset (b, 0, n * sizeof *b);
  for (gsize i = 0; i < n; i++) {
    const double *row = smoother->N + i * size;
    double share = M[i] / F;

    for (gsize j = 0; j < n; j++)
      b[j] -= share * row[j];
  }
  add_observation (smoother, n, b, (smoother->weight - fore_lag_product (n, b, M)) / F);
  for (guint e = 0; e < smoother->n_errors; e++) {
    double *r = smoother->r + e * size;

    add_error (smoother, r, (smoother->errors[e].v[t] - fore_lag_product (n, r, M)) / F);
  }
}

/* Before u_t, which is not known: it leaves the state. */
static void
take_off_gap (Smoother *smoother)
{
  gsize size = smoother->kalman->size, n = smoother->kalman->arma->m + smoother->n_gaps;
  double *b = smoother->row;

  memcpy (b, smoother->N + n * size, n * sizeof *b);
  add_observation (smoother, n, b, smoother->N[n * size + n]);
  for (guint e = 0; e < smoother->n_errors; e++)
    add_error (smoother, smoother->r + e * size, smoother->r[e * size + n]);
}

static void
smooth (Smoother *smoother, gsize n, const guint8 *is_known)
{
  const ForeKalman *kalman = smoother->kalman;
  gsize m = kalman->arma->m, n_states = m;

  for (gsize t = n; t-- > kalman->r;) {
    find_gaps (smoother, t, is_known);
    /* After the last value nothing counts, whatever there was before. */
    while (n_states < m + smoother->n_gaps + !is_known[t])
      insert_gap (smoother, n_states++);
    differentiate_step (smoother, t, is_known[t]);
    move_back (smoother, n_states);
    if (is_known[t])
      learn_value (smoother, t);
    else
      take_off_gap (smoother);
    n_states = m + smoother->n_gaps;
  }
}

/* The start is stationary. */
static gboolean
differentiate_start (Smoother *smoother)
{
  const ForeKalman *kalman = smoother->kalman;
  const ForeArma *arma = kalman->arma;
  gsize m = arma->m, size = kalman->size;
  g_autofree double *Omega = g_new (double, m *m);
  g_autofree double *P = g_new (double, m *m);

  if (!fore_arma_state_covariance (arma, P))
    return FALSE;
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < m; j++) {
      Omega[i * m + j] = smoother->N[i * size + j];
      for (guint e = 0; e < smoother->n_errors; e++)
        Omega[i * m + j] -= smoother->errors[e].weight * smoother->r[e * size + i] *
                            smoother->r[e * size + j];
    }
  for (gsize i = 0; i < m; i++)
    smoother->row[i] = arma->phi[i] * P[0] + (i + 1 < m ? P[i + 1] : 0.0);

  return fore_arma_differentiate_state (arma, Omega, smoother->row, smoother->d_phi,
                                        smoother->d_theta);
}

/**
 * fore_kalman_differentiate:
 * @kalman: a filter after fore_kalman_run(), which has kept its steps
 * @n: what it was run on: number of values,
 * @is_known: (array length=n): whether each is known,
 * @F: (array length=n): and what came of it
 * @weight: weight of the sum of log F_t
 * @n_errors: number of @errors
 * @errors: (array length=n_errors): what else counts
 * @d_phi: (array) (out caller-allocates): the slope in phi_1, phi_2, … at the lags phi has
 * @d_theta: (array) (out caller-allocates): the slope in theta_1, theta_2, … likewise
 *
 * The slope of the weighted sum of log F_t and v_t^2 / F_t over all known u_t.
 *
 * Returns: %FALSE when the process is too near the edge of the stationary ones
 */
gboolean
fore_kalman_differentiate (const ForeKalman *kalman,
                           gsize n,
                           const guint8 *is_known,
                           const double *F,
                           double weight,
                           guint n_errors,
                           const ForeKalmanErrors *errors,
                           double *d_phi,
                           double *d_theta)
{
  const ForeArma *arma = kalman->arma;
  gsize size = kalman->size;
  g_autofree double *memory = g_new0 (double, size *(size + n_errors + 1) + kalman->r);
  g_autofree gsize *gap = g_new (gsize, kalman->r + 1);
  Smoother smoother = { kalman, F, weight, n_errors, errors };

  smoother.gap = gap;
  smoother.N = memory;
  smoother.r = smoother.N + size * size;
  smoother.row = smoother.r + n_errors * size;
  smoother.Z = smoother.row + size;
  smoother.d_phi = d_phi;
  smoother.d_theta = d_theta;
  for (guint k = 0; k < arma->n_phi; k++)
    d_phi[arma->phi_lag[k] - 1] = 0.0;
  for (guint k = 0; k < arma->n_theta; k++)
    d_theta[arma->theta_lag[k] - 1] = 0.0;
  smooth (&smoother, n, is_known);

  return differentiate_start (&smoother);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Kalman filter of an integrated process with gaps, on the values themselves.
 *
 * u_t = delta_1 u_(t - 1) + … + delta_r u_(t - r) + w_t, w_t of Harvey's form. The state is
 * that of w_t followed by the last r values of u; letters as in J. Durbin and S. J. Koopman,
 * Time Series Analysis by State Space Methods (2012), section 4.3: a and P are the state and
 * its covariance before u_t, M = P Z', F = Z M. The first r values are taken for known: what
 * is not known of them is the caller's, as further columns (F. de Jong, Annals of Statistics
 * 19 (1991)). Nothing diffuse is left then, and the start is exact.
 */
#include "fore-kalman.h"

#include <math.h>
#include <string.h>

/* Covariances that have moved by less than this share stay as they are until the next gap. */
#define STEADY 1e-14

struct _ForeKalman {
  const ForeArma *arma;
  guint r;
  const double *delta;
  guint n_columns;
  gsize size; /* states: m + r */
  double *P;  /* size x size */
  double *P_next;
  double *M; /* size */
  double *a; /* size, for each column */
  double *value;
};

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
  gsize size = (gsize) arma->m + r;

  kalman->arma = arma;
  kalman->r = r;
  kalman->delta = delta;
  kalman->n_columns = n_columns;
  kalman->size = size;
  kalman->P = g_new (double, size *size);
  kalman->P_next = g_new (double, size *size);
  kalman->M = g_new (double, size + 1);
  kalman->a = g_new (double, n_columns *size);
  kalman->value = g_new (double, n_columns + 1);

  return kalman;
}

void
fore_kalman_free (ForeKalman *kalman)
{
  if (kalman == NULL)
    return;
  g_free (kalman->P);
  g_free (kalman->P_next);
  g_free (kalman->M);
  g_free (kalman->a);
  g_free (kalman->value);
  g_free (kalman);
}

/* Only the first r values are known, and w_t is in its stationary state. */
static gboolean
start (ForeKalman *kalman, gsize n, const double *u)
{
  const ForeArma *arma = kalman->arma;
  gsize m = arma->m, size = kalman->size;

  if (!fore_arma_state_covariance (arma, kalman->M))
    return FALSE;
  memcpy (kalman->P_next, kalman->M, m * sizeof *kalman->M);
  fore_arma_complete_covariance (arma, kalman->P_next);
  memset (kalman->P, 0, size * size * sizeof *kalman->P);
  for (gsize i = 0; i < m; i++)
    memcpy (kalman->P + i * size, kalman->P_next + i * m, m * sizeof *kalman->P);
  memset (kalman->P_next, 0, size * size * sizeof *kalman->P);

  memset (kalman->a, 0, kalman->n_columns * size * sizeof *kalman->a);
  for (guint c = 0; c < kalman->n_columns; c++)
    for (gsize j = 0; j < kalman->r; j++)
      kalman->a[c * size + m + j] = u[c * n + kalman->r - 1 - j];

  memset (kalman->M, 0, size * sizeof *kalman->M);

  return TRUE;
}

/* M = P Z' and F = Z M. */
static double
observe (ForeKalman *kalman)
{
  gsize m = kalman->arma->m, size = kalman->size;
  double F;

  for (gsize i = 0; i < size; i++) {
    double sum = kalman->P[i * size];

    for (gsize j = m; j < size; j++)
      sum += kalman->P[i * size + j] * kalman->delta[j - m];
    kalman->M[i] = sum;
  }
  F = kalman->M[0];
  for (gsize j = m; j < size; j++)
    F += kalman->M[j] * kalman->delta[j - m];

  return F;
}

/* The same, with all values remembered known: only the upper triangle of w's block counts. */
static double
observe_complete (ForeKalman *kalman)
{
  memcpy (kalman->M, kalman->P, kalman->arma->m * sizeof *kalman->M);

  return kalman->M[0];
}

/* a becomes T a (+ T K v where u_t is known). */
static void
move_states (ForeKalman *kalman, gsize n, gsize t, const double *u, gboolean is_known, double F)
{
  const double *phi = kalman->arma->phi;
  gsize m = kalman->arma->m, size = kalman->size, r = kalman->r;

  for (guint c = 0; c < kalman->n_columns; c++) {
    double *a = kalman->a + c * size, value = kalman->value[c], a0;

    if (is_known) {
      double vF = (u[c * n + t] - value) / F;

      for (gsize i = 0; i < size; i++)
        a[i] += kalman->M[i] * vF;
      value = u[c * n + t];
    }
    a0 = a[0];
    for (gsize i = 0; i + 1 < m; i++)
      a[i] = phi[i] * a0 + a[i + 1];
    a[m - 1] = phi[m - 1] * a0;
    if (r > 0) {
      memmove (a + m + 1, a + m, (r - 1) * sizeof *a);
      a[m] = value;
    }
  }
}

/* The covariances of the values remembered, after u_t joins them with covariances M and F. */
static void
move_memory (ForeKalman *kalman, double F)
{
  const double *phi = kalman->arma->phi, *P = kalman->P, *M = kalman->M;
  gsize m = kalman->arma->m, size = kalman->size;
  double *P_next = kalman->P_next;

  for (gsize i = 0; i < m; i++) {
    double *row = P_next + i * size + m;

    row[0] = phi[i] * M[0] + (i + 1 < m ? M[i + 1] : 0.0);
    for (gsize j = 0; j + 1 < kalman->r; j++)
      row[j + 1] = phi[i] * P[m + j] + (i + 1 < m ? P[(i + 1) * size + m + j] : 0.0);
  }
  P_next[m * size + m] = F;
  for (gsize j = 0; j + 1 < kalman->r; j++)
    P_next[m * size + m + j + 1] = M[m + j];
  for (gsize i = 0; i + 1 < kalman->r; i++)
    for (gsize j = i; j + 1 < kalman->r; j++)
      P_next[(m + i + 1) * size + m + j + 1] = P[(m + i) * size + m + j];
}

/* P becomes T P T' + R R', after what u_t told has been taken off where it is known. */
static void
move_covariance (ForeKalman *kalman, gboolean is_known, double F)
{
  const double *phi = kalman->arma->phi, *theta = kalman->arma->theta;
  gsize m = kalman->arma->m, size = kalman->size;
  double *P = kalman->P, *P_next = kalman->P_next, *M = kalman->M;

  if (is_known) {
    for (gsize i = 0; i < size; i++)
      for (gsize j = i; j < size; j++)
        P[j * size + i] = P[i * size + j] -= M[i] * M[j] / F;
    memset (M, 0, size * sizeof *M);
    F = 0.0;
  }
  for (gsize i = 0; i < m; i++)
    for (gsize j = i; j < m; j++) {
      double next = theta[i] * theta[j] + phi[i] * phi[j] * P[0];

      if (j + 1 < m)
        next += phi[i] * P[j + 1] + P[(i + 1) * size + j + 1];
      if (i + 1 < m)
        next += phi[j] * P[i + 1];
      P_next[i * size + j] = next;
    }
  if (kalman->r > 0)
    move_memory (kalman, F);
  for (gsize i = 0; i < size; i++)
    for (gsize j = i + 1; j < size; j++)
      P_next[j * size + i] = P_next[i * size + j];
  kalman->P = P_next;
  kalman->P_next = P;
}

/* The same where u_t and all values remembered are known: w_t is then known too, and of T P T'
 * only the shift is left. Works in place on the upper triangle of w's block. */
static void
move_covariance_complete (ForeKalman *kalman, double F)
{
  const double *theta = kalman->arma->theta, *M = kalman->M;
  gsize m = kalman->arma->m, size = kalman->size;
  double *P = kalman->P;

  for (gsize i = 0; i + 1 < m; i++) {
    double *row = P + i * size;
    const double *below = row + size;
    double share = M[i + 1] / F;

    for (gsize j = i; j + 1 < m; j++)
      row[j] = theta[i] * theta[j] + (below[j + 1] - share * M[j + 1]);
    row[m - 1] = theta[i] * theta[m - 1];
  }
  P[(m - 1) * size + m - 1] = theta[m - 1] * theta[m - 1];
}

/* Makes P whole again when a gap begins. */
static void
leave_complete (ForeKalman *kalman)
{
  gsize m = kalman->arma->m, size = kalman->size;

  for (gsize i = 0; i < size; i++)
    for (gsize j = i; j < size; j++) {
      if (j >= m)
        kalman->P[i * size + j] = 0.0;
      kalman->P[j * size + i] = kalman->P[i * size + j];
    }
}

static void
predict (ForeKalman *kalman)
{
  gsize m = kalman->arma->m;

  for (guint c = 0; c < kalman->n_columns; c++) {
    const double *a = kalman->a + c * kalman->size;
    double value = a[0];

    for (gsize j = 0; j < kalman->r; j++)
      value += kalman->delta[j] * a[m + j];
    kalman->value[c] = value;
  }
}

/**
 * fore_kalman_run:
 * @kalman: a filter
 * @n: number of values, those to be forecast included
 * @u: (array): the columns, @n values each, one column behind the other
 * @is_known: (array length=n): whether a value is known; the first r must be
 * @predicted: (array) (out caller-allocates): as @u, each value predicted from those before it;
 *   the first r of each column are not touched
 * @F: (array length=n) (out caller-allocates): variances of the prediction errors in units of
 *   the innovations' variance; the first r are not touched
 *
 * Values of @u that are not known are not read.
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
  /* Both counted in steps: since all values remembered are known, and since F last moved. */
  gsize n_complete = kalman->r, n_steady = 0;
  double F_last = 0.0;

  if (!start (kalman, n, u))
    return FALSE;

  for (gsize t = kalman->r; t < n; t++) {
    gboolean is_complete = is_known[t] && n_complete >= kalman->r;

    predict (kalman);
    for (guint c = 0; c < kalman->n_columns; c++)
      predicted[c * n + t] = kalman->value[c];
    if (!is_known[t] && n_complete >= kalman->r)
      leave_complete (kalman);

    if (!is_complete)
      F[t] = observe (kalman);
    else if (n_steady <= kalman->size)
      F[t] = observe_complete (kalman);
    else
      F[t] = F_last;
    move_states (kalman, n, t, u, is_known[t], F[t]);

    n_steady = is_complete && fabs (F[t] - F_last) <= STEADY * F[t] ? n_steady + 1 : 0;
    F_last = F[t];
    if (!is_complete)
      move_covariance (kalman, is_known[t], F[t]);
    else if (n_steady <= kalman->size)
      move_covariance_complete (kalman, F[t]);
    n_complete = is_known[t] ? n_complete + 1 : 0;
  }

  return TRUE;
}

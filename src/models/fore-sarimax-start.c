/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the search for a likelihood's maximum starts: two least squares, the first a long
 * autoregression whose residuals stand for the innovations in the second (E. J. Hannan and
 * J. Rissanen, Biometrika 69 (1982), stages 1 and 2).
 */
#include "fore-sarimax-start.h"

#include <math.h>
#include <string.h>

#include "fore-difference.h"
#include "fore-least-squares.h"

/* A start this far inside the region of stationary and invertible models is taken as it is. */
#define RADIUS 1.03

/* The differences of the series without its regression, gaps filled by straight lines. */
static double *
plain_differences (const ForeSarimax *model, gsize *n_differences)
{
  gsize n = model->n, n_w = n - model->r, last = 0;
  guint n_columns = model->n_columns - model->n_free;
  const double *first = model->u + model->n_free * n;
  g_autofree double *u = g_memdup2 (first, (n_columns + 1) * n * sizeof *u);
  g_autofree double *R = g_new (double, (gsize) (n_columns + 1) * (n_columns + 1));
  double *w = g_new (double, (n_columns + 1) * n_w), *y = u + n_columns * n, residual;
  gboolean has_last = FALSE;

  for (gsize t = 0; t < n; t++) {
    if (!model->is_known[t])
      continue;
    for (gsize k = has_last ? last + 1 : 0; k < t; k++)
      y[k] = has_last ? y[last] + (y[t] - y[last]) * (k - last) / (t - last) : y[t];
    last = t;
    has_last = TRUE;
  }
  for (gsize k = last + 1; k < n; k++)
    y[k] = y[last];

  for (guint c = 0; c <= n_columns; c++)
    fore_difference_apply (model->r, model->delta, n, u + c * n, w + c * n_w);
  fore_least_squares (n_w, n_columns, w, R, &residual);
  memmove (w, w + n_columns * n_w, n_w * sizeof *w);
  *n_differences = n_w;

  return w;
}

/* Residuals of an autoregression of degree `degree`, by Levinson's recursion on the
 * autocovariances. */
static void
long_autoregression (gsize n, const double *w, guint degree, double *e)
{
  g_autofree double *gamma = g_new (double, degree + 1);
  g_autofree double *phi = g_new0 (double, degree + 1);
  g_autofree double *old = g_new0 (double, degree + 1);
  double variance;

  for (guint k = 0; k <= degree; k++) {
    gamma[k] = 0.0;
    for (gsize t = k; t < n; t++)
      gamma[k] += w[t] * w[t - k];
  }
  variance = gamma[0];
  for (guint k = 0; k < degree && variance > 0.0; k++) {
    double partial = gamma[k + 1];

    for (guint i = 0; i < k; i++)
      partial -= phi[i] * gamma[k - i];
    partial /= variance;
    memcpy (old, phi, k * sizeof *phi);
    for (guint i = 0; i < k; i++)
      phi[i] -= partial * old[k - 1 - i];
    phi[k] = partial;
    variance *= 1.0 - partial * partial;
  }
  for (gsize t = 0; t < n; t++) {
    double sum = w[t];

    for (guint i = 0; i < degree && i < t; i++)
      sum -= phi[i] * w[t - 1 - i];
    e[t] = sum;
  }
}

/* Shrinks a polynomial's coefficients until its roots are well outside the unit circle. */
static void
shrink (guint n, double *coefficients, double sign)
{
  g_autofree double *phi = g_new (double, n + 1);

  for (guint tries = 0; tries < 40; tries++) {
    double power = 1.0;

    for (guint i = 0; i < n; i++)
      phi[i] = sign * coefficients[i];
    if (fore_arma_is_inside (n, phi, RADIUS))
      return;
    for (guint i = 0; i < n; i++) {
      power *= 0.9;
      coefficients[i] *= power;
    }
  }
  memset (coefficients, 0, n * sizeof *coefficients);
}

static double *
lagged_columns (const ForeArimaOrder *order, gsize n, gsize from, const double *w, const double *e)
{
  guint n_columns = order->p + order->q + order->P + order->Q;
  gsize n_rows = n - from;
  double *columns = g_new (double, (n_columns + 1) * n_rows), *column = columns;

  for (guint i = 1; i <= order->p; i++, column += n_rows)
    memcpy (column, w + from - i, n_rows * sizeof *w);
  for (guint i = 1; i <= order->q; i++, column += n_rows)
    memcpy (column, e + from - i, n_rows * sizeof *w);
  for (guint i = 1; i <= order->P; i++, column += n_rows)
    memcpy (column, w + from - i * order->s, n_rows * sizeof *w);
  for (guint i = 1; i <= order->Q; i++, column += n_rows)
    memcpy (column, e + from - i * order->s, n_rows * sizeof *w);
  memcpy (column, w + from, n_rows * sizeof *w);

  return columns;
}

/**
 * fore_sarimax_start:
 * @model: a model
 * @coefficients: (array) (out caller-allocates): ar, ma, seasonal ar, seasonal ma
 *
 * Coefficients of a stationary and invertible model near the series, zeros where it is too
 * short to tell.
 */
void
fore_sarimax_start (const ForeSarimax *model, double *coefficients)
{
  const ForeArimaOrder *order = &model->order;
  guint k = model->n_coefficients, longest, degree;
  gsize n, from;
  g_autofree double *w = plain_differences (model, &n);
  g_autofree double *e = g_new (double, n + 1);
  g_autofree double *R = g_new (double, (gsize) (k + 1) * (k + 1));
  g_autofree double *columns = NULL;
  double residual;

  memset (coefficients, 0, k * sizeof *coefficients);
  longest = MAX (MAX (order->p, order->q), order->s * MAX (order->P, order->Q));
  degree = MAX (10, longest + order->s);
  degree = (guint) MIN (degree, n / 3);
  from = MAX (longest, degree / 2);
  if (k == 0 || n < from + 3 * k + 5)
    return;

  long_autoregression (n, w, degree, e);
  columns = lagged_columns (order, n, from, w, e);
  fore_least_squares (n - from, k, columns, R, &residual);
  fore_least_squares_solve (k, R, coefficients);

  shrink (order->p, coefficients, 1.0);
  shrink (order->q, coefficients + order->p, -1.0);
  shrink (order->P, coefficients + order->p + order->q, 1.0);
  shrink (order->Q, coefficients + order->p + order->q + order->P, -1.0);
}

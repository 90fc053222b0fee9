/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the likelihood of a SARIMAX model falls off in its coefficients. */
#include "fore-sarimax-slope.h"

#include <string.h>

#include "fore-kalman-slope.h"
#include "fore-lag.h"
#include "fore-least-squares.h"
#include "fore-whitener-gradient.h"

/* From the slope in a product of (1 + a_1 B + …) and (1 + b_1 B^s + …) to that in a and b. */
static void
differentiate_product (guint n_a,
                       const double *a,
                       guint n_b,
                       const double *b,
                       guint s,
                       double sign,
                       const double *d_product,
                       double *d_a,
                       double *d_b)
{
  for (guint i = 1; i <= n_a; i++) {
    d_a[i - 1] = d_product[i - 1];
    for (guint j = 1; j <= n_b; j++)
      d_a[i - 1] += sign * b[j - 1] * d_product[i + j * s - 1];
  }
  for (guint j = 1; j <= n_b; j++) {
    d_b[j - 1] = d_product[j * s - 1];
    for (guint i = 1; i <= n_a; i++)
      d_b[j - 1] += sign * a[i - 1] * d_product[i + j * s - 1];
  }
}

/* The differences without what the regression explains of them. */
static double *
take_off_regression (const ForeSarimax *model)
{
  gsize n = model->n_rows;
  double *rest = g_memdup2 (model->w + model->n_columns * n, n * sizeof *rest);
  g_autofree double *beta = g_new (double, model->n_columns + 1);

  fore_least_squares_solve (model->n_columns, model->R, beta);
  for (guint c = 0; c < model->n_columns; c++)
    for (gsize t = 0; t < n; t++)
      rest[t] -= beta[c] * model->w[c * n + t];

  return rest;
}

/* In these shares the columns up to `column` make one that is orthogonal to those before it, after
 * the covariance has been divided out, and of length 1; 0 where the column depends on others. */
static void
share_columns (const ForeSarimax *model, guint column, double *share)
{
  guint n_all = model->n_columns + 1;
  const double *R = model->R;

  memset (share, 0, n_all * sizeof *share);
  if (!(R[column * n_all + column] > 0.0))
    return;
  share[column] = 1.0 / R[column * n_all + column];
  for (guint i = column; i-- > 0;) {
    for (guint j = i + 1; j <= column; j++)
      share[i] -= R[i * n_all + j] * share[j];
    share[i] = R[i * n_all + i] > 0.0 ? share[i] / R[i * n_all + i] : 0.0;
  }
}

/* The prediction errors of all columns in these shares. */
static void
combine (const ForeSarimax *model, const double *share, ForeKalmanErrors *errors)
{
  gsize n = model->n;

  memset (errors->v, 0, n * sizeof *errors->v);
  memset (errors->states, 0, n * sizeof *errors->states);
  for (guint c = 0; c <= model->n_columns; c++) {
    const double *u = model->u + c * n, *predicted = model->predicted + c * n;
    const double *states = model->kalman->states + c * n;

    for (gsize t = model->r; t < n && share[c] != 0.0; t++) {
      errors->v[t] += share[c] * (u[t] - predicted[t]);
      errors->states[t] += share[c] * states[t];
    }
  }
}

/* By the filter: of log det V + log det (D' V^-1 D), D being the columns of the free first values,
 * and of the squares that the regression leaves. The slope of the second determinant is that of
 * the squares of the columns of D, orthogonal and of length 1, at which they are kept. */
static gboolean
differentiate_with_gaps (const ForeSarimax *model, double *d_phi, double *d_theta)
{
  guint n_errors = model->n_free + 1, n_columns = model->n_columns;
  double per_value = 0.5 / (double) model->n_used;
  g_autofree double *memory = g_new (double, 2 * n_errors * model->n);
  g_autofree double *share = g_new (double, n_columns + 1);
  g_autofree ForeKalmanErrors *errors = g_new (ForeKalmanErrors, n_errors);

  for (guint e = 0; e < n_errors; e++) {
    errors[e].v = memory + 2 * e * model->n;
    errors[e].states = errors[e].v + model->n;
    errors[e].weight = per_value;
    if (e < model->n_free)
      share_columns (model, e, share);
    else {
      errors[e].weight = 0.5 / model->residual;
      fore_least_squares_solve (n_columns, model->R, share);
      for (guint c = 0; c < n_columns; c++)
        share[c] = -share[c];
      share[n_columns] = 1.0;
    }
    combine (model, share, &errors[e]);
  }

  return fore_kalman_differentiate (model->kalman, model->n, model->is_known, model->F, per_value,
                                    n_errors, errors, d_phi, d_theta);
}

static gboolean
differentiate_process (ForeSarimax *model, double *d_phi, double *d_theta)
{
  g_autofree double *rest = NULL;

  if (model->kalman != NULL)
    return differentiate_with_gaps (model, d_phi, d_theta);
  rest = take_off_regression (model);

  return fore_whitener_differentiate (
      model->whitener, rest, model->white + model->n_columns * model->n_white, d_phi, d_theta);
}

/**
 * fore_sarimax_differentiate:
 * @model: a model with a whitener or a filter, after fore_sarimax_evaluate()
 * @coefficients: (array): what it was evaluated at
 * @gradient: (array) (out caller-allocates): the slope of what it returned
 *
 * Returns: %FALSE where there is no slope, as where nothing is left of the series
 */
gboolean
fore_sarimax_differentiate (ForeSarimax *model, const double *coefficients, double *gradient)
{
  const ForeArimaOrder *order = &model->order;
  guint p = order->p, q = order->q, P = order->P, Q = order->Q, s = order->s;
  const double *ar = coefficients, *ma = ar + p, *seasonal_ar = ma + q,
               *seasonal_ma = seasonal_ar + P;
  g_autofree double *d_phi = g_new0 (double, model->arma->m + 1);
  g_autofree double *d_theta = g_new0 (double, model->arma->m + 1);

  if (!(model->residual > 0.0) || !differentiate_process (model, d_phi, d_theta))
    return FALSE;
  differentiate_product (p, ar, P, seasonal_ar, s, -1.0, d_phi, gradient, gradient + p + q);
  differentiate_product (q, ma, Q, seasonal_ma, s, 1.0, d_theta, gradient + p,
                         gradient + p + q + P);

  return TRUE;
}

/* The series 1 / (1 + sign a_1 B^step + …) of n numbers. */
static void
invert (guint n_a, const double *a, double sign, guint step, gsize n, double *x)
{
  x[0] = 1.0;
  for (gsize t = 1; t < n; t++) {
    x[t] = 0.0;
    for (guint i = 1; i <= n_a && i * step <= t; i++)
      x[t] -= sign * a[i - 1] * x[t - i * step];
  }
}

/**
 * fore_sarimax_information:
 * @model: a model
 * @coefficients: (array): ar, ma, seasonal ar, seasonal ma
 * @I: (array) (out caller-allocates): a square matrix
 *
 * The information in each value about the coefficients: the derivative of e_t by the i-th of a
 * polynomial is -1 over this polynomial, applied to e_(t - i) (G. E. P. Box, G. M. Jenkins, G. C.
 * Reinsel and G. M. Ljung, Time Series Analysis (2015), section 7.2.6), taken no further back
 * than the series reaches.
 */
void
fore_sarimax_information (const ForeSarimax *model, const double *coefficients, double *I)
{
  const ForeArimaOrder *order = &model->order;
  guint n_in[] = { order->p, order->q, order->P, order->Q };
  guint k = model->n_coefficients, at = 0;
  gsize n = model->n_rows;
  g_autofree double *inverse = g_new (double, 4 * n);
  g_autofree const double **series = g_new (const double *, k + 1);
  g_autofree gsize *lag = g_new (gsize, k + 1);

  for (guint block = 0; block < 4; block++) {
    guint step = block < 2 ? 1 : order->s;

    invert (n_in[block], coefficients + at, block % 2 == 0 ? -1.0 : 1.0, step, n,
            inverse + block * n);
    for (guint i = 1; i <= n_in[block]; i++, at++) {
      series[at] = inverse + block * n;
      lag[at] = MIN ((gsize) i * step, n);
    }
  }
  for (guint i = 0; i < k; i++)
    for (guint j = 0; j <= i; j++) {
      gsize both = MAX (lag[i], lag[j]);

      I[i * k + j] = I[j * k + i] = fore_lag_product (n - both, series[i] + both - lag[i],
                                                      series[j] + both - lag[j]);
    }
}

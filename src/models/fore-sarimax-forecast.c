/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forecasts of a SARIMAX model: the filter runs on past the end of the series. Where regression
 * coefficients are estimated, the variance of a forecast of y grows by that of x' beta, x being
 * the part of the regressors that the filter does not foresee (A. C. Harvey, Forecasting,
 * Structural Time Series Models and the Kalman Filter (1989), section 3.4.2).
 */
#include "fore-sarimax-forecast.h"

#include <math.h>
#include <string.h>

#include "fore-least-squares.h"

/* The regression coefficients of a fit in the model's scaled units, one for each column; those
 * of the free first values are left to be found. */
static void
scale_coefficients (const ForeSarimax *model, const ForeSarimaxFit *fit, double *b)
{
  guint c = model->n_free;

  if (model->has_intercept)
    b[c++] = (fit->intercept - (model->r == 0 ? model->center : 0.0)) / model->scale;
  for (guint i = 0; i < model->n_regressors; i++)
    b[c++] = fit->beta[i] / model->scale;
}

/* Least squares on the standardised prediction errors of the known values: R, and the free
 * first values at the other coefficients given. */
static void
regress_errors (const ForeSarimax *model,
                gsize n,
                const double *u,
                const double *predicted,
                const double *F,
                double *R,
                double *b)
{
  guint n_free = model->n_free, n_columns = model->n_columns;
  gsize n_rows = model->n_rows, row = 0;
  g_autofree double *white = g_new (double, (n_columns + 1) * n_rows);
  g_autofree double *R_free = g_new (double, (gsize) n_free *(n_free + 1) + 1);
  double *y = white + n_columns * n_rows, residual;

  for (gsize t = model->r; t < model->n; t++) {
    if (!model->is_known[t])
      continue;
    for (guint c = 0; c <= n_columns; c++)
      white[c * n_rows + row] = (u[c * n + t] - predicted[c * n + t]) / sqrt (F[t]);
    for (guint c = n_free; c < n_columns; c++)
      y[row] -= b[c] * white[c * n_rows + row];
    row++;
  }
  fore_least_squares (n_rows, n_columns, white, R, &residual);

  for (guint i = 0; i < n_free; i++) {
    memcpy (R_free + i * (n_free + 1), R + i * (n_columns + 1), n_free * sizeof *R);
    R_free[i * (n_free + 1) + n_free] = R[i * (n_columns + 1) + n_columns];
  }
  fore_least_squares_solve (n_free, R_free, b);
}

/**
 * fore_sarimax_forecast:
 * @model: a model
 * @fit: its parameters
 * @horizon: steps ahead
 * @X: (nullable) (array): the regressors, n + horizon values each, one behind the other
 * @with_regression: whether the regression coefficients are estimates and not given
 * @mean: (array) (out caller-allocates): n + horizon values: each one predicted from those
 *   before it, then the forecasts; NaN for the first d + s D
 * @variance: (array) (out caller-allocates): variances of the errors of these predictions
 *
 * Returns: %FALSE when the parameters are not those of a stationary process
 */
gboolean
fore_sarimax_forecast (ForeSarimax *model,
                       const ForeSarimaxFit *fit,
                       gsize horizon,
                       const double *X,
                       gboolean with_regression,
                       double *mean,
                       double *variance)
{
  gsize n = model->n + horizon;
  guint n_columns = model->n_columns, n_varying = with_regression ? n_columns : model->n_free;
  g_autofree double *u = fore_sarimax_levels (model, n, X);
  g_autofree guint8 *is_known = g_new0 (guint8, n);
  g_autofree double *predicted = g_new (double, (n_columns + 1) * n);
  g_autofree double *R = g_new (double, (gsize) (n_columns + 1) * (n_columns + 1));
  g_autofree double *b = g_new0 (double, n_columns + 1);
  g_autofree double *x = g_new (double, n_columns + 1);
  g_autofree double *z = g_new (double, n_columns + 1);
  g_autoptr (ForeKalman) kalman = NULL;

  memcpy (is_known, model->is_known, model->n);
  fore_sarimax_set_coefficients (model, fit->coefficients);
  kalman = fore_kalman_new (model->arma, model->r, model->delta, n_columns + 1);
  if (!fore_kalman_run (kalman, n, u, is_known, predicted, variance))
    return FALSE;
  scale_coefficients (model, fit, b);
  regress_errors (model, n, u, predicted, variance, R, b);

  for (gsize t = 0; t < n; t++) {
    double value = predicted[n_columns * n + t], factor = variance[t];

    if (t < model->r) {
      mean[t] = variance[t] = NAN;
      continue;
    }
    for (guint c = 0; c < n_columns; c++) {
      x[c] = u[c * n + t] - predicted[c * n + t];
      value += b[c] * x[c];
    }
    fore_least_squares_forward (n_columns, R, x, z);
    for (guint c = 0; c < n_varying && t >= model->n; c++)
      factor += z[c] * z[c];
    mean[t] = model->center + model->scale * value;
    variance[t] = factor * fit->sigma2;
  }

  return TRUE;
}

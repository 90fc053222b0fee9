/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The exact Gaussian likelihood of a regression with SARIMA errors.
 *
 * Without gaps the differences are taken first, which leaves exactly the density of the series
 * given its first r values. With gaps the filter runs on the values themselves; those missing
 * among the first r enter as columns with a flat prior, which is what an exact diffuse start
 * amounts to (C. F. Ansley and R. Kohn, Annals of Statistics 13 (1985); F. de Jong, Annals of
 * Statistics 19 (1991)). Either filter whitens the columns, and least squares does the rest.
 */
#include "fore-sarimax-model.h"

#include <math.h>
#include <string.h>

#include "fore-difference.h"
#include "fore-innovations.h"
#include "fore-least-squares.h"

/* The whitener needs the cube of the state's length, fore_innovations_whiten() its product with
 * the number of values. */
#define LONGEST_SHORT_STATE 32

static double
mean_of_known (gsize n, const double *y)
{
  double sum = 0.0;
  gsize n_known = 0;

  for (gsize t = 0; t < n; t++)
    if (!isnan (y[t])) {
      sum += y[t];
      n_known++;
    }

  return n_known > 0 ? sum / n_known : 0.0;
}

/* The size of what is to be explained: of the differences, or of the steps from one known value
 * to the next where there are gaps, or of the values. */
static double
choose_scale (const ForeSarimax *model, const double *y)
{
  double sum = 0.0, last = 0.0;
  gsize n = 0;
  gboolean has_last = model->r == 0;

  for (gsize t = 0; t < model->n; t++)
    if (model->is_known[t] && !isnan (y[t])) {
      double value = y[t] - model->center;

      if (has_last) {
        sum += (value - last) * (value - last);
        n++;
      }
      last = model->r > 0 ? value : 0.0;
      has_last = TRUE;
    }
  sum = n > 0 ? sqrt (sum / n) : 0.0;

  return sum > 0.0 && isfinite (sum) ? sum : 1.0;
}

/* Writes the columns for n values: one for each free first value, then the intercept's, whose
 * differences are 1, then the regressors. */
static void
write_columns (const ForeSarimax *model, gsize n, const double *X, double *u)
{
  double *column = u;

  memset (u, 0, model->n_columns * n * sizeof *u);
  for (guint t = 0; t < model->r; t++)
    if (!model->is_known[t]) {
      column[t] = 1.0;
      column += n;
    }
  if (model->has_intercept) {
    for (gsize t = model->r; t < n; t++)
      column[t] = 1.0;
    fore_difference_undo (model->r, model->delta, n, column);
    column += n;
  }
  if (model->n_regressors > 0)
    memcpy (column, X, model->n_regressors * n * sizeof *u);
}

static void
allocate (ForeSarimax *model, gboolean has_gaps)
{
  const ForeArimaOrder *order = &model->order;
  guint n_all = model->n_columns + 1;

  model->arma = fore_arma_new (order->p + order->P * order->s, order->q + order->Q * order->s);
  model->u = g_new (double, n_all * model->n);
  model->n_white = model->n_rows;
  model->R = g_new0 (double, (gsize) n_all *n_all);
  if (has_gaps) {
    model->kalman = fore_kalman_new (model->arma, model->r, model->delta, n_all);
    fore_kalman_keep_steps (model->kalman, model->n);
    model->predicted = g_new (double, n_all * model->n);
    model->F = g_new (double, model->n);
  } else {
    model->w = g_new (double, n_all * model->n);
    if (model->arma->m <= LONGEST_SHORT_STATE) {
      model->whitener = fore_whitener_new (model->arma, model->n_rows);
      model->n_white = model->whitener->n_rows;
    } else
      model->work = g_new (double, FORE_INNOVATIONS_WORK (model->arma->m, n_all));
  }
  model->white = g_new (double, n_all * model->n_white);
}

/**
 * fore_sarimax_new:
 * @n: number of values
 * @y: (array length=n): the series, NaN where missing
 * @n_regressors: number of regressors
 * @X: (nullable) (array): the regressors, @n values each, one behind the other
 * @order: the orders; d + s D must be less than @n
 * @has_intercept: whether the differences have a mean
 *
 * Returns: (transfer full): the model with its data
 */
ForeSarimax *
fore_sarimax_new (gsize n,
                  const double *y,
                  guint n_regressors,
                  const double *X,
                  const ForeArimaOrder *order,
                  gboolean has_intercept)
{
  ForeSarimax *model = g_new0 (ForeSarimax, 1);
  gsize n_known = 0;
  double *scaled;

  model->order = *order;
  model->has_intercept = has_intercept;
  model->n_regressors = n_regressors;
  model->n = n;
  model->delta = fore_difference_weights (order->d, order->D, order->s, &model->r);
  model->n_coefficients = order->p + order->q + order->P + order->Q;
  model->is_known = g_new (guint8, n);
  for (gsize t = 0; t < n; t++) {
    model->is_known[t] = !isnan (y[t]);
    n_known += model->is_known[t];
    model->n_free += t < model->r && isnan (y[t]);
  }
  model->n_columns = model->n_free + has_intercept + n_regressors;
  model->n_rows = n_known - (model->r - model->n_free);
  model->n_parameters = model->n_coefficients + has_intercept + n_regressors + 1;
  model->center = model->r > 0 || has_intercept ? mean_of_known (n, y) : 0.0;
  model->scale = choose_scale (model, y);

  allocate (model, n_known < n);
  write_columns (model, n, X, model->u);
  scaled = model->u + model->n_columns * n;
  for (gsize t = 0; t < n; t++)
    scaled[t] = isnan (y[t]) ? 0.0 : (y[t] - model->center) / model->scale;
  for (guint c = 0; c <= model->n_columns && model->w != NULL; c++)
    fore_difference_apply (model->r, model->delta, n, model->u + c * n,
                           model->w + c * (n - model->r));

  return model;
}

void
fore_sarimax_free (ForeSarimax *model)
{
  if (model == NULL)
    return;
  fore_arma_free (model->arma);
  fore_kalman_free (model->kalman);
  fore_whitener_free (model->whitener);
  g_free (model->delta);
  g_free (model->is_known);
  g_free (model->u);
  g_free (model->w);
  g_free (model->work);
  g_free (model->white);
  g_free (model->predicted);
  g_free (model->F);
  g_free (model->R);
  g_free (model);
}

/**
 * fore_sarimax_set_coefficients:
 * @model: a model
 * @coefficients: (array): ar, ma, seasonal ar, seasonal ma
 *
 * Sets the process of the differences.
 */
void
fore_sarimax_set_coefficients (ForeSarimax *model, const double *coefficients)
{
  const ForeArimaOrder *order = &model->order;
  const double *ar = coefficients, *ma = ar + order->p;
  const double *seasonal_ar = ma + order->q, *seasonal_ma = seasonal_ar + order->P;

  fore_arma_set_phi (model->arma, order->p, ar, order->P, seasonal_ar, order->s);
  fore_arma_set_theta (model->arma, order->q, ma, order->Q, seasonal_ma, order->s);
}

/* The innovations of all columns, standardised, from the filter on the values themselves. */
static gboolean
whiten_with_gaps (ForeSarimax *model)
{
  gsize n = model->n, row = 0;
  double sum = 0.0;

  if (!fore_kalman_run (model->kalman, n, model->u, model->is_known, model->predicted, model->F))
    return FALSE;
  for (gsize t = model->r; t < n; t++) {
    double root = sqrt (model->F[t]);

    if (!model->is_known[t])
      continue;
    for (guint c = 0; c <= model->n_columns; c++)
      model->white[c * model->n_rows + row] = (model->u[c * n + t] - model->predicted[c * n + t]) /
                                              root;
    sum += log (model->F[t]);
    row++;
  }
  model->log_determinant = sum;

  return TRUE;
}

static gboolean
whiten (ForeSarimax *model, const double *coefficients, double tolerance)
{
  fore_sarimax_set_coefficients (model, coefficients);
  if (model->kalman != NULL)
    return whiten_with_gaps (model);
  if (model->whitener != NULL)
    return fore_whitener_run (model->whitener, model->n_columns + 1, model->w, tolerance,
                              model->white, &model->log_determinant);

  return fore_innovations_whiten (model->arma, model->n_rows, model->n_columns + 1, model->w,
                                  tolerance, model->work, model->white, &model->log_determinant);
}

/* Integrating a free first value out costs a known value and leaves its determinant. One that
 * nothing known depends on (a weekday that is never known) leaves nothing. */
static void
regress (ForeSarimax *model)
{
  fore_least_squares (model->n_white, model->n_columns, model->white, model->R, &model->residual);
  model->n_used = model->n_rows;
  for (guint i = 0; i < model->n_free; i++) {
    double length = model->R[i * (model->n_columns + 1) + i];

    if (length > 0.0) {
      model->log_determinant += 2.0 * log (length);
      model->n_used--;
    }
  }
  model->n_used = MAX (model->n_used, 1);
}

/**
 * fore_sarimax_evaluate:
 * @model: a model
 * @coefficients: (array): ar, ma, seasonal ar, seasonal ma
 * @tolerance: %FORE_SARIMAX_EXACT or another
 *
 * The likelihood at its highest over intercept, regression and the innovations' variance.
 *
 * Returns: minus the log-likelihood for each value used, of the scaled series and without its
 *   constants; infinite where the process is not stationary
 */
double
fore_sarimax_evaluate (ForeSarimax *model, const double *coefficients, double tolerance)
{
  double value;

  if (!whiten (model, coefficients, tolerance))
    return INFINITY;
  regress (model);
  if (!isfinite (model->residual))
    return INFINITY;
  value = 0.5 * (log (MAX (model->residual / model->n_used, G_MINDOUBLE)) +
                 model->log_determinant / model->n_used);

  return isfinite (value) ? value : INFINITY;
}

/**
 * fore_sarimax_estimates:
 * @model: a model after fore_sarimax_evaluate()
 * @intercept: (out): mean of the differences, in the series' units
 * @beta: (array) (out caller-allocates): coefficients of the regressors
 * @sigma2: (out): variance of the innovations
 */
void
fore_sarimax_estimates (const ForeSarimax *model, double *intercept, double *beta, double *sigma2)
{
  g_autofree double *all = g_new (double, model->n_columns + 1);

  fore_least_squares_solve (model->n_columns, model->R, all);
  *intercept = 0.0;
  if (model->has_intercept)
    *intercept = all[model->n_free] * model->scale + (model->r == 0 ? model->center : 0.0);
  for (guint i = 0; i < model->n_regressors; i++)
    beta[i] = all[model->n_free + model->has_intercept + i] * model->scale;
  *sigma2 = model->residual / model->n_used * model->scale * model->scale;
}

/**
 * fore_sarimax_log_likelihood:
 * @model: a model
 * @coefficients: (array): ar, ma, seasonal ar, seasonal ma
 * @intercept: mean of the differences
 * @beta: (nullable) (array): coefficients of the regressors
 * @sigma2: variance of the innovations
 *
 * Returns: the log-likelihood at these parameters, in the series' units: the Gaussian density
 *   of the known values given the first d + s D, those missing among these integrated out
 */
double
fore_sarimax_log_likelihood (ForeSarimax *model,
                             const double *coefficients,
                             double intercept,
                             const double *beta,
                             double sigma2)
{
  gsize n = model->n_white;
  double *y = model->white + model->n_columns * n, variance = sigma2 / model->scale / model->scale;

  if (!whiten (model, coefficients, FORE_SARIMAX_EXACT))
    return -INFINITY;
  for (guint c = model->n_free; c < model->n_columns; c++) {
    double b, *column = model->white + c * n;

    if (model->has_intercept && c == model->n_free)
      b = intercept - (model->r == 0 ? model->center : 0.0);
    else
      b = beta[c - model->n_free - model->has_intercept];
    for (gsize t = 0; t < n; t++) {
      y[t] -= b / model->scale * column[t];
      column[t] = 0.0;
    }
  }
  regress (model);

  return -0.5 * (model->n_used * log (2.0 * G_PI * sigma2) + model->log_determinant +
                 model->residual / variance);
}

/**
 * fore_sarimax_levels:
 * @model: a model
 * @n: number of values, at least the model's
 * @X: (nullable) (array): the regressors, @n values each
 *
 * Returns: (transfer full): the model's columns and its scaled series for @n values
 */
double *
fore_sarimax_levels (const ForeSarimax *model, gsize n, const double *X)
{
  double *u = g_new0 (double, (model->n_columns + 1) * n);

  write_columns (model, n, X, u);
  memcpy (u + model->n_columns * n, model->u + model->n_columns * model->n, model->n * sizeof *u);

  return u;
}

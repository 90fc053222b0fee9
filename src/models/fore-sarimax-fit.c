/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Maximum likelihood for a SARIMAX model.
 *
 * The search runs on angles: partial autocorrelations, which keep each polynomial stationary
 * or invertible (M. C. Jones, Applied Statistics 29 (1980); Monahan 1984), are sines of them. A
 * sine makes the information about the coefficient of a first-order process the same
 * everywhere, one for each value, so that a unit Hessian is nearly right from the start; and it
 * reaches the unit circle, where the likelihood of many seasonal moving averages peaks.
 */
#include "fore-sarimax-fit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "fore-minimize.h"
#include "fore-sarimax-start.h"

/* An autoregression any closer to the unit circle has no stationary covariance in doubles. */
#define LARGEST_PARTIAL (1.0 - 1e-9)

#define MAX_ITERATIONS   200
#define TOLERANCE        1e-10
#define ROUGH_ITERATIONS 25
#define ROUGH_TOLERANCE  3e-6
#define ERRORS_STEP      1e-4

void
fore_sarimax_fit_free (ForeSarimaxFit *fit)
{
  if (fit == NULL)
    return;
  g_free (fit->coefficients);
  g_free (fit->standard_errors);
  g_free (fit->beta);
  g_free (fit);
}

/* The four polynomials of a model in the order of their coefficients; `sign` turns a moving
 * average into the autoregression with the same roots. */
typedef struct {
  guint n[4];
  double sign[4];
} Blocks;

static Blocks
blocks_of (const ForeArimaOrder *order)
{
  return (Blocks){ { order->p, order->q, order->P, order->Q }, { 1.0, -1.0, 1.0, -1.0 } };
}

static void
angles_to_coefficients (const ForeArimaOrder *order, const double *angles, double *coefficients)
{
  Blocks blocks = blocks_of (order);
  g_autofree double *partial = g_new (double, order->p + order->q + order->P + order->Q + 1);

  for (guint b = 0; b < 4; b++) {
    for (guint i = 0; i < blocks.n[b]; i++) {
      partial[i] = sin (angles[i]);
      if (blocks.sign[b] > 0.0)
        partial[i] = CLAMP (partial[i], -LARGEST_PARTIAL, LARGEST_PARTIAL);
    }
    fore_arma_from_partial (blocks.n[b], partial, coefficients);
    for (guint i = 0; i < blocks.n[b]; i++)
      coefficients[i] *= blocks.sign[b];
    angles += blocks.n[b];
    coefficients += blocks.n[b];
  }
}

static void
coefficients_to_angles (const ForeArimaOrder *order, const double *coefficients, double *angles)
{
  Blocks blocks = blocks_of (order);

  for (guint b = 0; b < 4; b++) {
    for (guint i = 0; i < blocks.n[b]; i++)
      angles[i] = blocks.sign[b] * coefficients[i];
    if (!fore_arma_to_partial (blocks.n[b], angles, angles))
      memset (angles, 0, blocks.n[b] * sizeof *angles);
    for (guint i = 0; i < blocks.n[b]; i++)
      angles[i] = asin (CLAMP (angles[i], -1.0, 1.0));
    coefficients += blocks.n[b];
    angles += blocks.n[b];
  }
}

/* What is to be maximised, and how well. */
typedef struct {
  ForeSarimax *model;
  double *coefficients; /* room for them */
  double recursion_tolerance;
  double tolerance;
  guint max_iterations;
} Problem;

static Problem
exact_problem (ForeSarimax *model, double *coefficients)
{
  return (Problem){ model, coefficients, FORE_SARIMAX_EXACT, TOLERANCE, MAX_ITERATIONS };
}

static Problem
rough_problem (ForeSarimax *model, double *coefficients)
{
  return (Problem){ model, coefficients, FORE_SARIMAX_RANKING, ROUGH_TOLERANCE, ROUGH_ITERATIONS };
}

static double
evaluate_angles (const double *angles, gpointer data)
{
  Problem *problem = data;

  angles_to_coefficients (&problem->model->order, angles, problem->coefficients);

  return fore_sarimax_evaluate (problem->model, problem->coefficients,
                                problem->recursion_tolerance);
}

static ForeSarimaxFit *
fit_new (const ForeSarimax *model)
{
  ForeSarimaxFit *fit = g_new0 (ForeSarimaxFit, 1);

  fit->order = model->order;
  fit->has_intercept = model->has_intercept;
  fit->n_regressors = model->n_regressors;
  fit->n_coefficients = model->n_coefficients;
  fit->coefficients = g_new0 (double, model->n_coefficients + 1);
  fit->beta = g_new0 (double, model->n_regressors + 1);

  return fit;
}

/* Reads off everything that follows from the angles. */
static void
fit_conclude (ForeSarimaxFit *fit, ForeSarimax *model, const double *angles, double tolerance)
{
  double k = model->n_parameters, n, value;

  angles_to_coefficients (&model->order, angles, fit->coefficients);
  value = fore_sarimax_evaluate (model, fit->coefficients, tolerance);
  n = (double) model->n_used;
  fore_sarimax_estimates (model, &fit->intercept, fit->beta, &fit->sigma2);
  fit->log_likelihood = -n * (value + 0.5 * (1.0 + log (2.0 * G_PI)) + log (model->scale));
  fit->aic = -2.0 * fit->log_likelihood + 2.0 * k;
  fit->aicc = n > k + 1.0 ? fit->aic + 2.0 * k * (k + 1.0) / (n - k - 1.0) : INFINITY;
  fit->bic = -2.0 * fit->log_likelihood + log (n) * k;
}

/* Polishes one start; keeps it in `best` where it is the best so far. */
static void
try_start (Problem *problem,
           const double *coefficients,
           double *best,
           double *best_value,
           GCancellable *cancellable)
{
  ForeSarimax *model = problem->model;
  ForeObjective objective = { evaluate_angles, problem, model->n_rows,
                              model->white + model->n_columns * model->n_rows };
  guint k = model->n_coefficients;
  g_autofree double *angles = g_new0 (double, k + 1);
  double value;

  coefficients_to_angles (&model->order, coefficients, angles);
  value = fore_minimize (&objective, k, angles, problem->tolerance, problem->max_iterations,
                         cancellable);
  if (value < *best_value) {
    *best_value = value;
    memcpy (best, angles, k * sizeof *angles);
  }
}

/* The coefficients of a model with other orders as far as they go, zeros for the others. */
static void
borrow_coefficients (const ForeSarimaxFit *near, const ForeArimaOrder *order, double *coefficients)
{
  Blocks to = blocks_of (order), from = blocks_of (&near->order);
  const double *source = near->coefficients;

  for (guint b = 0; b < 4; b++) {
    for (guint i = 0; i < to.n[b]; i++)
      coefficients[i] = i < from.n[b] ? source[i] : 0.0;
    coefficients += to.n[b];
    source += from.n[b];
  }
}

/* Polishes starts that know nothing of each other: likelihoods can have several maxima. */
static void
try_all_starts (Problem *problem, double *best, double *value, GCancellable *cancellable)
{
  const ForeArimaOrder *order = &problem->model->order;
  guint k = problem->model->n_coefficients;
  g_autofree double *start = g_new0 (double, k + 1);

  fore_sarimax_start (problem->model, start);
  try_start (problem, start, best, value, cancellable);
  if (k == 0)
    return;
  memset (start, 0, k * sizeof *start);
  try_start (problem, start, best, value, cancellable);
  /* A series that has been differenced too often has moving averages near the unit circle. */
  for (guint i = 0; i < k; i++)
    start[i] = i >= order->p && i < order->p + order->q ? -0.4 : 0.1;
  if (order->Q > 0)
    start[k - order->Q] = -0.7;
  try_start (problem, start, best, value, cancellable);
}

/**
 * fore_sarimax_fit:
 * @model: a model
 * @near: (nullable): a fit to start from, besides other starts
 * @cancellable: (nullable): asked each iteration
 *
 * Finds the maximum of the likelihood: roughly from several starts, then exactly from the best.
 *
 * Returns: (transfer full): the fit; after cancelling, the best so far
 */
ForeSarimaxFit *
fore_sarimax_fit (ForeSarimax *model, const ForeSarimaxFit *near, GCancellable *cancellable)
{
  ForeSarimaxFit *fit = fit_new (model);
  Problem rough = rough_problem (model, fit->coefficients);
  Problem exact = exact_problem (model, fit->coefficients);
  g_autofree double *start = g_new0 (double, model->n_coefficients + 1);
  g_autofree double *best = g_new0 (double, model->n_coefficients + 1);
  double value = INFINITY;

  if (near != NULL)
    try_start (&rough, near->coefficients, best, &value, cancellable);
  try_all_starts (&rough, best, &value, cancellable);
  angles_to_coefficients (&model->order, best, start);
  value = INFINITY;
  try_start (&exact, start, best, &value, cancellable);
  fit_conclude (fit, model, best, FORE_SARIMAX_EXACT);

  return fit;
}

/**
 * fore_sarimax_fit_roughly:
 * @model: a model
 * @near: (nullable): the fit of a model with similar orders
 * @cancellable: (nullable): asked each iteration
 *
 * A fit good enough to rank models by: to less accuracy, with an early end of the exact
 * recursions, and where a similar model is known from the better of two starts only.
 *
 * Returns: (transfer full): the fit
 */
ForeSarimaxFit *
fore_sarimax_fit_roughly (ForeSarimax *model, const ForeSarimaxFit *near, GCancellable *cancellable)
{
  ForeSarimaxFit *fit = fit_new (model);
  guint k = model->n_coefficients;
  Problem problem = rough_problem (model, fit->coefficients);
  g_autofree double *best = g_new0 (double, k + 1);
  double value = INFINITY;

  if (near != NULL) {
    g_autofree double *start = g_new0 (double, k + 1);
    g_autofree double *borrowed = g_new0 (double, k + 1);
    gboolean is_nearer;

    fore_sarimax_start (model, start);
    borrow_coefficients (near, &model->order, borrowed);
    is_nearer = fore_sarimax_evaluate (model, borrowed, FORE_SARIMAX_RANKING) <
                fore_sarimax_evaluate (model, start, FORE_SARIMAX_RANKING);
    try_start (&problem, is_nearer ? borrowed : start, best, &value, cancellable);
  } else
    try_all_starts (&problem, best, &value, cancellable);
  fit_conclude (fit, model, best, FORE_SARIMAX_RANKING);

  return fit;
}

/**
 * fore_sarimax_fit_polish:
 * @model: a model
 * @rough: its fit by fore_sarimax_fit_roughly()
 * @cancellable: (nullable): asked each iteration
 *
 * Finds the maximum of the likelihood near a rough fit.
 *
 * Returns: (transfer full): the fit
 */
ForeSarimaxFit *
fore_sarimax_fit_polish (ForeSarimax *model, const ForeSarimaxFit *rough, GCancellable *cancellable)
{
  ForeSarimaxFit *fit = fit_new (model);
  Problem problem = exact_problem (model, fit->coefficients);
  g_autofree double *best = g_new0 (double, model->n_coefficients + 1);
  double value = INFINITY;

  try_start (&problem, rough->coefficients, best, &value, cancellable);
  fit_conclude (fit, model, best, FORE_SARIMAX_EXACT);

  return fit;
}

static double
evaluate_moved (ForeSarimax *model, double *at, guint i, double by_i, guint j, double by_j)
{
  double i_before = at[i], j_before = at[j], value;

  at[i] += by_i;
  at[j] += by_j;
  value = fore_sarimax_evaluate (model, at, FORE_SARIMAX_EXACT);
  at[j] = j_before;
  at[i] = i_before;

  return value;
}

/**
 * fore_sarimax_fit_find_errors:
 * @fit: a fit
 * @model: its model
 *
 * Standard errors of the coefficients from the curvature of the concentrated likelihood, by
 * central differences. There are none where it does not peak, such as on the unit circle.
 */
void
fore_sarimax_fit_find_errors (ForeSarimaxFit *fit, ForeSarimax *model)
{
  guint k = fit->n_coefficients;
  g_autofree double *at = g_memdup2 (fit->coefficients, (k + 1) * sizeof *at);
  g_autofree double *hessian = g_new (double, (gsize) k *k + 1);
  double h = ERRORS_STEP;
  static gsize once = 0;
  gsl_matrix_view view;

  g_clear_pointer (&fit->standard_errors, g_free);
  if (k == 0)
    return;
  for (guint i = 0; i < k; i++)
    for (guint j = 0; j <= i; j++) {
      double change = evaluate_moved (model, at, i, h, j, h) -
                      evaluate_moved (model, at, i, h, j, -h) -
                      evaluate_moved (model, at, i, -h, j, h) +
                      evaluate_moved (model, at, i, -h, j, -h);

      hessian[i * k + j] = hessian[j * k + i] = change / (4.0 * h * h) * (double) model->n_used;
      if (!isfinite (change))
        return;
    }

  /* A matrix that is not positive definite must be told, not abort. */
  if (g_once_init_enter (&once)) {
    gsl_set_error_handler_off ();
    g_once_init_leave (&once, 1);
  }
  view = gsl_matrix_view_array (hessian, k, k);
  if (gsl_linalg_cholesky_decomp1 (&view.matrix) != 0 ||
      gsl_linalg_cholesky_invert (&view.matrix) != 0)
    return;
  fit->standard_errors = g_new (double, k);
  for (guint i = 0; i < k; i++)
    fit->standard_errors[i] = sqrt (hessian[i * k + i]);
}

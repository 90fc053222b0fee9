/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maximum likelihood for a SARIMAX model. */
#include "fore-sarimax-fit.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "fore-gsl.h"
#include "fore-minimize.h"
#include "fore-sarimax-angles.h"
#include "fore-sarimax-gaps.h"
#include "fore-sarimax-slope.h"
#include "fore-sarimax-start.h"

#define MAX_ITERATIONS   200
#define TOLERANCE        1e-10
#define POLISH_TOLERANCE 1e-8
#define ROUGH_ITERATIONS 25
#define ROUGH_TOLERANCE  3e-6
#define ERRORS_STEP      1e-4

/* How far a second start is followed, and how much lower its likelihood may be then to go on. */
#define GLANCE_ITERATIONS 3
#define WORTH_GOING_ON    3.0

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

/* What is to be maximised, and how well. */
typedef struct {
  ForeSarimax *model;
  double *coefficients; /* room for them */
  double recursion_tolerance;
  double tolerance;
  guint max_iterations;
  ForeSarimax *judge; /* (nullable): the model that tells which start led furthest */
} Problem;

static Problem
exact_problem (ForeSarimax *model, double *coefficients)
{
  return (Problem){ model, coefficients, FORE_SARIMAX_EXACT, TOLERANCE, MAX_ITERATIONS, NULL };
}

static Problem
rough_problem (ForeSarimax *model, double *coefficients)
{
  return (Problem){ model,           coefficients,     FORE_SARIMAX_RANKING,
                    ROUGH_TOLERANCE, ROUGH_ITERATIONS, NULL };
}

static double
evaluate_angles (const double *angles, gpointer data)
{
  Problem *problem = data;

  fore_sarimax_from_angles (&problem->model->order, angles, problem->coefficients);

  return fore_sarimax_evaluate (problem->model, problem->coefficients,
                                problem->recursion_tolerance);
}

static gboolean
differentiate_angles (const double *angles, double *gradient, gpointer data)
{
  Problem *problem = data;
  guint k = problem->model->n_coefficients;
  g_autofree double *J = g_new (double, (gsize) k *k + 1);
  g_autofree double *slope = g_new (double, k + 1);

  if (!fore_sarimax_differentiate (problem->model, problem->coefficients, slope))
    return FALSE;
  fore_sarimax_angles_jacobian (&problem->model->order, angles, J);
  for (guint j = 0; j < k; j++) {
    gradient[j] = 0.0;
    for (guint i = 0; i < k; i++)
      gradient[j] += J[i * k + j] * slope[i];
  }

  return TRUE;
}

/* J' I J */
static void
expect_curvature (const double *angles, double *H, gpointer data)
{
  Problem *problem = data;
  guint k = problem->model->n_coefficients;
  g_autofree double *J = g_new (double, (gsize) k *k + 1);
  g_autofree double *I = g_new (double, (gsize) k *k + 1);
  g_autofree double *IJ = g_new0 (double, (gsize) k *k + 1);

  fore_sarimax_information (problem->model, problem->coefficients, I);
  fore_sarimax_angles_jacobian (&problem->model->order, angles, J);
  for (guint i = 0; i < k; i++)
    for (guint l = 0; l < k; l++)
      for (guint j = 0; j < k; j++)
        IJ[i * k + j] += I[i * k + l] * J[l * k + j];
  memset (H, 0, (gsize) k * k * sizeof *H);
  for (guint l = 0; l < k; l++)
    for (guint i = 0; i < k; i++)
      for (guint j = 0; j < k; j++)
        H[i * k + j] += J[l * k + i] * IJ[l * k + j];
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

/* Reads off everything that follows from the coefficients. */
static void
fit_measure (ForeSarimaxFit *fit, ForeSarimax *model, double tolerance)
{
  double k = model->n_parameters, n, value;

  value = fore_sarimax_evaluate (model, fit->coefficients, tolerance);
  n = (double) model->n_used;
  fore_sarimax_estimates (model, &fit->intercept, fit->beta, &fit->sigma2);
  fit->log_likelihood = -n * (value + 0.5 * (1.0 + log (2.0 * G_PI)) + log (model->scale));
  fit->aic = -2.0 * fit->log_likelihood + 2.0 * k;
  fit->aicc = n > k + 1.0 ? fit->aic + 2.0 * k * (k + 1.0) / (n - k - 1.0) : INFINITY;
  fit->bic = -2.0 * fit->log_likelihood + log (n) * k;
}

static void
fit_conclude (ForeSarimaxFit *fit, ForeSarimax *model, const double *angles, double tolerance)
{
  fore_sarimax_from_angles (&model->order, angles, fit->coefficients);
  fit_measure (fit, model, tolerance);
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
  ForeObjective objective = { .value = evaluate_angles, .data = problem };
  guint k = model->n_coefficients;
  g_autofree double *angles = g_new0 (double, k + 1);
  double value;

  if (model->whitener != NULL || model->kalman != NULL) {
    objective.gradient = differentiate_angles;
    objective.curvature = expect_curvature;
  } else {
    objective.n_residuals = model->n_white;
    objective.residuals = model->white + model->n_columns * model->n_white;
  }
  fore_sarimax_to_angles (&model->order, coefficients, angles);
  value = fore_minimize (&objective, k, angles, problem->tolerance, problem->max_iterations,
                         cancellable);
  if (problem->judge != NULL) {
    fore_sarimax_from_angles (&model->order, angles, problem->coefficients);
    value = fore_sarimax_evaluate (problem->judge, problem->coefficients,
                                   problem->recursion_tolerance);
  }
  if (value < *best_value) {
    *best_value = value;
    memcpy (best, angles, k * sizeof *angles);
  }
}

/* The coefficients of a model with other orders as far as they go, zeros for the others. */
static void
borrow_coefficients (const ForeSarimaxFit *near, const ForeArimaOrder *order, double *coefficients)
{
  const guint to[] = { order->p, order->q, order->P, order->Q };
  const guint from[] = { near->order.p, near->order.q, near->order.P, near->order.Q };
  const double *source = near->coefficients;

  for (guint b = 0; b < G_N_ELEMENTS (to); b++) {
    for (guint i = 0; i < to[b]; i++)
      coefficients[i] = i < from[b] ? source[i] : 0.0;
    coefficients += to[b];
    source += from[b];
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
  if (order->p < 2 || order->q < 1)
    return;
  /* A slow wave under much noise: (1 - 0.9 B)^2, and most of it taken back. */
  memset (start, 0, (order->p + order->q) * sizeof *start);
  start[0] = 1.8;
  start[1] = -0.81;
  start[order->p] = -0.9;
  try_start (problem, start, best, value, cancellable);
}

/**
 * fore_sarimax_fit:
 * @model: a model
 * @near: (nullable): a fit to start from, besides other starts
 * @cancellable: (nullable): asked each iteration
 *
 * Finds the maximum of the likelihood: roughly from several starts, and with a few gaps filled,
 * then exactly from the best.
 *
 * Returns: (transfer full): the fit; after cancelling, the best so far
 */
ForeSarimaxFit *
fore_sarimax_fit (ForeSarimax *model, const ForeSarimaxFit *near, GCancellable *cancellable)
{
  ForeSarimaxFit *fit = fit_new (model);
  g_autoptr (ForeSarimax) filled = fore_sarimax_without_gaps (model);
  Problem rough = rough_problem (model, fit->coefficients);
  Problem exact = exact_problem (model, fit->coefficients);
  g_autofree double *start = g_new0 (double, model->n_coefficients + 1);
  g_autofree double *best = g_new0 (double, model->n_coefficients + 1);
  double value = INFINITY;

  if (filled != NULL) {
    rough.model = filled;
    rough.judge = model;
  }
  if (near != NULL)
    try_start (&rough, near->coefficients, best, &value, cancellable);
  try_all_starts (&rough, best, &value, cancellable);
  fore_sarimax_from_angles (&model->order, best, start);
  value = INFINITY;
  try_start (&exact, start, best, &value, cancellable);
  fit_conclude (fit, model, best, FORE_SARIMAX_EXACT);

  return fit;
}

/* Goes on from an own start, too, where a glance shows that it may end above the borrowed one. */
static void
try_own_start (Problem *problem, double *best, double *value, GCancellable *cancellable)
{
  ForeSarimax *model = problem->model;
  guint k = model->n_coefficients;
  Problem glance = *problem;
  g_autofree double *start = g_new0 (double, k + 1);
  g_autofree double *found = g_new0 (double, k + 1);
  double found_value = INFINITY;

  glance.max_iterations = GLANCE_ITERATIONS;
  fore_sarimax_start (model, start);
  try_start (&glance, start, found, &found_value, cancellable);
  if (!(found_value < *value + WORTH_GOING_ON / (double) model->n_used))
    return;
  fore_sarimax_from_angles (&model->order, found, start);
  try_start (problem, start, best, value, cancellable);
}

/**
 * fore_sarimax_fit_roughly:
 * @model: a model
 * @near: (nullable): the fit of a model with similar orders
 * @cancellable: (nullable): asked each iteration
 *
 * A fit good enough to rank models by: to less accuracy, and where a similar model is known from
 * there and one start more only.
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
    g_autofree double *borrowed = g_new0 (double, k + 1);

    borrow_coefficients (near, &model->order, borrowed);
    try_start (&problem, borrowed, best, &value, cancellable);
    try_own_start (&problem, best, &value, cancellable);
  } else
    try_all_starts (&problem, best, &value, cancellable);
  fit_conclude (fit, model, best, FORE_SARIMAX_RANKING);

  return fit;
}

/**
 * fore_sarimax_fit_at:
 * @model: a model
 * @near: the fit of a model of the same orders to another series
 *
 * Returns: (transfer full): what the model comes to with these coefficients
 */
ForeSarimaxFit *
fore_sarimax_fit_at (ForeSarimax *model, const ForeSarimaxFit *near)
{
  ForeSarimaxFit *fit = fit_new (model);

  memcpy (fit->coefficients, near->coefficients, model->n_coefficients * sizeof (double));
  fit_measure (fit, model, FORE_SARIMAX_EXACT);

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

  problem.tolerance = POLISH_TOLERANCE;
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

  fore_gsl_return_errors ();
  view = gsl_matrix_view_array (hessian, k, k);
  if (gsl_linalg_cholesky_decomp1 (&view.matrix) != 0 ||
      gsl_linalg_cholesky_invert (&view.matrix) != 0)
    return;
  fit->standard_errors = g_new (double, k);
  for (guint i = 0; i < k; i++)
    fit->standard_errors[i] = sqrt (hessian[i * k + i]);
}

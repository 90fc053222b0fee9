/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-fit.h"

#include "fore-config.h"
#include "fore-error.h"
#include "fore-ets-start.h"
#include "fore-ets-tangent.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/* The usual parameter region with the margins of R's forecast::ets(). */
#define SMOOTHING_MIN 1e-4
#define ALPHA_MAX     0.9999
#define PHI_MIN       0.80
#define PHI_MAX       0.98

#define DAMPING_START    1e-3
#define DAMPING_MIN      1e-9
#define DAMPING_MAX      1e9
#define GAIN_ENOUGH      1e-7
#define GAIN_ROUGH       1e-2
#define N_STATE_STEPS    2
#define N_BASIN_STEPS    4
#define N_ITERATIONS_MAX 100

/* Free quantities with bounds: alpha, beta, gamma, phi. */
#define N_BOUNDED 4

/*
 * A fit. The point x holds the free quantities in the order of ForeEtsTangent, with beta and
 * gamma as shares of what alpha leaves them, so that all bounds are those of a box:
 * beta = min + (alpha - min) x, gamma = min + (1 - alpha - min) x.
 */
typedef struct {
  gsize n;
  const double *y;
  ForeEts *ets;
  ForeEtsTangent *current, *trial;
  double *x, *x_trial;
  double lower[N_BOUNDED], upper[N_BOUNDED];
  guint n_bounded;
  double *step;
  guint *index;
  gsize *order;
  double *unit, *vector, *matrix;
  gboolean *is_held;
  gboolean is_cut;
  double damping;
} Fit;

static void
fit_clear (Fit *fit)
{
  fore_ets_free (fit->ets);
  fore_ets_tangent_free (fit->current);
  fore_ets_tangent_free (fit->trial);
  g_free (fit->x);
  g_free (fit->x_trial);
  g_free (fit->step);
  g_free (fit->index);
  g_free (fit->order);
  g_free (fit->unit);
  g_free (fit->vector);
  g_free (fit->matrix);
  g_free (fit->is_held);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fit, fit_clear)

static void
fit_init (Fit *fit, const ForeEts *start, gsize n, const double *y)
{
  const ForeEtsForm *form = &start->form;
  guint n_free;

  *fit = (Fit){ .n = n, .y = y, .ets = fore_ets_copy (start), .damping = DAMPING_START };
  fit->current = fore_ets_tangent_new (form);
  fit->trial = fore_ets_tangent_new (form);
  n_free = fit->current->n_free;
  fit->x = g_new (double, n_free);
  fit->x_trial = g_new (double, n_free);
  fit->step = g_new (double, n_free);
  fit->index = g_new (guint, n_free);
  fit->order = g_new (gsize, n_free);
  fit->unit = g_new (double, n_free);
  fit->vector = g_new (double, n_free);
  fit->matrix = g_new (double, n_free *n_free);
  fit->is_held = g_new (gboolean, n_free);

  fit->n_bounded = (guint) fit->current->l;
  fit->lower[0] = SMOOTHING_MIN;
  fit->upper[0] = ALPHA_MAX;
  for (guint i = 1; i < fit->n_bounded; i++) {
    fit->lower[i] = (int) i == fit->current->phi ? PHI_MIN : 0.0;
    fit->upper[i] = (int) i == fit->current->phi ? PHI_MAX : 1.0;
  }
}

static double
share (double value, double room)
{
  return room > 0 ? CLAMP ((value - SMOOTHING_MIN) / room, 0.0, 1.0) : 0.0;
}

/* ets -> x */
static void
pack (Fit *fit, const ForeEts *ets)
{
  const ForeEtsTangent *at = fit->current;
  double *x = fit->x, alpha = CLAMP (ets->alpha, SMOOTHING_MIN, ALPHA_MAX);

  x[0] = alpha;
  if (at->beta >= 0)
    x[at->beta] = share (ets->beta, alpha - SMOOTHING_MIN);
  if (at->gamma >= 0)
    x[at->gamma] = share (ets->gamma, 1.0 - alpha - SMOOTHING_MIN);
  if (at->phi >= 0)
    x[at->phi] = CLAMP (ets->phi, PHI_MIN, PHI_MAX);
  x[at->l] = ets->l;
  if (at->b >= 0)
    x[at->b] = ets->b;
  if (at->s >= 0)
    memcpy (x + at->s, ets->s, (ets->form.m - 1) * sizeof *x);
  memcpy (fit->ets->s, ets->s, ets->form.m * sizeof *ets->s);
}

/* x -> fit->ets */
static void
unpack (Fit *fit, const double *x)
{
  const ForeEtsTangent *at = fit->current;
  ForeEts *ets = fit->ets;

  ets->alpha = x[0];
  if (at->beta >= 0)
    ets->beta = SMOOTHING_MIN + (x[0] - SMOOTHING_MIN) * x[at->beta];
  if (at->gamma >= 0)
    ets->gamma = SMOOTHING_MIN + (1.0 - x[0] - SMOOTHING_MIN) * x[at->gamma];
  if (at->phi >= 0)
    ets->phi = x[at->phi];
  ets->l = x[at->l];
  if (at->b >= 0)
    ets->b = x[at->b];
  if (at->s >= 0)
    memcpy (ets->s, x + at->s, (ets->form.m - 1) * sizeof *x);
}

/* Scales row and column @i of a symmetric matrix and adds @share times them to the first ones. */
static void
chain (ForeEtsTangent *at, int i, double slope, double by_alpha)
{
  double *c = at->curvature;
  guint stride = at->stride;

  if (i < 0)
    return;
  at->gradient[0] += by_alpha * at->gradient[i];
  at->gradient[i] *= slope;
  for (guint k = 0; k < at->n_free; k++)
    c[k * stride] += by_alpha * c[k * stride + (guint) i];
  for (guint k = 0; k < at->n_free; k++)
    c[k] += by_alpha * c[(guint) i * stride + k];
  for (guint k = 0; k < at->n_free; k++)
    c[(guint) i * stride + k] *= slope;
  for (guint k = 0; k < at->n_free; k++)
    c[k * stride + (guint) i] *= slope;
}

static gboolean
evaluate (Fit *fit, ForeEtsTangent *at, const double *x)
{
  unpack (fit, x);
  if (!fore_ets_tangent_run (at, fit->ets, fit->n, fit->y))
    return FALSE;
  for (guint i = 0; i < at->n_free; i++)
    for (guint j = 0; j < i; j++)
      at->curvature[j * at->stride + i] = at->curvature[i * at->stride + j];
  if (at->beta >= 0)
    chain (at, at->beta, x[0] - SMOOTHING_MIN, x[at->beta]);
  if (at->gamma >= 0)
    chain (at, at->gamma, 1.0 - x[0] - SMOOTHING_MIN, -x[at->gamma]);
  return TRUE;
}

/* Solves (C + damping diag C) step = -gradient for what is not held, in units in which the
 * diagonal of C is 1. */
static void
solve (Fit *fit)
{
  const ForeEtsTangent *at = fit->current;
  gsl_matrix_view matrix;
  gsl_vector_view vector;
  gsl_permutation order;
  guint n = 0;

  for (guint i = 0; i < at->n_free; i++)
    if (!fit->is_held[i])
      fit->index[n++] = i;
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++) {
    double diagonal = at->curvature[fit->index[i] * at->stride + fit->index[i]];

    fit->unit[i] = diagonal > 0.0 ? 1.0 / sqrt (diagonal) : 0.0;
  }
  for (guint i = 0; i < n; i++) {
    const double *row = at->curvature + fit->index[i] * at->stride;
    double slope = at->gradient[fit->index[i]];

    for (guint k = 0; k < fit->n_bounded; k++)
      if (fit->is_held[k])
        slope += row[k] * fit->step[k];
    fit->vector[i] = -slope * fit->unit[i];
    for (guint j = 0; j < i; j++)
      fit->matrix[i * n + j] = row[fit->index[j]] * fit->unit[i] * fit->unit[j];
    fit->matrix[i * n + i] = 1.0 + fit->damping;
  }
  matrix = gsl_matrix_view_array (fit->matrix, n, n);
  vector = gsl_vector_view_array (fit->vector, n);
  order = (gsl_permutation){ n, fit->order };
  /* The modified decomposition knows no failure, whatever rounding has done to the matrix. */
  gsl_linalg_mcholesky_decomp (&matrix.matrix, &order, NULL);
  gsl_linalg_mcholesky_svx (&matrix.matrix, &order, &vector.vector);
  for (guint i = 0; i < n; i++)
    fit->step[fit->index[i]] = fit->vector[i] * fit->unit[i];
}

/* The step inside the box. */
static void
find_step (Fit *fit, gboolean states_only)
{
  const ForeEtsTangent *at = fit->current;
  gboolean again = TRUE;

  fit->is_cut = FALSE;
  for (guint i = 0; i < at->n_free; i++) {
    gboolean at_bound = i < fit->n_bounded &&
                        ((fit->x[i] <= fit->lower[i] && at->gradient[i] >= 0) ||
                         (fit->x[i] >= fit->upper[i] && at->gradient[i] <= 0));

    fit->is_held[i] = at_bound || (states_only && i < fit->n_bounded);
    fit->step[i] = 0.0;
  }
  while (again) {
    again = FALSE;
    solve (fit);
    for (guint i = 0; i < fit->n_bounded; i++) {
      double to = fit->x[i] + fit->step[i];

      if (fit->is_held[i] || (to >= fit->lower[i] && to <= fit->upper[i]))
        continue;
      fit->step[i] = CLAMP (to, fit->lower[i], fit->upper[i]) - fit->x[i];
      fit->is_held[i] = TRUE;
      again = fit->is_cut = TRUE;
    }
  }
}

static double
expected_gain (const Fit *fit)
{
  const ForeEtsTangent *at = fit->current;
  double gain = 0.0;

  for (guint i = 0; i < at->n_free; i++) {
    double curved = 0.0;

    for (guint j = 0; j < at->n_free; j++)
      curved += at->curvature[i * at->stride + j] * fit->step[j];
    gain -= fit->step[i] * (at->gradient[i] + 0.5 * curved);
  }
  return gain;
}

/* Levenberg-Marquardt (Marquardt 1963) from fit->x. */
static gboolean
improve (Fit *fit,
         guint n_iterations,
         gboolean states_only,
         double enough,
         GCancellable *cancellable,
         GError **error)
{
  ForeEtsTangent *at = fit->current;

  for (guint k = 0; k < n_iterations && fit->damping < DAMPING_MAX; k++) {
    double expected, gain = -INFINITY;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    find_step (fit, states_only);
    expected = expected_gain (fit);
    if (expected < enough) {
      if (!fit->is_cut)
        break;
      /* A step that the box cut short may promise nothing where a shorter one does. */
      fit->damping *= 10;
      continue;
    }
    for (guint i = 0; i < at->n_free; i++) {
      fit->x_trial[i] = fit->x[i] + fit->step[i];
      if (i < fit->n_bounded)
        fit->x_trial[i] = CLAMP (fit->x_trial[i], fit->lower[i], fit->upper[i]);
    }
    if (evaluate (fit, fit->trial, fit->x_trial))
      gain = fit->current->objective - fit->trial->objective;
    if (gain > 0) {
      ForeEtsTangent *swap = fit->current;
      double *x = fit->x;

      fit->current = fit->trial;
      fit->trial = swap;
      fit->x = fit->x_trial;
      fit->x_trial = x;
      at = fit->current;
    }
    if (gain < 0.25 * expected)
      fit->damping *= gain > 0 ? 4 : 10;
    else if (gain > 0.75 * expected)
      fit->damping = MAX (fit->damping / 10, DAMPING_MIN);
  }
  return TRUE;
}
/* Starts from small and large smoothing of level and season: between them lie the ridges that
 * separate the maxima. */
static const struct {
  double alpha, beta, gamma, phi;
} starts[] = {
  { 0.3, 0.1, 0.05, 0.97 },
  { 0.3, 0.1, 0.70, 0.97 },
  { 0.8, 0.02, 0.05, 0.90 },
};

/* From each start the states and then some steps; the best one goes on. */
static gboolean
find_basin (Fit *fit, const ForeEts *at, GCancellable *cancellable, GError **error)
{
  g_autoptr (ForeEts) start = fore_ets_copy (at);
  g_autofree double *best_x = g_new (double, fit->current->n_free);
  double best = INFINITY;

  for (guint k = 0; k < G_N_ELEMENTS (starts); k++) {
    start->alpha = starts[k].alpha;
    if (start->form.trend != FORE_ETS_NONE)
      start->beta = starts[k].beta * starts[k].alpha;
    if (start->form.season != FORE_ETS_NONE)
      start->gamma = starts[k].gamma * (1.0 - starts[k].alpha);
    else if (k == 1)
      continue;
    if (start->form.damped)
      start->phi = starts[k].phi;
    pack (fit, start);
    fit->damping = DAMPING_START;
    if (!evaluate (fit, fit->current, fit->x))
      continue;
    if (!improve (fit, N_STATE_STEPS, TRUE, GAIN_ROUGH, cancellable, error))
      return FALSE;
    fit->damping = DAMPING_START;
    if (!improve (fit, N_BASIN_STEPS, FALSE, GAIN_ROUGH, cancellable, error))
      return FALSE;
    if (fit->current->objective < best) {
      best = fit->current->objective;
      memcpy (best_x, fit->x, fit->current->n_free * sizeof *best_x);
    }
  }
  if (isfinite (best)) {
    memcpy (fit->x, best_x, fit->current->n_free * sizeof *best_x);
    evaluate (fit, fit->current, fit->x);
  }
  fit->damping = DAMPING_START;

  return TRUE;
}

/**
 * fore_ets_fit:
 * @form: a form
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, scaled to about 1
 * @cancellable: (nullable): asked each iteration
 * @error: return location for an error: %G_IO_ERROR_CANCELLED, %FORE_ERROR_MODEL
 *
 * Maximises the likelihood over the smoothing parameters, in the region of R's
 * forecast::ets(), and the initial states.
 *
 * Returns: (transfer full): @form with its parameters and initial states
 */
ForeEts *
fore_ets_fit (const ForeEtsForm *form,
              gsize n,
              const double *y,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (ForeEts) start = fore_ets_start (form, n, y);
  g_auto (Fit) fit = { 0 };

  fit_init (&fit, start, n, y);
  if (!find_basin (&fit, start, cancellable, error))
    return NULL;
  if (!isfinite (fit.current->objective)) {
    g_autofree char *name = fore_ets_form_to_string (form);

    g_set_error (error, FORE_ERROR, FORE_ERROR_MODEL, _ ("%s does not fit these values."), name);
    return NULL;
  }
  if (!improve (&fit, N_ITERATIONS_MAX, FALSE, GAIN_ENOUGH, cancellable, error))
    return NULL;

  unpack (&fit, fit.x);
  fore_ets_normalize (fit.ets);
  return g_steal_pointer (&fit.ets);
}

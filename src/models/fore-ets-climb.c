/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-climb.h"

#include "fore-ets-tangent.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#define DAMPING_START 1e-3
#define DAMPING_MIN   1e-9
#define DAMPING_MAX   1e9

/* Free quantities with bounds: alpha, beta, gamma, phi. */
#define N_BOUNDED 4

/*
 * The point x holds the free quantities in the order of ForeEtsTangent, with beta and
 * gamma as shares of what alpha leaves them, so that all bounds are those of a box:
 * beta = min + (alpha - min) x, gamma = min + (1 - alpha - min) x.
 */
struct _ForeEtsClimb {
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
  gboolean *is_held; /* not to be moved by this step */
  gboolean is_cut;   /* whether the box has cut this step short */
  double damping;
};

/**
 * fore_ets_climb_new:
 * @form: a form
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, scaled to about 1; they are not copied
 *
 * Returns: (transfer full): a climb that has not started yet
 */
ForeEtsClimb *
fore_ets_climb_new (const ForeEtsForm *form, gsize n, const double *y)
{
  ForeEtsClimb *climb = g_new0 (ForeEtsClimb, 1);
  guint n_free = fore_ets_form_n_parameters (form);

  climb->n = n;
  climb->y = y;
  climb->ets = fore_ets_new (form);
  climb->current = fore_ets_tangent_new (form);
  climb->trial = fore_ets_tangent_new (form);
  climb->x = g_new (double, n_free);
  climb->x_trial = g_new (double, n_free);
  climb->step = g_new (double, n_free);
  climb->is_held = g_new (gboolean, n_free);
  climb->index = g_new (guint, n_free);
  climb->order = g_new (gsize, n_free);
  climb->unit = g_new (double, n_free);
  climb->vector = g_new (double, n_free);
  climb->matrix = g_new (double, n_free *n_free);

  climb->n_bounded = (guint) climb->current->l;
  climb->lower[0] = FORE_ETS_SMOOTHING_MIN;
  climb->upper[0] = FORE_ETS_ALPHA_MAX;
  for (guint i = 1; i < climb->n_bounded; i++) {
    gboolean is_phi = (int) i == climb->current->phi;

    climb->lower[i] = is_phi ? FORE_ETS_PHI_MIN : 0.0;
    climb->upper[i] = is_phi ? FORE_ETS_PHI_MAX : 1.0;
  }

  return climb;
}

void
fore_ets_climb_free (ForeEtsClimb *climb)
{
  if (climb == NULL)
    return;
  fore_ets_free (climb->ets);
  fore_ets_tangent_free (climb->current);
  fore_ets_tangent_free (climb->trial);
  g_free (climb->x);
  g_free (climb->x_trial);
  g_free (climb->step);
  g_free (climb->is_held);
  g_free (climb->index);
  g_free (climb->order);
  g_free (climb->unit);
  g_free (climb->vector);
  g_free (climb->matrix);
  g_free (climb);
}

static double
share (double value, double room)
{
  return room > 0 ? CLAMP ((value - FORE_ETS_SMOOTHING_MIN) / room, 0.0, 1.0) : 0.0;
}

/* ets -> x */
static void
pack (ForeEtsClimb *climb, const ForeEts *ets)
{
  const ForeEtsTangent *at = climb->current;
  double *x = climb->x, alpha = CLAMP (ets->alpha, FORE_ETS_SMOOTHING_MIN, FORE_ETS_ALPHA_MAX);

  x[0] = alpha;
  if (at->beta >= 0)
    x[at->beta] = share (ets->beta, alpha - FORE_ETS_SMOOTHING_MIN);
  if (at->gamma >= 0)
    x[at->gamma] = share (ets->gamma, 1.0 - alpha - FORE_ETS_SMOOTHING_MIN);
  if (at->phi >= 0)
    x[at->phi] = CLAMP (ets->phi, FORE_ETS_PHI_MIN, FORE_ETS_PHI_MAX);
  x[at->l] = ets->l;
  if (at->b >= 0)
    x[at->b] = ets->b;
  if (at->s >= 0)
    memcpy (x + at->s, ets->s, (ets->form.m - 1) * sizeof *x);
  memcpy (climb->ets->s, ets->s, ets->form.m * sizeof *ets->s);
}

/* x -> ets */
static void
unpack (ForeEtsClimb *climb, const double *x)
{
  const ForeEtsTangent *at = climb->current;
  ForeEts *ets = climb->ets;

  ets->alpha = x[0];
  if (at->beta >= 0)
    ets->beta = FORE_ETS_SMOOTHING_MIN + (x[0] - FORE_ETS_SMOOTHING_MIN) * x[at->beta];
  if (at->gamma >= 0)
    ets->gamma = FORE_ETS_SMOOTHING_MIN + (1.0 - x[0] - FORE_ETS_SMOOTHING_MIN) * x[at->gamma];
  if (at->phi >= 0)
    ets->phi = x[at->phi];
  ets->l = x[at->l];
  if (at->b >= 0)
    ets->b = x[at->b];
  if (at->s >= 0)
    memcpy (ets->s, x + at->s, (ets->form.m - 1) * sizeof *x);
}

/* Goes over from the derivatives by beta (or gamma), at @i, to those by its share: @slope is
 * d beta / d share and @by_alpha is d beta / d alpha. */
static void
chain (ForeEtsTangent *at, int i, double slope, double by_alpha)
{
  double *c = at->curvature;
  guint stride = at->stride;

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
evaluate (ForeEtsClimb *climb, ForeEtsTangent *at, const double *x)
{
  unpack (climb, x);
  if (!fore_ets_tangent_run (at, climb->ets, climb->n, climb->y))
    return FALSE;
  for (guint i = 0; i < at->n_free; i++)
    for (guint j = 0; j < i; j++)
      at->curvature[j * at->stride + i] = at->curvature[i * at->stride + j];
  if (at->beta >= 0)
    chain (at, at->beta, x[0] - FORE_ETS_SMOOTHING_MIN, x[at->beta]);
  if (at->gamma >= 0)
    chain (at, at->gamma, 1.0 - x[0] - FORE_ETS_SMOOTHING_MIN, -x[at->gamma]);
  return TRUE;
}

/* Solves (C + damping diag C) step = -gradient for what is not held, in units in which the
 * diagonal of C is 1. */
static void
solve (ForeEtsClimb *climb)
{
  const ForeEtsTangent *at = climb->current;
  gsl_matrix_view matrix;
  gsl_vector_view vector;
  gsl_permutation order;
  guint n = 0;

  for (guint i = 0; i < at->n_free; i++)
    if (!climb->is_held[i])
      climb->index[n++] = i;
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++) {
    double diagonal = at->curvature[climb->index[i] * at->stride + climb->index[i]];

    climb->unit[i] = diagonal > 0.0 ? 1.0 / sqrt (diagonal) : 0.0;
  }
  for (guint i = 0; i < n; i++) {
    const double *row = at->curvature + climb->index[i] * at->stride;
    double slope = at->gradient[climb->index[i]];

    for (guint k = 0; k < climb->n_bounded; k++)
      if (climb->is_held[k])
        slope += row[k] * climb->step[k];
    climb->vector[i] = -slope * climb->unit[i];
    for (guint j = 0; j < i; j++)
      climb->matrix[i * n + j] = row[climb->index[j]] * climb->unit[i] * climb->unit[j];
    climb->matrix[i * n + i] = 1.0 + climb->damping;
  }
  matrix = gsl_matrix_view_array (climb->matrix, n, n);
  vector = gsl_vector_view_array (climb->vector, n);
  order = (gsl_permutation){ n, climb->order };
  /* The modified decomposition knows no failure, whatever rounding has done to the matrix. */
  gsl_linalg_mcholesky_decomp (&matrix.matrix, &order, NULL);
  gsl_linalg_mcholesky_svx (&matrix.matrix, &order, &vector.vector);
  for (guint i = 0; i < n; i++)
    climb->step[climb->index[i]] = climb->vector[i] * climb->unit[i];
}

/* The step inside the box: what would leave it goes to its bound and stays there, and the rest
 * is solved again. */
static void
find_step (ForeEtsClimb *climb, gboolean states_only)
{
  const ForeEtsTangent *at = climb->current;
  gboolean again = TRUE;

  climb->is_cut = FALSE;
  for (guint i = 0; i < at->n_free; i++) {
    gboolean at_bound = i < climb->n_bounded &&
                        ((climb->x[i] <= climb->lower[i] && at->gradient[i] >= 0) ||
                         (climb->x[i] >= climb->upper[i] && at->gradient[i] <= 0));

    climb->is_held[i] = at_bound || (states_only && i < climb->n_bounded);
    climb->step[i] = 0.0;
  }
  while (again) {
    again = FALSE;
    solve (climb);
    for (guint i = 0; i < climb->n_bounded; i++) {
      double to = climb->x[i] + climb->step[i];

      if (climb->is_held[i] || (to >= climb->lower[i] && to <= climb->upper[i]))
        continue;
      climb->step[i] = CLAMP (to, climb->lower[i], climb->upper[i]) - climb->x[i];
      climb->is_held[i] = TRUE;
      again = climb->is_cut = TRUE;
    }
  }
}

static double
expected_gain (const ForeEtsClimb *climb)
{
  const ForeEtsTangent *at = climb->current;
  double gain = 0.0;

  for (guint i = 0; i < at->n_free; i++) {
    double curved = 0.0;

    for (guint j = 0; j < at->n_free; j++)
      curved += at->curvature[i * at->stride + j] * climb->step[j];
    gain -= climb->step[i] * (at->gradient[i] + 0.5 * curved);
  }
  return gain;
}

/* Takes the step if it leads up; its gain is minus infinity where it leads nowhere. */
static double
try_step (ForeEtsClimb *climb)
{
  double gain;

  for (guint i = 0; i < climb->current->n_free; i++) {
    climb->x_trial[i] = climb->x[i] + climb->step[i];
    if (i < climb->n_bounded)
      climb->x_trial[i] = CLAMP (climb->x_trial[i], climb->lower[i], climb->upper[i]);
  }
  if (!evaluate (climb, climb->trial, climb->x_trial))
    return -INFINITY;
  gain = climb->current->objective - climb->trial->objective;
  if (gain > 0) {
    ForeEtsTangent *tangent = climb->current;
    double *x = climb->x;

    climb->current = climb->trial;
    climb->trial = tangent;
    climb->x = climb->x_trial;
    climb->x_trial = x;
  }
  return gain;
}

/**
 * fore_ets_climb_start:
 * @climb: a climb
 * @start: parameters and initial states of its form, the former within their region
 *
 * Returns: %FALSE if the values cannot be expected from @start; another start is needed then
 */
gboolean
fore_ets_climb_start (ForeEtsClimb *climb, const ForeEts *start)
{
  pack (climb, start);
  return evaluate (climb, climb->current, climb->x);
}

/**
 * fore_ets_climb_run:
 * @climb: a climb that has started
 * @n_steps: number of steps at most
 * @states_only: whether the smoothing parameters stay as they are
 * @enough: gain in log-likelihood that is not worth a step any more
 * @cancellable: (nullable): asked each step
 * @error: return location for an error: %G_IO_ERROR_CANCELLED
 *
 * Climbs by the method of Levenberg and Marquardt (Marquardt 1963), in a box.
 *
 * Returns: %FALSE on error
 */
gboolean
fore_ets_climb_run (ForeEtsClimb *climb,
                    guint n_steps,
                    gboolean states_only,
                    double enough,
                    GCancellable *cancellable,
                    GError **error)
{
  climb->damping = DAMPING_START;
  for (guint k = 0; k < n_steps && climb->damping < DAMPING_MAX; k++) {
    double expected, gain;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    find_step (climb, states_only);
    expected = expected_gain (climb);
    /* A step that the box cut short may promise nothing where a shorter one does. */
    if (expected < enough && !climb->is_cut)
      break;
    gain = expected < enough ? -INFINITY : try_step (climb);
    if (gain < 0.25 * expected)
      climb->damping *= gain > 0 ? 4 : 10;
    else if (gain > 0.75 * expected)
      climb->damping = MAX (climb->damping / 10, DAMPING_MIN);
  }
  return TRUE;
}

/**
 * fore_ets_climb_get_objective:
 * @climb: a climb that has started
 *
 * Returns: the negative log-likelihood where it is
 */
double
fore_ets_climb_get_objective (const ForeEtsClimb *climb)
{
  return climb->current->objective;
}

/**
 * fore_ets_climb_get_point:
 * @climb: a climb that has started
 *
 * Returns: (transfer full): the parameters and initial states where it is
 */
ForeEts *
fore_ets_climb_get_point (ForeEtsClimb *climb)
{
  unpack (climb, climb->x);
  return fore_ets_copy (climb->ets);
}

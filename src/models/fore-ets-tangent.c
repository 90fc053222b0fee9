/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-tangent.h"

#include "fore-ets-step.h"

#include <string.h>

/* Residuals whose products are summed in one go: it saves most of the memory traffic. */
#define ROWS 4

/* Factors of a product before its logarithm is taken; none is below FORE_ETS_TINY. */
#define FACTORS 16

/**
 * fore_ets_tangent_new:
 * @form: a form
 *
 * Returns: (transfer full): where the derivatives of @form go
 */
ForeEtsTangent *
fore_ets_tangent_new (const ForeEtsForm *form)
{
  ForeEtsTangent *tangent = g_new0 (ForeEtsTangent, 1);
  gboolean has_trend = form->trend != FORE_ETS_NONE, has_season = form->season != FORE_ETS_NONE;
  int next = 1;
  guint width;

  tangent->beta = has_trend ? next++ : -1;
  tangent->gamma = has_season ? next++ : -1;
  tangent->phi = form->damped ? next++ : -1;
  tangent->l = next++;
  tangent->b = has_trend ? next++ : -1;
  tangent->s = form->m > 1 ? next : -1;
  tangent->n_free = (guint) next + form->m - 1;

  width = (tangent->n_free + FORE_ETS_LANES - 1) / FORE_ETS_LANES;
  tangent->width = width;
  tangent->stride = width * FORE_ETS_LANES;
  tangent->gradient = g_new (double, tangent->stride);
  tangent->mean_log_mu = g_new (double, tangent->stride);
  tangent->curvature = g_new (double, tangent->stride * tangent->stride);
  tangent->workspace_size = (4 + form->m + ROWS) * (gsize) width;
  tangent->workspace = g_new (ForeEtsLanes, tangent->workspace_size);
  tangent->dq = tangent->workspace;
  tangent->dmu = tangent->dq + width;
  tangent->dl = tangent->dmu + width;
  tangent->db = tangent->dl + width;
  tangent->row = tangent->db + width;
  tangent->ds = tangent->row + ROWS * width;

  return tangent;
}

void
fore_ets_tangent_free (ForeEtsTangent *tangent)
{
  if (tangent == NULL)
    return;
  g_free (tangent->gradient);
  g_free (tangent->mean_log_mu);
  g_free (tangent->curvature);
  g_free (tangent->workspace);
  g_free (tangent);
}

static inline void
add_unit (ForeEtsLanes *lanes, int index, double value)
{
  if (index >= 0)
    ((double *) lanes)[index] += value;
}

static void
begin (ForeEtsTangent *tangent, guint m)
{
  memset (tangent->workspace, 0, tangent->workspace_size * sizeof *tangent->workspace);
  memset (tangent->gradient, 0, tangent->stride * sizeof *tangent->gradient);
  memset (tangent->mean_log_mu, 0, tangent->stride * sizeof *tangent->mean_log_mu);
  memset (tangent->curvature, 0, tangent->stride * tangent->stride * sizeof *tangent->curvature);
  add_unit (tangent->dl, tangent->l, 1.0);
  add_unit (tangent->db, tangent->b, 1.0);
  for (guint j = 0; j + 1 < m; j++)
    add_unit (tangent->ds + j * tangent->width, tangent->s + (int) j, 1.0);
}

/* curvature += row' row, for ROWS rows at once */
static void
add_products (ForeEtsTangent *tangent)
{
  guint width = tangent->width, stride = tangent->stride;
  const ForeEtsLanes *row = tangent->row;
  const double *x = (const double *) row;

  for (guint i = 0; i < tangent->n_free; i++) {
    ForeEtsLanes *sum = (ForeEtsLanes *) (tangent->curvature + i * stride);
    double x0 = x[i], x1 = x[i + stride], x2 = x[i + 2 * stride], x3 = x[i + 3 * stride];

    for (guint k = 0; k <= i / FORE_ETS_LANES; k++)
      sum[k] += x0 * row[k] + x1 * row[k + width] + x2 * row[k + 2 * width] +
                x3 * row[k + 3 * width];
  }
}

/* The derivatives of one step of fore_ets_step(), which has been taken from a trend of @b_before
 * to @after; @ds are those of the season used. */
static inline void
differentiate (ForeEtsTangent *tangent,
               const ForeEtsStep *step,
               const ForeEts *after,
               double b_before,
               gboolean is_missing,
               ForeEtsLanes *ds)
{
  ForeEtsLanes *dq = tangent->dq, *dmu = tangent->dmu, *dl = tangent->dl, *db = tangent->db;
  gboolean has_trend = tangent->b >= 0;
  guint width = tangent->width;
  double alpha = after->alpha, beta = after->beta, gamma = after->gamma, phi = after->phi;
  /* d error = -d mu; a missing value has none. */
  double known = is_missing ? 0.0 : 1.0;

  memcpy (dq, dl, width * sizeof *dq);
  for (guint k = 0; has_trend && k < width; k++)
    dq[k] += phi * db[k];
  add_unit (dq, tangent->phi, b_before);

  if (after->form.season == FORE_ETS_MULTIPLICATIVE) {
    /* mu = q s, level error = e / s, season error = e / q */
    double per_s = known / step->s, per_q = known / step->q;

    for (guint k = 0; k < width; k++) {
      ForeEtsLanes d_level_error;

      dmu[k] = dq[k] * step->s + step->q * ds[k];
      d_level_error = -per_s * (dmu[k] + step->level_error * ds[k]);
      dl[k] = dq[k] + alpha * d_level_error;
      if (has_trend)
        db[k] = phi * db[k] + beta * d_level_error;
      ds[k] -= gamma * per_q * (dmu[k] + step->season_error * dq[k]);
    }
  } else {
    for (guint k = 0; k < width; k++) {
      dmu[k] = dq[k] + ds[k];
      dl[k] = dq[k] - alpha * known * dmu[k];
      if (has_trend)
        db[k] = phi * db[k] - beta * known * dmu[k];
      ds[k] -= gamma * known * dmu[k];
    }
  }
  add_unit (dl, 0, step->level_error);
  add_unit (db, tangent->beta, step->level_error);
  add_unit (db, tangent->phi, b_before);
  add_unit (ds, tangent->gamma, step->season_error);
}

/* What the values have added up to so far. */
typedef struct {
  gsize n;
  guint n_rows;
  double sum_e2, sum_log_mu, product;
} Sums;

/* Adds one residual and its derivatives. Relative errors: e = y / mu - 1, de = -y / mu^2 d mu. */
static inline void
add_residual (ForeEtsTangent *tangent,
              Sums *sums,
              const ForeEtsStep *step,
              double y,
              gboolean is_relative)
{
  guint width = tangent->width;
  ForeEtsLanes *row = tangent->row + sums->n_rows * width;
  ForeEtsLanes *gradient = (ForeEtsLanes *) tangent->gradient;
  ForeEtsLanes *mean_log_mu = (ForeEtsLanes *) tangent->mean_log_mu;
  double per_mu = is_relative ? 1.0 / step->mu : 1.0;
  double e = step->error * per_mu;
  double slope = is_relative ? -y * per_mu * per_mu : -1.0;

  for (guint k = 0; k < width; k++) {
    row[k] = slope * tangent->dmu[k];
    gradient[k] += e * row[k];
  }
  if (is_relative) {
    for (guint k = 0; k < width; k++)
      mean_log_mu[k] += tangent->dmu[k] * per_mu;
    sums->product *= step->mu;
    if (sums->n % FACTORS == FACTORS - 1) {
      sums->sum_log_mu += log (sums->product);
      sums->product = 1.0;
    }
  }
  sums->sum_e2 += e * e;
  sums->n++;
  if (++sums->n_rows == ROWS) {
    add_products (tangent);
    sums->n_rows = 0;
  }
}

/* With multiplicative errors the likelihood is the sum of squares of G e_t, where G is the
 * geometric mean of |mu| (as in the Box-Cox likelihood): each product gets the share of G. */
static void
finish (ForeEtsTangent *tangent, const Sums *sums)
{
  double *g = tangent->gradient, *L = tangent->mean_log_mu;
  double n = (double) sums->n, sum_e2 = sums->sum_e2, floored, scale;

  tangent->objective = fore_ets_objective (sums->n, sum_e2, sums->sum_log_mu + log (sums->product),
                                           &floored);
  scale = n / floored;
  for (guint i = 0; i < tangent->n_free; i++)
    L[i] /= n;
  for (guint i = 0; i < tangent->n_free; i++)
    for (guint j = 0; j <= i; j++) {
      double *c = tangent->curvature + i * tangent->stride + j;

      *c = scale * (*c + g[i] * L[j] + L[i] * g[j] + sum_e2 * L[i] * L[j]);
    }
  for (guint i = 0; i < tangent->n_free; i++)
    g[i] = scale * (g[i] + sum_e2 * L[i]);
}

/**
 * fore_ets_tangent_run:
 * @tangent: where the derivatives go
 * @start: parameters and initial states
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing, not larger than about 1
 *
 * Runs the values through the recursion and takes the derivatives along (forward mode).
 *
 * Returns: %FALSE if @start does not allow all values
 */
gboolean
fore_ets_tangent_run (ForeEtsTangent *tangent, const ForeEts *start, gsize n, const double *y)
{
  g_autoptr (ForeEts) ets = fore_ets_copy (start);
  gboolean is_relative = ets->form.error == FORE_ETS_MULTIPLICATIVE;
  Sums sums = { .product = 1.0 };
  gsize j = 0;

  begin (tangent, ets->form.m);
  for (gsize t = 0; t < n; t++) {
    double b_before = ets->b;
    ForeEtsStep step = fore_ets_step (ets, &ets->s[j], y[t]);

    if (!fore_ets_step_is_valid (&ets->form, &step))
      return FALSE;
    differentiate (tangent, &step, ets, b_before, isnan (y[t]), tangent->ds + j * tangent->width);
    if (!isnan (y[t]))
      add_residual (tangent, &sums, &step, y[t], is_relative);
    if (++j == ets->form.m)
      j = 0;
  }
  if (sums.n_rows > 0) {
    ForeEtsLanes *rest = tangent->row + sums.n_rows * tangent->width;

    memset (rest, 0, (ROWS - sums.n_rows) * tangent->width * sizeof *rest);
    add_products (tangent);
  }
  if (!isfinite (sums.sum_e2) || sums.n == 0)
    return FALSE;
  finish (tangent, &sums);

  return TRUE;
}

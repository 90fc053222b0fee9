/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sarimax-gaps.h"

#include <math.h>

#define FEW 0.1 /* share of gaps up to which models are ranked without them */

/**
 * fore_sarimax_has_few_gaps:
 * @n: number of values
 * @y: (array length=n): a series, NaN where missing
 *
 * Returns: whether there are gaps, but so few that the series with them filled tells much the
 *   same
 */
gboolean
fore_sarimax_has_few_gaps (gsize n, const double *y)
{
  gsize n_gaps = 0;

  for (gsize t = 0; t < n; t++)
    n_gaps += isnan (y[t]);

  return n_gaps > 0 && (double) n_gaps <= FEW * (double) n;
}

/* Straight lines over the gaps of every step-th value from the first one on. */
static void
fill_along (gsize n, double *y, gsize first, gsize step)
{
  gsize last = 0;
  gboolean has_last = FALSE;

  for (gsize t = first; t < n; t += step) {
    if (isnan (y[t]))
      continue;
    for (gsize k = has_last ? last + step : first; k < t; k += step)
      y[k] = has_last ? y[last] + (y[t] - y[last]) * (double) (k - last) / (double) (t - last)
                      : y[t];
    last = t;
    has_last = TRUE;
  }
  for (gsize k = last + step; k < n && has_last; k += step)
    y[k] = y[last];
}

/**
 * fore_sarimax_fill_gaps:
 * @n: number of values
 * @y: (array length=n): a series, NaN where missing, one value known at least
 * @period: season length, 1 for none
 *
 * Returns: (transfer full) (array length=n): the series with lines from season to season over
 *   its gaps, for what knows no gaps or is much slower with them
 */
double *
fore_sarimax_fill_gaps (gsize n, const double *y, guint period)
{
  double *filled = g_memdup2 (y, n * sizeof *y);

  for (guint j = 0; j < period; j++)
    fill_along (n, filled, j, period);
  fill_along (n, filled, 0, 1);

  return filled;
}

/**
 * fore_sarimax_without_gaps:
 * @model: a model
 *
 * Returns: (transfer full) (nullable): the same model of the scaled series with its gaps filled, to
 *   try what takes long with them; %NULL where there are none or too many
 */
ForeSarimax *
fore_sarimax_without_gaps (const ForeSarimax *model)
{
  gsize n = model->n;
  guint n_others = model->n_free + model->has_intercept;
  g_autofree double *y = g_memdup2 (model->u + model->n_columns * n, n * sizeof *y);
  g_autofree double *filled = NULL;

  for (gsize t = 0; t < n; t++)
    if (!model->is_known[t])
      y[t] = NAN;
  if (!fore_sarimax_has_few_gaps (n, y))
    return NULL;
  filled = fore_sarimax_fill_gaps (n, y, model->order.s);

  return fore_sarimax_new (n, filled, model->n_regressors, model->u + n_others * n, &model->order,
                           model->has_intercept);
}

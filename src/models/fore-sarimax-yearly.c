/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The year of a daily series as pairs of Fourier terms in the regression: a seasonal model of
 * that length would need a state of a year (R. J. Hyndman and G. Athanasopoulos, Forecasting:
 * Principles and Practice, third edition (2021), section 12.1).
 */
#include "fore-sarimax-yearly.h"

#include <math.h>
#include <string.h>

#include "fore-fourier.h"
#include "fore-sarimax-search.h"

#define MOST_PAIRS 6

/**
 * fore_sarimax_yearly_columns:
 * @n: number of values
 * @year: length of the year in steps
 * @n_pairs: number of pairs of terms
 *
 * Returns: (transfer full) (array): 2 n_pairs columns of @n values, one behind the other
 */
double *
fore_sarimax_yearly_columns (gsize n, double year, guint n_pairs)
{
  double *X = g_new (double, 2 * n_pairs * n + 1);
  g_autofree double *row = g_new (double, 2 * n_pairs + 1);

  for (gsize t = 0; t < n; t++) {
    fore_fourier_fill ((double) t, year, n_pairs, row);
    for (guint i = 0; i < 2 * n_pairs; i++)
      X[i * n + t] = row[i];
  }

  return X;
}

/* Adds pairs to a model as long as the corrected criterion falls. */
static ForeSarimaxFit *
add_pairs (gsize n,
           const double *y,
           double year,
           const ForeSarimaxFit *plain,
           GCancellable *cancellable)
{
  g_autofree double *X = fore_sarimax_yearly_columns (n, year, MOST_PAIRS);
  ForeSarimaxFit *best = NULL;

  for (guint n_pairs = 1; n_pairs <= MOST_PAIRS; n_pairs++) {
    const ForeSarimaxFit *last = best != NULL ? best : plain;
    g_autoptr (ForeSarimax)
        model = fore_sarimax_new (n, y, 2 * n_pairs, X, &plain->order, plain->has_intercept);
    ForeSarimaxFit *fit = fore_sarimax_fit_roughly (model, last, cancellable);

    if (!(fit->aicc < last->aicc)) {
      fore_sarimax_fit_free (fit);
      break;
    }
    fore_sarimax_fit_free (best);
    best = fit;
  }

  return best;
}

/**
 * fore_sarimax_yearly_improve:
 * @n: number of values
 * @y: (array length=n): the series, NaN where missing
 * @year: length of the year in steps
 * @plain: (transfer full): the best model without a year
 * @cancellable: (nullable): asked each iteration
 *
 * Looks whether the model gains from a year. If so, differences and orders are chosen anew for
 * what the year leaves.
 *
 * Returns: (transfer full): the model with a year, or @plain
 */
ForeSarimaxFit *
fore_sarimax_yearly_improve (gsize n,
                             const double *y,
                             double year,
                             ForeSarimaxFit *plain,
                             GCancellable *cancellable)
{
  g_autoptr (ForeSarimaxFit) yearly = add_pairs (n, y, year, plain, cancellable);
  g_autoptr (ForeSarimaxFit) left = NULL;
  g_autoptr (ForeSarimax) model = NULL;
  g_autofree double *X = NULL;
  g_autofree double *rest = NULL;
  ForeArimaOrder order = plain->order;
  ForeSarimaxFit *fit;

  if (yearly == NULL)
    return plain;

  X = fore_sarimax_yearly_columns (n, year, yearly->n_regressors / 2);
  rest = g_memdup2 (y, n * sizeof *y);
  for (guint i = 0; i < yearly->n_regressors; i++)
    for (gsize t = 0; t < n; t++)
      rest[t] -= yearly->beta[i] * X[i * n + t];
  fore_sarimax_choose_differences (n, rest, order.s, &order.d, &order.D);
  left = fore_sarimax_search (n, rest, 0, NULL, &order, cancellable);
  if (left == NULL)
    return plain;

  model = fore_sarimax_new (n, y, yearly->n_regressors, X, &left->order, left->has_intercept);
  fit = fore_sarimax_fit_polish (model, left, cancellable);
  fore_sarimax_fit_free (plain);

  return fit;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the series is regressed on: holidays and other columns that are given, and the year of a
 * daily series as pairs of Fourier terms, as a seasonal model of that length would need a state
 * of a year (R. J. Hyndman and G. Athanasopoulos, Forecasting:
 * Principles and Practice, third edition (2021), section 12.1).
 */
#include "fore-sarimax-columns.h"

#include <math.h>
#include <string.h>

#include "fore-fourier.h"
#include "fore-sarimax-gaps.h"
#include "fore-sarimax-search.h"

#define MOST_PAIRS 6

/* By how much the criterion must fall before a year is believed: models that far apart leave the
 * worse one no support (K. P. Burnham and D. R. Anderson, Model Selection and Multimodel
 * Inference (2002), section 2.6). Of several numbers of pairs one seems better by chance. */
#define NO_SUPPORT 10.0

static guint
count_given (const ForeSarimaxColumns *columns)
{
  return columns->given != NULL ? columns->given->n : 0;
}

/**
 * fore_sarimax_columns_count:
 * @columns: what a series is regressed on
 * @n_pairs: number of pairs of terms
 *
 * Returns: how many columns that makes
 */
guint
fore_sarimax_columns_count (const ForeSarimaxColumns *columns, guint n_pairs)
{
  return count_given (columns) + 2 * n_pairs;
}

/**
 * fore_sarimax_columns_fill:
 * @columns: what a series is regressed on
 * @n: number of values
 * @n_pairs: number of pairs of terms
 *
 * Returns: (transfer full) (array): the columns of @n values, one behind the other
 */
double *
fore_sarimax_columns_fill (const ForeSarimaxColumns *columns, gsize n, guint n_pairs)
{
  const ForeRegressorTable *given = columns->given;
  double *X = g_new (double, fore_sarimax_columns_count (columns, n_pairs) * n + 1), *pairs = X;
  g_autofree double *row = g_new (double, 2 * n_pairs + 1);

  for (guint i = 0; i < count_given (columns); i++, pairs += n)
    memcpy (pairs, given->value + i * given->n_rows + columns->first, n * sizeof *pairs);
  for (gsize t = 0; t < n && n_pairs > 0; t++) {
    fore_fourier_fill ((double) t, columns->year, n_pairs, row);
    for (guint i = 0; i < 2 * n_pairs; i++)
      pairs[i * n + t] = row[i];
  }

  return X;
}

/* How many pairs the corrected criterion asks for with the plain model's coefficients, from most
 * to none: the columns come in one after the other in the regression, so that one regression
 * tells what each takes off the sum of squares. */
static guint
choose_pairs (gsize n_values,
              const double *y,
              guint n_given,
              const double *X,
              const ForeSarimaxFit *plain)
{
  g_autoptr (ForeSarimax) model = fore_sarimax_new (n_values, y, n_given + 2 * MOST_PAIRS, X,
                                                    &plain->order, plain->has_intercept);
  guint n_columns = model->n_columns, n_before = n_columns - 2 * MOST_PAIRS, best_pairs = 0;
  double residual, best = INFINITY, without = INFINITY;

  if (!isfinite (fore_sarimax_evaluate (model, plain->coefficients, FORE_SARIMAX_RANKING)))
    return 0;
  residual = model->residual;
  for (guint pairs = MOST_PAIRS + 1; pairs-- > 0;) {
    double n = (double) model->n_used;
    double k = plain->n_coefficients + plain->has_intercept + n_given + 2 * pairs + 1;
    double aicc = n * log (residual) + 2.0 * k + 2.0 * k * (k + 1.0) / (n - k - 1.0);

    if (aicc < best) {
      best = aicc;
      best_pairs = pairs;
    }
    without = aicc;
    for (guint i = 0; i < 2 && pairs > 0; i++) {
      double share = model->R[(n_before + 2 * pairs - 1 - i) * (n_columns + 1) + n_columns];

      residual += share * share;
    }
  }

  return without - best > NO_SUPPORT ? best_pairs : 0;
}

/* What the columns leave of the series. */
static double *
take_off (gsize n,
          const double *y,
          guint n_regressors,
          const double *X,
          const ForeSarimaxFit *plain)
{
  g_autoptr (ForeSarimax)
      model = fore_sarimax_new (n, y, n_regressors, X, &plain->order, plain->has_intercept);
  double *rest = g_memdup2 (y, n * sizeof *y);
  g_autofree double *beta = g_new (double, model->n_regressors + 1);
  double intercept, sigma2;

  fore_sarimax_evaluate (model, plain->coefficients, FORE_SARIMAX_RANKING);
  fore_sarimax_estimates (model, &intercept, beta, &sigma2);
  for (guint i = 0; i < model->n_regressors; i++)
    for (gsize t = 0; t < n; t++)
      rest[t] -= beta[i] * X[i * n + t];

  return rest;
}

/**
 * fore_sarimax_columns_search:
 * @columns: what the series may be regressed on
 * @n: number of values
 * @y: (array length=n): the series, NaN where missing
 * @period: length of the season in steps
 * @cancellable: (nullable): asked each iteration
 *
 * Looks with a model of middle size at what given columns explain and whether the series has a
 * year. Differences and orders are chosen for what is left, and with them the number of the
 * year's pairs anew.
 *
 * Returns: (transfer full) (nullable): the model with its columns, %NULL where there are none
 */
ForeSarimaxFit *
fore_sarimax_columns_search (const ForeSarimaxColumns *columns,
                             gsize n,
                             const double *y,
                             guint period,
                             GCancellable *cancellable)
{
  gboolean may_have_year = columns->year > 0.0;
  guint n_given = count_given (columns), n_pairs = 0;
  g_autofree double *X = fore_sarimax_columns_fill (columns, n, may_have_year ? MOST_PAIRS : 0);
  g_autofree double *filled = fore_sarimax_fill_gaps (n, y, MAX (period, 1));
  g_autofree double *rest = NULL;
  g_autoptr (ForeSarimaxFit) first = NULL;
  g_autoptr (ForeSarimaxFit) left = NULL;
  g_autoptr (ForeSarimax) model = NULL;
  ForeArimaOrder order = { 1, 0, 1, 1, 0, 1, period };

  if (period <= 1)
    order.P = order.Q = 0;
  fore_sarimax_choose_differences (n, y, period, &order.d, &order.D);
  model = fore_sarimax_new (n, filled, n_given, X, &order, order.d + order.D <= 1);
  first = fore_sarimax_fit_roughly (model, NULL, cancellable);
  if (may_have_year)
    n_pairs = choose_pairs (n, filled, n_given, X, first);
  if (n_given + n_pairs == 0)
    return NULL;

  rest = take_off (n, y, n_given + 2 * n_pairs, X, first);
  fore_sarimax_choose_differences (n, rest, period, &order.d, &order.D);
  left = fore_sarimax_search (n, rest, 0, NULL, &order, cancellable);
  if (left == NULL)
    return NULL;

  if (may_have_year)
    n_pairs = choose_pairs (n, y, n_given, X, left);
  fore_sarimax_free (model);
  model = fore_sarimax_new (n, y, n_given + 2 * n_pairs, X, &left->order, left->has_intercept);

  return fore_sarimax_fit_polish (model, left, cancellable);
}

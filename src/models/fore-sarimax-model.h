/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-arma.h"
#include "fore-kalman.h"
#include "fore-model.h"
#include "fore-whitener.h"

G_BEGIN_DECLS

/* What no longer counts beside 1 of the weights of 1 / theta(B), or of the innovations' variance
 * where the recursion for it ends: for the last word, and for ranking. */
#define FORE_SARIMAX_EXACT   1e-12
#define FORE_SARIMAX_RANKING 1e-4

/**
 * ForeSarimax:
 * @order: its orders
 * @has_intercept: whether the differences have a mean of their own
 * @n_regressors: columns of X
 * @n: number of values
 * @r: values that differencing takes, d + s D
 * @n_coefficients: p + q + P + Q
 * @n_parameters: what is estimated, the innovations' variance included
 * @n_used: what fore_sarimax_evaluate() found: known values left after differencing,
 * @log_determinant: log determinant of the covariance,
 * @residual: sum of squares of the standardised innovations,
 * @R: and the decomposition of the regression
 *
 * A regression with SARIMA errors and its data, scaled: y_t = x_t' beta + u_t,
 * w_t = (1 - B)^d (1 - B^s)^D u_t, phi(B) Phi(B^s) (w_t - intercept) = theta(B) Theta(B^s) e_t.
 * Coefficients are passed as one array: ar, ma, seasonal ar, seasonal ma.
 */
typedef struct {
  ForeArimaOrder order;
  gboolean has_intercept;
  guint n_regressors;
  gsize n;
  guint r;
  double *delta;
  guint n_coefficients;
  guint n_parameters;

  double center;
  double scale;
  guint n_free;    /* missing ones among the first r values, each a column of its own */
  guint n_columns; /* those, the intercept and the regressors */
  gsize n_rows;    /* known values from the r-th on */
  gsize n_white;   /* rows of white noise they become */
  guint8 *is_known;
  double *u; /* n x (n_columns + 1): the columns, then y */
  double *w; /* (n - r) x (n_columns + 1): their differences; NULL where there are gaps */
  ForeArma *arma;
  ForeKalman *kalman;     /* where there are gaps, */
  ForeWhitener *whitener; /* where there are none and the state is short, */
  double *work;           /* for fore_innovations_whiten() where it is long */
  double *white;          /* n_white x (n_columns + 1) */
  double *predicted;
  double *F;

  gsize n_used;
  double log_determinant;
  double residual;
  double *R;
} ForeSarimax;

ForeSarimax *fore_sarimax_new (gsize n,
                               const double *y,
                               guint n_regressors,
                               const double *X,
                               const ForeArimaOrder *order,
                               gboolean has_intercept);
void fore_sarimax_free (ForeSarimax *model);
void fore_sarimax_set_coefficients (ForeSarimax *model, const double *coefficients);
double fore_sarimax_evaluate (ForeSarimax *model, const double *coefficients, double tolerance);
void
fore_sarimax_estimates (const ForeSarimax *model, double *intercept, double *beta, double *sigma2);
double fore_sarimax_log_likelihood (ForeSarimax *model,
                                    const double *coefficients,
                                    double intercept,
                                    const double *beta,
                                    double sigma2);
double *fore_sarimax_levels (const ForeSarimax *model, gsize n, const double *X);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeSarimax, fore_sarimax_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-model.h"

G_BEGIN_DECLS

/**
 * ForeSarimaxFit:
 * @order: the orders
 * @has_intercept: whether the differences have a mean
 * @n_regressors: number of regressors
 * @n_coefficients: p + q + P + Q
 * @coefficients: (array length=n_coefficients): ar, ma, seasonal ar, seasonal ma
 * @standard_errors: (nullable) (array length=n_coefficients): theirs, NULL where the likelihood
 *   has no proper peak
 * @intercept: mean of the differences
 * @beta: (array length=n_regressors): coefficients of the regressors
 * @sigma2: variance of the innovations
 * @log_likelihood: at these parameters
 * @aic: Akaike's criterion
 * @aicc: the same, corrected for small samples
 * @bic: the Bayesian criterion
 *
 * A model at the parameters found for it, in the series' own units.
 */
typedef struct {
  ForeArimaOrder order;
  gboolean has_intercept;
  guint n_regressors;
  guint n_coefficients;
  double *coefficients;
  double *standard_errors;
  double intercept;
  double *beta;
  double sigma2;
  double log_likelihood;
  double aic;
  double aicc;
  double bic;
} ForeSarimaxFit;

void fore_sarimax_fit_free (ForeSarimaxFit *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeSarimaxFit, fore_sarimax_fit_free)

ForeSarimaxFit *
fore_sarimax_fit (ForeSarimax *model, const ForeSarimaxFit *near, GCancellable *cancellable);
ForeSarimaxFit *fore_sarimax_fit_roughly (ForeSarimax *model,
                                          const ForeSarimaxFit *near,
                                          GCancellable *cancellable);
ForeSarimaxFit *fore_sarimax_fit_at (ForeSarimax *model, const ForeSarimaxFit *near);
ForeSarimaxFit *fore_sarimax_fit_polish (ForeSarimax *model,
                                         const ForeSarimaxFit *rough,
                                         GCancellable *cancellable);
void fore_sarimax_fit_find_errors (ForeSarimaxFit *fit, ForeSarimax *model);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-prophet-design.h"

G_BEGIN_DECLS

/* Inverse variances of the normal priors of k and m, and of the half-normal one of sigma_obs. */
#define FORE_PROPHET_GROWTH_PRECISION (1.0 / 25.0)
#define FORE_PROPHET_SIGMA_PRECISION  4.0

/**
 * ForeProphetFit:
 * @x: (array): the parameters k, m, beta (K values), delta (S values)
 * @sigma_obs: standard deviation of the noise, in units of y_scale like all of them
 * @log_posterior: its value there, constants dropped
 * @trend: (array): g(t), n + horizon rows
 * @multiplicative: (array): sum of the multiplicative terms, n + horizon rows
 * @additive: (array): sum of the additive terms, n + horizon rows
 *
 * A point of the posterior with what it says about the series.
 */
typedef struct {
  double *x;
  double sigma_obs;
  double log_posterior;
  double *trend;
  double *multiplicative;
  double *additive;
} ForeProphetFit;

ForeProphetFit *fore_prophet_fit_new (const ForeProphetDesign *design);
void fore_prophet_fit_free (ForeProphetFit *fit);
gsize fore_prophet_n_parameters (const ForeProphetDesign *design);
double fore_prophet_evaluate (const ForeProphetDesign *design, ForeProphetFit *fit);
double fore_prophet_log_posterior (const ForeProphetDesign *design,
                                   const double *x,
                                   double sigma_obs,
                                   double sum_of_squares);

static inline double
fore_prophet_residual (const ForeProphetDesign *design, const ForeProphetFit *fit, gsize row)
{
  return design->y[row] - (fit->trend[row] * (1.0 + fit->multiplicative[row]) + fit->additive[row]);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeProphetFit, fore_prophet_fit_free)

G_END_DECLS

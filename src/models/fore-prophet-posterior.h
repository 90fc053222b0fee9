/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-prophet-design.h"
#include "fore-prophet-quadratic.h"

G_BEGIN_DECLS

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
void fore_prophet_expand (const ForeProphetDesign *design,
                          const ForeProphetFit *fit,
                          gboolean is_exact,
                          ForeProphetQuadratic *quadratic);
double fore_prophet_log_posterior (const ForeProphetDesign *design,
                                   const double *x,
                                   double sigma_obs,
                                   double sum_of_squares);
double fore_prophet_optimality_gap (const ForeProphetDesign *design, ForeProphetFit *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeProphetFit, fore_prophet_fit_free)

G_END_DECLS

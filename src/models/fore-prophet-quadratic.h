/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeProphetQuadratic:
 * @T: number of observations
 * @B: parameters with a normal prior
 * @S: parameters with a Laplace prior, after the others
 * @G: (array): cross products J'J, (B + S) x (B + S), symmetric
 * @c: (array length=B+S): cross products J'z
 * @zz: z'z
 * @precision: (array length=B): of the normal priors
 * @tau: scale of the Laplace priors
 * @is_definite: (out): whether the last solution is a minimum in the first @B parameters
 *
 * Minus the log posterior of a linear model z = J x + e, e ~ N(0, sigma^2), as a function of x
 * and sigma, up to what does not depend on them:
 *
 *   T log sigma + |z - J x|^2 / (2 sigma^2) + 2 sigma^2
 *     + sum_b precision_b x_b^2 / 2 + sum_j |x_{B+j}| / tau
 */
typedef struct {
  gsize T, B, S;
  double *G, *c;
  double zz;
  double *precision;
  double tau;
  gboolean is_definite;
  double *work;
} ForeProphetQuadratic;

ForeProphetQuadratic *fore_prophet_quadratic_new (gsize T, gsize B, gsize S, double tau);
void fore_prophet_quadratic_free (ForeProphetQuadratic *quadratic);
double fore_prophet_sigma (gsize T, double sum_of_squares);
double fore_prophet_quadratic_maximise (ForeProphetQuadratic *quadratic, double sigma, double *x);
gboolean fore_prophet_quadratic_climb (ForeProphetQuadratic *quadratic,
                                       double *x,
                                       double *sigma,
                                       guint most_sigmas,
                                       double *value,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean fore_prophet_quadratic_solve (ForeProphetQuadratic *quadratic,
                                       double *x,
                                       double *sigma,
                                       GCancellable *cancellable,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeProphetQuadratic, fore_prophet_quadratic_free)

G_END_DECLS

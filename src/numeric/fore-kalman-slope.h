/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-kalman.h"

G_BEGIN_DECLS

/**
 * ForeKalmanErrors:
 * @v: (array length=n): prediction errors of a series, the first r not looked at
 * @states: (array length=n): its w_t as far as each u_t and those before it tell
 * @weight: what counts is @weight times the sum of v_t^2 / F_t
 */
typedef struct {
  double *v;
  double *states;
  double weight;
} ForeKalmanErrors;

gboolean fore_kalman_differentiate (const ForeKalman *kalman,
                                    gsize n,
                                    const guint8 *is_known,
                                    const double *F,
                                    double weight,
                                    guint n_errors,
                                    const ForeKalmanErrors *errors,
                                    double *d_phi,
                                    double *d_theta);

G_END_DECLS

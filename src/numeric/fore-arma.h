/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeArma:
 * @p: degree of phi
 * @q: degree of theta
 * @m: states of Harvey's form, max (p, q + 1)
 * @phi: (array length=m): phi[i] belongs to B^(i + 1), zero from @p on
 * @theta: (array length=m): theta[i] belongs to B^i, theta[0] is 1
 * @n_phi: how many lags phi has, those between the seasons left out
 * @phi_lag: (array length=n_phi): these lags, from 1 upwards
 * @n_theta: how many lags theta has
 * @theta_lag: (array length=n_theta): these lags, from 1 upwards
 *
 * The process phi(B) w_t = theta(B) e_t with phi(B) = 1 - phi_1 B - … and
 * theta(B) = 1 + theta_1 B + …, e_t of unit variance.
 */
typedef struct {
  guint p, q, m;
  double *phi;
  double *theta;
  guint n_phi;
  guint *phi_lag;
  guint n_theta;
  guint *theta_lag;
  double *work;
} ForeArma;

ForeArma *fore_arma_new (guint p, guint q);
void fore_arma_free (ForeArma *arma);
void fore_arma_set_phi (ForeArma *arma,
                        guint p,
                        const double *ar,
                        guint P,
                        const double *seasonal_ar,
                        guint s);
void fore_arma_set_theta (ForeArma *arma,
                          guint q,
                          const double *ma,
                          guint Q,
                          const double *seasonal_ma,
                          guint s);
gboolean fore_arma_state_covariance (const ForeArma *arma, double *first_column);
void fore_arma_complete_covariance (const ForeArma *arma, double *P);

void fore_arma_from_partial (guint n, const double *partial, double *phi);
gboolean fore_arma_to_partial (guint n, const double *phi, double *partial);
gboolean fore_arma_is_inside (guint n, const double *phi, double radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeArma, fore_arma_free)

G_END_DECLS

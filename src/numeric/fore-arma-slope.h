/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-arma.h"

G_BEGIN_DECLS

gboolean fore_arma_differentiate_state (const ForeArma *arma,
                                        const double *Omega,
                                        const double *gain,
                                        double *d_phi,
                                        double *d_theta);

G_END_DECLS

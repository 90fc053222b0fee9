/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-whitener.h"

G_BEGIN_DECLS

gboolean fore_whitener_differentiate (ForeWhitener *whitener,
                                      const double *w,
                                      const double *white,
                                      double *d_phi,
                                      double *d_theta);

G_END_DECLS

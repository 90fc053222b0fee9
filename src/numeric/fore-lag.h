/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double fore_lag_product (gsize n, const double *a, const double *b);
void fore_lag_multiply (guint n_lags,
                        const guint *lag,
                        const double *coefficient,
                        gsize n,
                        const double *x,
                        double *y);
void
fore_lag_divide (guint n_lags, const guint *lag, const double *coefficient, gsize n, double *y);
void fore_lag_reverse (gsize n, double *y);

G_END_DECLS

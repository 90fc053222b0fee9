/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean fore_prophet_cholesky (gsize n, double *A, gsize stride);
void fore_prophet_forward (gsize n, const double *L, gsize stride, double *b);
void fore_prophet_backward (gsize n, const double *L, gsize stride, double *b);
void fore_prophet_lasso (gsize S, const double *A, const double *e, double lambda, double *delta);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fore_least_squares (gsize n, guint n_columns, double *columns, double *R, double *residual);
void fore_least_squares_solve (guint n_columns, const double *R, double *beta);
void fore_least_squares_forward (guint n_columns, const double *R, const double *x, double *z);

G_END_DECLS

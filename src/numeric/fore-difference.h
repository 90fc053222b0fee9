/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double *fore_difference_weights (guint d, guint D, guint s, guint *r);
void fore_difference_apply (guint r, const double *delta, gsize n, const double *u, double *w);
void fore_difference_undo (guint r, const double *delta, gsize n, double *u);

G_END_DECLS

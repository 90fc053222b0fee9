/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double fore_kpss_statistic (gsize n, const double *x);
guint fore_count_differences (gsize n, const double *x, guint largest);

G_END_DECLS

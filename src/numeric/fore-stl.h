/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fore_stl_decompose (gsize n, const double *y, guint period, double *trend, double *seasonal);
double fore_stl_seasonal_strength (gsize n, const double *y, guint period);

G_END_DECLS

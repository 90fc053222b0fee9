/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double *fore_sarimax_fill_gaps (gsize n, const double *y, guint period);

G_END_DECLS

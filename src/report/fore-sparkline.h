/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *fore_sparkline (const double *values, gsize n_values, gsize width);

G_END_DECLS

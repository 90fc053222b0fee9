/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fore_fourier_fill (double time, double period, guint order, double *row);

G_END_DECLS

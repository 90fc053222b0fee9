/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-arma.h"

G_BEGIN_DECLS

gboolean fore_innovations_whiten (const ForeArma *arma,
                                  gsize n,
                                  guint n_columns,
                                  const double *w,
                                  double tolerance,
                                  double *work,
                                  double *white,
                                  double *log_determinant);

/* Numbers that fore_innovations_whiten() needs to work with. */
#define FORE_INNOVATIONS_WORK(m, n_columns) ((2 + (gsize) (n_columns)) * ((gsize) (m) + 1))

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-arma.h"

G_BEGIN_DECLS

/**
 * ForeKalman:
 *
 * Room for the Kalman filter of one model and one number of columns.
 */
typedef struct _ForeKalman ForeKalman;

ForeKalman *fore_kalman_new (const ForeArma *arma, guint r, const double *delta, guint n_columns);
void fore_kalman_free (ForeKalman *kalman);
gboolean fore_kalman_run (ForeKalman *kalman,
                          gsize n,
                          const double *u,
                          const guint8 *is_known,
                          double *predicted,
                          double *F);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeKalman, fore_kalman_free)

G_END_DECLS

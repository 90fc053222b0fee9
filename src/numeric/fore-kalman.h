/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-arma.h"

G_BEGIN_DECLS

/**
 * ForeKalman:
 *
 * The Kalman filter of one model and one number of columns, and room for it.
 */
typedef struct {
  const ForeArma *arma;
  guint r;
  const double *delta;
  guint n_lags; /* what of delta is not zero, */
  guint *lag;   /* from 1 on */
  guint n_columns;
  gsize size;     /* states there may be: m + r, and one that comes before one goes */
  gsize n_gaps;   /* unknown values among the last r, oldest first, */
  gsize *gap;     /* and when they were */
  double *P;      /* size x size, upper triangle */
  double *M;      /* size */
  double *first;  /* size: the first row of P */
  double *a;      /* m + 1 for each column: the state of w_t */
  double *filled; /* the columns with their gaps filled by what is thought of them now */
  double *steps;  /* n x 2 x size: M and first of each step, where they are kept, */
  double *states; /* n for each column: and w_t as far as u_t and those before it tell */
} ForeKalman;

ForeKalman *fore_kalman_new (const ForeArma *arma, guint r, const double *delta, guint n_columns);
void fore_kalman_free (ForeKalman *kalman);
void fore_kalman_keep_steps (ForeKalman *kalman, gsize n);
gboolean fore_kalman_run (ForeKalman *kalman,
                          gsize n,
                          const double *u,
                          const guint8 *is_known,
                          double *predicted,
                          double *F);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeKalman, fore_kalman_free)

G_END_DECLS

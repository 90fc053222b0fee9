/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-arma.h"

G_BEGIN_DECLS

/**
 * ForeWhitener:
 * @arma: the process
 * @n: number of values
 * @m: start values that matter, the states of @arma or all values if these are fewer
 * @n_rows: rows that n values become, n + m
 *
 * What makes white noise of the values of a process without gaps, and room to do it.
 */
typedef struct {
  const ForeArma *arma;
  gsize n;
  gsize m;
  gsize n_rows;
  gsize n_pi;   /* weights of 1 / theta(B) that count */
  double *pi;   /* n */
  double *P;    /* arma->m x arma->m: covariance of the state before the first value, e_1 out */
  double *C;    /* m x m: Cholesky factor of G */
  double *PC;   /* m x m */
  double *L;    /* m x m: Cholesky factor of C' P C */
  double *S;    /* m x m: Cholesky factor of I + C' P C */
  double *gain; /* arma->m: T times the state's covariance with the first value */
  double *work;
} ForeWhitener;

ForeWhitener *fore_whitener_new (const ForeArma *arma, gsize n);
void fore_whitener_free (ForeWhitener *whitener);
gboolean fore_whitener_run (ForeWhitener *whitener,
                            guint n_columns,
                            const double *w,
                            double tolerance,
                            double *white,
                            double *log_determinant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeWhitener, fore_whitener_free)

G_END_DECLS

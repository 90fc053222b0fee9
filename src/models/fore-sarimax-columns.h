/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-fit.h"

G_BEGIN_DECLS

/**
 * ForeSarimaxColumns:
 * @given: (nullable): columns that are always there
 * @first: row of @given that belongs to the first value
 * @year: length of the year in steps, 0 for none
 *
 * What a series is regressed on: what is given, and behind it pairs of Fourier terms.
 */
typedef struct {
  const ForeRegressorTable *given;
  gsize first;
  double year;
} ForeSarimaxColumns;

guint fore_sarimax_columns_count (const ForeSarimaxColumns *columns, guint n_pairs);
double *fore_sarimax_columns_fill (const ForeSarimaxColumns *columns, gsize n, guint n_pairs);
ForeSarimaxFit *fore_sarimax_columns_search (const ForeSarimaxColumns *columns,
                                             gsize n,
                                             const double *y,
                                             guint period,
                                             GCancellable *cancellable);

G_END_DECLS

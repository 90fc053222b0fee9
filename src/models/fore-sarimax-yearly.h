/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-fit.h"

G_BEGIN_DECLS

double *fore_sarimax_yearly_columns (gsize n, double year, guint n_pairs);
ForeSarimaxFit *fore_sarimax_yearly_search (gsize n,
                                            const double *y,
                                            double year,
                                            guint period,
                                            GCancellable *cancellable);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-fit.h"

G_BEGIN_DECLS

void fore_sarimax_choose_differences (gsize n, const double *y, guint period, guint *d, guint *D);
ForeSarimaxFit *fore_sarimax_search (gsize n,
                                     const double *y,
                                     guint n_regressors,
                                     const double *X,
                                     const ForeArimaOrder *differences,
                                     GCancellable *cancellable);

G_END_DECLS

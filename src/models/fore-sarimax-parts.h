/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-columns.h"

G_BEGIN_DECLS

void fore_sarimax_add_parts (ForeModelResult *result,
                             const ForeSeries *series,
                             const ForeSarimaxColumns *columns,
                             const ForeSarimaxFit *fit,
                             gsize n_all,
                             const double *X,
                             const double *mean);

G_END_DECLS

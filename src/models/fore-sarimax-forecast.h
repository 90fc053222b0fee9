/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-fit.h"

G_BEGIN_DECLS

gboolean fore_sarimax_forecast (ForeSarimax *model,
                                const ForeSarimaxFit *fit,
                                gsize horizon,
                                const double *X,
                                gboolean with_regression,
                                double *mean,
                                double *variance);

G_END_DECLS

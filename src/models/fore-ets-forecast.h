/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-ets.h"

G_BEGIN_DECLS

void fore_ets_forecast (const ForeEts *end, gsize horizon, double *value, double *level);
void fore_ets_forecast_moments (const ForeEts *end,
                                double sigma2,
                                gsize horizon,
                                double *mean,
                                double *variance);
double fore_ets_forecast_quantile (double mean, double variance, gboolean is_skewed, double z);

G_END_DECLS

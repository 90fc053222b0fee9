/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast.h"

G_BEGIN_DECLS

void fore_calibrate_limit (ForeForecast *forecast, const ForeForecast *naive);
void fore_calibrate_bands (ForeForecast *forecast, GPtrArray *pasts);

G_END_DECLS

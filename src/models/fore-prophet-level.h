/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-past.h"

G_BEGIN_DECLS

double fore_prophet_level (gsize n, const double *residual);
void fore_prophet_level_take_in (ForeFit *fit, ForeClosedDays closed);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-model.h"

G_BEGIN_DECLS

void
fore_sarimax_from_angles (const ForeArimaOrder *order, const double *angles, double *coefficients);
void
fore_sarimax_to_angles (const ForeArimaOrder *order, const double *coefficients, double *angles);
void fore_sarimax_angles_jacobian (const ForeArimaOrder *order, const double *angles, double *J);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-model.h"

G_BEGIN_DECLS

gboolean
fore_sarimax_differentiate (ForeSarimax *model, const double *coefficients, double *gradient);
void fore_sarimax_information (const ForeSarimax *model, const double *coefficients, double *I);

G_END_DECLS

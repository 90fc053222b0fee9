/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sarimax-model.h"

G_BEGIN_DECLS

void fore_sarimax_start (const ForeSarimax *model, double *coefficients);

G_END_DECLS

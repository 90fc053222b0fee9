/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-prophet-posterior.h"
#include "fore-prophet-quadratic.h"

G_BEGIN_DECLS

void fore_prophet_expand (const ForeProphetDesign *design,
                          const ForeProphetFit *fit,
                          gboolean is_exact,
                          ForeProphetQuadratic *quadratic);
double fore_prophet_optimality_gap (const ForeProphetDesign *design, ForeProphetFit *fit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-prophet-posterior.h"

G_BEGIN_DECLS

double *
fore_prophet_multiplicative_start (const ForeProphetDesign *design, const ForeProphetFit *additive);
ForeProphetFit *fore_prophet_fit (const ForeProphetDesign *design,
                                  const double *start,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS

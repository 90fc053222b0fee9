/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-prophet-posterior.h"

G_BEGIN_DECLS

ForeProphetFit *fore_prophet_fit (const ForeProphetDesign *design,
                                  const ForeProphetFit *additive,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS

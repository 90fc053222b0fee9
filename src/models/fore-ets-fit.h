/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-ets.h"

G_BEGIN_DECLS

ForeEts *fore_ets_fit (const ForeEtsForm *form,
                       gsize n,
                       const double *y,
                       guint n_relatives,
                       const ForeEts *const *relatives,
                       GCancellable *cancellable,
                       GError **error);

G_END_DECLS

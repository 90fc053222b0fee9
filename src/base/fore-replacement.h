/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean fore_replacement_close (GOutputStream *output,
                                 gboolean is_whole,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS

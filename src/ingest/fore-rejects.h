/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

/**
 * ForeTextFunc:
 * @text: (array length=length): the next piece
 * @length: its bytes
 * @data: what was given with the function
 * @error: return location
 *
 * Returns: whether to go on; %FALSE with @error set to stop
 */
typedef gboolean (*ForeTextFunc) (const char *text, gsize length, gpointer data, GError **error);

gboolean fore_rejects_write (const char *path,
                             const ForeImportOptions *options,
                             ForeTextFunc write,
                             gpointer data,
                             const ForeProgress *progress,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS

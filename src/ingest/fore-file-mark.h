/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeFileMark:
 * @device: where the file is; 0 when nothing is known of it
 * @inode: which file it is
 * @size: how many bytes it has
 * @modified_at: when it was last changed, in nanoseconds
 *
 * By what one sees that a file has changed.
 */
typedef struct {
  guint64 device;
  guint64 inode;
  gint64 size;
  gint64 modified_at;
} ForeFileMark;

ForeFileMark fore_file_mark_of_path (const char *path);
ForeFileMark fore_file_mark_of_stream (GInputStream *stream);
gboolean fore_file_mark_check (const ForeFileMark *before,
                               const ForeFileMark *after,
                               const char *name,
                               GError **error);

G_END_DECLS

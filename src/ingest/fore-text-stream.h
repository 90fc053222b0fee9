/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeTextStream:
 *
 * The text of a file in UTF-8, whatever of UTF-8, UTF-16 and Windows-1252 it is written in,
 * piece by piece. Not thread-safe.
 */
typedef struct _ForeTextStream ForeTextStream;

/**
 * ForeTextPiece:
 * @text: (array length=length): a piece that ends at the end of a character
 * @length: its bytes
 * @has_nul: whether there are NULs in it
 * @is_valid: whether it is valid UTF-8, NULs aside
 */
typedef struct {
  const char *text;
  gsize length;
  gboolean has_nul;
  gboolean is_valid;
} ForeTextPiece;

ForeTextStream *fore_text_stream_open (const char *path, GCancellable *cancellable, GError **error);
void fore_text_stream_free (ForeTextStream *stream);
void fore_text_stream_set_limit (ForeTextStream *stream, gsize n_bytes);
gboolean fore_text_stream_next (ForeTextStream *stream,
                                ForeTextPiece *piece,
                                GCancellable *cancellable,
                                GError **error);
double fore_text_stream_get_fraction (const ForeTextStream *stream);
const char *fore_text_stream_get_charset (const ForeTextStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeTextStream, fore_text_stream_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeByteStream:
 *
 * The bytes of a file, unpacked when the file is compressed with gzip. Not thread-safe.
 */
typedef struct _ForeByteStream ForeByteStream;

ForeByteStream *fore_byte_stream_open (const char *path, GCancellable *cancellable, GError **error);
void fore_byte_stream_free (ForeByteStream *stream);
gssize fore_byte_stream_read (ForeByteStream *stream,
                              void *buffer,
                              gsize length,
                              GCancellable *cancellable,
                              GError **error);
double fore_byte_stream_get_fraction (const ForeByteStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeByteStream, fore_byte_stream_free)

G_END_DECLS

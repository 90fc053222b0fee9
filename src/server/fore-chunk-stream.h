/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeChunkStream:
 *
 * A request's body on its way from the main loop, where its chunks arrive, to a worker that
 * reads it as a stream. It holds a few chunks only: when it is full the sender has to pause,
 * and is told by #ForeChunkStreamRoomFunc, on the reader's thread, when there is room again.
 */
#define FORE_TYPE_CHUNK_STREAM (fore_chunk_stream_get_type ())
G_DECLARE_FINAL_TYPE (ForeChunkStream, fore_chunk_stream, FORE, CHUNK_STREAM, GInputStream)

typedef void (*ForeChunkStreamRoomFunc) (gpointer data);

ForeChunkStream *fore_chunk_stream_new (ForeChunkStreamRoomFunc room, gpointer data);
gboolean fore_chunk_stream_push (ForeChunkStream *stream, GBytes *chunk);
void fore_chunk_stream_end (ForeChunkStream *stream, gboolean is_complete);

G_END_DECLS

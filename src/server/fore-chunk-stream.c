/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-chunk-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much may wait for the reader, and down to where it must have read for more. */
#define MOST_WAITING  (1024 * 1024)
#define LEAST_WAITING (MOST_WAITING / 2)

/* A client that sends nothing for so long is given up. */
#define PATIENCE_SECONDS 60

struct _ForeChunkStream {
  GInputStream parent_instance;

  GMutex mutex;
  GCond cond;
  GQueue chunks;         /* (mutex mutex) (element-type GBytes) */
  gsize n_waiting;       /* (mutex mutex) */
  gsize n_read_of_first; /* (mutex mutex) */
  gboolean is_paused;    /* (mutex mutex) */
  gboolean is_ended;     /* (mutex mutex) */
  gboolean is_complete;  /* (mutex mutex) */
  ForeChunkStreamRoomFunc room;
  gpointer room_data;
};

G_DEFINE_FINAL_TYPE (ForeChunkStream, fore_chunk_stream, G_TYPE_INPUT_STREAM)

/* With the lock held: takes up to @count bytes out of the first chunk. */
static gsize
take (ForeChunkStream *self, void *buffer, gsize count)
{
  gsize size;
  GBytes *first = g_queue_peek_head (&self->chunks);
  const guint8 *data = g_bytes_get_data (first, &size);
  gsize n = MIN (count, size - self->n_read_of_first);

  memcpy (buffer, data + self->n_read_of_first, n);
  self->n_read_of_first += n;
  self->n_waiting -= n;
  if (self->n_read_of_first == size) {
    g_bytes_unref (g_queue_pop_head (&self->chunks));
    self->n_read_of_first = 0;
  }
  return n;
}

/* With the lock held: waits for a chunk or the end. */
static gboolean
wait_for_chunk (ForeChunkStream *self, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;

  while (g_queue_is_empty (&self->chunks) && !self->is_ended)
    if (!g_cond_wait_until (&self->cond, &self->mutex, deadline)) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                           _ ("The upload stood still for too long."));
      return FALSE;
    }
  if (g_queue_is_empty (&self->chunks) && !self->is_complete) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                         _ ("The upload broke off before its end."));
    return FALSE;
  }
  return TRUE;
}

static gssize
fore_chunk_stream_read (GInputStream *stream,
                        void *buffer,
                        gsize count,
                        GCancellable *cancellable,
                        GError **error)
{
  ForeChunkStream *self = FORE_CHUNK_STREAM (stream);
  gboolean has_room = FALSE;
  gssize n = -1;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  g_mutex_lock (&self->mutex);
  if (wait_for_chunk (self, error))
    n = g_queue_is_empty (&self->chunks) ? 0 : (gssize) take (self, buffer, count);
  if (self->is_paused && self->n_waiting < LEAST_WAITING) {
    self->is_paused = FALSE;
    has_room = TRUE;
  }
  g_mutex_unlock (&self->mutex);

  if (has_room)
    self->room (self->room_data);
  return n;
}

static void
fore_chunk_stream_finalize (GObject *object)
{
  ForeChunkStream *self = FORE_CHUNK_STREAM (object);

  g_queue_clear_full (&self->chunks, (GDestroyNotify) g_bytes_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (fore_chunk_stream_parent_class)->finalize (object);
}

static void
fore_chunk_stream_class_init (ForeChunkStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_chunk_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = fore_chunk_stream_read;
}

static void
fore_chunk_stream_init (ForeChunkStream *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->chunks);
}

/**
 * fore_chunk_stream_new:
 * @room: called when a full stream has room again
 * @data: its user data
 *
 * Returns: (transfer full): an empty stream
 */
ForeChunkStream *
fore_chunk_stream_new (ForeChunkStreamRoomFunc room, gpointer data)
{
  ForeChunkStream *self = g_object_new (FORE_TYPE_CHUNK_STREAM, NULL);

  self->room = room;
  self->room_data = data;
  return self;
}

/**
 * fore_chunk_stream_push:
 * @self: a stream
 * @chunk: (transfer none): what has arrived
 *
 * Returns: %FALSE when the sender has to pause now
 */
gboolean
fore_chunk_stream_push (ForeChunkStream *self, GBytes *chunk)
{
  gboolean goes_on;

  if (g_bytes_get_size (chunk) == 0)
    return TRUE;

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->chunks, g_bytes_ref (chunk));
  self->n_waiting += g_bytes_get_size (chunk);
  self->is_paused = self->n_waiting >= MOST_WAITING;
  goes_on = !self->is_paused;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  return goes_on;
}

/**
 * fore_chunk_stream_end:
 * @self: a stream
 * @is_complete: whether the body came to its end, or broke off
 *
 * No more will come.
 */
void
fore_chunk_stream_end (ForeChunkStream *self, gboolean is_complete)
{
  g_mutex_lock (&self->mutex);
  if (!self->is_ended) {
    self->is_ended = TRUE;
    self->is_complete = is_complete;
  }
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

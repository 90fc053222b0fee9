/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-reply.h"

/* Less than this does not get smaller by much. */
#define LEAST_TO_PACK 1024

/* The fastest: on the same machine, or in the same house, time is dearer than bytes. */
#define PACKING_LEVEL 1

/**
 * fore_reply_new:
 * @status: of HTTP
 * @type: (nullable): the content type, a text that stays
 * @bytes: (transfer full): the body
 *
 * Returns: (transfer full): an answer
 */
ForeReply *
fore_reply_new (guint status, const char *type, GBytes *bytes)
{
  ForeReply *reply = g_atomic_rc_box_new0 (ForeReply);

  reply->status = status;
  reply->type = type;
  reply->bytes = bytes;
  return reply;
}

ForeReply *
fore_reply_ref (ForeReply *reply)
{
  return g_atomic_rc_box_acquire (reply);
}

static void
clear (gpointer data)
{
  ForeReply *reply = data;

  g_bytes_unref (reply->bytes);
  g_free (reply->link);
  g_free (reply->location);
}

void
fore_reply_unref (ForeReply *reply)
{
  if (reply != NULL)
    g_atomic_rc_box_release_full (reply, clear);
}

/**
 * fore_reply_pack:
 * @reply: a new answer
 *
 * Compresses its body, where that is worth the while.
 */
void
fore_reply_pack (ForeReply *reply)
{
  g_autoptr (GZlibCompressor)
      compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, PACKING_LEVEL);
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;

  if (g_bytes_get_size (reply->bytes) < LEAST_TO_PACK)
    return;
  plain = g_memory_input_stream_new_from_bytes (reply->bytes);
  stream = g_converter_output_stream_new (packed, G_CONVERTER (compressor));
  if (g_output_stream_splice (stream, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return;
  g_bytes_unref (reply->bytes);
  reply->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
  reply->is_packed = TRUE;
}

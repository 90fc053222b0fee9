/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-byte-stream.h"

#include "fore-error.h"
#include "fore-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PACKED_SIZE ((gsize) 64 * 1024)

/* How a gzip member begins (RFC 1952, 2.3.1), a ZIP archive (spreadsheets are those), and a
 * compound file ([MS-CFB] 2.2), which older spreadsheets are. */
static const guint8 gzip_magic[] = { 0x1f, 0x8b };
static const guint8 zip_magic[] = { 'P', 'K', 0x03, 0x04 };
static const guint8 compound_magic[] = { 0xd0, 0xcf, 0x11, 0xe0 };

/* GConverterInputStream stops after the first member of a gzip file; a file may have more
 * (pigz, bgzip, cat a.gz b.gz), so the converter is driven from here. */
struct _ForeByteStream {
  GFileInputStream *file; /* (owned) */
  GConverter *unpacker;   /* (owned) (nullable) */
  guint8 *packed;         /* (owned) (nullable) */
  gsize packed_start;
  gsize packed_end;
  gboolean is_file_at_end;
  gboolean is_between_members;
  guint64 size; /* of the file, 0 when unknown */
  guint64 n_read;
};

static gboolean
look_at_magic (ForeByteStream *stream, GCancellable *cancellable, GError **error)
{
  guint8 magic[4] = { 0 };
  gsize n = 0;

  if (!g_input_stream_read_all (G_INPUT_STREAM (stream->file), magic, sizeof magic, &n, cancellable,
                                error) ||
      !g_seekable_seek (G_SEEKABLE (stream->file), 0, G_SEEK_SET, cancellable, error))
    return FALSE;

  if (n == sizeof magic && (memcmp (magic, zip_magic, sizeof magic) == 0 ||
                            memcmp (magic, compound_magic, sizeof magic) == 0)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                         _ ("The file is a spreadsheet or an archive. Save the sheet as CSV and "
                            "import that."));
    return FALSE;
  }
  if (n >= sizeof gzip_magic && memcmp (magic, gzip_magic, sizeof gzip_magic) == 0) {
    stream->unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
    stream->packed = g_malloc (PACKED_SIZE);
  }

  return TRUE;
}

/**
 * fore_byte_stream_open:
 * @path: a file
 * @cancellable: (nullable): a cancellable
 * @error: of fore_intake_open(); %FORE_ERROR_REJECTED for an archive
 *
 * Returns: (transfer full): its bytes from the start
 */
ForeByteStream *
fore_byte_stream_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (ForeByteStream) stream = g_new0 (ForeByteStream, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;

  stream->file = fore_intake_open (file, cancellable, error);
  if (stream->file == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable,
                                         error);
  if (info == NULL)
    return NULL;
  stream->size = (guint64) g_file_info_get_size (info);

  return look_at_magic (stream, cancellable, error) ? g_steal_pointer (&stream) : NULL;
}

void
fore_byte_stream_free (ForeByteStream *stream)
{
  if (stream == NULL)
    return;
  g_clear_object (&stream->file);
  g_clear_object (&stream->unpacker);
  g_free (stream->packed);
  g_free (stream);
}

static gssize
read_file (ForeByteStream *stream,
           void *buffer,
           gsize length,
           GCancellable *cancellable,
           GError **error)
{
  gssize n = g_input_stream_read (G_INPUT_STREAM (stream->file), buffer, length, cancellable,
                                  error);

  if (n > 0)
    stream->n_read += (guint64) n;
  return n;
}

static gboolean
refill (ForeByteStream *stream, GCancellable *cancellable, GError **error)
{
  gsize left = stream->packed_end - stream->packed_start;
  gssize n;

  memmove (stream->packed, stream->packed + stream->packed_start, left);
  stream->packed_start = 0;
  stream->packed_end = left;
  n = read_file (stream, stream->packed + left, PACKED_SIZE - left, cancellable, error);
  if (n < 0)
    return FALSE;
  stream->packed_end += (gsize) n;
  stream->is_file_at_end = n == 0;

  return TRUE;
}

static gssize
fail_damaged (GError **error)
{
  g_clear_error (error);
  g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                       _ ("The compressed file is damaged or cut off."));
  return -1;
}

/* One step of the converter. Returns bytes made, 0 when it needs more input, -1 on error. */
static gssize
unpack_some (ForeByteStream *stream, void *buffer, gsize length, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GConverterFlags flags = stream->is_file_at_end ? G_CONVERTER_INPUT_AT_END : 0;
  gsize n_used = 0, n_made = 0;
  GConverterResult result = g_converter_convert (stream->unpacker,
                                                 stream->packed + stream->packed_start,
                                                 stream->packed_end - stream->packed_start, buffer,
                                                 length, flags, &n_used, &n_made, &local_error);

  if (result == G_CONVERTER_ERROR) {
    gboolean wants_input = g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

    return wants_input && !stream->is_file_at_end ? 0 : fail_damaged (error);
  }
  stream->packed_start += n_used;
  if (result == G_CONVERTER_FINISHED) {
    g_converter_reset (stream->unpacker);
    stream->is_between_members = TRUE;
  }

  return (gssize) n_made;
}

static gssize
read_unpacked (ForeByteStream *stream,
               void *buffer,
               gsize length,
               GCancellable *cancellable,
               GError **error)
{
  for (;;) {
    gssize n;

    if (stream->packed_end - stream->packed_start < sizeof gzip_magic && !stream->is_file_at_end) {
      if (!refill (stream, cancellable, error))
        return -1;
      continue;
    }
    if (stream->is_between_members) {
      /* Zeros or other filling may follow the last member; gzip(1) ignores it, too. */
      if (stream->packed_end - stream->packed_start < sizeof gzip_magic ||
          memcmp (stream->packed + stream->packed_start, gzip_magic, sizeof gzip_magic) != 0)
        return 0;
      stream->is_between_members = FALSE;
    }
    n = unpack_some (stream, buffer, length, error);
    if (n != 0)
      return n;
    if (!stream->is_between_members && !refill (stream, cancellable, error))
      return -1;
  }
}

/**
 * fore_byte_stream_read:
 * @stream: a stream
 * @buffer: where to write
 * @length: room in @buffer, in bytes
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED when a compressed file is damaged
 *
 * Returns: how many bytes were read, 0 at the end, -1 on error
 */
gssize
fore_byte_stream_read (ForeByteStream *stream,
                       void *buffer,
                       gsize length,
                       GCancellable *cancellable,
                       GError **error)
{
  if (stream->unpacker == NULL)
    return read_file (stream, buffer, length, cancellable, error);

  return read_unpacked (stream, buffer, length, cancellable, error);
}

/**
 * fore_byte_stream_get_fraction:
 * @stream: a stream
 *
 * Returns: the share of the file that has been read, 0 to 1, or -1 when it is not known
 */
double
fore_byte_stream_get_fraction (const ForeByteStream *stream)
{
  return stream->size > 0 ? MIN (1.0, (double) stream->n_read / (double) stream->size) : -1.0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-text-stream.h"

#include "fore-byte-stream.h"
#include "fore-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE_SIZE ((gsize) 64 * 1024)

/* Bytes of a character that may be left for the next piece, in UTF-8 and in UTF-16. */
#define LONGEST_REST 3

typedef enum {
  ENCODING_ASCII_SO_FAR,
  ENCODING_UTF_8,
  ENCODING_UTF_16LE,
  ENCODING_UTF_16BE,
  ENCODING_WINDOWS_1252,
} Encoding;

struct _ForeTextStream {
  ForeByteStream *bytes; /* (owned) */
  Encoding encoding;
  gboolean is_started;
  gboolean is_at_end;
  gsize n_left;    /* bytes that may still be read, G_MAXSIZE without a limit */
  gsize n_pending; /* bytes of the buffer that belong to the next piece */
  gsize pending_start;
  char *converted; /* (owned) (nullable): the last piece, where it was not UTF-8 */
  char buffer[PIECE_SIZE + LONGEST_REST];
};

/**
 * fore_text_stream_open:
 * @path: a file
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED for an archive
 *
 * Returns: (transfer full): its text from the start
 */
ForeTextStream *
fore_text_stream_open (const char *path, GCancellable *cancellable, GError **error)
{
  ForeByteStream *bytes = fore_byte_stream_open (path, cancellable, error);
  ForeTextStream *stream;

  if (bytes == NULL)
    return NULL;
  stream = g_malloc (sizeof *stream);
  memset (stream, 0, G_STRUCT_OFFSET (ForeTextStream, buffer));
  stream->bytes = bytes;
  stream->n_left = G_MAXSIZE;

  return stream;
}

void
fore_text_stream_free (ForeTextStream *stream)
{
  if (stream == NULL)
    return;
  fore_byte_stream_free (stream->bytes);
  g_free (stream->converted);
  g_free (stream);
}

/**
 * fore_text_stream_set_limit:
 * @stream: a stream
 * @n_bytes: about where to behave as if the file ended
 */
void
fore_text_stream_set_limit (ForeTextStream *stream, gsize n_bytes)
{
  stream->n_left = n_bytes;
}

/* What a stretch of bytes looks like as UTF-8. */
typedef struct {
  gsize n_characters; /* whole characters beyond ASCII */
  gsize n_invalid;    /* bytes that belong to none */
  gsize n_cut;        /* bytes of a character that goes on after the end */
} Utf8Scan;

static gsize
ascii_length (const char *text, gsize length)
{
  gsize i = 0;
  guint64 word;

  for (; i + sizeof word <= length; i += sizeof word) {
    memcpy (&word, text + i, sizeof word);
    if (word & G_GUINT64_CONSTANT (0x8080808080808080))
      break;
  }
  while (i < length && (guint8) text[i] < 0x80)
    i++;

  return i;
}

static Utf8Scan
scan_utf8 (const char *text, gsize length)
{
  Utf8Scan scan = { 0 };
  const char *end = text + length;

  for (const char *p = text + ascii_length (text, length); p < end;) {
    const char *stop;

    g_utf8_validate_len (p, (gsize) (end - p), &stop);
    for (; p < stop; p++)
      scan.n_characters += ((guint8) *p & 0xc0) == 0xc0;
    if (p == end)
      break;
    if (*p == '\0') {
      p++;
    } else if (end - p <= LONGEST_REST && g_utf8_get_char_validated (p, end - p) == (gunichar) -2) {
      scan.n_cut = (gsize) (end - p);
      break;
    } else {
      scan.n_invalid++;
      p++;
    }
  }

  return scan;
}

/* Skips the byte order mark, which tells the encoding. */
static gsize
skip_mark (ForeTextStream *stream, const char *text, gsize length)
{
  static const struct {
    const char *mark;
    gsize length;
    Encoding encoding;
  } marks[] = {
    { "\xef\xbb\xbf", 3, ENCODING_UTF_8 },
    { "\xff\xfe", 2, ENCODING_UTF_16LE },
    { "\xfe\xff", 2, ENCODING_UTF_16BE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (text, marks[i].mark, marks[i].length) == 0) {
      stream->encoding = marks[i].encoding;
      return marks[i].length;
    }

  return 0;
}

/* Reads until the buffer holds more than a cut character, or the end. */
static gboolean
fill (ForeTextStream *stream, gsize *length, GCancellable *cancellable, GError **error)
{
  gsize n = stream->n_pending;

  memmove (stream->buffer, stream->buffer + stream->pending_start, n);
  stream->n_pending = 0;
  while (n <= LONGEST_REST && !stream->is_at_end) {
    gsize room = MIN (PIECE_SIZE + LONGEST_REST - n, stream->n_left);
    gssize n_read = room == 0 ? 0
                              : fore_byte_stream_read (stream->bytes, stream->buffer + n, room,
                                                       cancellable, error);

    if (n_read < 0)
      return FALSE;
    n += (gsize) n_read;
    stream->is_at_end = n_read == 0;
    if (stream->n_left != G_MAXSIZE)
      stream->n_left -= (gsize) n_read;
  }
  *length = n;

  return TRUE;
}

static void
keep_rest (ForeTextStream *stream, const char *rest, gsize n)
{
  stream->pending_start = (gsize) (rest - stream->buffer);
  stream->n_pending = n;
}

/* Windows-1252 leaves five bytes undefined; they are of no use in a name or a number. */
static void
replace_undefined (char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    switch ((guint8) text[i]) {
    case 0x81:
    case 0x8d:
    case 0x8f:
    case 0x90:
    case 0x9d: text[i] = '?'; break;
    default: break;
    }
}

static gboolean
convert (ForeTextStream *stream, char *text, gsize length, ForeTextPiece *piece, GError **error)
{
  const char *charset = fore_text_stream_get_charset (stream);
  gsize n_used = 0;

  if (stream->encoding == ENCODING_WINDOWS_1252)
    replace_undefined (text, length);
  g_free (stream->converted);
  stream->converted = g_convert (text, (gssize) length, "UTF-8", charset, &n_used, &piece->length,
                                 NULL);
  if (stream->is_at_end && stream->n_left == 0)
    length = n_used; /* the limit may cut a character, the file may not */
  if (stream->converted == NULL || (stream->is_at_end && n_used < length)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED, _ ("The file is not valid %s text."),
                 charset);
    return FALSE;
  }
  keep_rest (stream, text + n_used, length - n_used);
  piece->text = stream->converted;
  piece->is_valid = TRUE;

  return TRUE;
}

static gboolean
check_utf8 (ForeTextStream *stream, char *text, gsize length, ForeTextPiece *piece, GError **error)
{
  Utf8Scan scan = scan_utf8 (text, length);

  if (stream->is_at_end) {
    scan.n_invalid += scan.n_cut;
    scan.n_cut = 0;
  }
  if (stream->encoding == ENCODING_ASCII_SO_FAR && scan.n_characters + scan.n_invalid > 0) {
    stream->encoding = scan.n_invalid > scan.n_characters ? ENCODING_WINDOWS_1252 : ENCODING_UTF_8;
    if (stream->encoding == ENCODING_WINDOWS_1252)
      return convert (stream, text, length, piece, error);
  }
  keep_rest (stream, text + length - scan.n_cut, scan.n_cut);
  piece->text = text;
  piece->length = length - scan.n_cut;
  piece->is_valid = scan.n_invalid == 0;

  return TRUE;
}

/**
 * fore_text_stream_next:
 * @stream: a stream
 * @piece: (out): the next piece, valid until the next call
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED where the content is no text
 *
 * The encoding is that of the byte order mark. Without one it is decided where the first
 * bytes beyond ASCII stand: UTF-8 if most of them are, otherwise Windows-1252.
 *
 * Returns: whether there is a piece; %FALSE without @error at the end
 */
gboolean
fore_text_stream_next (ForeTextStream *stream,
                       ForeTextPiece *piece,
                       GCancellable *cancellable,
                       GError **error)
{
  char *text = stream->buffer;
  gsize length, skipped;
  gboolean is_done;

  do {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!fill (stream, &length, cancellable, error) || length == 0)
      return FALSE;
    skipped = stream->is_started ? 0 : skip_mark (stream, text, length);
    stream->is_started = TRUE;
    is_done = stream->encoding <= ENCODING_UTF_8
                  ? check_utf8 (stream, text + skipped, length - skipped, piece, error)
                  : convert (stream, text + skipped, length - skipped, piece, error);
    if (!is_done)
      return FALSE;
  } while (piece->length == 0);
  piece->has_nul = memchr (piece->text, '\0', piece->length) != NULL;

  return TRUE;
}

double
fore_text_stream_get_fraction (const ForeTextStream *stream)
{
  return fore_byte_stream_get_fraction (stream->bytes);
}

/**
 * fore_text_stream_get_charset:
 * @stream: a stream
 *
 * Returns: the encoding of what has been read, which is certain at the end only
 */
const char *
fore_text_stream_get_charset (const ForeTextStream *stream)
{
  switch (stream->encoding) {
  case ENCODING_UTF_16LE: return "UTF-16LE";
  case ENCODING_UTF_16BE: return "UTF-16BE";
  case ENCODING_WINDOWS_1252: return "WINDOWS-1252";
  case ENCODING_ASCII_SO_FAR:
  case ENCODING_UTF_8:
  default: return "UTF-8";
  }
}

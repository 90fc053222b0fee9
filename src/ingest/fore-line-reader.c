/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-line-reader.h"

#include <string.h>

/* Most lines lie within one piece of the stream and are not copied; the others are put
 * together in @carried. Where the next character of a kind stands in the piece is remembered,
 * so that a piece is searched once for what it does not have. */
struct _ForeLineReader {
  ForeTextStream *stream; /* (owned) */
  ForeTextPiece piece;
  const char *position;
  const char *end; /* of piece */
  const char *next_newline;
  const char *next_return;
  const char *next_quote;

  GString *carried; /* (owned): the start of a line from the pieces before */
  gboolean is_carrying;
  gboolean is_too_long;
  gboolean is_suspect;
  gboolean is_after_return; /* what is carried ends with CR, and perhaps LF follows */
  guint64 n_lines;
};

/**
 * fore_line_reader_new:
 * @stream: (transfer full): a text
 *
 * Returns: (transfer full): a reader at the start of the text
 */
ForeLineReader *
fore_line_reader_new (ForeTextStream *stream)
{
  ForeLineReader *reader = g_new0 (ForeLineReader, 1);

  reader->stream = stream;
  reader->carried = g_string_new (NULL);
  return reader;
}

void
fore_line_reader_free (ForeLineReader *reader)
{
  if (reader == NULL)
    return;
  fore_text_stream_free (reader->stream);
  g_string_free (reader->carried, TRUE);
  g_free (reader);
}

static const char *
find (const char *start, const char *end, char c)
{
  const char *found = memchr (start, c, (size_t) (end - start));

  return found != NULL ? found : end;
}

static gboolean
next_piece (ForeLineReader *reader, GCancellable *cancellable, GError **error)
{
  if (!fore_text_stream_next (reader->stream, &reader->piece, cancellable, error))
    return FALSE;
  reader->position = reader->piece.text;
  reader->end = reader->position + reader->piece.length;
  reader->next_newline = find (reader->position, reader->end, '\n');
  reader->next_return = find (reader->position, reader->end, '\r');
  reader->next_quote = find (reader->position, reader->end, '"');

  return TRUE;
}

/* Where the line ends that position is in. Sets @is_ended to FALSE when that is not in this
 * piece, or not sure: an LF may follow a CR that ends it. */
static const char *
find_line_end (ForeLineReader *reader, gboolean *is_ended)
{
  const char *stop;

  if (reader->is_after_return) {
    *is_ended = TRUE;
    return reader->position + (*reader->position == '\n');
  }
  if (reader->next_newline < reader->position)
    reader->next_newline = find (reader->position, reader->end, '\n');
  if (reader->next_return < reader->position)
    reader->next_return = find (reader->position, reader->end, '\r');

  stop = MIN (reader->next_newline, reader->next_return);
  *is_ended = stop < reader->end && (*stop == '\n' || stop + 1 < reader->end);
  if (!*is_ended)
    return reader->end;
  if (*stop == '\r' && stop[1] == '\n')
    stop++;

  return stop + 1;
}

static gboolean
has_quote (ForeLineReader *reader, const char *start, const char *end)
{
  if (reader->next_quote < start)
    reader->next_quote = find (start, reader->end, '"');

  return reader->next_quote < end;
}

static gboolean
is_piece_suspect (const ForeLineReader *reader)
{
  return reader->piece.has_nul || !reader->piece.is_valid;
}

/* Keeps what of a line lies in this piece, as long as the line is not too long. */
static void
carry (ForeLineReader *reader, const char *start, const char *end)
{
  gsize length = (gsize) (end - start);

  reader->is_carrying = TRUE;
  reader->is_suspect |= is_piece_suspect (reader);
  reader->is_too_long |= reader->carried->len + length > FORE_LINE_MAX;
  reader->is_after_return = length > 0 && end[-1] == '\r';
  if (reader->is_too_long)
    g_string_truncate (reader->carried, 0);
  else
    g_string_append_len (reader->carried, start, (gssize) length);
}

static void
start_line (ForeLineReader *reader)
{
  reader->is_carrying = reader->is_too_long = reader->is_suspect = FALSE;
  reader->is_after_return = FALSE;
  g_string_truncate (reader->carried, 0);
}

static void
take_carried (ForeLineReader *reader, ForeLine *line)
{
  *line = (ForeLine){
    .text = reader->carried->str,
    .length = reader->carried->len,
    .number = ++reader->n_lines,
    .is_too_long = reader->is_too_long,
    .is_suspect = reader->is_suspect,
    .has_quote = memchr (reader->carried->str, '"', reader->carried->len) != NULL,
  };
}

/**
 * fore_line_reader_next:
 * @reader: a reader
 * @line: (out): the next line
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: of GIO; %FORE_ERROR_REJECTED where the content is no text
 *
 * Returns: whether there is a line; %FALSE without @error at the end
 */
gboolean
fore_line_reader_next (ForeLineReader *reader,
                       ForeLine *line,
                       GCancellable *cancellable,
                       GError **error)
{
  gboolean is_ended = FALSE;

  start_line (reader);
  while (!is_ended) {
    const char *start, *end;

    if (reader->position == reader->end) {
      GError *local_error = NULL;

      if (!next_piece (reader, cancellable, &local_error)) {
        if (local_error != NULL)
          g_propagate_error (error, local_error);
        else if (reader->is_carrying)
          break;
        return FALSE;
      }
    }
    start = reader->position;
    end = reader->position = find_line_end (reader, &is_ended);
    if (is_ended && !reader->is_carrying) {
      *line = (ForeLine){
        .text = start,
        .length = (gsize) (end - start),
        .number = ++reader->n_lines,
        .is_suspect = is_piece_suspect (reader),
        .has_quote = has_quote (reader, start, end),
      };
      return TRUE;
    }
    carry (reader, start, end);
  }
  take_carried (reader, line);

  return TRUE;
}

double
fore_line_reader_get_fraction (const ForeLineReader *reader)
{
  return fore_text_stream_get_fraction (reader->stream);
}

const char *
fore_line_reader_get_charset (const ForeLineReader *reader)
{
  return fore_text_stream_get_charset (reader->stream);
}

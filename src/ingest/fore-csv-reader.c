/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-csv-reader.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* libcsv hears one line of the file at a time, so that we know the line of each record. Its
 * fields are gathered in a buffer that holds the longest record.
 *
 * Most lines have no quotation mark. They need no parser: split_line() gives the fields that
 * libcsv would give, four times as fast and without a copy. */
struct _ForeCsvReader {
  ForeTextStream *stream; /* (owned) */
  struct csv_parser parser;
  char delimiter;

  ForeTextPiece piece;
  const char *position;     /* in piece */
  const char *next_newline; /* at or after position; the end of piece when there is none */
  const char *next_return;  /* likewise */
  const char *next_quote;   /* likewise */
  gboolean is_after_return; /* the last byte was a CR, so that an LF ends no line */
  gboolean is_in_long_line; /* skipping what is left of a line */
  gboolean is_at_end;

  guint64 line; /* that position is in */
  guint64 first_line;
  gsize n_bytes; /* of the record so far */
  gboolean is_begun;
  gboolean is_complete;
  ForeCsvState state;
  gsize n_fields;
  char *end;  /* in text */
  char *text; /* (owned) */
  ForeCsvField fields[FORE_CSV_MAX_FIELDS];
};

static void
take_field (void *field, size_t length, void *data)
{
  ForeCsvReader *reader = data;

  if (reader->n_fields < FORE_CSV_MAX_FIELDS) {
    reader->fields[reader->n_fields] = (ForeCsvField){ reader->end, length };
    if (length > 0)
      memcpy (reader->end, field, length);
    reader->end += length;
  }
  reader->n_fields++;
}

static void
end_record (int terminator, void *data)
{
  ForeCsvReader *reader = data;

  reader->is_complete = TRUE;
}

static gboolean
start_parser (ForeCsvReader *reader)
{
  if (csv_init (&reader->parser, 0) != 0)
    return FALSE;
  csv_set_delim (&reader->parser, (unsigned char) reader->delimiter);
  csv_set_blk_size (&reader->parser, 4096);

  return TRUE;
}

/**
 * fore_csv_reader_new:
 * @stream: (transfer full): a text
 * @delimiter: what stands between fields
 * @error: when memory runs out
 *
 * Returns: (transfer full): a reader at the start of the text
 */
ForeCsvReader *
fore_csv_reader_new (ForeTextStream *stream, char delimiter, GError **error)
{
  ForeCsvReader *reader = g_new0 (ForeCsvReader, 1);

  reader->stream = stream;
  reader->delimiter = delimiter;
  reader->line = 1;
  /* The last line fed may go beyond the longest record by one piece, which may have grown
   * threefold in conversion. */
  reader->text = g_malloc (FORE_CSV_MAX_RECORD * 2);
  if (!start_parser (reader)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The memory is used up."));
    g_clear_pointer (&reader, fore_csv_reader_free);
  }

  return reader;
}

void
fore_csv_reader_free (ForeCsvReader *reader)
{
  if (reader == NULL)
    return;
  csv_free (&reader->parser);
  fore_text_stream_free (reader->stream);
  g_free (reader->text);
  g_free (reader);
}

static const char *
find (const char *start, const char *end, char c)
{
  const char *found = memchr (start, c, (size_t) (end - start));

  return found != NULL ? found : end;
}

/* The end of the line that position is in, or of the piece when the line goes on. Sets
 * @is_line_end. */
static const char *
find_line_end (ForeCsvReader *reader, gboolean *is_line_end)
{
  const char *end = reader->piece.text + reader->piece.length;
  const char *stop;

  if (reader->next_newline < reader->position)
    reader->next_newline = find (reader->position, end, '\n');
  if (reader->next_return < reader->position)
    reader->next_return = find (reader->position, end, '\r');

  stop = MIN (reader->next_newline, reader->next_return);
  *is_line_end = stop < end;
  if (stop == end)
    return end;
  if (*stop == '\r' && stop + 1 < end && stop[1] == '\n')
    stop++;

  return stop + 1;
}

/* Whether there is a quotation mark in a line. */
static gboolean
has_quote (ForeCsvReader *reader, const char *start, const char *end)
{
  if (reader->next_quote < start)
    reader->next_quote = find (start, reader->piece.text + reader->piece.length, '"');

  return reader->next_quote < end;
}

/* Whether libcsv takes some of @text for the beginning of a record. */
static gboolean
has_content (const ForeCsvReader *reader, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == reader->delimiter || strchr (" \t\r\n", text[i]) == NULL || text[i] == '\0')
      return TRUE;

  return FALSE;
}

/* Looks once for what makes a record unusable. Most pieces are known to have nothing. */
static void
check_text (ForeCsvReader *reader, const char *text, gsize length)
{
  if (reader->piece.has_nul && memchr (text, '\0', length) != NULL)
    reader->state = FORE_CSV_HAS_NUL;
  else if (!reader->piece.is_valid && !g_utf8_validate_len (text, length, NULL))
    reader->state = FORE_CSV_BAD_TEXT;
}

/* Takes the blanks off that libcsv takes off. */
static ForeCsvField
strip (const char *start, const char *end)
{
  while (start < end && (*start == ' ' || *start == '\t'))
    start++;
  while (start < end && (end[-1] == ' ' || end[-1] == '\t'))
    end--;

  return (ForeCsvField){ start, (gsize) (end - start) };
}

/* Makes a record of a whole line without a quotation mark, unless it is blank. */
static void
split_line (ForeCsvReader *reader, const char *start, const char *end)
{
  while (end > start && (end[-1] == '\n' || end[-1] == '\r'))
    end--;
  if (!has_content (reader, start, (gsize) (end - start)))
    return;
  for (;;) {
    const char *stop = find (start, end, reader->delimiter);

    if (reader->n_fields < FORE_CSV_MAX_FIELDS)
      reader->fields[reader->n_fields] = strip (start, stop);
    reader->n_fields++;
    if (stop == end)
      break;
    start = stop + 1;
  }
  reader->is_complete = TRUE;
}

/* Gives up a record and forgets what libcsv holds of it. */
static gboolean
give_up_record (ForeCsvReader *reader, gboolean is_line_end)
{
  gboolean is_many_lines = reader->line - is_line_end > reader->first_line;

  reader->state = is_many_lines ? FORE_CSV_OPEN_QUOTE : FORE_CSV_TOO_LONG;
  reader->is_in_long_line = !is_line_end;
  reader->is_complete = TRUE;
  csv_free (&reader->parser);

  return start_parser (reader);
}

/* Feeds the rest of the line, or of the piece, to libcsv. */
static gboolean
feed_line (ForeCsvReader *reader)
{
  const char *start = reader->position;
  gboolean is_line_end;
  const char *end = find_line_end (reader, &is_line_end);
  gsize length = (gsize) (end - start);
  gboolean is_half_of_end = reader->is_after_return && *start == '\n';

  reader->position = end;
  if (is_line_end && !is_half_of_end)
    reader->line++;
  reader->is_after_return = end[-1] == '\r';
  if (reader->is_in_long_line) {
    reader->is_in_long_line = !is_line_end;
    return TRUE;
  }

  if (G_UNLIKELY (reader->piece.has_nul || !reader->piece.is_valid))
    check_text (reader, start, length);
  if (is_line_end && !reader->is_begun && !has_quote (reader, start, end)) {
    split_line (reader, start, end);
    return TRUE;
  }
  if (csv_parse (&reader->parser, start, length, take_field, end_record, reader) != length)
    return FALSE;
  if (reader->is_complete)
    return TRUE;

  reader->n_bytes += length;
  reader->is_begun |= has_content (reader, start, length);
  return reader->n_bytes <= FORE_CSV_MAX_RECORD || give_up_record (reader, is_line_end);
}

/* Ends the last record, which may lack its line end. */
static gboolean
feed_end (ForeCsvReader *reader)
{
  reader->is_at_end = TRUE;
  if (!reader->is_begun)
    return TRUE;
  /* Lenient with quotation marks inside a field, strict with one that is never closed. */
  csv_set_opts (&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
  if (csv_fini (&reader->parser, take_field, end_record, reader) != 0) {
    if (csv_error (&reader->parser) != CSV_EPARSE)
      return FALSE;
    reader->state = FORE_CSV_OPEN_QUOTE;
    reader->is_complete = TRUE;
  }

  return TRUE;
}

static gboolean
next_piece (ForeCsvReader *reader, GCancellable *cancellable, GError **error)
{
  if (!fore_text_stream_next (reader->stream, &reader->piece, cancellable, error))
    return FALSE;
  reader->position = reader->piece.text;
  reader->next_newline = find (reader->position, reader->position + reader->piece.length, '\n');
  reader->next_return = find (reader->position, reader->position + reader->piece.length, '\r');
  reader->next_quote = find (reader->position, reader->position + reader->piece.length, '"');

  return TRUE;
}

static void
start_record (ForeCsvReader *reader)
{
  reader->state = FORE_CSV_GOOD;
  reader->is_complete = reader->is_begun = FALSE;
  reader->n_bytes = reader->n_fields = 0;
  reader->end = reader->text;
}

/**
 * fore_csv_reader_next:
 * @reader: a reader
 * @record: (out): the next record that is not a blank line
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: of GIO; %FORE_ERROR_REJECTED where the content is no text
 *
 * Returns: whether there is a record; %FALSE without @error at the end
 */
gboolean
fore_csv_reader_next (ForeCsvReader *reader,
                      ForeCsvRecord *record,
                      GCancellable *cancellable,
                      GError **error)
{
  start_record (reader);
  while (!reader->is_complete) {
    GError *local_error = NULL;
    gboolean is_fed = TRUE;

    if (reader->is_at_end)
      return FALSE;
    if (!reader->is_begun)
      reader->first_line = reader->line;
    if (reader->position < reader->piece.text + reader->piece.length)
      is_fed = feed_line (reader);
    else if (next_piece (reader, cancellable, &local_error))
      continue;
    else if (local_error == NULL)
      is_fed = feed_end (reader);
    if (local_error != NULL) {
      g_propagate_error (error, local_error);
      return FALSE;
    }
    if (!is_fed) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The memory is used up."));
      return FALSE;
    }
  }
  *record = (ForeCsvRecord){
    .first_line = reader->first_line,
    .last_line = MAX (reader->first_line, reader->line - 1),
    .state = reader->state,
    .n_fields = reader->n_fields,
    .fields = reader->fields,
  };

  return TRUE;
}

double
fore_csv_reader_get_fraction (const ForeCsvReader *reader)
{
  return fore_text_stream_get_fraction (reader->stream);
}

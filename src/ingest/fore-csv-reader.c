/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-csv-reader.h"

#include "fore-line-log.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* libcsv hears one line of the file at a time, so that we know the line of each record. Its
 * fields are gathered in a buffer that holds the longest record.
 *
 * Most lines have no quotation mark. They need no parser: split_line() gives the fields that
 * libcsv would give, four times as fast and without a copy. */
struct _ForeCsvReader {
  ForeLineLog *lines; /* (owned) */
  struct csv_parser parser;
  char delimiter;
  char quote;

  guint64 first_line;
  guint64 last_line;
  gsize n_bytes; /* of the record so far */
  gboolean is_begun;
  gboolean is_complete;
  gboolean is_at_end;
  ForeCsvState state;
  gsize n_fields;
  char *end;  /* in text */
  char *text; /* (owned) */
  ForeCsvField fields[FORE_CSV_MAX_FIELDS];

  ForeCsvField line; /* the only one of the record */
};

static void
take_field (void *field, size_t length, void *data)
{
  ForeCsvReader *reader = data;

  /* Many files do without. The last line fed may go beyond the longest record. */
  if (reader->text == NULL)
    reader->text = reader->end = g_malloc (FORE_CSV_MAX_RECORD + FORE_LINE_MAX + 1);

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
start_parser (ForeCsvReader *reader, unsigned char options)
{
  if (csv_init (&reader->parser, options) != 0)
    return FALSE;
  csv_set_delim (&reader->parser, (unsigned char) reader->delimiter);
  csv_set_quote (&reader->parser, (unsigned char) reader->quote);
  csv_set_blk_size (&reader->parser, 4096);

  return TRUE;
}

/**
 * fore_csv_reader_new:
 * @stream: (transfer full): a text
 * @delimiter: what stands between fields
 * @quote: what stands around fields that need it
 * @error: when memory runs out
 *
 * Returns: (transfer full): a reader at the start of the text
 */
ForeCsvReader *
fore_csv_reader_new (ForeTextStream *stream, char delimiter, char quote, GError **error)
{
  ForeCsvReader *reader = g_new0 (ForeCsvReader, 1);

  reader->lines = fore_line_log_new (stream);
  reader->delimiter = delimiter;
  reader->quote = quote;
  if (!start_parser (reader, CSV_STRICT)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There is not enough memory."));
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
  fore_line_log_free (reader->lines);
  g_free (reader->text);
  g_free (reader);
}

/* Whether there is more than blanks in a line. */
static gboolean
has_content (const ForeCsvReader *reader, const ForeLine *line)
{
  for (gsize i = 0; i < line->length; i++) {
    char c = line->text[i];

    if ((c != ' ' && c != '\t' && c != '\r' && c != '\n') || c == reader->delimiter)
      return TRUE;
  }

  return FALSE;
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

/* Makes a record of a line without a quotation mark. */
static void
split_line (ForeCsvReader *reader, const ForeLine *line)
{
  const char *start = line->text, *end = line->text + line->length;

  while (end > start && (end[-1] == '\n' || end[-1] == '\r'))
    end--;
  for (;;) {
    const char *stop = memchr (start, reader->delimiter, (size_t) (end - start));

    if (reader->n_fields < FORE_CSV_MAX_FIELDS)
      reader->fields[reader->n_fields] = strip (start, stop != NULL ? stop : end);
    reader->n_fields++;
    if (stop == NULL)
      break;
    start = stop + 1;
  }
  reader->is_complete = TRUE;
}

/* Ends a record that cannot be used, and forgets what libcsv holds of it. Of several lines only
 * the first is lost, where a quotation mark was opened; the others may be rows of their own. At
 * the end of the file nothing contradicts that all of it is one record. */
static gboolean
give_up_record (ForeCsvReader *reader, ForeCsvState state)
{
  if (reader->is_begun && !reader->is_at_end) {
    fore_line_log_rewind (reader->lines);
    reader->last_line = reader->first_line;
  }
  reader->state = state;
  reader->is_complete = TRUE;
  csv_free (&reader->parser);

  return start_parser (reader, CSV_STRICT);
}

/* Gives a line to libcsv. Returns FALSE where libcsv stops. */
static gboolean
parse_line (ForeCsvReader *reader, const ForeLine *line)
{
  char last = line->text[line->length - 1];

  if (csv_parse (&reader->parser, line->text, line->length, take_field, end_record, reader) !=
      line->length)
    return FALSE;

  /* The last line of a file may lack its end. */
  return last == '\n' || last == '\r' ||
         csv_parse (&reader->parser, "\n", 1, take_field, end_record, reader) == 1;
}

/* A quotation mark stands where it should not. Within one line that can be overlooked, as in
 * "Bob"s shop",1; over several lines nobody knows what belongs together. */
static gboolean
parse_leniently (ForeCsvReader *reader, const ForeLine *line)
{
  if (csv_error (&reader->parser) != CSV_EPARSE)
    return FALSE;
  if (reader->is_begun)
    return give_up_record (reader, FORE_CSV_OPEN_QUOTE);

  csv_free (&reader->parser);
  reader->n_fields = 0;
  reader->end = reader->text;
  if (!start_parser (reader, 0) || !parse_line (reader, line))
    return FALSE;
  csv_set_opts (&reader->parser, CSV_STRICT);

  return reader->is_complete || give_up_record (reader, FORE_CSV_OPEN_QUOTE);
}

/* Looks for what makes a record unusable. */
static void
check_text (ForeCsvReader *reader, const ForeLine *line)
{
  if (memchr (line->text, '\0', line->length) != NULL)
    reader->state = FORE_CSV_HAS_NUL;
  else if (!g_utf8_validate_len (line->text, line->length, NULL))
    reader->state = FORE_CSV_BAD_TEXT;
}

/* Files that were put together have a byte order mark where one of them began. */
static void
skip_mark (ForeLine *line)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (G_UNLIKELY (line->length >= strlen (mark) && line->text[0] == mark[0] &&
                  memcmp (line->text, mark, strlen (mark)) == 0)) {
    line->text += strlen (mark);
    line->length -= strlen (mark);
  }
}

/* Goes on with the record, or begins one. Returns FALSE when memory runs out. */
static gboolean
take_line (ForeCsvReader *reader, const ForeLine *line)
{
  reader->last_line = line->number;
  if (line->is_too_long)
    return give_up_record (reader, reader->is_begun ? FORE_CSV_OPEN_QUOTE : FORE_CSV_TOO_LONG);
  if (!reader->is_begun && !has_content (reader, line))
    return TRUE;

  reader->line = (ForeCsvField){ line->text, line->length };
  if (G_UNLIKELY (line->is_suspect))
    check_text (reader, line);
  if (!line->has_quote && reader->quote == '"' && !reader->is_begun) {
    split_line (reader, line);
    return TRUE;
  }
  if (!parse_line (reader, line))
    return parse_leniently (reader, line);
  if (reader->is_complete)
    return TRUE;

  if (!reader->is_begun)
    fore_line_log_keep (reader->lines, line);
  reader->is_begun = TRUE;
  reader->n_bytes += line->length;
  return reader->n_bytes <= FORE_CSV_MAX_RECORD || give_up_record (reader, FORE_CSV_OPEN_QUOTE);
}

static void
start_record (ForeCsvReader *reader)
{
  reader->state = FORE_CSV_GOOD;
  reader->is_complete = reader->is_begun = FALSE;
  reader->n_bytes = reader->n_fields = 0;
  reader->end = reader->text;
  reader->line = (ForeCsvField){ "", 0 };
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
  if (G_UNLIKELY (reader->is_begun))
    fore_line_log_release (reader->lines);
  start_record (reader);
  while (!reader->is_complete) {
    GError *local_error = NULL;
    gboolean is_taken;
    ForeLine line;

    if (reader->is_at_end)
      return FALSE;
    if (fore_line_log_next (reader->lines, &line, cancellable, &local_error)) {
      if (!reader->is_begun) {
        reader->first_line = line.number;
        skip_mark (&line);
      }
      is_taken = take_line (reader, &line);
    } else {
      reader->is_at_end = TRUE;
      is_taken = !reader->is_begun || give_up_record (reader, FORE_CSV_OPEN_QUOTE);
    }
    if (local_error != NULL) {
      g_propagate_error (error, local_error);
      return FALSE;
    }
    if (!is_taken) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There is not enough memory."));
      return FALSE;
    }
  }
  *record = (ForeCsvRecord){
    .first_line = reader->first_line,
    .last_line = reader->last_line,
    .state = reader->state,
    .n_fields = reader->n_fields,
    .fields = reader->fields,
    .text = reader->line,
  };
  if (G_UNLIKELY (reader->is_begun))
    record->text.text = fore_line_log_get_kept (reader->lines, &record->text.length);

  return TRUE;
}

double
fore_csv_reader_get_fraction (const ForeCsvReader *reader)
{
  return fore_line_log_get_fraction (reader->lines);
}

const char *
fore_csv_reader_get_charset (const ForeCsvReader *reader)
{
  return fore_line_log_get_charset (reader->lines);
}

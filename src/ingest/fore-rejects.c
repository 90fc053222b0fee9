/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-rejects.h"

#include "fore-csv-dialect.h"
#include "fore-import-pass.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes that are collected before they are written. */
#define ENOUGH ((gsize) 64 * 1024)

/* What follows the columns of the file: names for programs, which no file has by chance. */
static const char tail[] = ",reject_line,reject_column,reject_value,reject_reason\n";

typedef struct {
  GString *text;
  ForeTextFunc write;
  gpointer data;
} Writer;

static gboolean
flush (Writer *writer, GError **error)
{
  gboolean is_written = writer->write (writer->text->str, writer->text->len, writer->data, error);

  g_string_truncate (writer->text, 0);
  return is_written;
}

/* Adds a cell that libcsv quotes, made valid UTF-8 without NULs. */
static void
add_cell (GString *text, const char *value, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (value, (gssize) length);
  gsize n_valid = strlen (valid);
  gsize n_quoted = csv_write (NULL, 0, valid, n_valid);
  gsize start = text->len;

  if (n_valid == 0)
    return;
  g_string_set_size (text, start + n_quoted);
  csv_write (text->str + start, n_quoted, valid, n_valid);
}

static void
add_header (GString *text, const ForeCsvColumns *columns)
{
  for (guint i = 0; i < columns->header->len; i++) {
    const char *name = g_ptr_array_index (columns->header, i);

    if (i > 0)
      g_string_append_c (text, ',');
    add_cell (text, name, strlen (name));
  }
  g_string_append (text, tail);
}

/* What is wrong with a whole record is shown with its text, without the last line end. */
static void
add_value (GString *text, const ForeReject *reject)
{
  gsize length = reject->value.length;

  if (reject->field == FORE_N_FIELDS)
    while (length > 0 && strchr ("\r\n", reject->value.text[length - 1]) != NULL)
      length--;
  add_cell (text, reject->value.text, length);
}

static void
add_reject (ForeRowReader *reader, const ForeReject *reject, gpointer data)
{
  Writer *writer = data;
  const ForeCsvRecord *record = reject->record;
  GString *text = writer->text;

  for (guint i = 0; i < reader->columns->header->len; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    if (record->state == FORE_CSV_GOOD && i < record->n_fields)
      add_cell (text, record->fields[i].text, record->fields[i].length);
  }
  g_string_append_printf (text, ",%lu,", (gulong) record->first_line);
  if (reject->field != FORE_N_FIELDS)
    g_string_append (text, fore_field_name (reject->field));
  g_string_append_c (text, ',');
  add_value (text, reject);
  g_string_append_c (text, ',');
  add_cell (text, reject->reason, strlen (reject->reason));
  g_string_append_c (text, '\n');
  if (text->len >= ENOUGH)
    flush (writer, &reader->error);
}

static void
start_reading (ForeImportPass *pass)
{
  g_clear_pointer (&pass->rows.reading, fore_reading_free);
  pass->rows.reading = g_new0 (ForeReading, 1);
  pass->rows.reading->issues = fore_issues_new ();
}

/* Finds out how dates and amounts were read, in the way of fore_import_read(), before a row is
 * written. */
static gboolean
understand (ForeImportPass *pass, GError **error)
{
  start_reading (pass);
  if (!fore_import_pass_run (pass, fore_row_reader_take, _ ("Reading the rows"), error))
    return FALSE;

  return !fore_import_pass_needs_survey (pass) || fore_import_pass_survey (pass, error);
}

static gboolean
write_rejects (ForeImportPass *pass, Writer *writer, GError **error)
{
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeCsvReader) reader = NULL;

  reader = fore_csv_open (pass->path, pass->options, &columns, pass->cancellable, error);
  if (reader == NULL)
    return FALSE;
  add_header (writer->text, columns);
  pass->progress_share = 0.5;
  if (!understand (pass, error))
    return FALSE;

  pass->progress_start = 0.5;
  start_reading (pass);
  pass->rows.on_reject = add_reject;
  pass->rows.reject_data = writer;

  return fore_import_pass_run (pass, fore_row_reader_take, _ ("Reading the rows"), error) &&
         flush (writer, error);
}

/**
 * fore_rejects_write:
 * @path: a file, plain or compressed with gzip
 * @options: how it has been read
 * @write: (scope call): gets the CSV, in pieces that may end anywhere
 * @data: its user data
 * @progress: (nullable): where to tell how far it is
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: as for fore_import_read(), or of @write
 *
 * Writes the rows that are set aside when a file is read, as CSV in UTF-8: the columns of the
 * file as they stand there, so that the rows can be corrected and given again, and then
 * `reject_line` (from 1), `reject_column` (a field, or nothing for the row as a whole),
 * `reject_value` (what stands in that field, or the text of the row) and `reject_reason`, a
 * translated phrase. Without such rows there is only the header.
 *
 * Returns: whether all of it has been written
 */
gboolean
fore_rejects_write (const char *path,
                    const ForeImportOptions *options,
                    ForeTextFunc write,
                    gpointer data,
                    const ForeProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Writer writer = { text, write, data };
  ForeImportPass pass;
  gboolean is_written = fore_import_pass_init (&pass, path, options, progress, cancellable,
                                               error) &&
                        write_rejects (&pass, &writer, error);

  fore_import_pass_clear (&pass);
  return is_written;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-import-preview.h"

#include "fore-csv-dialect.h"
#include "fore-error.h"
#include "fore-import-pass.h"
#include "fore-import-question.h"

#include <string.h>

/* Records that tell whether the whole file must be gone through to understand it. */
#define RECORDS_TO_TRY 20000

static void
row_free (gpointer data)
{
  ForePreviewRow *row = data;

  g_strfreev (row->cells);
  g_free (row->reason);
  g_free (row);
}

void
fore_import_preview_free (ForeImportPreview *preview)
{
  if (preview == NULL)
    return;
  fore_import_options_free (preview->options);
  g_free (preview->header_key);
  g_strfreev (preview->header);
  g_free (preview->date_format);
  g_ptr_array_unref (preview->rows);
  g_clear_pointer (&preview->question, fore_import_question_free);
  g_free (preview->problem);
  g_free (preview);
}

static ForeImportPreview *
preview_new (const ForeCsvColumns *columns, const ForeImportOptions *options)
{
  ForeImportPreview *preview = g_new0 (ForeImportPreview, 1);

  preview->options = fore_import_options_copy (options);
  preview->header_key = fore_csv_columns_make_key (columns);
  preview->header = g_new0 (char *, columns->header->len + 1);
  for (guint i = 0; i < columns->header->len; i++)
    preview->header[i] = g_strdup (g_ptr_array_index (columns->header, i));
  preview->header_line = columns->line;
  for (int field = 0; field < FORE_N_FIELDS; field++)
    preview->column[field] = MAX (columns->place[field], -1);
  preview->delimiter = columns->delimiter;
  preview->decimal_mark = '.';
  preview->rows = g_ptr_array_new_with_free_func (row_free);
  return preview;
}

/* --- How dates and amounts are written --- */

/* Keeps why the file cannot be read, with what a person must say, and returns whether that is
 * all that is wrong. */
static gboolean
note_problem (ForeImportPreview *preview, GError *reason, ForeImportQuestion *question)
{
  if (reason->domain != FORE_ERROR)
    return FALSE;
  preview->problem = g_strdup (reason->message);
  preview->question = question;

  return TRUE;
}

/* Finds out how dates and amounts are written: by trying the start, and where that does not
 * tell, by going through the whole file. */
static gboolean
understand (ForeImportPreview *preview, ForeImportPass *pass, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean is_known;

  pass->limit = RECORDS_TO_TRY;
  is_known = fore_import_pass_run (pass, fore_row_reader_take, "", &reason);
  pass->limit = 0;
  if (is_known && fore_import_pass_needs_survey (pass))
    is_known = fore_import_pass_survey (pass, &reason);
  if (is_known)
    return TRUE;
  if (note_problem (preview, reason,
                    g_error_matches (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS)
                        ? fore_import_question_after_survey (pass)
                        : NULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* Whether a date is three numbers with the same character between them. */
static gboolean
is_of_numbers (const char *date)
{
  static const char digits[] = "0123456789";
  gsize first = strspn (date, digits);
  char separator = date[first];
  gsize second = separator != '\0' ? strspn (date + first + 1, digits) : 0;
  const char *third = date + first + 1 + second;

  return first > 0 && second > 0 && *third == separator && g_ascii_isdigit (third[1]) &&
         strchr ("./-", separator) != NULL;
}

static char *
name_date_format (const ForeImportPreview *preview, const ForeDateColumn *dates)
{
  if (dates->format != NULL)
    return g_strdup (dates->format);
  if (dates->order <= FORE_DATE_YEAR_FIRST)
    return preview->problem == NULL ? g_strdup ("%Y-%m-%d") : NULL;
  for (guint i = 0; i < preview->rows->len; i++) {
    const ForePreviewRow *row = g_ptr_array_index (preview->rows, i);
    const char *date = row->cells[preview->column[FORE_FIELD_DATE]];

    if (row->day != FORE_DAY_NONE && date != NULL && is_of_numbers (date)) {
      ForeDateFormats formats = fore_date_column_name_formats (date);

      return g_strdup (formats.text[dates->order == FORE_DATE_MONTH_FIRST]);
    }
  }

  return NULL;
}

/* --- Rows --- */

static void
note_reject (ForeRowReader *reader, const ForeReject *reject, gpointer data)
{
  ForePreviewRow *row = data;

  row->bad_field = reject->field;
  row->reason = g_strdup (reject->reason);
}

static GStrv
dup_cells (const ForeCsvColumns *columns, const ForeCsvRecord *record)
{
  GStrv cells = g_new0 (char *, columns->header->len + 1);

  for (guint i = 0; i < columns->header->len; i++)
    cells[i] = record->state == FORE_CSV_GOOD && i < record->n_fields
                   ? g_utf8_make_valid (record->fields[i].text, (gssize) record->fields[i].length)
                   : g_strdup ("");
  return cells;
}

/* Adds a row, unless it counts for nothing. */
static void
add_row (ForeImportPreview *preview, ForeRowReader *reader, const ForeCsvRecord *record)
{
  ForePreviewRow *row = g_new0 (ForePreviewRow, 1);
  gint64 n_before = reader->reading->n_total;

  row->line = record->first_line;
  row->cells = dup_cells (reader->columns, record);
  row->day = FORE_DAY_NONE;
  row->bad_field = FORE_N_FIELDS;
  if (reader->columns->n_found == FORE_N_FIELDS) {
    reader->reject_data = row;
    reader->row = (ForeRow){ .day = FORE_DAY_NONE };
    fore_row_reader_take (reader, record);
    row->day = reader->row.day;
    row->sales = reader->row.sales;
    row->is_missing = (reader->row.flags & FORE_ROW_MISSING) != 0;
    if (reader->reading->n_total == n_before) {
      row_free (row);
      return;
    }
  }
  g_ptr_array_add (preview->rows, row);
}

static gboolean
read_rows (ForeImportPreview *preview,
           ForeImportPass *pass,
           const ForeCsvColumns *columns,
           GError **error)
{
  g_autoptr (ForeCsvReader)
      reader = fore_csv_open_rows (pass->path, columns, pass->cancellable, error);
  GError *local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return FALSE;
  pass->rows.columns = columns;
  pass->rows.on_reject = note_reject;
  while (preview->rows->len < FORE_PREVIEW_ROWS &&
         fore_csv_reader_next (reader, &record, pass->cancellable, &local_error))
    add_row (preview, &pass->rows, &record);
  preview->charset = fore_csv_reader_get_charset (reader);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

/* --- All of it --- */

static gboolean
is_plain (const ForeImportPreview *preview, const ForeImportPass *pass)
{
  if (preview->problem != NULL || preview->options->is_recalled || preview->delimiter != ',' ||
      preview->header_line != 1 || g_strv_length (preview->header) != FORE_N_FIELDS ||
      !g_str_equal (preview->charset, "UTF-8") || pass->rows.dates.format != NULL ||
      pass->rows.dates.order > FORE_DATE_YEAR_FIRST || preview->decimal_mark != '.')
    return FALSE;
  for (int field = 0; field < FORE_N_FIELDS; field++)
    if (g_ascii_strcasecmp (preview->header[preview->column[field]], fore_field_name (field)) != 0)
      return FALSE;
  for (guint i = 0; i < preview->rows->len; i++)
    if (((const ForePreviewRow *) g_ptr_array_index (preview->rows, i))->reason != NULL)
      return FALSE;

  return TRUE;
}

static gboolean
fill (ForeImportPreview *preview,
      ForeImportPass *pass,
      const ForeCsvColumns *columns,
      GError **error)
{
  g_autoptr (GError) reason = NULL;

  pass->rows.reading = g_new0 (ForeReading, 1);
  pass->rows.reading->issues = fore_issues_new ();
  if (!fore_csv_columns_check (columns, pass->options, &reason))
    note_problem (preview, reason,
                  g_error_matches (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS)
                      ? fore_import_question_of_columns (columns, pass->options)
                      : NULL);
  else if (!understand (preview, pass, error))
    return FALSE;
  if (!read_rows (preview, pass, columns, error))
    return FALSE;
  if (pass->rows.amounts.decimal_mark != 0)
    preview->decimal_mark = pass->rows.amounts.decimal_mark;
  preview->date_format = name_date_format (preview, &pass->rows.dates);
  preview->is_plain = is_plain (preview, pass);

  return TRUE;
}

/**
 * fore_import_preview:
 * @path: a file, plain or compressed with gzip
 * @options: how it is to be read
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: of GIO; %FORE_ERROR_REJECTED for a file with no line that can be read,
 *   %FORE_ERROR_INVALID_ARGUMENT for bad options
 *
 * Looks at the start of a file, and at all of it where its dates or amounts are not written in
 * the plain way. A file that lacks a column or can be read in two ways has a preview, too, so
 * that a person can say how it is meant.
 *
 * Returns: (transfer full): what the file is taken for
 */
ForeImportPreview *
fore_import_preview (const char *path,
                     const ForeImportOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeImportPreview) preview = NULL;
  ForeImportPass pass;

  if (!fore_import_pass_init (&pass, path, options, NULL, cancellable, error))
    return NULL;
  columns = fore_csv_find_columns (path, options, cancellable, error);
  if (columns == NULL)
    return NULL;
  preview = preview_new (columns, options);
  if (!fill (preview, &pass, columns, error))
    g_clear_pointer (&preview, fore_import_preview_free);
  fore_import_pass_clear (&pass);

  return g_steal_pointer (&preview);
}

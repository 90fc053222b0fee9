/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-import.h"

#include "fore-csv-dialect.h"
#include "fore-error.h"
#include "fore-import-question.h"
#include "fore-row-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Records between two reports of progress. */
#define RECORDS_PER_REPORT 4096

/* One file being read: it is gone through once, and once or twice more when its dates or
 * amounts are not written in the plain way. */
typedef struct {
  const char *path;
  const ForeImportOptions *options;
  const ForeProgress *progress;
  double progress_start; /* of this time through the file */
  double progress_share;
  GCancellable *cancellable;
  ForeRowReader rows;
} Import;

void
fore_reading_free (ForeReading *reading)
{
  if (reading == NULL)
    return;
  fore_row_source_free (reading->rows);
  fore_issues_free (reading->issues);
  g_free (reading);
}

/* Options may come from a command line or a stored job. */
static gboolean
check_options (const ForeImportOptions *options, GError **error)
{
  if (options->delimiter != 0 && strchr ("\"\r\n ", options->delimiter) != NULL) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("A blank, a quotation mark or a line end cannot be the delimiter."));
    return FALSE;
  }
  if (options->decimal_mark != 0 && strchr (".,", options->decimal_mark) == NULL) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("The decimal mark must be a point or a comma."));
    return FALSE;
  }

  return options->date_format == NULL || fore_date_format_check (options->date_format, error);
}

static gboolean
needs_survey (const Import *import)
{
  return import->rows.dates.needs_survey || import->rows.amounts.needs_survey;
}

static void
report (const Import *import, const ForeCsvReader *reader, const char *what)
{
  double fraction = fore_csv_reader_get_fraction (reader);

  if (fraction >= 0.0)
    fraction = import->progress_start + import->progress_share * fraction;
  fore_progress_report (import->progress, fraction, what);
}

typedef void (*TakeRecord) (ForeRowReader *rows, const ForeCsvRecord *record);

/* Gives each record after the header to @take, which is done early when it finds that it
 * needs a survey. */
static gboolean
go_through (Import *import, TakeRecord take, const char *what, GError **error)
{
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeCsvReader)
      reader = fore_csv_open (import->path, import->options, &columns, import->cancellable, error);
  gboolean is_survey = take == fore_row_reader_survey;
  GError *local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return FALSE;
  import->rows.columns = columns;
  for (gsize i = 0; fore_csv_reader_next (reader, &record, import->cancellable, &local_error);
       i++) {
    take (&import->rows, &record);
    if (G_UNLIKELY (import->rows.error != NULL) || (!is_survey && needs_survey (import)))
      break;
    if (i % RECORDS_PER_REPORT == 0)
      report (import, reader, what);
  }
  import->rows.columns = NULL;
  if (local_error == NULL)
    local_error = g_steal_pointer (&import->rows.error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

static void
start_reading (Import *import)
{
  g_autofree char *folder = g_path_get_dirname (import->path);
  ForeReading *reading = g_new0 (ForeReading, 1);

  g_clear_pointer (&import->rows.reading, fore_reading_free);
  import->rows.spool = fore_row_spool_new (folder, FORE_ROW_SPOOL_LENGTH);
  reading->rows = fore_row_spool_to_source (import->rows.spool);
  reading->issues = fore_issues_new ();
  import->rows.reading = reading;
  memset (&import->rows.last_category, 0, sizeof import->rows.last_category);
  memset (&import->rows.last_product, 0, sizeof import->rows.last_product);
}

/* Goes through the whole file to find out how its dates and amounts are written. */
static gboolean
survey (Import *import, GError **error)
{
  ForeRowReader *rows = &import->rows;

  if (!go_through (import, fore_row_reader_survey, _ ("Checking dates and amounts"), error))
    return FALSE;
  if (rows->dates.format == NULL && !fore_date_column_decide (&rows->dates, error))
    return FALSE;

  return rows->amounts.decimal_mark != 0 || fore_amount_column_decide (&rows->amounts, error);
}

/* Reads as if all were written in the plain way, and once more when it is not. */
static gboolean
read_rows (Import *import, GError **error)
{
  const char *what = _ ("Reading the rows");

  start_reading (import);
  if (!go_through (import, fore_row_reader_take, what, error))
    return FALSE;
  if (!needs_survey (import))
    return TRUE;

  start_reading (import);
  import->progress_share = 0.5;
  if (!survey (import, error))
    return FALSE;
  import->progress_start = 0.5;

  return go_through (import, fore_row_reader_take, what, error);
}

/* A file that is refused as a whole, though it could be read. */
static gboolean
check_reading (const ForeReading *reading, const ForeImportOptions *options, GError **error)
{
  g_autofree char *issues = fore_issues_to_text (reading->issues);

  if (reading->rows->n_rows > 0 && (issues == NULL || !options->is_strict))
    return TRUE;
  g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                       issues != NULL ? issues : _ ("The file has a header and no rows."));

  return FALSE;
}

/**
 * fore_import_read:
 * @path: a file, plain or compressed with gzip
 * @options: how it is to be read
 * @progress: (nullable): where to tell how far it is
 * @cancellable: (nullable): asked for every 64 KiB
 * @rejected: (out) (optional) (transfer full) (nullable): what was read of a file that is
 *   refused as a whole, %NULL in all other cases
 * @error: %FORE_ERROR_REJECTED with what is wrong with the file, %FORE_ERROR_AMBIGUOUS with
 *   its two readings, %FORE_ERROR_INVALID_ARGUMENT for bad options, or of GIO
 *
 * Reads a file and sets aside the rows that cannot be read. Of a large file the others wait in a
 * file without a name in the same folder, so that the memory does not grow with it.
 *
 * Returns: (transfer full): what the file says
 */
ForeReading *
fore_import_read (const char *path,
                  const ForeImportOptions *options,
                  const ForeProgress *progress,
                  GCancellable *cancellable,
                  ForeReading **rejected,
                  GError **error)
{
  Import import = {
    .path = path,
    .options = options,
    .progress = progress,
    .progress_share = 1.0,
    .cancellable = cancellable,
    .rows = { .dates = { .format = options->date_format },
              .amounts = { .decimal_mark = options->decimal_mark } },
  };
  g_autoptr (ForeReading) reading = NULL;
  gboolean is_read;

  if (rejected != NULL)
    *rejected = NULL;
  if (!check_options (options, error))
    return NULL;

  is_read = read_rows (&import, error);
  reading = g_steal_pointer (&import.rows.reading);
  fore_date_column_clear (&import.rows.dates);
  fore_amount_column_clear (&import.rows.amounts);
  if (!is_read)
    return NULL;
  if (!check_reading (reading, options, error)) {
    if (rejected != NULL)
      *rejected = g_steal_pointer (&reading);
    return NULL;
  }

  return g_steal_pointer (&reading);
}

/**
 * fore_import_check_header:
 * @path: a file, plain or compressed with gzip
 * @options: how it is to be read
 * @error: as for fore_import_read()
 *
 * Reads no more than the start of the file.
 *
 * Returns: whether its header names all columns
 */
gboolean
fore_import_check_header (const char *path, const ForeImportOptions *options, GError **error)
{
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeCsvReader) reader = NULL;

  if (!check_options (options, error))
    return FALSE;
  reader = fore_csv_open (path, options, &columns, NULL, error);

  return reader != NULL;
}

/* What the survey that ended with %FORE_ERROR_AMBIGUOUS could not decide. */
static ForeImportQuestion *
question_after_survey (const Import *import)
{
  const ForeDateColumn *dates = &import->rows.dates;

  if (dates->format == NULL && dates->order == FORE_DATE_ORDER_UNKNOWN)
    return fore_import_question_of_dates (dates, import->options);
  return fore_import_question_of_amounts (&import->rows.amounts, import->options);
}

/**
 * fore_import_find_question:
 * @path: a file, plain or compressed with gzip
 * @options: how it is to be read
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: as for fore_import_read(), but never %FORE_ERROR_AMBIGUOUS
 *
 * Goes through a file to see whether a person has to say how it is to be read. An answer may
 * lead to another question.
 *
 * Returns: (transfer full) (nullable): what to ask, %NULL without @error when nothing
 */
ForeImportQuestion *
fore_import_find_question (const char *path,
                           const ForeImportOptions *options,
                           GCancellable *cancellable,
                           GError **error)
{
  Import import = {
    .path = path,
    .options = options,
    .progress_share = 1.0,
    .cancellable = cancellable,
    .rows = { .dates = { .format = options->date_format },
              .amounts = { .decimal_mark = options->decimal_mark } },
  };
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeCsvReader) reader = NULL;
  g_autoptr (GError) reason = NULL;
  ForeImportQuestion *question = NULL;

  if (!check_options (options, error))
    return NULL;
  reader = fore_csv_open (path, options, &columns, cancellable, &reason);
  if (reader != NULL)
    survey (&import, &reason);
  if (!g_error_matches (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS)) {
    if (reason != NULL)
      g_propagate_error (error, g_steal_pointer (&reason));
  } else if (reader == NULL) {
    question = fore_import_question_of_columns (columns, options);
  } else {
    question = question_after_survey (&import);
  }
  fore_date_column_clear (&import.rows.dates);
  fore_amount_column_clear (&import.rows.amounts);

  return question;
}

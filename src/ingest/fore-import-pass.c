/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-import-pass.h"

#include "fore-csv-dialect.h"
#include "fore-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Records between two reports of progress. */
#define RECORDS_PER_REPORT 4096

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

/*
 * fore_import_pass_init:
 * @pass: (out caller-allocates): what to begin
 * @path: a file, which must outlive it, as all here
 * @options: how it is to be read
 * @progress: (nullable): where to tell how far it is
 * @cancellable: (nullable): asked for every 64 KiB
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: whether the options can be used
 */
gboolean
fore_import_pass_init (ForeImportPass *pass,
                       const char *path,
                       const ForeImportOptions *options,
                       const ForeProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  *pass = (ForeImportPass){
    .path = path,
    .options = options,
    .progress = progress,
    .progress_share = 1.0,
    .cancellable = cancellable,
    .rows = { .dates = { .format = options->date_format,
                         .usual_format = options->usual_date_format },
              .amounts = { .decimal_mark = options->decimal_mark,
                           .usual_mark = options->usual_decimal_mark } },
  };

  return check_options (options, error);
}

void
fore_import_pass_clear (ForeImportPass *pass)
{
  fore_date_column_clear (&pass->rows.dates);
  fore_amount_column_clear (&pass->rows.amounts);
  g_clear_pointer (&pass->rows.reading, fore_reading_free);
}

gboolean
fore_import_pass_needs_survey (const ForeImportPass *pass)
{
  return pass->rows.dates.needs_survey || pass->rows.amounts.needs_survey;
}

static void
report (const ForeImportPass *pass, const ForeCsvReader *reader, const char *what)
{
  double fraction = fore_csv_reader_get_fraction (reader);

  if (fraction >= 0.0)
    fraction = pass->progress_start + pass->progress_share * fraction;
  fore_progress_report (pass->progress, fraction, what);
}

/* Tells the reading what is known of the file at its end. */
static void
note_file (ForeReading *reading, const ForeCsvColumns *columns, const ForeCsvReader *reader)
{
  g_free (reading->header_key);
  reading->header_key = fore_csv_columns_make_key (columns);
  reading->charset = fore_csv_reader_get_charset (reader);
}

/*
 * fore_import_pass_run:
 * @pass: a file
 * @take: gets each record after the header; done early when it sets the error of the rows, or,
 *   unless it is the survey, finds that a survey is needed
 * @what: what is done, for the progress
 * @error: of GIO; %FORE_ERROR_REJECTED or %FORE_ERROR_AMBIGUOUS for the header
 *
 * Goes once through the file.
 *
 * Returns: whether it could be read
 */
gboolean
fore_import_pass_run (ForeImportPass *pass, ForeTakeRecord take, const char *what, GError **error)
{
  g_autoptr (ForeCsvColumns) columns = NULL;
  g_autoptr (ForeCsvReader)
      reader = fore_csv_open (pass->path, pass->options, &columns, pass->cancellable, error);
  gboolean is_survey = take == fore_row_reader_survey;
  GError *local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return FALSE;
  pass->rows.columns = columns;
  pass->rows.amounts.doubts_points = columns->delimiter != ',';
  for (gsize i = 0; (pass->limit == 0 || i < pass->limit) &&
                    fore_csv_reader_next (reader, &record, pass->cancellable, &local_error);
       i++) {
    take (&pass->rows, &record);
    if (G_UNLIKELY (pass->rows.error != NULL) ||
        (!is_survey && fore_import_pass_needs_survey (pass)))
      break;
    if (i % RECORDS_PER_REPORT == 0)
      report (pass, reader, what);
  }
  if (pass->rows.reading != NULL)
    note_file (pass->rows.reading, columns, reader);
  pass->rows.columns = NULL;
  if (local_error == NULL)
    local_error = g_steal_pointer (&pass->rows.error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

/*
 * fore_import_pass_survey:
 * @pass: a file
 * @error: as for fore_import_pass_run(); %FORE_ERROR_AMBIGUOUS with both readings
 *
 * Goes through the whole file to find out how its dates and amounts are written.
 *
 * Returns: whether that is known now
 */
gboolean
fore_import_pass_survey (ForeImportPass *pass, GError **error)
{
  ForeRowReader *rows = &pass->rows;

  if (!fore_import_pass_run (pass, fore_row_reader_survey, _ ("Checking dates and amounts"), error))
    return FALSE;
  if (rows->dates.format == NULL && !fore_date_column_decide (&rows->dates, error))
    return FALSE;

  return rows->amounts.decimal_mark != 0 || fore_amount_column_decide (&rows->amounts, error);
}

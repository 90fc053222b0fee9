/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-import.h"

#include "fore-csv-dialect.h"
#include "fore-error.h"
#include "fore-file-mark.h"
#include "fore-import-pass.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
fore_reading_free (ForeReading *reading)
{
  if (reading == NULL)
    return;
  fore_row_source_free (reading->rows);
  fore_issues_free (reading->issues);
  g_free (reading->header_key);
  g_free (reading);
}

static void
start_reading (ForeImportPass *pass, const char *folder)
{
  ForeReading *reading = g_new0 (ForeReading, 1);

  g_clear_pointer (&pass->rows.reading, fore_reading_free);
  pass->rows.spool = fore_row_spool_new (folder, FORE_ROW_SPOOL_LENGTH,
                                         pass->options->sums_repeated);
  reading->rows = fore_row_spool_to_source (pass->rows.spool);
  reading->issues = fore_issues_new ();
  pass->rows.reading = reading;
  memset (&pass->rows.last_category, 0, sizeof pass->rows.last_category);
  memset (&pass->rows.last_product, 0, sizeof pass->rows.last_product);
}

/* Reads as if all were written in the plain way, and once more when it is not. */
static gboolean
read_rows (ForeImportPass *pass, const char *folder, GError **error)
{
  const char *what = _ ("Reading the rows");

  start_reading (pass, folder);
  if (!fore_import_pass_run (pass, fore_row_reader_take, what, error))
    return FALSE;
  if (!fore_import_pass_needs_survey (pass))
    return TRUE;

  start_reading (pass, folder);
  pass->progress_share = 0.5;
  if (!fore_import_pass_survey (pass, error))
    return FALSE;
  pass->progress_start = 0.5;

  return fore_import_pass_run (pass, fore_row_reader_take, what, error);
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
 * @folder: (nullable): where the rows of a large file wait, %NULL for that of the file
 * @options: how it is to be read
 * @progress: (nullable): where to tell how far it is
 * @cancellable: (nullable): asked for every 64 KiB
 * @rejected: (out) (optional) (transfer full) (nullable): what was read of a file that is
 *   refused as a whole, %NULL in all other cases
 * @error: %FORE_ERROR_REJECTED with what is wrong with the file, %FORE_ERROR_AMBIGUOUS with
 *   its two readings, %FORE_ERROR_INVALID_ARGUMENT for bad options, %FORE_ERROR_FAILED when
 *   somebody has changed it meanwhile, or of GIO
 *
 * Reads a file and sets aside the rows that cannot be read. Of a large file the others wait in a
 * file without a name in @folder, so that the memory does not grow with it.
 *
 * Returns: (transfer full): what the file says
 */
ForeReading *
fore_import_read (const char *path,
                  const char *folder,
                  const ForeImportOptions *options,
                  const ForeProgress *progress,
                  GCancellable *cancellable,
                  ForeReading **rejected,
                  GError **error)
{
  g_autofree char *own_folder = g_path_get_dirname (path);
  g_autoptr (ForeReading) reading = NULL;
  ForeFileMark before = fore_file_mark_of_path (path), after;
  ForeImportPass pass;

  if (rejected != NULL)
    *rejected = NULL;
  if (fore_import_pass_init (&pass, path, options, progress, cancellable, error) &&
      read_rows (&pass, folder != NULL ? folder : own_folder, error))
    reading = g_steal_pointer (&pass.rows.reading);
  fore_import_pass_clear (&pass);
  after = fore_file_mark_of_path (path);
  if (reading != NULL && !fore_file_mark_check (&before, &after, path, error))
    return NULL;
  if (reading == NULL || check_reading (reading, options, error))
    return g_steal_pointer (&reading);
  if (rejected != NULL)
    *rejected = g_steal_pointer (&reading);

  return NULL;
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
  ForeImportPass pass;

  if (!fore_import_pass_init (&pass, path, options, NULL, NULL, error))
    return FALSE;
  reader = fore_csv_open (path, options, &columns, NULL, error);

  return reader != NULL;
}

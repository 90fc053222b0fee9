/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-csv-dialect.h"

#include "fore-error.h"

#include <glib/gi18n-lib.h>

/* Titles and notes may stand before the header, but not pages of them. */
#define MOST_HEADER_TRIES 20
#define HEADER_BYTES      ((gsize) 256 * 1024)

static const char delimiters[] = { ',', ';', '\t', '|' };

static ForeCsvReader *
open_reader (const char *path,
             char delimiter,
             char quote,
             gsize limit,
             GCancellable *cancellable,
             GError **error)
{
  ForeTextStream *stream = fore_text_stream_open (path, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (limit > 0)
    fore_text_stream_set_limit (stream, limit);

  return fore_csv_reader_new (stream, delimiter, quote, error);
}

/* Gives the records at the start of a file to @func. Sets @goes_on to FALSE when it has had
 * enough. */
static gboolean
try_delimiter (const char *path,
               const ForeImportOptions *options,
               char delimiter,
               ForeCsvHeaderFunc func,
               gpointer data,
               gboolean *goes_on,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (ForeCsvReader)
      reader = open_reader (path, delimiter, '"', HEADER_BYTES, cancellable, error);
  GError *local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return FALSE;
  for (int i = 0; *goes_on && i < MOST_HEADER_TRIES; i++) {
    if (!fore_csv_reader_next (reader, &record, cancellable, &local_error))
      break;
    if (record.state == FORE_CSV_GOOD || record.state == FORE_CSV_BAD_TEXT)
      *goes_on = func (fore_csv_columns_new (&record, delimiter, options), data);
  }
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

/**
 * fore_csv_each_header:
 * @path: a file
 * @options: how the person wants it read
 * @func: (scope call): told of each record at its start, taken apart with each delimiter
 * @data: its user data
 * @cancellable: (nullable): a cancellable
 * @error: of GIO
 *
 * Returns: whether the start of the file could be read
 */
gboolean
fore_csv_each_header (const char *path,
                      const ForeImportOptions *options,
                      ForeCsvHeaderFunc func,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  const char *tried = options->delimiter != 0 ? &options->delimiter : delimiters;
  gsize n_tried = options->delimiter != 0 ? 1 : G_N_ELEMENTS (delimiters);
  gboolean goes_on = TRUE;

  for (gsize i = 0; i < n_tried && goes_on; i++)
    if (!try_delimiter (path, options, tried[i], func, data, &goes_on, cancellable, error))
      return FALSE;

  return TRUE;
}
/* The header is the record that names most fields; of equal ones, the one with most columns,
 * which tells the delimiter of a header that lacks something. */
static gboolean
is_better (const ForeCsvColumns *columns, const ForeCsvColumns *best)
{
  if (best == NULL || columns->n_found != best->n_found)
    return best == NULL || columns->n_found > best->n_found;

  return columns->header->len > best->header->len;
}

static gboolean
keep_best (ForeCsvColumns *columns, gpointer data)
{
  ForeCsvColumns **best = data;

  if (!is_better (columns, *best)) {
    fore_csv_columns_free (columns);
    return TRUE;
  }
  fore_csv_columns_free (*best);
  *best = columns;

  return columns->n_found < FORE_N_FIELDS;
}

/**
 * fore_csv_find_columns:
 * @path: a file
 * @options: how the person wants it read
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED where nothing can be a header
 *
 * Finds out how a file is written from its start: the delimiter with which the header names
 * most fields is the right one.
 *
 * Returns: (transfer full): the columns of its header, of which some may be missing
 */
ForeCsvColumns *
fore_csv_find_columns (const char *path,
                       const ForeImportOptions *options,
                       GCancellable *cancellable,
                       GError **error)
{
  ForeCsvColumns *best = NULL;

  if (!fore_csv_each_header (path, options, keep_best, &best, cancellable, error))
    g_clear_pointer (&best, fore_csv_columns_free);
  else if (best == NULL)
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                         _ ("The file is empty, or no line at its start can be read."));

  return best;
}

/**
 * fore_csv_open_rows:
 * @path: a file
 * @columns: what has been found in it
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED where the header is gone
 *
 * Returns: (transfer full): a reader at the first record after the header
 */
ForeCsvReader *
fore_csv_open_rows (const char *path,
                    const ForeCsvColumns *columns,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (ForeCsvReader)
      reader = open_reader (path, columns->delimiter, columns->quote, 0, cancellable, error);
  g_autoptr (GError) local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return NULL;
  while (fore_csv_reader_next (reader, &record, cancellable, &local_error))
    if (record.first_line >= columns->line)
      return g_steal_pointer (&reader);

  if (local_error == NULL)
    g_set_error_literal (&local_error, FORE_ERROR, FORE_ERROR_REJECTED,
                         _ ("The file has changed while it was read."));
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/**
 * fore_csv_open:
 * @path: a file
 * @options: how the person wants it read
 * @columns: (out) (transfer full): its columns; also with %FORE_ERROR_AMBIGUOUS
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %FORE_ERROR_REJECTED where a column is missing, %FORE_ERROR_AMBIGUOUS where
 *   it is not clear
 *
 * Returns: (transfer full): a reader at the first record after the header
 */
ForeCsvReader *
fore_csv_open (const char *path,
               const ForeImportOptions *options,
               ForeCsvColumns **columns,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (ForeCsvColumns) found = fore_csv_find_columns (path, options, cancellable, error);
  g_autoptr (GError) reason = NULL;
  ForeCsvReader *reader = NULL;

  if (found == NULL)
    return NULL;
  if (fore_csv_columns_check (found, options, &reason))
    reader = fore_csv_open_rows (path, found, cancellable, &reason);
  if (reader != NULL || g_error_matches (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS))
    *columns = g_steal_pointer (&found);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return reader;
}

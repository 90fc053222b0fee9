/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-csv-dialect.h"

#include "fore-error.h"

#include <glib/gi18n-lib.h>

/* Titles and notes may stand before the header, but not pages of them. */
#define MOST_HEADER_TRIES 20
#define HEADER_BYTES      ((gsize) 256 * 1024)

static const char delimiters[] = { ',', ';', '\t', '|' };

typedef struct {
  ForeCsvColumns *columns; /* (owned) (nullable) */
  char delimiter;
} Dialect;

static ForeCsvReader *
open_reader (const char *path,
             char delimiter,
             gsize limit,
             GCancellable *cancellable,
             GError **error)
{
  ForeTextStream *stream = fore_text_stream_open (path, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (limit > 0)
    fore_text_stream_set_limit (stream, limit);

  return fore_csv_reader_new (stream, delimiter, error);
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

/* Looks for a better header than @best with another delimiter. */
static gboolean
try_delimiter (Dialect *best,
               const char *path,
               const ForeImportOptions *options,
               char delimiter,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (ForeCsvReader)
      reader = open_reader (path, delimiter, HEADER_BYTES, cancellable, error);
  g_autoptr (GError) local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return FALSE;
  for (int i = 0; i < MOST_HEADER_TRIES; i++) {
    g_autoptr (ForeCsvColumns) columns = NULL;

    if (!fore_csv_reader_next (reader, &record, cancellable, &local_error))
      break;
    if (record.state != FORE_CSV_GOOD && record.state != FORE_CSV_BAD_TEXT)
      continue;
    columns = fore_csv_columns_new (&record, options);
    if (is_better (columns, best->columns)) {
      g_clear_pointer (&best->columns, fore_csv_columns_free);
      best->columns = g_steal_pointer (&columns);
      best->delimiter = delimiter;
    }
    if (best->columns->n_found == FORE_N_FIELDS)
      break;
  }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
find_dialect (Dialect *best,
              const char *path,
              const ForeImportOptions *options,
              GCancellable *cancellable,
              GError **error)
{
  const char *tried = options->delimiter != 0 ? &options->delimiter : delimiters;
  gsize n_tried = options->delimiter != 0 ? 1 : G_N_ELEMENTS (delimiters);

  for (gsize i = 0; i < n_tried; i++) {
    if (!try_delimiter (best, path, options, tried[i], cancellable, error))
      return FALSE;
    if (best->columns != NULL && best->columns->n_found == FORE_N_FIELDS)
      return TRUE;
  }

  return TRUE;
}

/* Goes to the first record after the header. */
static ForeCsvReader *
open_after_header (const char *path,
                   const Dialect *dialect,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (ForeCsvReader) reader = open_reader (path, dialect->delimiter, 0, cancellable, error);
  g_autoptr (GError) local_error = NULL;
  ForeCsvRecord record;

  if (reader == NULL)
    return NULL;
  while (fore_csv_reader_next (reader, &record, cancellable, &local_error))
    if (record.first_line >= dialect->columns->line)
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
 * Finds out how a file is written from its start: the delimiter with which the header names
 * most fields is the right one.
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
  Dialect dialect = { NULL, 0 };
  g_autoptr (ForeCsvColumns) found = NULL;
  g_autoptr (GError) reason = NULL;
  ForeCsvReader *reader;

  if (!find_dialect (&dialect, path, options, cancellable, error)) {
    g_clear_pointer (&dialect.columns, fore_csv_columns_free);
    return NULL;
  }
  found = dialect.columns;
  if (found == NULL) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                         _ ("The file is empty, or no line at its start can be read."));
    return NULL;
  }
  if (!fore_csv_columns_check (found, options, &reason)) {
    if (g_error_matches (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS))
      *columns = g_steal_pointer (&found);
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  reader = open_after_header (path, &dialect, cancellable, error);
  if (reader != NULL)
    *columns = g_steal_pointer (&found);

  return reader;
}

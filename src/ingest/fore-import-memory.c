/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How files with the same header have been read. */
#include "fore-import-memory.h"

#include "fore-csv-dialect.h"

/* A file needs as many columns as there are fields. */
static gboolean
add_key (ForeCsvColumns *header, gpointer data)
{
  g_autoptr (ForeCsvColumns) columns = header;

  if (columns->header->len >= FORE_N_FIELDS)
    g_ptr_array_add (data, fore_csv_columns_make_key (columns));
  return TRUE;
}

/**
 * fore_import_list_header_keys:
 * @path: a file, plain or compressed with gzip
 * @options: how the person wants it read
 * @cancellable: (nullable): a cancellable
 * @error: of GIO
 *
 * Which record is the header may only be known once an earlier file with that header is
 * remembered, so each record at the start of the file counts, with each delimiter.
 *
 * Returns: (transfer full): what may be @header_key of #ForeReading, the likeliest first
 */
GStrv
fore_import_list_header_keys (const char *path,
                              const ForeImportOptions *options,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  if (!fore_csv_each_header (path, options, add_key, keys, cancellable, error))
    return NULL;
  g_ptr_array_add (keys, NULL);

  return (GStrv) g_ptr_array_steal (keys, NULL);
}

/**
 * fore_import_options_are_worth_remembering:
 * @options: how a file has been read
 *
 * Returns: whether they say what the next file with the same header may need, too
 */
gboolean
fore_import_options_are_worth_remembering (const ForeImportOptions *options)
{
  gboolean is_mapped = FALSE;

  for (int field = 0; field < FORE_N_FIELDS; field++)
    is_mapped |= options->header[field] != NULL;

  return is_mapped || options->delimiter != 0 || options->decimal_mark != 0 ||
         options->date_format != NULL;
}

/* Of two values the first that is there. */
static const char *
first_of (const char *first, const char *second)
{
  return first != NULL ? first : second;
}

/**
 * fore_import_options_recall:
 * @options: what the person says of a file
 * @remembered: how an earlier file with the same header was read
 *
 * Adds to @options what they leave open. Which column is which field is taken over; how dates
 * and amounts are written only counts where the file itself does not tell.
 */
void
fore_import_options_recall (ForeImportOptions *options, const ForeImportOptions *remembered)
{
  const char *date_format = first_of (remembered->date_format, remembered->usual_date_format);
  char decimal_mark = remembered->decimal_mark != 0 ? remembered->decimal_mark
                                                    : remembered->usual_decimal_mark;

  for (int field = 0; field < FORE_N_FIELDS; field++)
    if (options->header[field] == NULL && remembered->header[field] != NULL) {
      options->header[field] = g_strdup (remembered->header[field]);
      options->is_recalled = TRUE;
    }
  if (options->delimiter == 0 && remembered->delimiter != 0) {
    options->delimiter = remembered->delimiter;
    options->is_recalled = TRUE;
  }
  if (options->decimal_mark == 0 && decimal_mark != 0) {
    options->usual_decimal_mark = decimal_mark;
    options->is_recalled = TRUE;
  }
  if (options->date_format == NULL && date_format != NULL) {
    g_free (options->usual_date_format);
    options->usual_date_format = g_strdup (date_format);
    options->is_recalled = TRUE;
  }
}

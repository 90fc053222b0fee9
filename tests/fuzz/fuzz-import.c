/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of any bytes is read in every way there is. Whatever they are, it is read or refused in
 * words, and all ways agree. */
#include "fuzz-target.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fore-error.h"
#include "fore-import-memory.h"
#include "fore-import-preview.h"
#include "fore-rejects.h"

/* Longer inputs find nothing that shorter ones do not. */
#define LONGEST_INPUT ((size_t) 64 * 1024)

/* The options are made of the length, so that any file is an input as it is. */
static ForeImportOptions *
options_of (size_t size)
{
  static const char delimiters[] = { 0, 0, 0, ',', ';', '\t', '|' };
  static const char *const formats[] = { NULL, NULL, NULL, "%d/%m/%Y", "%Y%m%d" };
  ForeImportOptions *options = fore_import_options_new ();

  options->is_strict = size % 3 == 0;
  options->sums_repeated = size % 2 == 0;
  options->delimiter = delimiters[size % G_N_ELEMENTS (delimiters)];
  options->date_format = g_strdup (formats[size % G_N_ELEMENTS (formats)]);
  options->decimal_mark = size % 11 == 0 ? ',' : 0;
  options->usual_decimal_mark = size % 13 == 0 ? '.' : 0;
  options->usual_date_format = g_strdup (size % 17 == 0 ? "%m/%d/%Y" : NULL);

  return options;
}

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == FORE_ERROR);
  g_assert_true (*error->message != '\0' && g_utf8_validate (error->message, -1, NULL));
}

static void
check_name (const char *name)
{
  g_assert_true (*name != '\0' && g_utf8_validate (name, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, 100);
}

/* Takes all rows; names keep their numbers. */
static guint64
take_rows (ForeRowSource *source)
{
  guint32 n = MAX (fore_names_count (source->categories), fore_names_count (source->products));
  g_autofree guint32 *numbers = g_new (guint32, n);
  g_autoptr (GError) error = NULL;
  const ForeRow *row;
  gsize n_rows;
  guint64 n_all = 0;

  for (guint32 i = 0; i < n; i++)
    numbers[i] = i;
  g_assert_true (fore_row_source_start (source, numbers, numbers, NULL, &error));
  while (fore_row_source_next (source, &row, &n_rows, NULL, &error) && n_rows > 0) {
    n_all += n_rows;
    for (gsize i = 0; i < n_rows; i++) {
      g_assert_true (row[i].day >= FORE_DAY_MIN && row[i].day <= FORE_DAY_MAX);
      g_assert_true (ABS (row[i].sales) <= FORE_CENTS_MAX);
      check_name (fore_names_get (source->products, row[i].product));
      check_name (fore_names_get (source->categories, row[i].category));
    }
  }
  if (error != NULL)
    check_error (error); /* a sum that is too large */
  else
    g_assert_cmpuint (n_all + source->n_repeated, ==, source->n_rows);

  return n_all;
}

static void
check_reading (const ForeReading *reading)
{
  g_assert_cmpuint (reading->rows->n_rows + reading->issues->n_rows, ==,
                    (guint64) reading->n_total);
  g_assert_cmpint (reading->n_missing, <=, reading->n_total);
  g_assert_true (g_utf8_validate (reading->header_key, -1, NULL));
  for (guint i = 0; i < reading->issues->kept->len; i++) {
    const ForeIssue *issue = g_ptr_array_index (reading->issues->kept, i);

    g_assert_cmpuint (issue->line, >, 0);
    g_assert_true (issue->value == NULL || g_utf8_validate (issue->value, -1, NULL));
  }
  take_rows (reading->rows);
}

static void
check_preview (const ForeImportPreview *preview)
{
  for (int field = 0; field < FORE_N_FIELDS; field++)
    g_assert_cmpint (preview->column[field], <, (int) g_strv_length (preview->header));
  g_assert_cmpuint (preview->rows->len, <=, FORE_PREVIEW_ROWS);
  for (guint i = 0; i < preview->rows->len; i++) {
    const ForePreviewRow *row = g_ptr_array_index (preview->rows, i);

    g_assert_cmpuint (g_strv_length (row->cells), ==, g_strv_length (preview->header));
    for (char **cell = row->cells; *cell != NULL; cell++)
      g_assert_true (g_utf8_validate (*cell, -1, NULL));
  }
  if (preview->question != NULL)
    g_assert_cmpuint (preview->question->answers->len, >=, 2);
}

static gboolean
append_text (const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (data, text, (gssize) length);
  return TRUE;
}

/* What is set aside can be read back, a row for each. */
static void
check_rejects (const char *path, const ForeImportOptions *options, const ForeReading *reading)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (fore_rejects_write (path, options, append_text, text, NULL, NULL, &error)) {
    g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
    g_assert_nonnull (
        strstr (text->str, ",reject_line,reject_column,reject_value,reject_reason\n"));
  } else {
    check_error (error);
    g_assert_null (reading);
  }
}

static void
read_in_all_ways (const char *path, const ForeImportOptions *options)
{
  g_autoptr (GError) read_error = NULL, preview_error = NULL, keys_error = NULL;
  g_autoptr (ForeReading) rejected = NULL;
  g_autoptr (ForeReading) reading = fore_import_read (path, g_get_tmp_dir (), options, NULL, NULL,
                                                      &rejected, &read_error);
  g_autoptr (ForeImportPreview) preview = fore_import_preview (path, options, NULL, &preview_error);
  g_auto (GStrv) keys = fore_import_list_header_keys (path, options, NULL, &keys_error);

  if (reading != NULL)
    check_reading (reading);
  else
    check_error (read_error);
  if (rejected != NULL)
    check_reading (rejected);
  if (preview != NULL)
    check_preview (preview);
  else
    check_error (preview_error);
  if (keys == NULL)
    check_error (keys_error);
  if (reading != NULL) {
    g_assert_nonnull (preview);
    g_assert_true (g_strv_contains ((const char *const *) keys, reading->header_key) ||
                   g_strv_length (preview->header) < FORE_N_FIELDS);
  }
  check_rejects (path, options, reading);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (ForeImportOptions) options = options_of (size);
  g_autofree char *path = NULL;
  int fd = memfd_create ("fuzz-import", MFD_CLOEXEC);

  if (size <= LONGEST_INPUT) {
    g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
    path = g_strdup_printf ("/proc/self/fd/%d", fd);
    read_in_all_ways (path, options);
  }
  close (fd);

  return 0;
}

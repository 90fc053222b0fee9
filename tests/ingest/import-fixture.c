/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Returns a new empty folder. */
char *
fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("foretell-ingest-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* Removes a folder with the files in it, and frees its name. */
void
fixture_remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/* Writes a file of its own; @length -1 for a text. Remove it with g_unlink(). */
char *
fixture_write (const void *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("foretell-ingest-XXXXXX.csv", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

/* Reads @bytes as a file. */
ForeReading *
fixture_try (const void *bytes,
             gssize length,
             const ForeImportOptions *options,
             ForeReading **rejected,
             GError **error)
{
  g_autofree char *path = fixture_write (bytes, length);
  g_autoptr (ForeImportOptions) no_options = fore_import_options_new ();
  ForeReading *reading = fore_import_read (path, NULL, options != NULL ? options : no_options, NULL,
                                           NULL, rejected, error);

  g_unlink (path);
  return reading;
}

/* Reads a text that must be taken. */
ForeReading *
fixture_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  ForeReading *reading = fixture_try (text, -1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reading);
  return reading;
}

static int
compare_names (const void *a, const void *b, void *data)
{
  return strcmp (fore_names_get (data, *(const guint32 *) a),
                 fore_names_get (data, *(const guint32 *) b));
}

/* The place of each name in the order of their bytes; @sorted gets the names in that order. */
static guint32 *
rank_names (const ForeNames *names, ForeNames *sorted)
{
  guint32 n = fore_names_count (names);
  g_autofree guint32 *order = g_new (guint32, n + 1); /* not NULL without names either */
  guint32 *rank = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  qsort_r (order, n, sizeof *order, compare_names, (gpointer) names);
  for (guint32 i = 0; i < n; i++) {
    const char *name = fore_names_get (names, order[i]);

    rank[order[i]] = fore_names_intern (sorted, name, strlen (name));
  }

  return rank;
}

/* All rows of a source, by day and name of category and product. */
ForeRows *
fixture_take_rows (ForeRowSource *source)
{
  ForeRows *rows = fore_rows_new ();
  g_autofree guint32 *categories = rank_names (source->categories, rows->categories);
  g_autofree guint32 *products = rank_names (source->products, rows->products);
  g_autoptr (GError) error = NULL;
  const ForeRow *piece;
  gsize n;

  g_assert_true (fore_row_source_start (source, categories, products, NULL, &error));
  g_assert_no_error (error);
  for (;;) {
    g_assert_true (fore_row_source_next (source, &piece, &n, NULL, &error));
    g_assert_no_error (error);
    if (n == 0)
      break;
    for (gsize i = 0; i < n; i++)
      fore_rows_append (rows, &piece[i]);
  }
  g_assert_cmpuint (rows->n, <=, source->n_rows);

  return rows;
}

ForeImportQuestion *
fixture_ask (const char *text, const ForeImportOptions *options, GError **error)
{
  g_autofree char *path = fixture_write (text, -1);
  ForeImportQuestion *question = fore_import_find_question (path, options, NULL, error);

  g_unlink (path);
  return question;
}

/* Compares rows with lines "2026-01-01|P001|Electronics|1500.50", " imputed" after those with
 * an empty cell. */
void
fixture_assert_rows (const ForeReading *reading, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ForeRows) rows = fixture_take_rows (reading->rows);

  for (gsize i = 0; i < rows->n; i++) {
    const ForeRow *row = &rows->row[i];
    char day[FORE_DAY_BUFFER], sales[FORE_CENTS_BUFFER];

    g_string_append_printf (text, "%s|%s|%s|%s%s\n", fore_day_format (row->day, day),
                            fore_names_get (rows->products, row->product),
                            fore_names_get (rows->categories, row->category),
                            fore_cents_format (row->sales, sales),
                            row->flags & FORE_ROW_MISSING ? " imputed" : "");
  }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Reads @text, which must be taken without an issue, and compares its rows. */
void
fixture_assert_reads (const char *text, const char *expected)
{
  g_autoptr (ForeReading) reading = fixture_read (text);

  g_assert_cmpuint (reading->issues->n_rows, ==, 0);
  fixture_assert_rows (reading, expected);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("foretell-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "foretell.db", NULL);
  fixture->store = fore_store_open (fixture->path, FORE_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

void
fixture_remove_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    /* The data folder belongs to others as well. */
    g_assert_true (g_str_has_prefix (name, "foretell.db"));
    g_assert_cmpint (g_unlink (path), ==, 0);
  }
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fore_store_close);
  fixture_remove_files (fixture);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture, ForeStoreMode mode)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->store, fore_store_close);
  fixture->store = fore_store_open (fixture->path, mode, &error);
  g_assert_no_error (error);
}

static int
compare_test_rows (const void *a, const void *b)
{
  const TestRow *row_a = a, *row_b = b;
  int order = strcmp (row_a->day, row_b->day);

  if (order == 0)
    order = strcmp (row_a->category, row_b->category);

  return order != 0 ? order : strcmp (row_a->product, row_b->product);
}

ForeRows *
make_rows (const TestRow *rows, gsize n)
{
  g_autofree TestRow *sorted = g_memdup2 (rows, n * sizeof *rows);
  ForeRows *made = fore_rows_new ();

  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_test_rows);
  for (gsize i = 0; i < n; i++) {
    const TestRow *row = &sorted[i];
    const ForeRow added = {
      .day = fore_day_parse (row->day, -1),
      .category = fore_names_intern (made->categories, row->category, strlen (row->category)),
      .product = fore_names_intern (made->products, row->product, strlen (row->product)),
      .flags = row->is_missing ? FORE_ROW_MISSING : FORE_ROW_PLAIN,
      .sales = row->sales,
    };

    fore_rows_append (made, &added);
  }

  return made;
}

ForeUpload *
make_upload (const char *name, gint64 uploaded_at)
{
  ForeUpload *upload = g_new0 (ForeUpload, 1);

  upload->file_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  upload->batch = g_strdup_printf ("%s_%" G_GINT64_FORMAT "_%.6s", name, uploaded_at,
                                   upload->file_hash);
  upload->original_filename = g_strconcat (name, ".csv", NULL);
  upload->stored_filename = g_strdup_printf ("%s_%" G_GINT64_FORMAT "_%.8s.csv", name, uploaded_at,
                                             upload->file_hash);
  upload->uploaded_at = uploaded_at;
  return upload;
}

gint64
register_file (ForeStore *store, const char *name, gint64 uploaded_at, char **batch)
{
  g_autoptr (ForeUpload) upload = make_upload (name, uploaded_at);
  g_autofree char *replaced = NULL;
  g_autoptr (GError) error = NULL;
  gint64 job = 0;

  g_assert_true (
      fore_store_register_upload (store, upload, "options", NULL, NULL, &replaced, &job, &error));
  g_assert_no_error (error);
  if (batch != NULL)
    *batch = g_strdup (upload->batch);

  return job;
}

gint64
claim (ForeStore *store, ForeJobKind kind)
{
  g_autoptr (ForeJobRecord) job = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fore_store_claim_job (store, kind, &job, &error));
  g_assert_no_error (error);

  return job != NULL ? job->id : 0;
}

gboolean
append_rows_watched (ForeStore *store,
                     gint64 job,
                     ForeRows *rows,
                     const ForeUploadCounts *read,
                     const char *forecast_options,
                     const ForeProgress *progress,
                     GCancellable *cancellable,
                     ForeUploadCounts *counts,
                     GError **error)
{
  g_autoptr (ForeRowSource) source = fore_row_source_new_for_rows (rows);

  return fore_store_append_batch (store, job, source, read, NULL, forecast_options, progress,
                                  cancellable, counts, error);
}

gboolean
append_rows (ForeStore *store,
             gint64 job,
             ForeRows *rows,
             const ForeUploadCounts *read,
             const char *forecast_options,
             ForeUploadCounts *counts,
             GError **error)
{
  return append_rows_watched (store, job, rows, read, forecast_options, NULL, NULL, counts, error);
}

char *
import_rows (ForeStore *store,
             const char *name,
             ForeRows *rows,
             const char *forecast_options,
             ForeUploadCounts *counts)
{
  /* Each file comes in a minute after the one before. */
  static gint64 moment = 1700000000;
  g_autoptr (ForeRows) owned = rows;
  g_autoptr (GError) error = NULL;
  ForeUploadCounts read = { .total = (gint64) rows->n };
  ForeUploadCounts got;
  char *batch;
  gint64 job = register_file (store, name, moment += 60, &batch);

  for (gsize i = 0; i < rows->n; i++)
    read.missing += (rows->row[i].flags & FORE_ROW_MISSING) != 0;
  g_assert_cmpint (claim (store, FORE_JOB_IMPORT), ==, job);
  g_assert_true (append_rows (store, job, rows, &read, forecast_options, &got, &error));
  g_assert_no_error (error);
  if (counts != NULL)
    *counts = got;

  return batch;
}

gboolean
add_invoice_line (const ForeInvoice *invoice, gpointer data, GError **error)
{
  char day[FORE_DAY_BUFFER];

  g_ptr_array_add (
      data, g_strdup_printf ("%s|%s|%s|%ld|%d|%s|%ld|%ld|%ld", fore_day_format (invoice->day, day),
                             invoice->category, invoice->product, (long) invoice->sales,
                             invoice->is_imputed, invoice->batch, (long) invoice->created_at,
                             (long) invoice->updated_at, (long) invoice->version));
  g_assert_cmpuint (strlen (invoice->file_hash), ==, 64);

  return TRUE;
}

GPtrArray *
list_lines (ForeStore *store, const ForeInvoiceFilter *filter, gint64 offset, gint64 limit)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (fore_store_each_invoice (store, filter != NULL ? filter : &all, offset, limit,
                                          add_invoice_line, lines, NULL, &error));
  g_assert_no_error (error);

  return lines;
}

void
assert_same_lines (GPtrArray *got, GPtrArray *want)
{
  for (guint i = 0; i < MIN (got->len, want->len); i++)
    g_assert_cmpstr (got->pdata[i], ==, want->pdata[i]);
  g_assert_cmpuint (got->len, ==, want->len);
}

static sqlite3 *
open_file (const char *path, int flags)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, flags, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  return db;
}

char *
query_file (const char *path, const char *sql)
{
  sqlite3 *db = open_file (path, SQLITE_OPEN_READONLY);
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  while (sqlite3_step (statement) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count (statement); i++) {
      const char *value = (const char *) sqlite3_column_text (statement, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "NULL");
    }
    g_string_append_c (text, '\n');
  }
  sqlite3_finalize (statement);
  sqlite3_close (db);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
execute_on_file (const char *path, const char *sql)
{
  sqlite3 *db = open_file (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_close (db);
}

/* The totals by day and by 64 days, of a category and of all, of an upload and of all. */
static const char wanted_totals[] =
    "SELECT (b.used * batch << 38) + (c.used * (category + 1) << 23) + "
    "       iif (by_64, 4194304 + day / 64, day) AS k, "
    "       count (*), sum (sales), sum (imputed), sum (imputed * sales) "
    "  FROM (SELECT key >> 35 AS day, key >> 21 & 16383 AS category, batch, amount & 1 AS imputed, "
    "               amount >> 1 AS sales FROM invoice), "
    "       (SELECT 0 AS used UNION ALL SELECT 1) b, (SELECT 0 AS used UNION ALL SELECT 1) c, "
    "       (SELECT 0 AS by_64 UNION ALL SELECT 1) "
    " GROUP BY k ORDER BY k";

/* Product, category, whether only filled-in rows count, and their days. */
static const char wanted_calendars[] =
    "SELECT key & 2097151 AS p, key >> 21 & 16383 AS c, (key >> 35) / 512 AS d, only, "
    "       sum (amount >> 1), group_concat (key >> 35) "
    "  FROM (SELECT * FROM invoice ORDER BY key), (SELECT 0 AS only UNION ALL SELECT 1) "
    " WHERE only = 0 OR amount & 1 "
    " GROUP BY p, c, d, only ORDER BY p, c, d, only";

static const char calendars[] =
    "WITH RECURSIVE bit (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM bit "
    "                                 WHERE number < 63), "
    "word (number, key, sales, days) AS ("
    "  SELECT 0, key, sales, days_0 FROM calendar UNION ALL "
    "  SELECT 1, key, sales, days_1 FROM calendar UNION ALL "
    "  SELECT 2, key, sales, days_2 FROM calendar UNION ALL "
    "  SELECT 3, key, sales, days_3 FROM calendar UNION ALL "
    "  SELECT 4, key, sales, days_4 FROM calendar UNION ALL "
    "  SELECT 5, key, sales, days_5 FROM calendar UNION ALL "
    "  SELECT 6, key, sales, days_6 FROM calendar UNION ALL "
    "  SELECT 7, key, sales, days_7 FROM calendar) "
    "SELECT key >> 28, key >> 14 & 16383, key >> 1 & 8191, key & 1, sales, "
    "       group_concat ((key >> 1 & 8191) * 512 + day) "
    "  FROM (SELECT w.key, w.sales, w.number * 64 + b.number AS day FROM word w JOIN bit b "
    "            ON w.days >> b.number & 1 WHERE w.days <> 0 ORDER BY w.key, day) "
    " GROUP BY key ORDER BY key";

void
assert_totals_true (const char *path)
{
  g_autofree char *want_totals = query_file (path, wanted_totals);
  g_autofree char *got_totals = query_file (path, "SELECT * FROM total WHERE n_rows <> 0 "
                                                  "ORDER BY key");
  g_autofree char *empty_totals = query_file (path, "SELECT count (*) FROM total WHERE n_rows = 0 "
                                                    "AND (sales <> 0 OR n_imputed <> 0 "
                                                    "OR imputed_sales <> 0)");
  g_autofree char *want_calendars = query_file (path, wanted_calendars);
  g_autofree char *got_calendars = query_file (path, calendars);
  g_autofree char *steps = query_file (
      path, "SELECT key >> 21 AS cell, sum (past & 16777215) AS n FROM invoice "
            "GROUP BY cell HAVING n > 0 ORDER BY cell");
  g_autofree char *history = query_file (
      path, "SELECT cell, sum (length (rows) / 16) FROM history GROUP BY cell");
  g_autofree char *orphans = query_file (
      path, "SELECT count (*) FROM invoice WHERE (past & 16777215 = 0) <> (past = 0) "
            "OR iif (past = 0, batch, past >> 24) NOT IN (SELECT sequence FROM upload)");
  g_autofree char *check = query_file (path, "PRAGMA integrity_check");

  g_assert_cmpstr (got_totals, ==, want_totals);
  g_assert_cmpstr (empty_totals, ==, "0\n");
  g_assert_cmpstr (got_calendars, ==, want_calendars);
  g_assert_cmpstr (history, ==, steps);
  g_assert_cmpstr (orphans, ==, "0\n");
  g_assert_cmpstr (check, ==, "ok\n");
}

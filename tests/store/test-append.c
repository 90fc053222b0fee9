/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store-fixture.h"

static void
assert_counts (const ForeUploadCounts *got,
               gint64 missing,
               gint64 imputed,
               gint64 inserted,
               gint64 updated)
{
  g_assert_cmpint (got->missing, ==, missing);
  g_assert_cmpint (got->imputed, ==, imputed);
  g_assert_cmpint (got->inserted, ==, inserted);
  g_assert_cmpint (got->updated, ==, updated);
}

static void
assert_line (ForeStore *store, guint i, const char *want)
{
  g_autoptr (GPtrArray) lines = list_lines (store, NULL, 0, -1);

  g_assert_cmpuint (i, <, lines->len);
  g_assert_true (g_str_has_prefix (lines->pdata[i], want));
}

/* A key that is there is an update, whatever its value; created_at stays, updated_at moves. */
static void
test_upsert (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "2026-01-01", "Electronics", "P001", 150050 },
                            { "2026-01-01", "Electronics", "P002", 230075 },
                            { "2026-01-01", "Furniture", "P003", 85000 } };
  const TestRow second[] = { { "2026-01-01", "Electronics", "P002", 230075 },
                             { "2026-01-02", "Electronics", "P002", 100 } };
  g_autofree char *batch_1 = NULL, *batch_2 = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  ForeUploadCounts counts;

  batch_1 = import_rows (fixture->store, "one", make_rows (first, 3), NULL, &counts);
  assert_counts (&counts, 0, 0, 3, 0);
  batch_2 = import_rows (fixture->store, "two", make_rows (second, 2), NULL, &counts);
  assert_counts (&counts, 0, 0, 1, 1);

  lines = list_lines (fixture->store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 4);
  {
    g_autoptr (ForeUpload) one = fore_store_get_upload (fixture->store, batch_1, NULL);
    g_autoptr (ForeUpload) two = fore_store_get_upload (fixture->store, batch_2, NULL);
    g_autofree char *want = g_strdup_printf ("2026-01-01|Electronics|P002|230075|0|%s|%ld|%ld|2",
                                             batch_2, (long) one->uploaded_at,
                                             (long) two->uploaded_at);

    g_assert_cmpstr (lines->pdata[1], ==, want);
    g_assert_cmpint (two->status, ==, FORE_UPLOAD_COMPLETED);
    g_assert_cmpint (two->counts.inserted, ==, 1);
    g_assert_cmpint (two->counts.updated, ==, 1);
    g_assert_cmpint (two->counts.total, ==, 2);
    g_assert_null (two->error_log);
  }
  assert_totals_true (fixture->path);
}

/* An empty cell is filled in where the key is new and does nothing where it is not. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "2026-01-01", "C", "A", 500 },
                            { "2026-01-02", "C", "A", 500, TRUE } };
  const TestRow second[] = { { "2026-01-01", "C", "A", 700, TRUE },
                             { "2026-01-02", "C", "A", 900 },
                             { "2026-01-03", "C", "A", 900, TRUE } };
  ForeInvoiceFilter imputed = FORE_INVOICE_FILTER_INIT;
  ForeUploadCounts counts;
  gint64 n;
  ForeCents sum;

  g_free (import_rows (fixture->store, "one", make_rows (first, 2), NULL, &counts));
  assert_counts (&counts, 1, 1, 2, 0);
  assert_line (fixture->store, 1, "2026-01-02|C|A|500|1|");
  g_free (import_rows (fixture->store, "two", make_rows (second, 3), NULL, &counts));
  assert_counts (&counts, 2, 1, 1, 1);
  assert_line (fixture->store, 0, "2026-01-01|C|A|500|0|one");
  assert_line (fixture->store, 1, "2026-01-02|C|A|900|0|two");
  assert_line (fixture->store, 2, "2026-01-03|C|A|900|1|two");

  imputed.imputed_only = TRUE;
  g_assert_true (fore_store_count_invoices (fixture->store, &imputed, NULL, &n, &sum, NULL));
  g_assert_cmpint (n, ==, 1);
  g_assert_cmpint (sum, ==, 900);
  assert_totals_true (fixture->path);
}

/* Names come in any order, and answers in the order of bytes. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "2026-01-01", "m", "b", 1 }, { "2026-01-01", "m", "ä", 2 } };
  const TestRow second[] = { { "2026-01-01", "Z", "日本", 3 }, { "2026-01-01", "m", "B", 4 },
                             { "2026-01-01", "é", "a", 5 },    { "2026-01-01", "m", "b0", 6 },
                             { "2025-12-31", "é", "b", 7 },    { "2026-01-01", "m", "a", 8 } };
  const char *const want[] = { "2025-12-31|é|b|", "2026-01-01|Z|日本|", "2026-01-01|m|B|",
                               "2026-01-01|m|a|", "2026-01-01|m|b|",    "2026-01-01|m|b0|",
                               "2026-01-01|m|ä|", "2026-01-01|é|a|" };

  g_free (import_rows (fixture->store, "one", make_rows (first, G_N_ELEMENTS (first)), NULL, NULL));
  g_free (
      import_rows (fixture->store, "two", make_rows (second, G_N_ELEMENTS (second)), NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (want); i++)
    assert_line (fixture->store, i, want[i]);
}

/* Ten thousand times 0.10, and both ends of DECIMAL(12,2), to the last cent. */
static void
test_exact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();
  g_autoptr (ForeDailySums) cents = NULL;
  g_autoptr (ForeDailySums) edges = NULL;
  const ForeCents edge[] = { FORE_CENTS_MAX, -FORE_CENTS_MAX, 1, -7 };

  for (int i = 0; i < 10000; i++) {
    g_autofree char *product = g_strdup_printf ("p%05d", i);
    const ForeRow row = {
      .day = 20000,
      .category = fore_names_intern (rows->categories, "Cents", 5),
      .product = fore_names_intern (rows->products, product, strlen (product)),
      .sales = 10,
    };

    fore_rows_append (rows, &row);
  }
  for (int i = 0; i < 4; i++) {
    const ForeRow row = {
      .day = 20001 + i,
      .category = fore_names_intern (rows->categories, "Edge", 4),
      .product = 0,
      .sales = edge[i],
    };

    fore_rows_append (rows, &row);
  }
  g_free (import_rows (fixture->store, "exact", g_steal_pointer (&rows), NULL, NULL));

  cents = fore_store_load_daily_sums (fixture->store, "Cents", NULL);
  g_assert_cmpuint (cents->n, ==, 1);
  g_assert_cmpint (cents->sum[0], ==, 100000);
  g_assert_cmpint (cents->end_day, ==, 20004);
  edges = fore_store_load_daily_sums (fixture->store, "Edge", NULL);
  g_assert_cmpuint (edges->n, ==, 4);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (edges->sum[i], ==, edge[i]);
}

/* The last day of the newest file that speaks of a category ends its series, also where the
 * file says nothing new of it. */
static void
test_end_day (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "2026-01-01", "A", "p", 1 }, { "2026-01-05", "B", "p", 1 } };
  const TestRow second[] = { { "2026-01-01", "A", "p", 9, TRUE }, { "2026-01-31", "B", "p", 1 } };
  g_autoptr (ForeDailySums) before = NULL, after = NULL, undone = NULL;
  g_autofree char *batch = NULL, *stored = NULL;

  g_free (import_rows (fixture->store, "one", make_rows (first, 2), NULL, NULL));
  before = fore_store_load_daily_sums (fixture->store, "A", NULL);
  g_assert_cmpint (before->end_day, ==, fore_day_parse ("2026-01-05", -1));
  batch = import_rows (fixture->store, "two", make_rows (second, 2), NULL, NULL);
  after = fore_store_load_daily_sums (fixture->store, "A", NULL);
  g_assert_cmpint (after->end_day, ==, fore_day_parse ("2026-01-31", -1));
  g_assert_cmpint (after->version, >, before->version);
  g_assert_true (fore_store_undo_upload (fixture->store, batch, NULL, &stored, NULL));
  undone = fore_store_load_daily_sums (fixture->store, "A", NULL);
  g_assert_cmpint (undone->end_day, ==, before->end_day);
  g_assert_cmpint (undone->version, >, after->version);
}

/* Cancelled in the middle, the store is as it was and the job can be done again. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  const ForeUploadCounts read = { 0 };
  ForeUploadCounts counts;
  ForeStoreVersion before, after;
  gint64 job = register_file (fixture->store, "cancel", 1, NULL);
  const ForeRow row = { .day = 1,
                        .category = fore_names_intern (rows->categories, "C", 1),
                        .product = fore_names_intern (rows->products, "P", 1),
                        .sales = 1 };

  fore_rows_append (rows, &row);
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, job);
  g_cancellable_cancel (cancellable);
  g_assert_true (fore_store_get_version (fixture->store, &before, NULL));
  g_assert_false (append_rows_watched (fixture->store, job, rows, &read, NULL, NULL, cancellable,
                                       &counts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (fore_store_get_version (fixture->store, &after, NULL));
  g_assert_cmpint (before.invoices, ==, after.invoices);
  g_assert_cmpint (before.uploads, ==, after.uploads);
  lines = list_lines (fixture->store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 0);
  g_assert_true (
      append_rows_watched (fixture->store, job, rows, &read, NULL, NULL, NULL, &counts, NULL));
  g_assert_cmpint (counts.inserted, ==, 1);
}

static void
cancel_half_way (double fraction, const char *what, gpointer data)
{
  if (fraction > 0.3)
    g_cancellable_cancel (data);
}

/* The same, when the rows are being written already. */
static void
test_cancel_while_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const ForeProgress progress = { cancel_half_way, cancellable };
  g_autofree char *names = NULL, *batch = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  const ForeUploadCounts read = { 0 };
  ForeUploadCounts counts;
  gint64 job = register_file (fixture->store, "cancel", 1, &batch);

  fore_names_intern (rows->categories, "C", 1);
  fore_names_intern (rows->products, "P", 1);
  for (int day = 0; day < 200000; day++) {
    const ForeRow row = { .day = day, .sales = 1 };

    fore_rows_append (rows, &row);
  }
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, job);
  g_assert_false (append_rows_watched (fixture->store, job, rows, &read, NULL, &progress,
                                       cancellable, &counts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lines = list_lines (fixture->store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 0);
  names = query_file (fixture->path, "SELECT (SELECT count (*) FROM invoice), "
                                     "(SELECT count (*) FROM category), "
                                     "(SELECT count (*) FROM total)");
  g_assert_cmpstr (names, ==, "0|0|0\n");
  upload = fore_store_get_upload (fixture->store, batch, NULL);
  g_assert_cmpint (upload->status, ==, FORE_UPLOAD_PROCESSING);
}

/* More categories than a store has room for is said, and nothing is taken in. */
/* More than the sums can hold is refused, and nothing of it stays. */
static void
test_too_large_a_day (Fixture *fixture, gconstpointer data)
{
  const ForeCents sales = G_MAXINT64 / 4;
  const TestRow rows[] = { { "2026-01-01", "C", "P1", sales }, { "2026-01-01", "C", "P2", sales },
                           { "2026-01-01", "C", "P3", sales }, { "2026-01-01", "C", "P4", sales },
                           { "2026-01-01", "C", "P5", sales }, { "2026-01-02", "C", "P1", 1 } };
  const ForeUploadCounts read = { .total = G_N_ELEMENTS (rows) };
  g_autoptr (ForeRows) large = make_rows (rows, G_N_ELEMENTS (rows));
  g_autofree char *batch = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  ForeUploadCounts counts;
  gint64 job;

  register_file (fixture->store, "large", 1, &batch);
  job = claim (fixture->store, FORE_JOB_IMPORT);
  g_assert_false (append_rows (fixture->store, job, large, &read, NULL, &counts, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  lines = list_lines (fixture->store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 0);
  assert_totals_true (fixture->path);
}

static void
test_too_many_categories (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();
  g_autoptr (GPtrArray) categories = NULL;
  g_autoptr (GError) error = NULL;
  const ForeUploadCounts read = { 0 };
  ForeUploadCounts counts;
  gint64 job = register_file (fixture->store, "many", 1, NULL);

  fore_names_intern (rows->products, "P", 1);
  for (int i = 0; i < 16385; i++) {
    g_autofree char *name = g_strdup_printf ("%05d", i);
    const ForeRow row = { .day = 1, .category = fore_names_intern (rows->categories, name, 5) };

    fore_rows_append (rows, &row);
  }
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, job);
  g_assert_false (
      append_rows_watched (fixture->store, job, rows, &read, NULL, NULL, NULL, &counts, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  rows->n--;
  g_clear_error (&error);
  {
    /* One fewer, and all have room. */
    g_autoptr (ForeRows) fitting = fore_rows_new ();

    fore_names_intern (fitting->products, "P", 1);
    for (guint32 i = 0; i < 16384; i++) {
      const ForeRow row = { .day = 1,
                            .category = fore_names_intern (
                                fitting->categories, fore_names_get (rows->categories, i), 5) };

      fore_rows_append (fitting, &row);
    }
    g_assert_true (append_rows_watched (fixture->store, job, fitting, &read, NULL, NULL, NULL,
                                        &counts, &error));
  }
  g_assert_no_error (error);
  categories = fore_store_list_categories (fixture->store, NULL);
  g_assert_cmpuint (categories->len, ==, 16384);
  {
    g_autoptr (GPtrArray) lines = list_lines (fixture->store, NULL, 16380, 10);

    g_assert_cmpuint (lines->len, ==, 4);
    g_assert_true (g_str_has_prefix (lines->pdata[3], "1970-01-02|16383|P|"));
  }
}

/* Any SQLite client finds the three tables of the platform before. */
static void
test_views (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "0001-01-01", "C", "P", 1 },
                            { "9999-12-31", "C", "P", -1050, TRUE } };
  const TestRow second[] = { { "0001-01-01", "C", "P", FORE_CENTS_MAX } };
  g_autofree char *batch_1 = NULL, *batch_2 = NULL, *want = NULL;
  g_autofree char *uploads = query_file (
      fixture->path, "SELECT group_concat (name) FROM pragma_table_info ('upload_metadata')");
  g_autofree char *invoices = query_file (
      fixture->path, "SELECT group_concat (name) FROM pragma_table_info ('invoice_data')");
  g_autofree char *forecasts = query_file (
      fixture->path, "SELECT group_concat (name) FROM pragma_table_info ('forecast_data')");
  g_autofree char *rows = NULL;
  g_autofree char *files = NULL;

  g_assert_cmpstr (uploads, ==,
                   "batch_num,original_filename,stored_filename,file_hash,uploaded_at,"
                   "num_total_rows,num_missing_rows,num_imputed_rows,num_inserted_rows,"
                   "num_updated_rows,status,error_log\n");
  g_assert_cmpstr (invoices, ==,
                   "date,product_id,category,sales,is_imputed,batch_num,file_hash,created_at,"
                   "updated_at,version\n");
  g_assert_cmpstr (forecasts, ==,
                   "id,forecast_date,category,model_type,forecast_value,lower_bound,upper_bound,"
                   "created_at,batch_num\n");

  batch_1 = import_rows (fixture->store, "first", make_rows (first, 2), NULL, NULL);
  batch_2 = import_rows (fixture->store, "second", make_rows (second, 1), NULL, NULL);
  rows = query_file (fixture->path,
                     "SELECT date, product_id, category, printf ('%.2f', sales), typeof (sales), "
                     "is_imputed, batch_num, created_at < updated_at, length (file_hash), "
                     "version FROM invoice_data ORDER BY date");
  want = g_strdup_printf ("0001-01-01|P|C|9999999999.99|real|0|%s|1|64|2\n"
                          "9999-12-31|P|C|-10.50|real|1|%s|0|64|1\n",
                          batch_2, batch_1);
  g_assert_cmpstr (rows, ==, want);
  files = query_file (fixture->path,
                      "SELECT original_filename, uploaded_at GLOB '2023-11-1*T*:*:*', "
                      "num_total_rows, num_missing_rows, num_imputed_rows, num_inserted_rows, "
                      "num_updated_rows, status, error_log FROM upload_metadata ORDER BY 1");
  g_assert_cmpstr (files, ==,
                   "first.csv|1|2|1|1|2|0|completed|NULL\nsecond.csv|1|1|0|0|0|1|completed|NULL\n");
}

/* The first day, category and product have the number 0, and belong to an upload like others. */
static void
test_first_and_last_day (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "0001-01-01", "A", "1", 100 }, { "9999-12-31", "B", "2", 200 } };
  g_autofree char *batch = import_rows (fixture->store, "days", make_rows (rows, 2), NULL, NULL);
  g_auto (GStrv) categories = fore_store_list_upload_categories (fixture->store, batch, NULL);
  g_autofree char *stored = NULL;

  g_assert_cmpuint (g_strv_length (categories), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
    ForeCents sum = 0;
    gint64 n = 0;

    g_assert_cmpstr (categories[i], ==, rows[i].category);
    filter.product = rows[i].product;
    filter.batch = batch;
    g_assert_true (fore_store_count_invoices (fixture->store, &filter, NULL, &n, &sum, NULL));
    g_assert_cmpint (n, ==, 1);
    g_assert_cmpint (sum, ==, rows[i].sales);
  }
  assert_totals_true (fixture->path);
  g_assert_true (fore_store_undo_upload (fixture->store, batch, NULL, &stored, NULL));
  assert_totals_true (fixture->path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/store/append/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("upsert", test_upsert);
  ADD ("missing", test_missing);
  ADD ("order", test_order);
  ADD ("exact", test_exact);
  ADD ("end-day", test_end_day);
  ADD ("first-and-last-day", test_first_and_last_day);
  ADD ("cancel", test_cancel);
  ADD ("cancel-while-writing", test_cancel_while_writing);
  ADD ("too-large-a-day", test_too_large_a_day);
  ADD ("too-many-categories", test_too_many_categories);
  ADD ("views", test_views);
  return g_test_run ();
}

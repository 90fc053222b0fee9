/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* A kept database of every version is brought up to date with nothing lost. */

#define NEWEST_VERSION "6\n"

static const char old_content[] = "SELECT * FROM invoice_data ORDER BY date, category, product_id; "
                                  "SELECT * FROM upload_metadata";

/* What a kept database holds: 30 days of 3 products, less an empty cell that found a value; the
 * later ones have a third file and a fourth. The row is that of A-1 on 2026-01-15. */
typedef struct {
  int version;
  gint64 n_rows;
  guint n_uploads;
  guint n_versions_of_row;
  ForeCents row_at_first;
} Old;

static char *
load_old (Fixture *fixture, int version)
{
  g_autofree char *name = g_strdup_printf ("%s/version-%d.sql", DATABASES_FOLDER, version);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (name, &sql, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&fixture->store, fore_store_close);
  fixture_remove_files (fixture);
  execute_on_file (fixture->path, sql);

  return query_file (fixture->path, old_content);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  const Old *old = data;
  g_autofree char *before = load_old (fixture, old->version);
  g_autofree char *after = NULL, *version = NULL;
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) forecasts = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backtests = NULL;
  g_autofree char *stored = NULL, *options = NULL;
  ForeCents sum = 0;
  gint64 n = 0;

  /* One who only looks changes nothing, and is told what to do. */
  g_assert_null (fore_store_open (fixture->path, FORE_STORE_READ_ONLY, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
  g_clear_error (&error);

  fixture_reopen (fixture, FORE_STORE_READ_WRITE);
  after = query_file (fixture->path, old_content);
  version = query_file (fixture->path, "PRAGMA user_version");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (version, ==, NEWEST_VERSION);
  assert_totals_true (fixture->path);

  g_assert_true (fore_store_count_invoices (fixture->store, &all, NULL, &n, &sum, &error));
  g_assert_cmpint (n, ==, old->n_rows);
  versions = fore_store_list_versions (fixture->store, fore_day_parse ("2026-01-15", -1),
                                       "Beverages", "A-1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, old->n_versions_of_row);
  g_assert_cmpint (((ForeInvoiceVersion *) versions->pdata[versions->len - 1])->sales, ==,
                   old->row_at_first);
  forecasts = fore_store_load_forecasts (fixture->store, "Beverages", &error);
  g_assert_cmpuint (forecasts->len, ==, 1);

  g_assert_true (fore_store_recall_mapping (fixture->store, "Datum;Betrag", &options, &error));
  g_assert_cmpstr (options, ==, old->version >= 2 ? "date=1" : NULL);
  backtests = fore_store_load_backtests (fixture->store, NULL, &error);
  g_assert_cmpuint (backtests->len, ==, old->version >= 3 ? 1 : 0);

  uploads = fore_store_list_uploads (fixture->store, &error);
  g_assert_cmpuint (uploads->len, ==, old->n_uploads);
  for (guint i = 0; i < uploads->len; i++) {
    const ForeUpload *upload = uploads->pdata[i];

    g_assert_true (fore_store_undo_upload (fixture->store, upload->batch, NULL, &stored, &error));
    g_assert_no_error (error);
    g_clear_pointer (&stored, g_free);
    assert_totals_true (fixture->path);
  }
  g_assert_true (fore_store_count_invoices (fixture->store, &all, NULL, &n, NULL, &error));
  g_assert_cmpint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  static const Old old[] = {
    { 1, 90, 2, 2, 2400 }, { 2, 92, 3, 3, 2400 }, { 3, 92, 3, 3, 2400 },
    { 4, 93, 4, 4, 2400 }, { 5, 93, 4, 4, 2400 },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (old); i++) {
    g_autofree char *path = g_strdup_printf ("/store/migrate/%d", old[i].version);

    g_test_add (path, Fixture, &old[i], fixture_set_up, test_migrate, fixture_tear_down);
  }

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* A kept database of every version is brought up to date with nothing lost. */

#define NEWEST_VERSION "3\n"

static const char old_content[] = "SELECT * FROM invoice_data ORDER BY date, category, product_id; "
                                  "SELECT * FROM upload_metadata";

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
  g_autofree char *before = load_old (fixture, GPOINTER_TO_INT (data));
  g_autofree char *after = NULL, *version = NULL;
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) forecasts = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = NULL;
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

  /* 30 days of 3 products, less an empty cell that found a value. */
  g_assert_true (fore_store_count_invoices (fixture->store, &all, NULL, &n, &sum, &error));
  g_assert_cmpint (n, ==, 90);
  versions = fore_store_list_versions (fixture->store, fore_day_parse ("2026-01-15", -1),
                                       "Beverages", "A-1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpint (((ForeInvoiceVersion *) versions->pdata[1])->sales, ==, 2400);
  forecasts = fore_store_load_forecasts (fixture->store, "Beverages", &error);
  g_assert_cmpuint (forecasts->len, ==, 1);

  uploads = fore_store_list_uploads (fixture->store, &error);
  g_assert_cmpuint (uploads->len, ==, 2);
  g_assert_true (fore_store_undo_upload (fixture->store, ((ForeUpload *) uploads->pdata[0])->batch,
                                         NULL, &stored, &error));
  g_assert_no_error (error);
  assert_totals_true (fixture->path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/migrate/1", Fixture, GINT_TO_POINTER (1), fixture_set_up, test_migrate,
              fixture_tear_down);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a store, and its end. */
#include <glib/gstdio.h>

#include "store-fixture.h"

#define N_ROWS 60000

/* Enough for a file that is copied in more than one go. */
static void
import_many (ForeStore *store)
{
  g_autofree TestRow *rows = g_new (TestRow, N_ROWS);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_ROWS; i++) {
    g_ptr_array_add (products, g_strdup_printf ("a product with number %06u", i));
    rows[i] = (TestRow){ "2026-01-01", "C", products->pdata[i], i };
  }
  g_free (import_rows (store, "many", make_rows (rows, N_ROWS), NULL, NULL));
}

static void
import_one (ForeStore *store, const char *name)
{
  const TestRow rows[] = { { "2026-01-02", "C", "p", 1 } };

  g_free (import_rows (store, name, make_rows (rows, 1), NULL, NULL));
}

static gint64
count_rows (ForeStore *store)
{
  const ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  ForeCents sum;

  g_assert_true (fore_store_count_invoices (store, &filter, NULL, &n, &sum, &error));
  g_assert_no_error (error);
  return n;
}

typedef struct {
  ForeStore *store;
  GCancellable *cancellable;
  guint n_reports;
  double last;
} Watcher;

/* Somebody writes while the copy is being made. */
static void
write_meanwhile (double fraction, const char *what, gpointer data)
{
  Watcher *watcher = data;

  g_assert_cmpfloat (fraction, >=, watcher->last);
  g_assert_cmpfloat (fraction, <=, 1);
  watcher->last = fraction;
  if (watcher->n_reports++ == 0)
    import_one (watcher->store, "meanwhile");
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foretell.db-copy", NULL);
  Watcher watcher = { fixture->store, NULL, 0, 0 };
  const ForeProgress progress = { write_meanwhile, &watcher };
  g_autoptr (ForeStore) copy = NULL;
  g_autoptr (GError) error = NULL;

  import_many (fixture->store);
  g_assert_true (fore_store_back_up (fixture->store, path, &progress, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watcher.n_reports, >, 1);
  g_assert_cmpfloat (watcher.last, ==, 1);
  g_assert_cmpint (count_rows (fixture->store), ==, N_ROWS + 1);

  /* It is of the moment at which it was begun, and a store like any other. */
  assert_totals_true (path);
  copy = fore_store_open (path, FORE_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (copy), ==, N_ROWS);
  import_one (copy, "later");
  g_assert_cmpint (count_rows (copy), ==, N_ROWS + 1);
}

static void
cancel (double fraction, const char *what, gpointer data)
{
  Watcher *watcher = data;

  watcher->n_reports++;
  g_cancellable_cancel (watcher->cancellable);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foretell.db-copy", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watcher watcher = { NULL, cancellable, 0, 0 };
  const ForeProgress progress = { cancel, &watcher };
  g_autoptr (GError) error = NULL;

  import_many (fixture->store);
  g_assert_false (fore_store_back_up (fixture->store, path, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watcher.n_reports, ==, 1);
  import_one (fixture->store, "after");
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "foretell.db-copy", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (fore_store_back_up (fixture->store, path, NULL, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) error = NULL;

  import_one (fixture->store, "one");
  g_assert_false (fore_store_erase (fixture->path, &busy));
  g_assert_error (busy, FORE_ERROR, FORE_ERROR_BUSY);
  g_assert_cmpint (count_rows (fixture->store), ==, 1);

  g_clear_pointer (&fixture->store, fore_store_close);
  g_assert_true (fore_store_erase (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing is left beside it */
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);

  fixture->store = fore_store_open (fixture->path, FORE_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (fixture->store), ==, 0);
}

/* What another program keeps under that name is not ours to remove. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foretell.db-notes", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "To whom it may concern: this is no store.", -1, NULL));
  g_assert_false (fore_store_erase (path, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/backup/copy", test_copy);
  ADD ("/store/backup/cancel", test_cancel);
  ADD ("/store/backup/nowhere", test_nowhere);
  ADD ("/store/erase/whole", test_erase);
  ADD ("/store/erase/foreign", test_foreign);

  return g_test_run ();
}

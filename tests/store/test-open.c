/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store-fixture.h"

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Every file of a folder with the hash of its content. */
static char *
describe_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *content = NULL;
    g_autofree char *hash = NULL;
    gsize length = 0;

    g_assert_true (g_file_get_contents (path, &content, &length, NULL));
    hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
    g_ptr_array_add (lines, g_strdup_printf ("%s %s", name, hash));
  }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
assert_refused (const char *uri, ForeStoreMode mode, int code)
{
  g_autoptr (GError) error = NULL;
  ForeStore *store = fore_store_open (uri, mode, &error);

  g_assert_null (store);
  g_assert_error (error, FORE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
import_one (ForeStore *store, const char *name)
{
  const TestRow rows[] = { { "2026-01-01", "C", "p", 1 }, { "2026-01-02", "C", "p", 2 } };

  g_free (import_rows (store, name, make_rows (rows, 2), NULL, NULL));
}

static guint
count_uploads (ForeStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uploads = fore_store_list_uploads (store, &error);

  g_assert_no_error (error);
  return uploads->len;
}

static void
test_uri (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", fixture->path, NULL);
  g_autofree char *odd = g_build_filename (fixture->folder, "foretell.db 100% #1?mode=ro", NULL);
  g_autoptr (ForeStore) store = NULL;
  g_autoptr (ForeStore) odd_store = NULL;
  g_autoptr (GError) error = NULL;

  import_one (fixture->store, "one");
  store = fore_store_open (uri, FORE_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_uploads (store), ==, 1);
  odd_store = fore_store_open (odd, FORE_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (odd, G_FILE_TEST_EXISTS));
  assert_refused ("postgresql://localhost/sales", FORE_STORE_READ_WRITE,
                  FORE_ERROR_INVALID_ARGUMENT);
  assert_refused (fixture->folder, FORE_STORE_READ_WRITE, FORE_ERROR_STORE);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, fore_store_close);
  execute_on_file (fixture->path, "PRAGMA user_version = 99");
  assert_refused (fixture->path, FORE_STORE_READ_WRITE, FORE_ERROR_TOO_NEW);
  assert_refused (fixture->path, FORE_STORE_READ_ONLY, FORE_ERROR_TOO_NEW);
}

/* What is not ours stays as it is. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "foretell.db.other", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "foretell.db.text", NULL);
  g_autofree char *cut = g_build_filename (fixture->folder, "foretell.db.cut", NULL);
  g_autofree char *before = NULL, *after = NULL;

  g_clear_pointer (&fixture->store, fore_store_close);
  execute_on_file (other, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  g_assert_true (g_file_set_contents (text, "Date,product_id,category,sales\n", -1, NULL));
  g_assert_true (g_file_set_contents (cut, "SQLite format 3", -1, NULL));
  before = describe_folder (fixture->folder);
  for (int mode = FORE_STORE_READ_WRITE; mode <= FORE_STORE_READ_ONLY; mode++) {
    assert_refused (other, mode, FORE_ERROR_STORE);
    assert_refused (text, mode, FORE_ERROR_STORE);
    assert_refused (cut, mode, FORE_ERROR_STORE);
  }
  after = describe_folder (fixture->folder);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_reads_as_empty (ForeStore *store)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GPtrArray) lines = list_lines (store, NULL, 0, -1);
  g_autoptr (GPtrArray) categories = fore_store_list_categories (store, NULL);
  ForeStoreVersion version = { -1, -1, -1 };
  gint64 n = -1;

  g_assert_cmpuint (lines->len, ==, 0);
  g_assert_cmpuint (categories->len, ==, 0);
  g_assert_cmpuint (count_uploads (store), ==, 0);
  g_assert_true (fore_store_count_invoices (store, &all, NULL, &n, NULL, NULL));
  g_assert_cmpint (n, ==, 0);
  g_assert_true (fore_store_get_version (store, &version, NULL));
  g_assert_cmpint (version.invoices, ==, 0);
}

/* A store that is not there reads as an empty one, until it is there. */
static void
test_read_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foretell.db2", NULL);
  g_autofree char *empty = g_build_filename (fixture->folder, "foretell.db3", NULL);
  g_autoptr (ForeStore) reader = NULL;
  g_autoptr (ForeStore) empty_reader = NULL;
  g_autoptr (ForeStore) writer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 job;

  reader = fore_store_open (path, FORE_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_reads_as_empty (reader);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (fore_store_queue_forecast (reader, NULL, &job, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  empty_reader = fore_store_open (empty, FORE_STORE_READ_ONLY, NULL);
  assert_reads_as_empty (empty_reader);

  writer = fore_store_open (path, FORE_STORE_READ_WRITE, NULL);
  import_one (writer, "one");
  g_assert_cmpuint (count_uploads (reader), ==, 1);
}

/* Reading leaves everything as it was, whether the store was closed well or not. */
static void
test_read_without_a_trace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;

  import_one (fixture->store, "one");
  g_clear_pointer (&fixture->store, fore_store_close);
  before = describe_folder (fixture->folder);
  fixture_reopen (fixture, FORE_STORE_READ_ONLY);
  g_assert_cmpuint (count_uploads (fixture->store), ==, 1);
  g_clear_pointer (&fixture->store, fore_store_close);
  after = describe_folder (fixture->folder);
  g_assert_cmpstr (after, ==, before);
}

static void
copy_file (Fixture *fixture, const char *suffix, const char *folder)
{
  g_autofree char *from_path = g_strconcat (fixture->path, suffix, NULL);
  g_autofree char *name = g_path_get_basename (from_path);
  g_autoptr (GFile) from = g_file_new_for_path (from_path);
  g_autoptr (GFile) to = g_file_new_build_filename (folder, name, NULL);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

typedef enum {
  INDEX_GONE,
  INDEX_BLANK, /* killed before it knew of the log's first pages */
  INDEX_GOOD,
} IndexState;

/* @data: what has become of the index of the log */
static void
test_read_after_crash (Fixture *fixture, gconstpointer data)
{
  IndexState index = GPOINTER_TO_INT (data);
  Fixture crashed = { NULL };
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  fixture_set_up (&crashed, NULL);
  g_clear_pointer (&crashed.store, fore_store_close);
  g_remove (crashed.path);
  /* What a process leaves that is killed while the store is open. */
  import_one (fixture->store, "one");
  copy_file (fixture, "", crashed.folder);
  copy_file (fixture, "-wal", crashed.folder);
  if (index == INDEX_GOOD)
    copy_file (fixture, "-shm", crashed.folder);
  if (index == INDEX_BLANK) {
    g_autofree char *path = g_strconcat (crashed.path, "-shm", NULL);
    g_autofree char *blank = g_malloc0 (32768);

    g_assert_true (g_file_set_contents (path, blank, 32768, NULL));
  }

  before = describe_folder (crashed.folder);
  fixture_reopen (&crashed, FORE_STORE_READ_ONLY);
  lines = list_lines (crashed.store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 2);
  g_clear_pointer (&crashed.store, fore_store_close);
  after = describe_folder (crashed.folder);
  if (index == INDEX_GOOD)
    g_assert_cmpstr (after, ==, before);

  fixture_reopen (&crashed, FORE_STORE_READ_WRITE);
  g_assert_cmpuint (count_uploads (crashed.store), ==, 1);
  assert_totals_true (crashed.path);
  fixture_tear_down (&crashed, NULL);
}

/* Killed between the header of the log and its first page, with an index made and still empty:
 * what is in the file is read, and without waiting for anybody until the test runs out of time. */
static void
test_read_after_crash_at_start (Fixture *fixture, gconstpointer data)
{
  const gsize header_size = 32, index_size = 32768;
  g_autofree char *path = g_build_filename (fixture->folder, "foretell.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *content = NULL;
  g_autofree char *empty = g_malloc0 (index_size);
  gsize length;

  import_one (fixture->store, "one");
  g_assert_true (g_file_get_contents (log, &content, &length, NULL));
  g_assert_cmpuint (length, >, header_size);
  g_clear_pointer (&fixture->store, fore_store_close);
  g_assert_true (g_file_set_contents (log, content, (gssize) header_size, NULL));
  g_assert_true (g_file_set_contents (index, empty, (gssize) index_size, NULL));

  fixture_reopen (fixture, FORE_STORE_READ_ONLY);
  g_assert_cmpuint (count_uploads (fixture->store), ==, 1);
}

/* A reader sees what another process writes, and never waits for it. */
static void
test_read_beside_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeStore) reader = fore_store_open (fixture->path, FORE_STORE_READ_ONLY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_uploads (reader), ==, 0);
  import_one (fixture->store, "one");
  g_assert_cmpuint (count_uploads (reader), ==, 1);
  /* The writer goes, and another one comes. */
  fixture_reopen (fixture, FORE_STORE_READ_WRITE);
  import_one (fixture->store, "two");
  g_assert_cmpuint (count_uploads (reader), ==, 2);
  g_clear_pointer (&fixture->store, fore_store_close);
  g_assert_cmpuint (count_uploads (reader), ==, 2);
}

static gboolean
count_in_transaction (gpointer data, GError **error)
{
  g_assert_cmpuint (count_uploads (data), ==, 0);
  return TRUE;
}

static void
test_read_during_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeUpload) upload = make_upload ("a", 1);
  g_autofree char *replaced = NULL;
  gint64 job;

  g_assert_true (fore_store_register_upload (fixture->store, upload, NULL, count_in_transaction,
                                             fixture->store, &replaced, &job, NULL));
  g_assert_cmpuint (count_uploads (fixture->store), ==, 1);
}

static gpointer
open_and_import (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeStore) store = fore_store_open (data, FORE_STORE_READ_WRITE, &error);
  g_autofree char *name = g_strdup_printf ("%p", (gpointer) g_thread_self ());

  g_assert_no_error (error);
  register_file (store, name, 1, NULL);
  return NULL;
}

/* Several make the same store at the same moment. */
static void
test_made_at_once (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 5; round++) {
    g_autofree char *name = g_strdup_printf ("foretell.db%d", round);
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_autoptr (ForeStore) store = NULL;
    GThread *threads[4];

    for (int i = 0; i < 4; i++)
      threads[i] = g_thread_new ("opener", open_and_import, path);
    for (int i = 0; i < 4; i++)
      g_thread_join (threads[i]);
    store = fore_store_open (path, FORE_STORE_READ_ONLY, NULL);
    g_assert_cmpuint (count_uploads (store), ==, 4);
  }
}

/* The version tells apart what has changed. */
static void
test_version (Fixture *fixture, gconstpointer data)
{
  ForeStoreVersion version[3];

  g_assert_true (fore_store_get_version (fixture->store, &version[0], NULL));
  register_file (fixture->store, "a", 1, NULL);
  g_assert_true (fore_store_get_version (fixture->store, &version[1], NULL));
  g_assert_cmpint (version[1].uploads, >, version[0].uploads);
  g_assert_cmpint (version[1].invoices, ==, version[0].invoices);
  g_assert_cmpint (version[1].forecasts, ==, version[0].forecasts);
  claim (fixture->store, FORE_JOB_IMPORT);
  import_one (fixture->store, "one");
  g_assert_true (fore_store_get_version (fixture->store, &version[2], NULL));
  g_assert_cmpint (version[2].invoices, >, version[1].invoices);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test, data) \
  g_test_add ("/store/open/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("uri", test_uri, NULL);
  ADD ("newer", test_newer, NULL);
  ADD ("foreign", test_foreign, NULL);
  ADD ("read-missing", test_read_missing, NULL);
  ADD ("read-without-a-trace", test_read_without_a_trace, NULL);
  ADD ("read-after-crash", test_read_after_crash, GINT_TO_POINTER (INDEX_GOOD));
  ADD ("read-after-crash-without-index", test_read_after_crash, GINT_TO_POINTER (INDEX_GONE));
  ADD ("read-after-crash-with-blank-index", test_read_after_crash, GINT_TO_POINTER (INDEX_BLANK));
  ADD ("read-after-crash-at-start", test_read_after_crash_at_start, NULL);
  ADD ("read-beside-writer", test_read_beside_writer, NULL);
  ADD ("read-during-transaction", test_read_during_transaction, NULL);
  ADD ("made-at-once", test_made_at_once, NULL);
  ADD ("version", test_version, NULL);
  return g_test_run ();
}

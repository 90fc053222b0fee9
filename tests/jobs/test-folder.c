/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with all data at once. */
#include "engine-fixture.h"

#include <glib/gstdio.h>

#include "fore-error.h"

#define GOOD "Date,product_id,category,sales\n2026-01-01,P1,A,1.50\n"

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_data (const char *folder)
{
  static const char *const names[] = { "foretell.db", "foretell.db-owners", "uploads", NULL };

  for (const char *const *name = names; *name != NULL; name++) {
    g_autofree char *path = g_build_filename (folder, *name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *file;

      while ((file = g_dir_read_name (dir)) != NULL) {
        g_autofree char *child = g_build_filename (path, file, NULL);

        g_unlink (child);
      }
    }
    g_remove (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_back_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_dir_make_tmp ("fore-backup-XXXXXX", NULL);
  g_autofree char *batch = fixture_import (fixture, "a.csv", GOOD);
  g_autofree char *path = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  g_autoptr (GError) error = NULL;
  ForeEngine *copy;

  path = fore_engine_back_up (fixture->engine, target, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (target), ==, 1);
  g_assert_true (fore_engine_check_data_dir (path, &error));

  copy = fore_engine_open (path, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  upload = fore_store_get_upload (fore_engine_get_store (copy), batch, &error);
  g_assert_no_error (error);
  stored = fore_engine_stored_path (copy, upload);
  g_assert_true (g_file_test (stored, G_FILE_TEST_EXISTS));
  fore_engine_close (copy);
  g_assert_finalize_object (copy);
  remove_data (path);
  g_assert_cmpint (g_rmdir (target), ==, 0);
}

static void
test_back_up_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_dir_make_tmp ("fore-backup-XXXXXX", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_engine_back_up (fixture->engine, target, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_rmdir (target), ==, 0); /* nothing is left of it */
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "a.csv", GOOD);
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (fore_engine_erase (fixture->folder, &busy));
  g_assert_error (busy, FORE_ERROR, FORE_ERROR_BUSY);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 1);

  fixture_close (fixture);
  g_assert_true (fore_engine_erase (fixture->folder, &error));
  g_assert_no_error (error);
  fixture->engine = fore_engine_open (fixture->folder, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 0);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Work that is under way when somebody turns to other data is not lost, and what is asked
 * afterwards is refused. */
static void
test_close_async (Fixture *fixture, gconstpointer data)
{
  const ForeSubmission submission = { .hold_forecast = TRUE };
  g_autofree char *batch = fixture_submit (fixture, "a.csv", GOOD, &submission, NULL, NULL);
  g_autofree char *folder = g_strdup (fixture->folder);
  g_autoptr (GError) error = NULL;
  gboolean is_closed = FALSE;

  fore_engine_start (fixture->engine);
  fore_engine_close_async (fixture->engine, on_closed, &is_closed);
  while (!is_closed)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* The thread that has closed it may hold it a moment longer. */
  g_object_add_weak_pointer (G_OBJECT (fixture->engine), (gpointer *) &fixture->engine);
  g_object_unref (fixture->engine);
  while (g_atomic_pointer_get (&fixture->engine) != NULL)
    g_thread_yield ();

  fixture->engine = fore_engine_open (folder, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 1);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("fore-folder-XXXXXX", NULL);
  g_autofree char *letter = g_build_filename (folder, "letter.txt", NULL);
  g_autoptr (GError) other = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_true (fore_engine_check_data_dir (fixture->folder, NULL));
  g_assert_true (fore_engine_check_data_dir (folder, NULL));
  g_assert_true (g_file_set_contents (letter, "Dear", -1, NULL));
  g_assert_false (fore_engine_check_data_dir (folder, &other));
  g_assert_error (other, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_assert_false (fore_engine_check_data_dir (letter, &missing));
  g_assert_error (missing, FORE_ERROR, FORE_ERROR_NOT_FOUND);
  g_unlink (letter);
  g_rmdir (folder);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/folder/back-up", test_back_up);
  ADD ("/folder/back-up/cancelled", test_back_up_cancelled);
  ADD ("/folder/erase", test_erase);
  ADD ("/folder/close-async", test_close_async);
  ADD ("/folder/check", test_check);

  return g_test_run ();
}

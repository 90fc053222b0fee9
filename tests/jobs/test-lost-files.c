/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that cannot be read to their end: what is said of them, and what stays. */
#include "engine-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fore-error.h"

#define GOOD "Date,product_id,category,sales\n2026-01-01,P1,A,1.50\n"

static const ForeSubmission no_forecast = { .hold_forecast = TRUE };

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Why a file cannot be taken in; nothing of it may be left. */
static GError *
refuse (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  fore_engine_submit_file_async (fixture->engine, file, &no_forecast, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fore_engine_submit_file_finish (fixture->engine, result, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);

  return error;
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) none = refuse (fixture, "/nonexistent/a.csv");
  g_autoptr (GError) folder = refuse (fixture, fixture->folder);
  g_autoptr (GError) device = refuse (fixture, "/dev/zero");
  g_autoptr (GError) memory = refuse (fixture, "/proc/self/mem"); /* its first page is not there */

  g_assert_error (none, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (none->message, "No such file or directory"));
  g_assert_error (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_error (device, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_assert_cmpstr (device->message, ==, "“/dev/zero” is a pipe or a device and not a file.");
  g_assert_nonnull (strstr (memory->message, "Input/output error"));
}

/* A stored copy that somebody took away before its rows were read. */
static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = fixture_submit (fixture, "a.csv", GOOD, &no_forecast, NULL, &error);
  g_autoptr (ForeUpload) upload = NULL;
  g_autofree char *again = NULL;
  g_autofree char *path = NULL;

  upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  path = fore_engine_stored_path (fixture->engine, upload);
  g_assert_cmpint (g_unlink (path), ==, 0);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_FAILED);
  g_clear_pointer (&upload, fore_upload_free);
  upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_assert_nonnull (strstr (upload->error_log, "No such file or directory"));
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 0);

  again = fixture_import (fixture, "a.csv", GOOD);
  fixture_assert_status (fixture, again, FORE_UPLOAD_COMPLETED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 1);
}

/* A stored copy that was cut to nothing. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = fixture_submit (fixture, "a.csv", GOOD, &no_forecast, NULL, &error);
  g_autoptr (ForeUpload)
      upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_autofree char *path = fore_engine_stored_path (fixture->engine, upload);
  g_autoptr (GError) why = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_FAILED);
  why = fore_engine_dup_import_error (fixture->engine, batch);
  g_assert_error (why, FORE_ERROR, FORE_ERROR_REJECTED);
  g_assert_cmpstr (why->message, ==, "The file is empty, or no line at its start can be read.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/lost-files/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("unreadable", test_unreadable);
  ADD ("vanished", test_vanished);
  ADD ("cut", test_cut);
  return g_test_run ();
}

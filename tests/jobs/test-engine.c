/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fore-error.h"

#define HEAD "Date,product_id,category,sales\n"
#define GOOD HEAD "2026-01-01,P1,A,1.50\n2026-01-02,P1,B,2.50\n"
#define BAD  HEAD "2026-01-01,P1,A,oops\n"

static const ForeSubmission no_forecast = { .hold_forecast = TRUE };

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "sales.csv", GOOD);
  g_autofree char *uploads = g_build_filename (fixture->folder, "uploads", NULL);
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  struct stat status;

  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_assert_cmpstr (upload->original_filename, ==, "sales.csv");
  g_assert_cmpint (upload->counts.total, ==, 2);
  g_assert_cmpint (upload->counts.inserted, ==, 2);
  g_assert_null (upload->error_log);

  path = fore_engine_stored_path (fixture->engine, upload);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, GOOD);
  g_assert_cmpint (g_stat (uploads, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "sales.csv", GOOD);
  g_autofree char *original = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_submit (fixture, "other.csv", GOOD, &no_forecast, &original, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_DUPLICATE);
  g_assert_cmpstr (original, ==, batch);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = fixture_import (fixture, "sales.csv", BAD);
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_autoptr (GError) why = fore_engine_dup_import_error (fixture->engine, first);
  const ForeUpload *upload;

  fixture_assert_status (fixture, first, FORE_UPLOAD_FAILED);
  g_assert_error (why, FORE_ERROR, FORE_ERROR_REJECTED);

  /* Given again it is tried again, and takes the place of the first try. */
  second = fixture_import (fixture, "sales.csv", BAD);
  uploads = fore_store_list_uploads (fore_engine_get_store (fixture->engine), NULL);
  g_assert_cmpuint (uploads->len, ==, 1);
  upload = g_ptr_array_index (uploads, 0);
  g_assert_cmpstr (upload->batch, ==, second);
  g_assert_nonnull (strstr (upload->error_log, "oops"));
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
}

static void
test_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "sales.csv", GOOD "2026-01-03,P1,A,oops\n");
  g_autoptr (ForeUpload) upload = NULL;

  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_assert_cmpint (upload->counts.total, ==, 3);
  g_assert_cmpint (upload->counts.inserted, ==, 2);
  g_assert_nonnull (strstr (upload->error_log, "oops"));
}

static void
test_strict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  ForeSubmission submission = { .import = options, .hold_forecast = TRUE };
  g_autofree char *batch = NULL;

  options->is_strict = TRUE;
  batch = fixture_submit (fixture, "sales.csv", GOOD "2026-01-03,P1,A,oops\n", &submission, NULL,
                          NULL);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_FAILED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 0);
}

static void
test_check_header (Fixture *fixture, gconstpointer data)
{
  const ForeSubmission submission = { .check_header = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uploads = NULL;

  g_assert_null (fixture_submit (fixture, "sales.csv", "Date,sales\n2026-01-01,1\n", &submission,
                                 NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  uploads = fore_store_list_uploads (fore_engine_get_store (fixture->engine), NULL);
  g_assert_cmpuint (uploads->len, ==, 0);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
}

static void
test_submit_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (GOOD, -1, NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_engine_submit (fixture->engine, input, "sales.csv", -1, &no_forecast, NULL,
                                     cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
}

/* A drain that is stopped leaves the queue as it was. */
static void
test_drain_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = fixture_submit (fixture, "sales.csv", GOOD, &no_forecast, NULL, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (fore_engine_drain (fixture->engine, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_UPLOADED);

  fixture_reopen (fixture, 1);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = fixture_import (fixture, "sales.csv", GOOD);
  g_autofree char *second = fixture_import (fixture, "more.csv", HEAD "2026-01-03,P1,A,9.00\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fixture_count_invoices (fixture), ==, 3);
  g_assert_true (fore_engine_undo (fixture->engine, second, FALSE, &error));
  fixture_drain (fixture);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 2);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);

  g_assert_false (fore_engine_undo (fixture->engine, second, FALSE, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
}

/* An import and an undo forecast the categories that they touch, and no other. */
static void
test_follow_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (20);
  const ForeSubmission submission = { 0 };
  g_autofree char *first = fixture_import (fixture, "sales.csv", sales);
  g_autofree char *second = NULL;
  g_autofree char *after_import = NULL;
  g_autofree char *after_undo = NULL;

  second = fixture_submit (fixture, "a.csv", HEAD "2026-01-21,P1,A,9.00\n", &submission, NULL,
                           NULL);
  fixture_drain (fixture);
  after_import = fixture_dump_forecasts (fixture);
  g_assert_nonnull (strstr (after_import, " A prophet "));
  g_assert_null (strstr (after_import, " B prophet "));

  g_assert_true (fore_engine_undo (fixture->engine, second, FALSE, NULL));
  fixture_drain (fixture);
  after_undo = fixture_dump_forecasts (fixture);
  g_assert_cmpstr (after_undo, !=, after_import);
  g_assert_nonnull (strstr (after_undo, " A prophet "));
}

static void
test_request_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  const char *categories[] = { "Nowhere", NULL };
  const char *models[] = { "arima", NULL };
  g_autoptr (GError) error = NULL;

  options->categories = g_strdupv ((GStrv) categories);
  g_assert_false (fore_engine_request_forecast (fixture->engine, options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Nowhere"));
  g_clear_error (&error);

  g_clear_pointer (&options->categories, g_strfreev);
  options->models = g_strdupv ((GStrv) models);
  g_assert_false (fore_engine_request_forecast (fixture->engine, options, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
}

/* What a dead process left in the folder goes; what has an upload stays. */
static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "sales.csv", GOOD);
  g_autofree char *part = g_build_filename (fixture->folder, "uploads", ".part-1-00000000", NULL);
  g_autofree char *orphan = g_build_filename (fixture->folder, "uploads", "old_1_abc.csv", NULL);

  g_assert_true (g_file_set_contents (part, "x", -1, NULL));
  g_assert_true (g_file_set_contents (orphan, "x", -1, NULL));
  fixture_drain (fixture);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
test_read_only (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_autofree char *parent = g_dir_make_tmp ("fore-engine-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "not-there", NULL);

  engine = fore_engine_open (folder, FORE_STORE_READ_ONLY, 1, &error);
  g_assert_no_error (error);
  uploads = fore_store_list_uploads (fore_engine_get_store (engine), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uploads->len, ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_rmdir (parent);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine/import", test_import);
  ADD ("/engine/duplicate", test_duplicate);
  ADD ("/engine/rejected", test_rejected);
  ADD ("/engine/set-aside", test_set_aside);
  ADD ("/engine/strict", test_strict);
  ADD ("/engine/check-header", test_check_header);
  ADD ("/engine/submit-cancelled", test_submit_cancelled);
  ADD ("/engine/drain-cancelled", test_drain_cancelled);
  ADD ("/engine/undo", test_undo);
  ADD ("/engine/follow-up", test_follow_up);
  ADD ("/engine/request-unknown", test_request_unknown);
  ADD ("/engine/sweep", test_sweep);
  g_test_add_func ("/engine/read-only", test_read_only);
  return g_test_run ();
}

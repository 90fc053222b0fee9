/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies in the queue is done together where it can be, and nothing of it is lost. */
#include <string.h>

#include "engine-fixture.h"
#include "fore-error.h"

#define HEAD "Date,product_id,category,sales\n"

static gint64
request (Fixture *fixture, const char *category, const char *model)
{
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  const char *categories[] = { category, NULL };
  const char *models[] = { model, NULL };
  g_autoptr (GError) error = NULL;
  gint64 job = 0;

  options->categories = category != NULL ? g_strdupv ((GStrv) categories) : NULL;
  options->models = g_strdupv ((GStrv) models);
  fore_engine_request_forecast (fixture->engine, options, &job, &error);
  g_assert_no_error (error);
  return job;
}

static void
assert_job (Fixture *fixture, gint64 id, ForeJobState state)
{
  g_autoptr (ForeJobRecord)
      record = fore_store_get_job (fore_engine_get_store (fixture->engine), id, NULL);

  g_assert_nonnull (record);
  g_assert_cmpint (record->state, ==, state);
}

/* "A holt_winters, B holt_winters", … */
static char *
list_forecasts (Fixture *fixture)
{
  g_autofree char *dump = fixture_dump_forecasts (fixture);
  static const char *const known[] = { "A holt_winters", "A seasonal_naive", "B holt_winters",
                                       "B seasonal_naive" };
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *text = g_strconcat (" ", known[i], " ", NULL);

    if (strstr (dump, text) != NULL)
      g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", known[i]);
  }
  return g_string_free (found, FALSE);
}

/* Alike ones are done together, whatever their categories, and not with others. */
static void
test_alike (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (20);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  const gint64 job[] = { request (fixture, "A", "holt_winters"),
                         request (fixture, "B", "holt_winters"),
                         request (fixture, "B", "seasonal_naive") };
  g_autofree char *forecasts = NULL;

  fixture_drain (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (job); i++)
    assert_job (fixture, job[i], FORE_JOB_DONE);
  forecasts = list_forecasts (fixture);
  g_assert_cmpstr (forecasts, ==, "A holt_winters, B holt_winters, B seasonal_naive");
}

/* Who asks for all gets all, beside who asks for one. */
static void
test_all_and_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (20);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  const gint64 job[] = { request (fixture, "B", "holt_winters"),
                         request (fixture, NULL, "holt_winters") };
  g_autofree char *forecasts = NULL;

  fixture_drain (fixture);
  assert_job (fixture, job[0], FORE_JOB_DONE);
  assert_job (fixture, job[1], FORE_JOB_DONE);
  forecasts = list_forecasts (fixture);
  g_assert_cmpstr (forecasts, ==, "A holt_winters, B holt_winters");
}

static void
cancel_at_once (double fraction, const char *what, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Both the run that was stopped and the one that was to follow are there the next time. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (20);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  const gint64 job[] = { request (fixture, "A", "holt_winters"),
                         request (fixture, "B", "seasonal_naive") };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const ForeProgress progress = { cancel_at_once, cancellable };
  g_autoptr (GError) error = NULL;
  g_autofree char *forecasts = NULL;

  g_assert_false (fore_engine_drain (fixture->engine, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_job (fixture, job[0], FORE_JOB_QUEUED);
  assert_job (fixture, job[1], FORE_JOB_QUEUED);

  fixture_drain (fixture);
  assert_job (fixture, job[0], FORE_JOB_DONE);
  assert_job (fixture, job[1], FORE_JOB_DONE);
  forecasts = list_forecasts (fixture);
  g_assert_cmpstr (forecasts, ==, "A holt_winters, B seasonal_naive");
}

static gboolean
place_file (gpointer path, GError **error)
{
  return g_file_set_contents (path, HEAD "2026-01-01,P1,A,1\n", -1, error);
}

/* Puts a file into the queue with what another version may have said of it. */
static void
register_file (Fixture *fixture, const char *name, const char *options)
{
  g_autofree char *path = g_build_filename (fixture->folder, "uploads", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  ForeUpload upload = { .batch = g_strdup (name),
                        .original_filename = (char *) name,
                        .stored_filename = (char *) name,
                        .file_hash = (char *) name,
                        .uploaded_at = 1 };
  g_autofree char *replaced = NULL;
  g_autoptr (GError) error = NULL;
  gint64 job;

  g_mkdir_with_parents (folder, 0700);
  fore_store_register_upload (fore_engine_get_store (fixture->engine), &upload, options, place_file,
                              path, &replaced, &job, &error);
  g_assert_no_error (error);
  g_free (upload.batch);
}

/* A file without a word on how to read it is read by itself; one with words that nobody knows
 * fails, and says so. */
static void
test_options_of_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  register_file (fixture, "silent.csv", NULL);
  register_file (fixture, "strange.csv", "{'hold-forecast': <");
  fore_engine_drain (fixture->engine, NULL, NULL, NULL);
  fixture_assert_status (fixture, "silent.csv", FORE_UPLOAD_COMPLETED);
  fixture_assert_status (fixture, "strange.csv", FORE_UPLOAD_FAILED);
  error = fore_engine_dup_import_error (fixture->engine, "strange.csv");
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/queue/alike", test_alike);
  ADD ("/queue/all-and-one", test_all_and_one);
  ADD ("/queue/stopped", test_stopped);
  ADD ("/queue/options-of-others", test_options_of_others);
  return g_test_run ();
}

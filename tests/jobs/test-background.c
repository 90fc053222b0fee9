/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fore-error.h"

/* Nothing here takes that long; a test that waits in vain ends with a message. */
#define LONGEST_WAIT 60

static gboolean
give_up (gpointer what)
{
  g_error ("nothing happened: %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @is_reached. */
static void
wait_until (gboolean (*is_reached) (gpointer data), gpointer data, const char *what)
{
  guint source = g_timeout_add_seconds (LONGEST_WAIT, give_up, (gpointer) what);

  while (!is_reached (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
is_positive (gpointer data)
{
  return *(guint *) data > 0;
}

static gboolean
has_no_jobs (gpointer data)
{
  return g_list_model_get_n_items (fore_engine_get_jobs (data)) == 0;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
count (ForeEngine *engine, gpointer data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  ++*(guint *) data;
}

static GFile *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

typedef struct {
  guint n_states;
  char *last_state;
  char *batch;
  gboolean has_moved;
} Seen;

static void
see_state (ForeJob *job, GParamSpec *pspec, Seen *seen)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  seen->n_states++;
  g_free (seen->last_state);
  g_free (seen->batch);
  g_object_get (job, "state", &seen->last_state, "batch", &seen->batch, NULL);
}

/* A dropped file: a job at once, then its batch, then signals; and the list is empty again. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (15);
  g_autoptr (GFile) file = write_file (fixture, "sales.csv", sales);
  const ForeSubmission submission = { .hold_forecast = TRUE };
  GListModel *jobs = fore_engine_get_jobs (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ForeJob) job = NULL;
  g_autofree char *batch = NULL;
  g_autoptr (GError) error = NULL;
  guint n_uploads = 0, n_invoices = 0;
  Seen seen = { 0 };

  g_signal_connect (fixture->engine, "uploads-changed", G_CALLBACK (count), &n_uploads);
  g_signal_connect (fixture->engine, "invoices-changed", G_CALLBACK (count), &n_invoices);
  fore_engine_start (fixture->engine);
  fore_engine_submit_file_async (fixture->engine, file, &submission, keep_result, &result);
  while (g_list_model_get_n_items (jobs) == 0)
    g_main_context_iteration (NULL, TRUE);
  job = g_list_model_get_item (jobs, 0);
  g_assert_cmpstr (fore_job_get_title (job), ==, "sales.csv");
  g_signal_connect (job, "notify::state", G_CALLBACK (see_state), &seen);

  wait_until (is_set, &result, "the file is in");
  batch = fore_engine_submit_file_finish (fixture->engine, result, NULL, &error);
  g_assert_no_error (error);
  wait_until (is_positive, &n_invoices, "rows are in");
  wait_until (has_no_jobs, fixture->engine, "the job ends");

  g_assert_cmpuint (n_uploads, >, 0);
  g_assert_cmpstr (seen.last_state, ==, "done");
  g_assert_cmpstr (seen.batch, ==, batch);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 30);
  g_free (seen.last_state);
  g_free (seen.batch);
}

static void
test_file_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (3);
  g_autoptr (GFile) file = write_file (fixture, "sales.csv", sales);
  g_autofree char *first = fixture_import (fixture, "first.csv", sales);
  const ForeSubmission submission = { .hold_forecast = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *original = NULL;
  g_autoptr (GError) error = NULL;

  fore_engine_start (fixture->engine);
  fore_engine_submit_file_async (fixture->engine, file, &submission, keep_result, &result);
  wait_until (is_set, &result, "the file is refused");
  g_assert_null (fore_engine_submit_file_finish (fixture->engine, result, &original, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_DUPLICATE);
  g_assert_cmpstr (original, ==, first);
  wait_until (has_no_jobs, fixture->engine, "the job goes");
}

/* A file whose dates can be read in two ways, and once more with the answer. */
static void
test_file_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = fixture_import (fixture, "sales 1.csv",
                                           "date,product_id,category,sales\n01/02/2026,P,A,1.00\n");
  g_autoptr (GError) reason = fore_engine_dup_import_error (fixture->engine, batch);
  g_autoptr (ForeUpload)
      upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, NULL);
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  const ForeSubmission submission = { .import = options, .hold_forecast = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ForeUpload) again = NULL;
  g_autofree char *new_batch = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_error (reason, FORE_ERROR, FORE_ERROR_AMBIGUOUS);
  options->date_format = g_strdup ("%d/%m/%Y");
  fore_engine_start (fixture->engine);
  fore_engine_submit_again_async (fixture->engine, upload, &submission, keep_result, &result);
  wait_until (is_set, &result, "the file is in");
  new_batch = fore_engine_submit_file_finish (fixture->engine, result, NULL, &error);
  g_assert_no_error (error);
  wait_until (has_no_jobs, fixture->engine, "the job ends");

  again = fore_store_get_upload (fore_engine_get_store (fixture->engine), new_batch, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->original_filename, ==, "sales 1.csv");
  fixture_assert_status (fixture, new_batch, FORE_UPLOAD_COMPLETED);
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 1);
  g_assert_cmpuint (fixture_count_files (fixture), ==, 1);
}

static void
test_file_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/not/there.csv");
  const ForeSubmission submission = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fore_engine_start (fixture->engine);
  fore_engine_submit_file_async (fixture->engine, file, &submission, keep_result, &result);
  wait_until (is_set, &result, "the file is refused");
  g_assert_null (fore_engine_submit_file_finish (fixture->engine, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A job that a person cancels before its file is in leaves nothing. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (1000);
  g_autoptr (GFile) file = write_file (fixture, "sales.csv", sales);
  const ForeSubmission submission = { 0 };
  GListModel *jobs = fore_engine_get_jobs (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ForeJob) job = NULL;
  g_autoptr (GPtrArray) uploads = NULL;
  g_autofree char *batch = NULL;
  Seen seen = { 0 };

  fore_engine_submit_file_async (fixture->engine, file, &submission, keep_result, &result);
  while (g_list_model_get_n_items (jobs) == 0)
    g_main_context_iteration (NULL, TRUE);
  job = g_list_model_get_item (jobs, 0);
  g_signal_connect (job, "notify::state", G_CALLBACK (see_state), &seen);
  fore_job_cancel (job);
  wait_until (is_set, &result, "the file is in or not");
  batch = fore_engine_submit_file_finish (fixture->engine, result, NULL, NULL);

  /* Whichever came first, none of its rows is taken in. */
  fore_engine_start (fixture->engine);
  wait_until (has_no_jobs, fixture->engine, "the job ends");
  g_assert_cmpstr (seen.last_state, ==, "cancelled");
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 0);
  if (batch != NULL)
    fixture_assert_status (fixture, batch, FORE_UPLOAD_FAILED);
  g_free (seen.last_state);
  g_free (seen.batch);
}

/* Closed in the middle of everything; all of it is there after the next start. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = fixture_sales (400);
  const ForeSubmission submission = { 0 };
  g_autofree char *batch = fixture_submit (fixture, "a.csv", sales, &submission, NULL, NULL);
  g_autofree char *resumed = NULL;
  g_autofree char *undisturbed = NULL;

  fore_engine_start (fixture->engine);
  fixture_reopen (fixture, 2);
  fixture_drain (fixture);
  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
  resumed = fixture_dump_forecasts (fixture);

  fixture_tear_down (fixture, NULL);
  fixture_set_up (fixture, NULL);
  g_free (fixture_submit (fixture, "a.csv", sales, &submission, NULL, NULL));
  fixture_drain (fixture);
  undisturbed = fixture_dump_forecasts (fixture);
  g_assert_cmpstr (resumed, ==, undisturbed);
}

/* What another process does is told, too. */
static void
test_foreign_change (Fixture *fixture, gconstpointer data)
{
  Fixture other = { .folder = fixture->folder };
  g_autoptr (GError) error = NULL;
  g_autofree char *sales = fixture_sales (3);
  g_autofree char *batch = NULL;
  guint n_invoices = 0;

  g_signal_connect (fixture->engine, "invoices-changed", G_CALLBACK (count), &n_invoices);
  fore_engine_start (fixture->engine);
  other.engine = fore_engine_open (fixture->folder, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  batch = fixture_import (&other, "sales.csv", sales);
  wait_until (is_positive, &n_invoices, "the change is seen");
  g_assert_cmpint (fixture_count_invoices (fixture), ==, 6);
  fixture_close (&other);
}

static void
body (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_assert_false (g_main_context_is_owner (g_main_context_default ()));
  g_task_return_int (task, 42);
}

static void
test_run_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (fixture->engine, NULL, keep_result, &result);

  fore_engine_run_async (fixture->engine, task, body);
  wait_until (is_set, &result, "the body has run");
  g_assert_cmpint (g_task_propagate_int (G_TASK (result), NULL), ==, 42);
  g_clear_object (&task);
}

/* A body that is still at it when nobody else knows of its task any more. */
typedef struct {
  GMutex mutex;
  GCond is_alone;
  gboolean is_let_go; /* with mutex */
  gboolean is_gone;
} Owner;

static void
outlast_everybody (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Owner *owner = g_object_get_data (source, "owner");

  g_task_return_int (task, 42);
  g_mutex_lock (&owner->mutex);
  while (!owner->is_let_go)
    g_cond_wait (&owner->is_alone, &owner->mutex);
  g_mutex_unlock (&owner->mutex);
}

static void
see_it_go (gpointer data, GObject *gone)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  ((Owner *) data)->is_gone = TRUE;
}

static gboolean
is_gone (gpointer data)
{
  return ((Owner *) data)->is_gone;
}

static void
receive (GObject *source, GAsyncResult *result, gpointer data)
{
  *(int *) data = (int) g_task_propagate_int (G_TASK (result), NULL);
}

static gboolean
is_received (gpointer data)
{
  return *(int *) data != 0;
}

/* What a task belongs to, such as a widget, never goes on a thread of the engine. */
static void
test_last_reference (Fixture *fixture, gconstpointer data)
{
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  int received = 0;
  GTask *task = g_task_new (source, NULL, receive, &received);
  Owner owner = { 0 };

  g_mutex_init (&owner.mutex);
  g_cond_init (&owner.is_alone);
  g_object_set_data (source, "owner", &owner);
  g_object_weak_ref (source, see_it_go, &owner);
  fore_engine_run_async (fixture->engine, task, outlast_everybody);
  g_object_unref (task);
  g_object_unref (source);
  wait_until (is_received, &received, "the body has returned");
  g_assert_cmpint (received, ==, 42);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (owner.is_gone);

  g_mutex_lock (&owner.mutex);
  owner.is_let_go = TRUE;
  g_cond_signal (&owner.is_alone);
  g_mutex_unlock (&owner.mutex);
  wait_until (is_gone, &owner, "the source goes");
  g_mutex_clear (&owner.mutex);
  g_cond_clear (&owner.is_alone);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/background/file", test_file);
  ADD ("/background/file-twice", test_file_twice);
  ADD ("/background/file-again", test_file_again);
  ADD ("/background/file-missing", test_file_missing);
  ADD ("/background/cancel", test_cancel);
  ADD ("/background/resume", test_resume);
  ADD ("/background/foreign-change", test_foreign_change);
  ADD ("/background/run-async", test_run_async);
  ADD ("/background/last-reference", test_last_reference);
  return g_test_run ();
}

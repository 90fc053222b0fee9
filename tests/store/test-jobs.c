/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store-fixture.h"

static char *program;

/* --- What this program does as a child of itself --------------------------------------- */

static void
say (const char *what, gint64 number)
{
  printf ("%s%ld\n", what, (long) number);
  fflush (stdout);
}

static void
hang_half_way (double fraction, const char *what, gpointer data)
{
  if (fraction < 0.3)
    return;
  say ("writing", 0);
  pause ();
}

static ForeRows *
make_many_rows (void)
{
  ForeRows *rows = fore_rows_new ();

  fore_names_intern (rows->categories, "C", 1);
  fore_names_intern (rows->products, "P", 1);
  for (int day = 0; day < 200000; day++) {
    const ForeRow row = { .day = day, .sales = 1 };

    fore_rows_append (rows, &row);
  }

  return rows;
}

static void
append_and_hang (ForeStore *store)
{
  const ForeProgress progress = { hang_half_way, NULL };
  const ForeUploadCounts read = { 0 };
  g_autoptr (ForeRows) rows = make_many_rows ();
  ForeUploadCounts counts;

  append_rows_watched (store, claim (store, FORE_JOB_IMPORT), rows, &read, NULL, &progress, NULL,
                       &counts, NULL);
}

/* No file may grow beyond this, as if the disk were full. */
static void
append_without_room (ForeStore *store)
{
  const struct rlimit limit = { 1000000, 1000000 };
  const ForeUploadCounts read = { 0 };
  g_autoptr (ForeRows) rows = make_many_rows ();
  g_autoptr (GError) error = NULL;
  ForeUploadCounts counts;
  gint64 job = claim (store, FORE_JOB_IMPORT);

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_false (append_rows_watched (store, job, rows, &read, NULL, NULL, NULL, &counts, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_STORE);
  g_assert_true (fore_store_fail_upload (store, job, NULL, error->message, NULL));
}

static void
claim_all (ForeStore *store)
{
  gint64 job;

  while ((job = claim (store, FORE_JOB_IMPORT)) != 0) {
    say ("", job);
    g_assert_true (fore_store_finish_job (store, job, FORE_JOB_DONE, NULL, NULL));
  }
}

static int
run_as_child (const char *task, const char *path)
{
  g_autoptr (ForeStore) store = fore_store_open (path, FORE_STORE_READ_WRITE, NULL);

  g_assert_nonnull (store);
  if (g_str_equal (task, "append-and-hang"))
    append_and_hang (store);
  if (g_str_equal (task, "append-without-room"))
    append_without_room (store);
  if (g_str_equal (task, "claim-all"))
    claim_all (store);
  if (g_str_equal (task, "claim-and-die")) {
    g_assert_cmpint (claim (store, FORE_JOB_IMPORT), !=, 0);
    raise (SIGKILL);
  }

  return 0;
}

static GSubprocess *
start_child (const char *task, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                         "--as-child", task, path, NULL);

  g_assert_no_error (error);
  return child;
}

/* --- The tests ------------------------------------------------------------------------- */

static void
assert_state (ForeStore *store, gint64 job, ForeJobState state, const char *error)
{
  g_autoptr (ForeJobRecord) record = fore_store_get_job (store, job, NULL);

  g_assert_nonnull (record);
  g_assert_cmpint (record->state, ==, state);
  g_assert_cmpstr (record->error, ==, error);
}

static void
assert_status (ForeStore *store, const char *batch, ForeUploadStatus status)
{
  g_autoptr (ForeUpload) upload = fore_store_get_upload (store, batch, NULL);

  g_assert_cmpint (upload->status, ==, status);
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  ForeStore *store = fixture->store;
  g_autofree char *batch = NULL, *later = NULL;
  g_autoptr (ForeJobRecord) record = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;
  gint64 import = register_file (store, "a", 1, &batch);
  gint64 second = register_file (store, "b", 2, &later);
  gint64 forecast = 0, same = 0;

  g_assert_true (fore_store_queue_forecast (store, "all", &forecast, NULL));
  g_assert_true (fore_store_queue_forecast (store, "all", &same, NULL));
  g_assert_cmpint (forecast, ==, same);

  g_assert_true (fore_store_claim_job (store, FORE_JOB_IMPORT, &record, &error));
  g_assert_cmpint (record->id, ==, import);
  g_assert_cmpint (record->kind, ==, FORE_JOB_IMPORT);
  g_assert_cmpint (record->state, ==, FORE_JOB_RUNNING);
  g_assert_cmpstr (record->batch, ==, batch);
  g_assert_cmpstr (record->options, ==, "options");
  assert_status (store, batch, FORE_UPLOAD_PROCESSING);
  assert_status (store, later, FORE_UPLOAD_UPLOADED);

  g_assert_true (fore_store_release_job (store, import, &error));
  assert_state (store, import, FORE_JOB_QUEUED, NULL);
  assert_status (store, batch, FORE_UPLOAD_UPLOADED);
  g_assert_cmpint (claim (store, FORE_JOB_IMPORT), ==, import);
  g_assert_cmpint (claim (store, FORE_JOB_FORECAST), ==, forecast);
  g_assert_cmpint (claim (store, FORE_JOB_FORECAST), ==, 0);

  /* One that runs already may have read less than is there now. */
  g_assert_true (fore_store_queue_forecast (store, "all", &same, NULL));
  g_assert_cmpint (forecast, !=, same);

  g_assert_true (fore_store_finish_job (store, import, FORE_JOB_CANCELLED, NULL, NULL));
  assert_status (store, batch, FORE_UPLOAD_FAILED);
  g_assert_true (fore_store_finish_job (store, forecast, FORE_JOB_FAILED, "no", NULL));
  assert_state (store, forecast, FORE_JOB_FAILED, "no");
  g_assert_false (fore_store_finish_job (store, forecast, FORE_JOB_DONE, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (fore_store_finish_job (store, 999, FORE_JOB_DONE, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);

  open = fore_store_list_open_jobs (store, NULL);
  g_assert_cmpuint (open->len, ==, 2);
  g_assert_cmpint (((ForeJobRecord *) open->pdata[0])->id, ==, second);
  g_assert_cmpint (((ForeJobRecord *) open->pdata[1])->id, ==, same);
}

/* The job of somebody who lives is his; when he leaves in good order, it is anybody's. */
static void
test_owners (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeStore) other = fore_store_open (fixture->path, FORE_STORE_READ_WRITE, NULL);
  g_autoptr (GError) error = NULL;
  gint64 job = register_file (fixture->store, "a", 1, NULL);

  g_assert_cmpint (claim (other, FORE_JOB_IMPORT), ==, job);
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, 0);
  g_assert_false (fore_store_finish_job (fixture->store, job, FORE_JOB_DONE, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_BUSY);
  for (int i = 0; i < 5; i++) {
    g_clear_pointer (&other, fore_store_close);
    assert_state (fixture->store, job, FORE_JOB_QUEUED, NULL);
    other = fore_store_open (fixture->path, FORE_STORE_READ_WRITE, NULL);
    g_assert_cmpint (claim (other, FORE_JOB_IMPORT), ==, job);
  }
}

typedef struct {
  ForeStore *store;
  GArray *claimed;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  gint64 job;

  while ((job = claim (worker->store, FORE_JOB_IMPORT)) != 0)
    g_array_append_val (worker->claimed, job);

  return NULL;
}

/* Two stores with two threads each: every job has one of them. */
static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ForeStore) other = fore_store_open (fixture->path, FORE_STORE_READ_WRITE, NULL);
  Worker workers[4];
  GThread *threads[4];
  gint64 seen[41] = { 0 };

  for (int i = 0; i < 40; i++) {
    g_autofree char *name = g_strdup_printf ("file%d", i);

    g_assert_cmpint (register_file (fixture->store, name, i, NULL), ==, i + 1);
  }
  for (int i = 0; i < 4; i++) {
    workers[i] = (Worker){ i % 2 == 0 ? fixture->store : other,
                           g_array_new (FALSE, FALSE, sizeof (gint64)) };
    threads[i] = g_thread_new ("worker", work, &workers[i]);
  }
  for (int i = 0; i < 4; i++) {
    g_thread_join (threads[i]);
    for (guint j = 0; j < workers[i].claimed->len; j++)
      seen[g_array_index (workers[i].claimed, gint64, j)]++;
    g_array_unref (workers[i].claimed);
  }
  for (int i = 1; i <= 40; i++)
    g_assert_cmpint (seen[i], ==, 1);
}

/* The same with processes. */
static void
test_processes (Fixture *fixture, gconstpointer data)
{
  GSubprocess *children[3];
  gint64 seen[31] = { 0 };

  for (int i = 0; i < 30; i++) {
    g_autofree char *name = g_strdup_printf ("file%d", i);

    register_file (fixture->store, name, i, NULL);
  }
  for (int i = 0; i < 3; i++)
    children[i] = start_child ("claim-all", fixture->path);
  for (int i = 0; i < 3; i++) {
    g_autofree char *output = NULL;
    g_auto (GStrv) lines = NULL;

    g_assert_true (g_subprocess_communicate_utf8 (children[i], NULL, NULL, &output, NULL, NULL));
    g_assert_true (g_subprocess_get_successful (children[i]));
    lines = g_strsplit (output, "\n", -1);
    for (guint j = 0; lines[j] != NULL && lines[j][0] != '\0'; j++)
      seen[g_ascii_strtoll (lines[j], NULL, 10)]++;
    g_object_unref (children[i]);
  }
  for (int i = 1; i <= 30; i++)
    g_assert_cmpint (seen[i], ==, 1);
}

/* A process that is killed in the middle of its rows leaves none of them, and its job. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = NULL;
  gint64 job = register_file (fixture->store, "killed", 1, &batch);
  g_autoptr (GSubprocess) child = start_child ("append-and-hang", fixture->path);
  char output[16] = { 0 };
  g_autoptr (GPtrArray) lines = NULL;

  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (child), output, 15, NULL, NULL), >, 0);
  g_assert_true (g_str_has_prefix (output, "writing"));
  assert_status (fixture->store, batch, FORE_UPLOAD_PROCESSING);
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, 0);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);

  /* A reader that changes nothing sees the same as everybody. */
  {
    g_autoptr (ForeStore) reader = fore_store_open (fixture->path, FORE_STORE_READ_ONLY, NULL);

    assert_status (reader, batch, FORE_UPLOAD_PROCESSING);
  }
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, job);
  lines = list_lines (fixture->store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 0);
  assert_totals_true (fixture->path);
}

/* A disk that fills up in the middle of the rows is told, and the store goes on. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  const TestRow row[] = { { "2026-01-01", "C", "1", 1 } };
  g_autofree char *batch = NULL;
  g_autoptr (ForeUpload) upload = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  register_file (fixture->store, "large", 1, &batch);
  child = start_child ("append-without-room", fixture->path);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  upload = fore_store_get_upload (fixture->store, batch, NULL);
  g_assert_cmpint (upload->status, ==, FORE_UPLOAD_FAILED);
  g_assert_nonnull (upload->error_log);
  g_free (import_rows (fixture->store, "small", make_rows (row, 1), NULL, NULL));
  lines = list_lines (fixture->store, NULL, 0, -1);
  g_assert_cmpuint (lines->len, ==, 1);
  assert_totals_true (fixture->path);
}

/* What kills whoever touches it is not tried for ever. */
static void
test_deadly (Fixture *fixture, gconstpointer data)
{
  g_autofree char *batch = NULL;
  g_autoptr (ForeJobRecord) record = NULL;
  gint64 job = register_file (fixture->store, "deadly", 1, &batch);

  for (int i = 0; i < 3; i++) {
    g_autoptr (GSubprocess) child = start_child ("claim-and-die", fixture->path);

    g_subprocess_wait (child, NULL, NULL);
    g_assert_true (g_subprocess_get_if_signaled (child));
  }
  g_assert_cmpint (claim (fixture->store, FORE_JOB_IMPORT), ==, 0);
  record = fore_store_get_job (fixture->store, job, NULL);
  g_assert_cmpint (record->state, ==, FORE_JOB_FAILED);
  g_assert_nonnull (record->error);
  assert_status (fixture->store, batch, FORE_UPLOAD_FAILED);
}

/* A forecast that follows several imports is one job, of the newest of them. */
static void
test_following_forecast (Fixture *fixture, gconstpointer data)
{
  const TestRow row[] = { { "2026-01-01", "C", "1", 1 } };
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GPtrArray) open = NULL;

  first = import_rows (fixture->store, "first", make_rows (row, 1), "all", NULL);
  second = import_rows (fixture->store, "second", make_rows (row, 1), "all", NULL);
  open = fore_store_list_open_jobs (fixture->store, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((ForeJobRecord *) open->pdata[0])->kind, ==, FORE_JOB_FORECAST);
  g_assert_cmpstr (((ForeJobRecord *) open->pdata[0])->batch, ==, second);
  g_assert_cmpstr (((ForeJobRecord *) open->pdata[0])->options, ==, "all");
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--as-child"))
    return run_as_child (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/store/jobs/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("life", test_life);
  ADD ("owners", test_owners);
  ADD ("threads", test_threads);
  ADD ("processes", test_processes);
  ADD ("killed", test_killed);
  ADD ("full-disk", test_full_disk);
  ADD ("deadly", test_deadly);
  ADD ("following-forecast", test_following_forecast);
  return g_test_run ();
}

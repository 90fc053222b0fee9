/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault-vfs.h"
#include "store-scenario.h"

/* Processes that are killed, and processes that work on one store at the same time. */

#define N_PROCESSES 3
#define N_FILES     12

static gboolean
wait_for (pid_t child)
{
  int status = 0;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) ? WEXITSTATUS (status) == 0 : WTERMSIG (status) == SIGKILL);

  return WIFEXITED (status);
}

static gboolean
run_step_and_die (const char *path, guint step, guint at)
{
  pid_t child = fork ();

  if (child == 0) {
    ForeStore *store;

    fault_vfs_kill_at (at);
    store = fore_store_open (path, FORE_STORE_READ_WRITE, NULL);
    if (store == NULL || !scenario[step].run (store, NULL))
      _exit (1);
    fore_store_close (store);
    _exit (0);
  }

  return wait_for (child);
}

/* Kills a process before each change that it makes to the disk. The next one finds the store
 * as it was before the step or after it, and can go on. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ScenarioStates) states = NULL;
  guint stride = test_stride (4), n = 0;

  g_clear_pointer (&fixture->store, fore_store_close);
  remove_store_files (fixture->path);
  states = scenario_states_new (fixture->path);
  for (guint step = 0; step < scenario_n_steps; step++) {
    gboolean has_ended = FALSE;

    for (guint at = 1; !has_ended; at += stride, n++) {
      g_autofree char *description = NULL;

      put_file (fixture->path, states->file[step]);
      has_ended = run_step_and_die (fixture->path, step, at);
      fixture_reopen (fixture, FORE_STORE_READ_WRITE);
      g_clear_pointer (&fixture->store, fore_store_close);
      description = describe_store (fixture->path);
      if (has_ended || !g_str_equal (description, states->description[step]))
        g_assert_cmpstr (description, ==, states->description[step + 1]);
    }
  }
  g_test_message ("%u processes", n);
}

/* One key that all files write, and one of each file's own. */
static ForeRows *
make_own_rows (int process, int file)
{
  g_autofree char *own = g_strdup_printf ("own-%d-%d", process, file);
  const TestRow rows[] = { { "2026-01-01", "All", "shared", 1 + process * 100 + file },
                           { "2026-01-02", "All", own, 1000 } };

  return make_rows (rows, 2);
}

/* Registers a file, does whichever import comes next, and takes every third file back. */
static gboolean
work_on_file (ForeStore *store, int process, int file, GError **error)
{
  g_autofree char *name = g_strdup_printf ("f%d-%d", process, file);
  g_autoptr (ForeUpload) upload = make_upload (name, 1700000000 + process * 100 + file);
  g_autoptr (ForeRows) rows = make_own_rows (process, file);
  const ForeUploadCounts read = { .total = (gint64) rows->n };
  g_autofree char *replaced = NULL, *stored = NULL;
  g_autoptr (ForeJobRecord) job = NULL;
  g_autoptr (GPtrArray) categories = NULL;
  ForeUploadCounts counts;
  int owner, number;
  gint64 id;

  if (!fore_store_register_upload (store, upload, NULL, NULL, NULL, &replaced, &id, error) ||
      !fore_store_claim_job (store, FORE_JOB_IMPORT, &job, error))
    return FALSE;
  if (job == NULL)
    return TRUE; /* somebody else was faster */
  g_assert_cmpint (sscanf (job->batch, "f%d-%d", &owner, &number), ==, 2);
  g_clear_pointer (&rows, fore_rows_free);
  rows = make_own_rows (owner, number);
  if (!append_rows (store, job->id, rows, &read, "o", &counts, error))
    return FALSE;
  categories = fore_store_list_categories (store, error);

  return categories != NULL &&
         (number % 3 != 0 || fore_store_undo_upload (store, job->batch, NULL, &stored, error));
}

static void
work (const char *path, int process)
{
  g_autoptr (GError) error = NULL;
  ForeStore *store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);

  for (int file = 0; store != NULL && file < N_FILES; file++) {
    if (!work_on_file (store, process, file, &error)) {
      g_printerr ("process %d, file %d: %s\n", process, file, error->message);
      _exit (1);
    }
  }
  fore_store_close (store);
  _exit (store != NULL ? 0 : 1);
}

static void
test_together (Fixture *fixture, gconstpointer data)
{
  pid_t children[N_PROCESSES];
  g_autofree char *n_own = NULL, *n_uploads = NULL, *n_open = NULL, *shared = NULL;

  g_clear_pointer (&fixture->store, fore_store_close);
  for (int i = 0; i < N_PROCESSES; i++) {
    children[i] = fork ();
    if (children[i] == 0)
      work (fixture->path, i);
  }
  for (int i = 0; i < N_PROCESSES; i++)
    g_assert_true (wait_for (children[i]));

  /* As many imports were claimed as files registered; every third was taken back. */
  assert_totals_true (fixture->path);
  n_open = query_file (fixture->path, "SELECT count (*) FROM job WHERE kind = 'import' "
                                      "AND state <> 'done'");
  n_uploads = query_file (fixture->path, "SELECT count (*), count (sequence) FROM upload");
  n_own = query_file (fixture->path,
                      "SELECT count (*), sum (amount >> 1), max (past) + 1 FROM invoice "
                      "WHERE key >> 35 = 739617");
  shared = query_file (
      fixture->path,
      "SELECT (i.past & 16777215) + 1, i.amount >> 1 = 1 + 100 * substr (u.batch, 2, 1) + "
      "substr (u.batch, 4, instr (u.batch, '_') - 4) FROM invoice i "
      "JOIN upload u ON u.sequence = i.batch WHERE i.key >> 35 = 739616");
  g_assert_cmpstr (n_open, ==, "0\n");
  g_assert_cmpstr (n_uploads, ==, "24|24\n");
  g_assert_cmpstr (n_own, ==, "24|24000|1\n");
  g_assert_cmpstr (shared, ==, "24|1\n");
}

int
main (int argc, char **argv)
{
  fault_vfs_register ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/processes/kill", Fixture, NULL, fixture_set_up, test_kill, fixture_tear_down);
  g_test_add ("/store/processes/together", Fixture, NULL, fixture_set_up, test_together,
              fixture_tear_down);

  return g_test_run ();
}

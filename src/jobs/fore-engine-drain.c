/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-intake.h"
#include "fore-run.h"
#include "fore-worker.h"

/* How long to wait while other processes work on what is waited for. */
#define DRAIN_WAIT (G_USEC_PER_SEC / 5)

typedef struct {
  ForeStore *store;
  GHashTable *names; /* (owned) (nullable): set of stored copies that have an upload */
} Known;

static void
load_known (Known *known)
{
  g_autoptr (GPtrArray) uploads = fore_store_list_uploads (known->store, NULL);

  g_clear_pointer (&known->names, g_hash_table_unref);
  if (uploads == NULL)
    return;
  known->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < uploads->len; i++) {
    const ForeUpload *upload = g_ptr_array_index (uploads, i);

    g_hash_table_add (known->names, g_strdup (upload->stored_filename));
  }
}

/* An unknown file may have become known after the names were loaded; when they cannot be
 * loaded, every file is. */
static gboolean
is_known (const char *stored_filename, gpointer data)
{
  Known *known = data;

  if (known->names != NULL && g_hash_table_contains (known->names, stored_filename))
    return TRUE;
  load_known (known);

  return known->names == NULL || g_hash_table_contains (known->names, stored_filename);
}

/*
 * fore_engine_sweep:
 *
 * Any thread: removes files that processes which died have left behind.
 */
void
fore_engine_sweep (ForeEngine *engine)
{
  Known known = { engine->store, NULL };

  fore_intake_sweep (engine->uploads_dir, is_known, &known);
  g_clear_pointer (&known.names, g_hash_table_unref);
}

/* Returns whether something was done. @error is why the queue cannot be worked on, @failure
 * the first forecast that failed; what a file was refused for is with its upload. */
static gboolean
drain_once (ForeEngine *engine,
            ForeWorker *worker,
            const ForeProgress *progress,
            GCancellable *cancellable,
            GError **failure,
            GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GPtrArray) records = fore_worker_take (worker, &reason);
  const ForeRun run = { engine, records, progress, cancellable, FALSE };
  ForeJobState state = FORE_JOB_QUEUED;

  if (records != NULL)
    state = fore_run_perform (&run, &reason);
  if (records != NULL && state == FORE_JOB_QUEUED)
    fore_worker_put_back (worker, records);
  if (reason != NULL && state == FORE_JOB_QUEUED)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (reason != NULL && worker->kind == FORE_JOB_FORECAST && *failure == NULL)
    g_propagate_error (failure, g_steal_pointer (&reason));

  return state != FORE_JOB_QUEUED;
}

/* Returns whether there is still something to do or to wait for. */
static gboolean
drain_step (ForeEngine *engine,
            ForeWorker workers[2],
            const ForeProgress *progress,
            GCancellable *cancellable,
            GError **failure,
            GError **error)
{
  guint seen = fore_engine_count_news (engine);
  GError *reason = NULL;
  g_autoptr (GPtrArray) open = NULL;

  for (int i = 0; i < 2 && reason == NULL; i++)
    if (drain_once (engine, &workers[i], progress, cancellable, failure, &reason))
      return TRUE;
  if (reason != NULL) {
    g_propagate_error (error, reason);
    return FALSE;
  }

  open = fore_store_list_open_jobs (engine->store, error);
  if (open == NULL || open->len == 0)
    return FALSE;
  fore_engine_wait_for_news (engine, seen, DRAIN_WAIT);

  return TRUE;
}

/**
 * fore_engine_drain:
 * @engine: an engine that may write, and has not been started
 * @progress: (nullable): told how far the job at hand is
 * @cancellable: (nullable): leaves the rest in the queue
 * @error: return location
 *
 * Works on the queue here and now until it is empty, imports first, and waits for what other
 * living processes work on. A file that is refused is no error: its upload tells, and
 * fore_engine_dup_import_error().
 *
 * Returns: whether the queue is empty and no forecast failed
 */
gboolean
fore_engine_drain (ForeEngine *engine,
                   const ForeProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  GError *failure = NULL, *reason = NULL;
  ForeWorker workers[2];

  fore_engine_sweep (engine);
  fore_worker_init (&workers[0], engine->store, FORE_JOB_IMPORT);
  fore_worker_init (&workers[1], engine->store, FORE_JOB_FORECAST);
  while (!g_cancellable_set_error_if_cancelled (cancellable, &reason) &&
         drain_step (engine, workers, progress, cancellable, &failure, &reason))
    ;
  fore_worker_clear (&workers[0]);
  fore_worker_clear (&workers[1]);

  if (reason == NULL)
    reason = g_steal_pointer (&failure);
  g_clear_error (&failure);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, reason);

  return FALSE;
}

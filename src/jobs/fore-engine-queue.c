/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-run.h"
#include "fore-worker.h"

/* How long a worker waits before it looks for jobs and changes of other processes. */
#define IDLE_WAIT (G_USEC_PER_SEC)

gboolean
fore_engine_is_stopping (ForeEngine *engine)
{
  gboolean stopping;

  g_mutex_lock (&engine->mutex);
  stopping = engine->is_stopping;
  g_mutex_unlock (&engine->mutex);

  return stopping;
}

/*
 * fore_engine_wake:
 *
 * Any thread: there may be a job.
 */
void
fore_engine_wake (ForeEngine *engine)
{
  g_mutex_lock (&engine->mutex);
  engine->n_submitted++;
  g_cond_broadcast (&engine->has_news);
  g_mutex_unlock (&engine->mutex);
}

/*
 * fore_engine_wait_for_news:
 *
 * Waits until there is more news than @seen, or @wait microseconds have passed.
 */
void
fore_engine_wait_for_news (ForeEngine *engine, guint seen, gint64 wait)
{
  gint64 end = g_get_monotonic_time () + wait;

  g_mutex_lock (&engine->mutex);
  while (engine->n_submitted == seen && !engine->is_stopping)
    if (!g_cond_wait_until (&engine->has_news, &engine->mutex, end))
      break;
  g_mutex_unlock (&engine->mutex);
}

guint
fore_engine_count_news (ForeEngine *engine)
{
  guint n;

  g_mutex_lock (&engine->mutex);
  n = engine->n_submitted;
  g_mutex_unlock (&engine->mutex);

  return n;
}

/* What the window calls the work: by the file, or by what is made. */
static char *
title_of (ForeEngine *engine, const ForeJobRecord *record)
{
  g_autoptr (ForeUpload) upload = NULL;

  if (record->kind == FORE_JOB_FORECAST)
    return g_strdup (_ ("Forecasts"));
  upload = record->batch != NULL ? fore_store_get_upload (engine->store, record->batch, NULL)
                                 : NULL;
  return g_strdup (upload != NULL ? upload->original_filename : record->batch);
}

static ForeJob *
find_active (ForeEngine *engine, gint64 id)
{
  ForeJob *found = NULL;

  g_mutex_lock (&engine->mutex);
  for (guint i = 0; i < engine->active->len && found == NULL; i++) {
    ForeJob *job = g_ptr_array_index (engine->active, i);

    if (fore_job_get_id (job) == id)
      found = g_object_ref (job);
  }
  g_mutex_unlock (&engine->mutex);

  return found;
}

/* The job that the window has been shown since its file was dropped, or a new one. */
static ForeJob *
begin_job (ForeEngine *engine, const ForeJobRecord *record)
{
  ForeJob *job = find_active (engine, record->id);

  if (job == NULL) {
    g_autofree char *title = title_of (engine, record);

    job = fore_job_new (engine->context, record->kind, title);
    fore_job_set_id (job, record->id);
    fore_job_set_batch (job, record->batch);
    fore_engine_add_job (engine, job);
  }
  fore_job_set_state (job, FORE_JOB_RUNNING, NULL);

  return job;
}

/* Returns whether there was something to do. */
static gboolean
work_once (ForeEngine *engine, ForeWorker *worker)
{
  g_autoptr (GPtrArray) records = fore_worker_take (worker, NULL);
  g_autoptr (ForeJob) job = NULL;
  g_autoptr (GError) error = NULL;
  ForeProgress progress;
  ForeRun run = { engine, records, &progress, NULL, TRUE };
  ForeJobState state;

  if (records == NULL)
    return FALSE;

  job = begin_job (engine, g_ptr_array_index (records, 0));
  fore_engine_check_changes (engine);
  progress = fore_job_get_progress (job);
  run.cancellable = fore_job_get_cancellable (job);
  state = fore_run_perform (&run, &error);
  fore_engine_check_changes (engine);
  if (state == FORE_JOB_QUEUED) {
    fore_worker_put_back (worker, records);
    fore_job_set_state (job, state, NULL);
    fore_job_set_progress (job, -1.0, error != NULL ? error->message : NULL);
  } else {
    worker->pause = 0;
    fore_engine_end_job (engine, job, state, error);
  }

  return state != FORE_JOB_QUEUED;
}

/* Jobs of ours that another process has taken over and ended. */
static void
forget_foreign_jobs (ForeEngine *engine)
{
  g_autoptr (GPtrArray) active = NULL;

  g_mutex_lock (&engine->mutex);
  active = g_ptr_array_copy (engine->active, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_mutex_unlock (&engine->mutex);

  g_ptr_array_set_free_func (active, g_object_unref);
  for (guint i = 0; i < active->len; i++) {
    ForeJob *job = g_ptr_array_index (active, i);
    gint64 id = fore_job_get_id (job);
    g_autoptr (ForeJobRecord) record = NULL;

    if (id != 0 && fore_job_is_waiting (job))
      record = fore_store_get_job (engine->store, id, NULL);
    if (record != NULL && record->state != FORE_JOB_QUEUED && record->state != FORE_JOB_RUNNING)
      fore_engine_end_job (engine, job, record->state, NULL);
  }
}

static void
work (ForeEngine *engine, ForeJobKind kind)
{
  ForeWorker worker;

  fore_worker_init (&worker, engine->store, kind);
  if (kind == FORE_JOB_IMPORT)
    fore_engine_sweep (engine);

  while (!fore_engine_is_stopping (engine)) {
    guint seen = fore_engine_count_news (engine);

    if (kind == FORE_JOB_IMPORT) {
      fore_engine_check_changes (engine);
      forget_foreign_jobs (engine);
    }
    if (g_get_monotonic_time () < worker.pause_end || !work_once (engine, &worker))
      fore_engine_wait_for_news (engine, seen, IDLE_WAIT);
  }
  fore_worker_clear (&worker);
}

static gpointer
work_on_imports (gpointer engine)
{
  work (engine, FORE_JOB_IMPORT);
  return NULL;
}

static gpointer
work_on_forecasts (gpointer engine)
{
  work (engine, FORE_JOB_FORECAST);
  return NULL;
}

/**
 * fore_engine_start:
 * @engine: an engine that may write
 *
 * Begins to work on the queue in the background, until fore_engine_close().
 */
void
fore_engine_start (ForeEngine *engine)
{
  g_return_if_fail (FORE_IS_ENGINE (engine) && engine->workers[0] == NULL);

  engine->workers[0] = g_thread_new ("imports", work_on_imports, engine);
  engine->workers[1] = g_thread_new ("forecasts", work_on_forecasts, engine);
}

/*
 * fore_engine_begin_to_stop:
 *
 * Any thread: has what goes on stopped, without waiting for it.
 */
void
fore_engine_begin_to_stop (ForeEngine *engine)
{
  g_mutex_lock (&engine->mutex);
  engine->is_stopping = TRUE;
  for (guint i = 0; i < engine->active->len; i++)
    fore_job_cancel (g_ptr_array_index (engine->active, i));
  g_cond_broadcast (&engine->has_news);
  g_mutex_unlock (&engine->mutex);
}

/*
 * fore_engine_stop_workers:
 *
 * Stops what goes on. What was not finished goes on some other time.
 */
void
fore_engine_stop_workers (ForeEngine *engine)
{
  fore_engine_begin_to_stop (engine);
  for (gsize i = 0; i < G_N_ELEMENTS (engine->workers); i++)
    g_clear_pointer (&engine->workers[i], g_thread_join);
}

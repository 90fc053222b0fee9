/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-engine-private.h"

static gboolean
has_ended (ForeJob *job)
{
  ForeJobState state = fore_job_get_state (job);

  return state == FORE_JOB_DONE || state == FORE_JOB_FAILED || state == FORE_JOB_CANCELLED;
}

static void
remove_ended_job (ForeJob *job, GParamSpec *pspec, gpointer data)
{
  ForeEngine *engine = data;
  guint position;

  if (has_ended (job) && g_list_store_find (engine->jobs, job, &position))
    g_list_store_remove (engine->jobs, position);
}

static void
show_job (ForeEngine *engine, ForeJob *job)
{
  if (has_ended (job))
    return;
  g_list_store_insert (engine->jobs, 0, job);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (remove_ended_job), engine,
                           G_CONNECT_AFTER);
}

static gboolean
tell (gpointer data)
{
  ForeEngine *engine = data;
  g_autoptr (GPtrArray) new_jobs = NULL;
  guint changed;

  g_mutex_lock (&engine->mutex);
  g_clear_pointer (&engine->telling, g_source_unref);
  changed = engine->changed;
  engine->changed = 0;
  new_jobs = g_steal_pointer (&engine->new_jobs);
  engine->new_jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_unlock (&engine->mutex);

  for (guint i = 0; i < new_jobs->len; i++)
    show_job (engine, g_ptr_array_index (new_jobs, i));
  if (changed & FORE_CHANGED_UPLOADS)
    g_signal_emit_by_name (engine, "uploads-changed");
  if (changed & FORE_CHANGED_INVOICES)
    g_signal_emit_by_name (engine, "invoices-changed");
  if (changed & FORE_CHANGED_FORECASTS)
    g_signal_emit_by_name (engine, "forecasts-changed");

  return G_SOURCE_REMOVE;
}

/* With the mutex held. The source does not hold the engine, which would keep one alive whose
 * main context never runs; fore_engine_mute() ends it. */
static void
tell_later (ForeEngine *engine)
{
  if (engine->telling != NULL || engine->is_stopping)
    return;
  engine->telling = g_idle_source_new ();
  g_source_set_priority (engine->telling, G_PRIORITY_DEFAULT);
  g_source_set_callback (engine->telling, tell, engine, NULL);
  g_source_attach (engine->telling, engine->context);
}

/*
 * fore_engine_check_changes:
 *
 * Any thread: looks what anybody, in this process or another, has changed in the store since
 * the last time, and tells the main thread.
 */
void
fore_engine_check_changes (ForeEngine *engine)
{
  ForeStoreVersion version;

  if (!fore_store_get_version (engine->store, &version, NULL))
    return; /* the next look comes soon */

  g_mutex_lock (&engine->mutex);
  if (version.uploads > engine->version.uploads)
    engine->changed |= FORE_CHANGED_UPLOADS;
  if (version.invoices > engine->version.invoices)
    engine->changed |= FORE_CHANGED_INVOICES;
  if (version.forecasts > engine->version.forecasts)
    engine->changed |= FORE_CHANGED_FORECASTS;
  engine->version.uploads = MAX (engine->version.uploads, version.uploads);
  engine->version.invoices = MAX (engine->version.invoices, version.invoices);
  engine->version.forecasts = MAX (engine->version.forecasts, version.forecasts);
  if (engine->changed != 0)
    tell_later (engine);
  g_mutex_unlock (&engine->mutex);
}

/*
 * fore_engine_add_job:
 *
 * Any thread: lets @job appear among the jobs. When the engine is stopping it is cancelled.
 */
void
fore_engine_add_job (ForeEngine *engine, ForeJob *job)
{
  g_mutex_lock (&engine->mutex);
  g_ptr_array_add (engine->active, g_object_ref (job));
  g_ptr_array_add (engine->new_jobs, g_object_ref (job));
  if (engine->is_stopping)
    fore_job_cancel (job);
  tell_later (engine);
  g_mutex_unlock (&engine->mutex);
}

/*
 * fore_engine_end_job:
 *
 * Any thread: tells how @job ended, after which it goes from the jobs.
 */
void
fore_engine_end_job (ForeEngine *engine, ForeJob *job, ForeJobState state, const GError *error)
{
  fore_job_set_state (job, state, error);
  g_mutex_lock (&engine->mutex);
  g_ptr_array_remove (engine->active, job);
  g_mutex_unlock (&engine->mutex);
}

/*
 * fore_engine_mute:
 *
 * Main thread, with is_stopping set: nothing is told any more.
 */
void
fore_engine_mute (ForeEngine *engine)
{
  g_autoptr (GSource) telling = NULL;

  g_mutex_lock (&engine->mutex);
  telling = g_steal_pointer (&engine->telling);
  for (guint i = 0; i < engine->new_jobs->len; i++)
    fore_job_mute (g_ptr_array_index (engine->new_jobs, i));
  g_ptr_array_set_size (engine->new_jobs, 0);
  g_mutex_unlock (&engine->mutex);

  if (telling != NULL)
    g_source_destroy (telling);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (engine->jobs)); i++) {
    g_autoptr (ForeJob) job = g_list_model_get_item (G_LIST_MODEL (engine->jobs), i);

    fore_job_mute (job);
  }
  g_list_store_remove_all (engine->jobs);
}

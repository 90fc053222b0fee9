/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-run.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-forecast-job.h"
#include "fore-import-job.h"

static void
remember_error (ForeEngine *engine, const char *batch, const GError *error)
{
  g_mutex_lock (&engine->mutex);
  g_hash_table_replace (engine->errors, g_strdup (batch), g_error_copy (error));
  g_mutex_unlock (&engine->mutex);
}

static void
keep_notes (ForeEngine *engine, const char *batch, ForeImportNotes *notes)
{
  g_mutex_lock (&engine->mutex);
  g_hash_table_replace (engine->notes, g_strdup (batch), notes);
  g_mutex_unlock (&engine->mutex);
}

/* Whether a job that was cancelled is to go on some other time, or was not wanted. */
static gboolean
is_released (const ForeRun *run, const GError *error)
{
  return fore_job_error_is_passing (error) &&
         (!run->is_background || fore_engine_is_stopping (run->engine) ||
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

/* Whether the store has been told how an import ended, for which it may have been too full. */
static gboolean
has_ended (ForeEngine *engine, gint64 id)
{
  g_autoptr (ForeJobRecord) record = fore_store_get_job (engine->store, id, NULL);

  return record != NULL && record->state != FORE_JOB_RUNNING;
}

static ForeJobState
run_import (const ForeRun *run, GError **error)
{
  ForeEngine *engine = run->engine;
  const ForeJobRecord *record = g_ptr_array_index (run->records, 0);
  g_autoptr (ForeForecastOptions) options = fore_engine_dup_forecast_options (engine);
  g_autoptr (GError) reason = NULL;
  ForeJobState state = FORE_JOB_QUEUED;
  ForeImportNotes *notes = NULL;

  if (fore_import_job_run (engine->store, engine->uploads_dir, record, options, run->progress,
                           run->cancellable, &notes, &reason)) {
    keep_notes (engine, record->batch, notes);
    return FORE_JOB_DONE;
  }

  if (!is_released (run, reason)) {
    remember_error (engine, record->batch, reason);
    if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      state = fore_store_fail_upload (engine->store, record->id, NULL,
                                      _ ("The import was cancelled."), NULL)
                  ? FORE_JOB_CANCELLED
                  : FORE_JOB_QUEUED;
    else if (has_ended (engine, record->id))
      state = FORE_JOB_FAILED;
  }
  if (state != FORE_JOB_CANCELLED)
    g_propagate_error (error, g_steal_pointer (&reason));

  return state;
}

/* What all the forecasts of a run together ask for. */
static ForeForecastOptions *
merge_options (GPtrArray *records, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (ForeForecastOptions) merged = NULL;
  gboolean is_all = FALSE;

  for (guint i = 0; i < records->len; i++) {
    const ForeJobRecord *record = g_ptr_array_index (records, i);
    g_autoptr (ForeForecastOptions) options = fore_forecast_options_parse (record->options, error);

    if (options == NULL)
      return NULL;
    if (options->categories == NULL)
      is_all = TRUE;
    else
      g_strv_builder_addv (names, (const char **) options->categories);
    g_clear_pointer (&options->categories, g_strfreev);
    if (merged == NULL)
      merged = g_steal_pointer (&options);
  }
  if (!is_all)
    merged->categories = g_strv_builder_end (names);

  return g_steal_pointer (&merged);
}

static ForeJobState
state_of_forecasts (const ForeRun *run, const GError *error)
{
  if (error == NULL)
    return FORE_JOB_DONE;
  if (is_released (run, error))
    return FORE_JOB_QUEUED;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? FORE_JOB_CANCELLED
                                                                   : FORE_JOB_FAILED;
}

static ForeJobState
run_forecasts (const ForeRun *run, GError **error)
{
  ForeEngine *engine = run->engine;
  g_autoptr (ForeForecastOptions) options = NULL;
  g_autoptr (GError) reason = NULL;
  ForeJobState state;

  options = merge_options (run->records, &reason);
  /* They are there already unless their file could not be read when the job was queued. */
  if (options != NULL && fore_forecast_options_read_holidays (options, &reason))
    fore_forecast_job_run (engine->store, engine->pool, options, run->progress, run->cancellable,
                           &reason);
  state = state_of_forecasts (run, reason);

  for (guint i = 0; i < run->records->len; i++) {
    const ForeJobRecord *record = g_ptr_array_index (run->records, i);

    if (state != FORE_JOB_QUEUED &&
        !fore_store_finish_job (engine->store, record->id, state,
                                state == FORE_JOB_FAILED ? reason->message : NULL,
                                reason == NULL ? &reason : NULL))
      state = FORE_JOB_QUEUED;
  }
  if (reason != NULL && state != FORE_JOB_CANCELLED)
    g_propagate_error (error, g_steal_pointer (&reason));

  return state;
}

/*
 * fore_run_perform:
 * @run: jobs that have been claimed
 * @error: return location, for %FORE_JOB_FAILED and %FORE_JOB_QUEUED
 *
 * Does the work and tells the store what became of it.
 *
 * Returns: the state of the jobs, %FORE_JOB_QUEUED when they are to be done some other time: then
 *   put them back
 */
ForeJobState
fore_run_perform (const ForeRun *run, GError **error)
{
  const ForeJobRecord *first = g_ptr_array_index (run->records, 0);
  ForeJobState state = first->kind == FORE_JOB_IMPORT ? run_import (run, error)
                                                      : run_forecasts (run, error);

  if (state != FORE_JOB_QUEUED)
    fore_engine_wake (run->engine); /* an import has left a forecast to be made */
  return state;
}

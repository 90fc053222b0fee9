/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue of jobs, asked as the rest of the store is. */
#include "fore-store.h"

#include "fore-store-backend.h"

/**
 * fore_store_queue_forecast:
 * @store: a store
 * @options: (nullable): kept with the job
 * @job: (out): the job, an older one when one with the same options still waits
 * @error: return location
 *
 * Returns: whether it is queued
 */
gboolean
fore_store_queue_forecast (ForeStore *store, const char *options, gint64 *job, GError **error)
{
  g_return_val_if_fail (store != NULL && job != NULL, FALSE);

  return store->backend->queue_forecast (store, options, job, error);
}

/**
 * fore_store_claim_job:
 * @store: a store
 * @kind: of jobs
 * @job: (out) (nullable): the job that is this store's now, %NULL when there is none
 * @error: return location
 *
 * Takes the oldest job of @kind that waits, or whose owner is no more. A job that several
 * processes have ended in the middle of fails instead of taking another one along.
 *
 * Returns: whether the queue could be asked
 */
gboolean
fore_store_claim_job (ForeStore *store, ForeJobKind kind, ForeJobRecord **job, GError **error)
{
  g_return_val_if_fail (store != NULL && job != NULL, FALSE);

  *job = NULL;
  return store->backend->claim_job (store, kind, job, error);
}

/**
 * fore_store_finish_job:
 * @store: a store
 * @job: a job of this store
 * @state: how it ended
 * @message: (nullable): why it failed
 * @error: return location
 *
 * An import that ends without its rows being in leaves its upload failed, with @message.
 *
 * Returns: whether it is noted
 */
gboolean
fore_store_finish_job (ForeStore *store,
                       gint64 job,
                       ForeJobState state,
                       const char *message,
                       GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  g_return_val_if_fail (state != FORE_JOB_QUEUED && state != FORE_JOB_RUNNING, FALSE);

  return store->backend->finish_job (store, job, state, message, error);
}

/**
 * fore_store_release_job:
 * @store: a store
 * @job: a job of this store
 * @error: return location
 *
 * Returns: whether the job waits again for whoever comes
 */
gboolean
fore_store_release_job (ForeStore *store, gint64 job, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return store->backend->release_job (store, job, error);
}

/**
 * fore_store_get_job:
 * @store: a store
 * @job: which one
 * @error: return location
 *
 * Errors: %FORE_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the job
 */
ForeJobRecord *
fore_store_get_job (ForeStore *store, gint64 job, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->backend->get_job (store, job, error);
}

/**
 * fore_store_get_import_job:
 * @store: a store
 * @batch: an upload
 * @error: return location
 *
 * Its options tell how the upload was read, or will be.
 *
 * Errors: %FORE_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the job
 */
ForeJobRecord *
fore_store_get_import_job (ForeStore *store, const char *batch, GError **error)
{
  g_return_val_if_fail (store != NULL && batch != NULL, NULL);

  return store->backend->get_import_job (store, batch, error);
}

/**
 * fore_store_list_open_jobs:
 * @store: a store
 * @error: return location
 *
 * Returns: (transfer full) (element-type ForeJobRecord): those queued or running, oldest first
 */
GPtrArray *
fore_store_list_open_jobs (ForeStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->backend->list_open_jobs (store, error);
}

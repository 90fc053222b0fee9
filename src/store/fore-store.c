/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-store.h"

#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"
#include "fore-store-backend.h"

/* Checks what it is asked, and hands it to the backend that the URI named. */

static const ForeStoreBackend *const backends[] = { &fore_sqlite_backend };

static const ForeStoreBackend *
find_backend (const char *uri, const char **location, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (backends); i++) {
    gsize length = strlen (backends[i]->scheme);

    if (strncmp (uri, backends[i]->scheme, length) == 0 && uri[length] == ':') {
      *location = uri + length + 1;
      return backends[i];
    }
  }
  if (strstr (uri, "://") != NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("Foretell does not know this kind of store: %s"), uri);
    return NULL;
  }
  *location = uri;

  return backends[0];
}

/**
 * fore_store_open:
 * @uri: a path, or a URI such as "sqlite:PATH"
 * @mode: whether it may be changed
 * @error: return location
 *
 * Errors: %FORE_ERROR_STORE when it is no store of ours or cannot be opened,
 * %FORE_ERROR_TOO_NEW when a newer Foretell wrote it.
 *
 * Returns: (transfer full): the store
 */
ForeStore *
fore_store_open (const char *uri, ForeStoreMode mode, GError **error)
{
  const char *location;
  const ForeStoreBackend *backend;

  g_return_val_if_fail (uri != NULL, NULL);

  backend = find_backend (uri, &location, error);
  return backend != NULL ? backend->open (location, mode, error) : NULL;
}

/**
 * fore_store_erase:
 * @uri: of a store that this process has not open
 * @error: return location
 *
 * Removes a store with everything in it, wholly or not at all.
 *
 * Errors: %FORE_ERROR_BUSY while another program has it open, and those of fore_store_open().
 *
 * Returns: whether it is gone
 */
gboolean
fore_store_erase (const char *uri, GError **error)
{
  const char *location;
  const ForeStoreBackend *backend;

  g_return_val_if_fail (uri != NULL, FALSE);

  backend = find_backend (uri, &location, error);
  return backend != NULL && backend->erase (location, error);
}

/**
 * fore_store_close:
 * @store: (nullable) (transfer full): a store that no other thread uses any more
 *
 * Its running jobs can be claimed by others from now on.
 */
void
fore_store_close (ForeStore *store)
{
  if (store != NULL)
    store->backend->close (store);
}

/**
 * fore_store_get_version:
 * @store: a store
 * @version: (out): numbers that grow with every change that anybody makes
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
fore_store_get_version (ForeStore *store, ForeStoreVersion *version, GError **error)
{
  g_return_val_if_fail (store != NULL && version != NULL, FALSE);

  return store->backend->get_version (store, version, error);
}

/**
 * fore_store_back_up:
 * @store: a store
 * @path: a file that is not there yet
 * @progress: (nullable): told on this thread how far it is
 * @cancellable: (nullable): asked all along
 * @error: return location
 *
 * Writes the store as it is at one moment to a file of its own, while others go on reading and
 * writing. When it fails, what is at @path is of no use and to be removed.
 *
 * Returns: whether the copy is whole
 */
gboolean
fore_store_back_up (ForeStore *store,
                    const char *path,
                    const ForeProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (store != NULL && path != NULL, FALSE);

  return store->backend->back_up (store, path, progress, cancellable, error);
}

/**
 * fore_store_register_upload:
 * @store: a store
 * @upload: what has come in; its @batch is changed when another upload has that name
 * @import_options: (nullable): how it is to be read, kept with the job
 * @place: (nullable): puts the stored copy in its place
 * @place_data: its user data
 * @replaced_filename: (out) (nullable): stored copy of a failed upload of the same bytes,
 *   which this one replaces; to be deleted
 * @job: (out): the import job that has been queued
 * @error: return location
 *
 * Makes an upload known and queues its import.
 *
 * Errors: %FORE_ERROR_DUPLICATE when the same bytes are here already, with the batch of the
 * original as the message; what @place says.
 *
 * Returns: whether it is in
 */
gboolean
fore_store_register_upload (ForeStore *store,
                            ForeUpload *upload,
                            const char *import_options,
                            ForeStorePlaceFunc place,
                            gpointer place_data,
                            char **replaced_filename,
                            gint64 *job,
                            GError **error)
{
  g_return_val_if_fail (store != NULL && upload != NULL, FALSE);
  g_return_val_if_fail (upload->batch != NULL && upload->original_filename != NULL, FALSE);
  g_return_val_if_fail (upload->stored_filename != NULL && upload->file_hash != NULL, FALSE);
  g_return_val_if_fail (replaced_filename != NULL && job != NULL, FALSE);

  *replaced_filename = NULL;
  return store->backend->register_upload (store, upload, import_options, place, place_data,
                                          replaced_filename, job, error);
}

/**
 * fore_store_list_uploads:
 * @store: a store
 * @error: return location
 *
 * Returns: (transfer full) (element-type ForeUpload): all uploads, newest first
 */
GPtrArray *
fore_store_list_uploads (ForeStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->backend->list_uploads (store, error);
}

/**
 * fore_store_get_upload:
 * @store: a store
 * @batch: its name
 * @error: return location
 *
 * Errors: %FORE_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the upload
 */
ForeUpload *
fore_store_get_upload (ForeStore *store, const char *batch, GError **error)
{
  g_return_val_if_fail (store != NULL && batch != NULL, NULL);

  return store->backend->get_upload (store, batch, error);
}

/**
 * fore_store_list_upload_categories:
 * @store: a store
 * @batch: an upload
 * @error: return location
 *
 * Errors: %FORE_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (array zero-terminated=1): the categories that it speaks of, in the
 *   order of bytes; none before its rows are in
 */
GStrv
fore_store_list_upload_categories (ForeStore *store, const char *batch, GError **error)
{
  g_return_val_if_fail (store != NULL && batch != NULL, NULL);

  return store->backend->list_upload_categories (store, batch, error);
}

/**
 * fore_store_append_batch:
 * @store: a store
 * @job: the import job, claimed by this store
 * @rows: the good rows, cleaned, each key once
 * @read: what the reader counted; `total`, `missing` and `rejected` are taken
 * @error_log: (nullable): which rows were set aside
 * @forecast_options: (nullable): options of the forecast job that follows, %NULL for none
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): leaves the store as it was
 * @counts: (out): the five counters of the upload
 * @error: return location
 *
 * Takes the rows of an upload in. A key that the store holds is an update whatever its value,
 * except that an empty cell never replaces a value. A forecast job that still waits with the
 * same options is taken for the one that follows.
 *
 * Errors: %FORE_ERROR_REJECTED when there are more categories or products than a store can
 * number, %FORE_ERROR_STORE, %FORE_ERROR_BUSY.
 *
 * Returns: whether upload and job are completed
 */
gboolean
fore_store_append_batch (ForeStore *store,
                         gint64 job,
                         ForeRowSource *rows,
                         const ForeUploadCounts *read,
                         const char *error_log,
                         const char *forecast_options,
                         const ForeProgress *progress,
                         GCancellable *cancellable,
                         ForeUploadCounts *counts,
                         GError **error)
{
  g_return_val_if_fail (store != NULL && rows != NULL && read != NULL && counts != NULL, FALSE);

  return store->backend->append_batch (store, job, rows, read, error_log, forecast_options,
                                       progress, cancellable, counts, error);
}

/**
 * fore_store_fail_upload:
 * @store: a store
 * @job: the import job
 * @read: (nullable): what the reader counted
 * @error_log: why
 * @error: return location
 *
 * Returns: whether upload and job are marked as failed
 */
gboolean
fore_store_fail_upload (ForeStore *store,
                        gint64 job,
                        const ForeUploadCounts *read,
                        const char *error_log,
                        GError **error)
{
  g_return_val_if_fail (store != NULL && error_log != NULL, FALSE);

  return store->backend->fail_upload (store, job, read, error_log, error);
}

/**
 * fore_store_undo_upload:
 * @store: a store
 * @batch: the upload
 * @forecast_options: (nullable): options of the forecast job that follows, %NULL for none
 * @stored_filename: (out): its stored copy, to be deleted
 * @error: return location
 *
 * Takes an upload back, so that the rows are as if it had never been: what it inserted goes,
 * what it updated gets its former value, version and batch, and a row that a later upload has
 * written keeps that value and forgets this step. What has been decided stays decided: the
 * counters of other uploads, and an empty cell of a later upload that found this upload's
 * value in its place, which remains without effect.
 *
 * Errors: %FORE_ERROR_NOT_FOUND; %FORE_ERROR_BUSY while it is still to be imported.
 *
 * Returns: whether it is gone
 */
gboolean
fore_store_undo_upload (ForeStore *store,
                        const char *batch,
                        const char *forecast_options,
                        char **stored_filename,
                        GError **error)
{
  g_return_val_if_fail (store != NULL && batch != NULL && stored_filename != NULL, FALSE);

  return store->backend->undo_upload (store, batch, forecast_options, stored_filename, error);
}

/**
 * fore_store_each_invoice:
 * @store: a store
 * @filter: which rows
 * @offset: how many of them to leave out
 * @limit: how many to give, -1 for all
 * @func: called with each
 * @data: its user data
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Tells the rows of one moment, by day, category and product in the order of bytes.
 *
 * Returns: whether all were told
 */
gboolean
fore_store_each_invoice (ForeStore *store,
                         const ForeInvoiceFilter *filter,
                         gint64 offset,
                         gint64 limit,
                         ForeInvoiceFunc func,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (store != NULL && filter != NULL && func != NULL, FALSE);
  g_return_val_if_fail (offset >= 0 && limit >= -1, FALSE);

  return store->backend->each_invoice (store, filter, offset, limit, func, data, cancellable,
                                       error);
}

/**
 * fore_store_count_invoices:
 * @store: a store
 * @filter: which rows
 * @cancellable: (nullable): ends it
 * @count: (out) (optional): how many they are
 * @sum: (out) (optional): their sales together
 * @error: return location
 *
 * Returns: whether they could be counted
 */
gboolean
fore_store_count_invoices (ForeStore *store,
                           const ForeInvoiceFilter *filter,
                           GCancellable *cancellable,
                           gint64 *count,
                           ForeCents *sum,
                           GError **error)
{
  gint64 n = 0;
  ForeCents total = 0;

  g_return_val_if_fail (store != NULL && filter != NULL, FALSE);

  if (!store->backend->count_invoices (store, filter, cancellable, &n, sum != NULL ? &total : NULL,
                                       error))
    return FALSE;
  if (count != NULL)
    *count = n;
  if (sum != NULL)
    *sum = total;

  return TRUE;
}

/**
 * fore_store_list_categories:
 * @store: a store
 * @error: return location
 *
 * Returns: (transfer full) (element-type ForeCategory): those with rows, in the order of bytes
 */
GPtrArray *
fore_store_list_categories (ForeStore *store, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->backend->list_categories (store, error);
}

/**
 * fore_store_load_daily_sums:
 * @store: a store
 * @category: which one
 * @error: return location
 *
 * Errors: %FORE_ERROR_NOT_FOUND when it has no rows.
 *
 * Returns: (transfer full): its sales day by day
 */
ForeDailySums *
fore_store_load_daily_sums (ForeStore *store, const char *category, GError **error)
{
  g_return_val_if_fail (store != NULL && category != NULL, NULL);

  return store->backend->load_daily_sums (store, category, error);
}

/**
 * fore_store_save_forecasts:
 * @store: a store
 * @category: of what
 * @version: of the daily sums that they were made from
 * @forecasts: (element-type ForeForecast): one a model
 * @backtests: (element-type ForeStoredBacktest): one a model, of these or of others; what the
 *   store finds out by itself (@category, @measured_at, @is_current and @is_best) is not looked at
 * @is_all: whether forecasts by other models are to go
 * @is_stale: (out): the daily sums have changed since, so nothing is saved
 * @error: return location
 *
 * Returns: whether they are saved or stale
 */
gboolean
fore_store_save_forecasts (ForeStore *store,
                           const char *category,
                           gint64 version,
                           GPtrArray *forecasts,
                           GPtrArray *backtests,
                           gboolean is_all,
                           gboolean *is_stale,
                           GError **error)
{
  g_return_val_if_fail (store != NULL && category != NULL && forecasts != NULL, FALSE);
  g_return_val_if_fail (backtests != NULL && is_stale != NULL, FALSE);

  return store->backend->save_forecasts (store, category, version, forecasts, backtests, is_all,
                                         is_stale, error);
}

/**
 * fore_store_each_forecast:
 * @store: a store
 * @filter: which ones
 * @limit: how many days to give, -1 for all
 * @func: called with each
 * @data: its user data
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Tells the stored forecasts by day, category and model in the order of bytes.
 *
 * Returns: whether all were told
 */
gboolean
fore_store_each_forecast (ForeStore *store,
                          const ForeForecastFilter *filter,
                          gint64 limit,
                          ForeForecastFunc func,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (store != NULL && filter != NULL && func != NULL && limit >= -1, FALSE);

  return store->backend->each_forecast (store, filter, limit, func, data, cancellable, error);
}

/**
 * fore_store_load_forecasts:
 * @store: a store
 * @category: of what
 * @error: return location
 *
 * Returns: (transfer full) (element-type ForeForecast): one a model, in the order of its name
 */
GPtrArray *
fore_store_load_forecasts (ForeStore *store, const char *category, GError **error)
{
  g_return_val_if_fail (store != NULL && category != NULL, NULL);

  return store->backend->load_forecasts (store, category, error);
}

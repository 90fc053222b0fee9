/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-store.h"

#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-open.h"
#include "fore-sqlite-owners.h"

/* One connection that writes, and as many that read as there are callers at a time. */

/* Connections kept for the next callers; above that, they are closed after use. */
#define MAX_IDLE_READERS 8

static void
close_store (ForeStore *store)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;

  if (self->owner != 0)
    fore_sqlite_release_own_jobs (store);
  g_queue_clear_full (&self->readers, (GDestroyNotify) fore_sqlite_free);
  fore_sqlite_free (self->writer);
  fore_sqlite_owners_close (self);
  g_mutex_clear (&self->writer_mutex);
  g_mutex_clear (&self->readers_mutex);
  g_mutex_clear (&self->owners_mutex);
  g_free (self->path);
  g_free (self);
}

static ForeStore *
open_store (const char *location, ForeStoreMode mode, GError **error)
{
  ForeSqliteStore *self = g_new0 (ForeSqliteStore, 1);
  ForeSqlite *first;

  self->base.backend = &fore_sqlite_backend;
  self->path = g_canonicalize_filename (location, NULL);
  self->mode = mode;
  self->owners_file = -1;
  g_mutex_init (&self->writer_mutex);
  g_mutex_init (&self->readers_mutex);
  g_mutex_init (&self->owners_mutex);
  g_queue_init (&self->readers);

  if (mode == FORE_STORE_READ_WRITE)
    first = self->writer = fore_sqlite_open_writer (self->path, error);
  else if ((first = fore_sqlite_open_reader (self->path, mode, error)) != NULL)
    fore_sqlite_end_read (&self->base, first);
  if (first == NULL) {
    close_store (&self->base);
    return NULL;
  }

  return &self->base;
}

/**
 * fore_sqlite_begin_read:
 * @store: a store
 * @cancellable: (nullable): ends what is read
 * @error: return location
 *
 * Begins to read the store as it is at one moment.
 *
 * Returns: (transfer full): a connection, for fore_sqlite_end_read()
 */
ForeSqlite *
fore_sqlite_begin_read (ForeStore *store, GCancellable *cancellable, GError **error)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;
  ForeSqlite *reader;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_mutex_lock (&self->readers_mutex);
  reader = g_queue_pop_head (&self->readers);
  g_mutex_unlock (&self->readers_mutex);

  if (reader == NULL)
    reader = fore_sqlite_open_reader (self->path, self->mode, error);
  if (reader == NULL)
    return NULL;
  if (!fore_sqlite_execute (reader, "BEGIN", error)) {
    fore_sqlite_free (reader);
    return NULL;
  }
  reader->cancellable = cancellable;

  return reader;
}

/**
 * fore_sqlite_end_read:
 * @store: a store
 * @reader: (nullable) (transfer full): the connection
 */
void
fore_sqlite_end_read (ForeStore *store, ForeSqlite *reader)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;
  gboolean is_kept = FALSE;

  if (reader == NULL)
    return;
  reader->cancellable = NULL;
  if (!sqlite3_get_autocommit (reader->db))
    fore_sqlite_execute (reader, "ROLLBACK", NULL);

  if (!reader->is_fleeting && sqlite3_get_autocommit (reader->db)) {
    g_mutex_lock (&self->readers_mutex);
    is_kept = self->readers.length < MAX_IDLE_READERS;
    if (is_kept)
      g_queue_push_head (&self->readers, reader);
    g_mutex_unlock (&self->readers_mutex);
  }
  if (!is_kept)
    fore_sqlite_free (reader);
}

/**
 * fore_sqlite_begin_write:
 * @store: a store
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): ends what is written
 * @error: return location
 *
 * Begins a transaction, alone among all threads and processes.
 *
 * Returns: (transfer none): the connection, until fore_sqlite_end_write()
 */
ForeSqlite *
fore_sqlite_begin_write (ForeStore *store,
                         const ForeProgress *progress,
                         GCancellable *cancellable,
                         GError **error)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;

  if (self->mode == FORE_STORE_READ_ONLY) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The store “%s” has been opened for reading only."), self->path);
    return NULL;
  }

  g_mutex_lock (&self->writer_mutex);
  self->writer->cancellable = cancellable;
  self->writer->progress = progress;
  if (fore_sqlite_execute (self->writer, "BEGIN IMMEDIATE", error))
    return self->writer;
  self->writer->cancellable = NULL;
  self->writer->progress = NULL;
  g_mutex_unlock (&self->writer_mutex);

  return NULL;
}

/**
 * fore_sqlite_end_write:
 * @store: a store
 * @changes: of #ForeSqliteChanges: what has been changed
 * @is_done: whether all went well; %FALSE leaves the store as it was
 * @error: return location
 *
 * Ends what fore_sqlite_begin_write() began.
 *
 * Returns: whether the transaction is in the store
 */
gboolean
fore_sqlite_end_write (ForeStore *store, guint changes, gboolean is_done, GError **error)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;
  ForeSqlite *writer = self->writer;

  writer->cancellable = NULL;
  writer->progress = NULL;
  if (is_done)
    is_done = fore_sqlite_run (writer, error,
                               "UPDATE store_state SET uploads = uploads + ?, "
                               "invoices = invoices + ?, forecasts = forecasts + ?",
                               "iii", (gint64) ((changes & FORE_SQLITE_UPLOADS) != 0),
                               (gint64) ((changes & FORE_SQLITE_INVOICES) != 0),
                               (gint64) ((changes & FORE_SQLITE_FORECASTS) != 0)) &&
              fore_sqlite_execute (writer, "COMMIT", error);
  if (!is_done && !sqlite3_get_autocommit (writer->db))
    fore_sqlite_execute (writer, "ROLLBACK", NULL);
  g_mutex_unlock (&self->writer_mutex);

  return is_done;
}

static gboolean
read_version (ForeSqlite *reader, ForeStoreVersion *version, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (
      reader, "SELECT uploads, invoices, forecasts FROM store_state", error);

  if (statement == NULL || !fore_sqlite_step_to_row (reader, statement, error))
    return FALSE;
  version->uploads = sqlite3_column_int64 (statement, 0);
  version->invoices = sqlite3_column_int64 (statement, 1);
  version->forecasts = sqlite3_column_int64 (statement, 2);

  return TRUE;
}

static gboolean
get_version (ForeStore *store, ForeStoreVersion *version, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  gboolean is_read = reader != NULL && read_version (reader, version, error);

  fore_sqlite_end_read (store, reader);
  return is_read;
}

const ForeStoreBackend fore_sqlite_backend = {
  .scheme = "sqlite",
  .open = open_store,
  .close = close_store,
  .get_version = get_version,
  .back_up = fore_sqlite_back_up,
  .erase = fore_sqlite_erase,
  .register_upload = fore_sqlite_register_upload,
  .list_uploads = fore_sqlite_list_uploads,
  .get_upload = fore_sqlite_get_upload,
  .list_upload_categories = fore_sqlite_list_upload_categories,
  .append_batch = fore_sqlite_append_batch,
  .fail_upload = fore_sqlite_fail_upload,
  .undo_upload = fore_sqlite_undo_upload,
  .each_invoice = fore_sqlite_each_invoice,
  .count_invoices = fore_sqlite_count_invoices,
  .list_invoices = fore_sqlite_list_invoices,
  .each_listed = fore_sqlite_each_listed,
  .list_versions = fore_sqlite_list_versions,
  .count_changes = fore_sqlite_count_changes,
  .list_categories = fore_sqlite_list_categories,
  .load_daily_sums = fore_sqlite_load_daily_sums,
  .save_forecasts = fore_sqlite_save_forecasts,
  .each_forecast = fore_sqlite_each_forecast,
  .load_forecasts = fore_sqlite_load_forecasts,
  .load_backtests = fore_sqlite_load_backtests,
  .remember_mapping = fore_sqlite_remember_mapping,
  .recall_mapping = fore_sqlite_recall_mapping,
  .forget_mapping = fore_sqlite_forget_mapping,
  .queue_forecast = fore_sqlite_queue_forecast,
  .claim_job = fore_sqlite_claim_job,
  .finish_job = fore_sqlite_finish_job,
  .release_job = fore_sqlite_release_job,
  .get_job = fore_sqlite_get_job,
  .get_import_job = fore_sqlite_get_import_job,
  .list_open_jobs = fore_sqlite_list_open_jobs,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-engine-private.h"

#include "fore-replacement.h"
#include "fore-submission.h"

/**
 * fore_engine_dup_import_options:
 * @engine: an engine
 * @batch: an upload
 * @error: %FORE_ERROR_NOT_FOUND
 *
 * Any thread but the main one.
 *
 * Returns: (transfer full) (nullable): how the upload was read, or will be, with what was
 *   recalled of earlier files
 */
ForeImportOptions *
fore_engine_dup_import_options (ForeEngine *engine, const char *batch, GError **error)
{
  g_autoptr (ForeJobRecord) job = fore_store_get_import_job (engine->store, batch, error);
  ForeImportOptions *options = NULL;
  g_autofree char *holidays = NULL;
  gboolean hold_forecast;

  if (job == NULL ||
      !fore_submission_parse (job->options, &options, &hold_forecast, &holidays, error))
    return NULL;
  return options;
}

/**
 * fore_engine_write_rejects:
 * @engine: an engine
 * @batch: an upload, completed or failed
 * @write: (scope call): gets the CSV, in pieces that may end anywhere
 * @data: its user data
 * @progress: (nullable): told on this thread how far it is
 * @cancellable: (nullable): asked all along
 * @error: %FORE_ERROR_NOT_FOUND for an upload that does not exist; why the file could not be read
 *   at all, when that was so; of @write or of GIO
 *
 * Writes the rows of an upload that were set aside, as fore_rejects_write() describes. They are
 * read again from the stored copy, so they are there as long as the upload is. Any thread but the
 * main one.
 *
 * Returns: whether all of it has been written
 */
gboolean
fore_engine_write_rejects (ForeEngine *engine,
                           const char *batch,
                           ForeTextFunc write,
                           gpointer data,
                           const ForeProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (ForeUpload) upload = fore_store_get_upload (engine->store, batch, error);
  g_autoptr (ForeImportOptions) options = NULL;
  g_autofree char *path = NULL;

  if (upload == NULL)
    return FALSE;
  options = fore_engine_dup_import_options (engine, batch, error);
  if (options == NULL)
    return FALSE;
  path = fore_engine_stored_path (engine, upload);

  return fore_rejects_write (path, options, write, data, progress, cancellable, error);
}

/* --- Into a file, without waiting --- */

typedef struct {
  char *batch;
  GFile *file;
  GOutputStream *output; /* (owned) (nullable) */
  GCancellable *cancellable;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->batch);
  g_object_unref (saving->file);
  g_clear_object (&saving->output);
  g_free (saving);
}

static gboolean
write_piece (const char *text, gsize length, gpointer data, GError **error)
{
  const Saving *saving = data;

  return g_output_stream_write_all (saving->output, text, length, NULL, saving->cancellable, error);
}

static gboolean
save (ForeEngine *engine, Saving *saving, GCancellable *cancellable, GError **error)
{
  gboolean is_whole;

  saving->cancellable = cancellable;
  saving->output = G_OUTPUT_STREAM (
      g_file_replace (saving->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error));
  if (saving->output == NULL)
    return FALSE;
  is_whole = fore_engine_write_rejects (engine, saving->batch, write_piece, saving, NULL,
                                        cancellable, error);

  return fore_replacement_close (saving->output, is_whole, cancellable, error);
}

static void
save_in_thread (GTask *task, gpointer engine, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save (engine, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * fore_engine_save_rejects_async:
 * @engine: an engine, on the main thread
 * @batch: an upload, completed or failed
 * @file: where to; replaced when it is there, and left alone unless all could be written
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @data: its user data
 *
 * fore_engine_write_rejects() into a file, on a thread of the engine.
 */
void
fore_engine_save_rejects_async (ForeEngine *engine,
                                const char *batch,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, data);
  Saving *saving = g_new0 (Saving, 1);

  saving->batch = g_strdup (batch);
  saving->file = g_object_ref (file);
  g_task_set_source_tag (task, fore_engine_save_rejects_async);
  g_task_set_task_data (task, saving, saving_free);
  fore_engine_run_async (engine, task, save_in_thread);
}

gboolean
fore_engine_save_rejects_finish (ForeEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

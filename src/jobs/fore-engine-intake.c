/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-engine-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "fore-error.h"
#include "fore-intake.h"
#include "fore-submission.h"

typedef struct {
  ForeIntake *intake;
  const char *uploads_dir;
} Place;

static gboolean
place (gpointer data, GError **error)
{
  const Place *to = data;

  return fore_intake_place (to->intake, to->uploads_dir, error);
}

/* Makes a copied file an upload. Returns its batch. */
static char *
register_intake (ForeEngine *engine,
                 ForeIntake *intake,
                 const ForeImportOptions *import,
                 gboolean hold_forecast,
                 gint64 *job,
                 char **original_batch,
                 GError **error)
{
  g_autoptr (ForeForecastOptions) follow_up = fore_engine_dup_forecast_options (engine);
  g_autofree char *options = fore_submission_to_string (import, hold_forecast, follow_up->holidays);
  g_autofree char *replaced = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (ForeUpload) upload = g_new0 (ForeUpload, 1);
  Place to = { intake, engine->uploads_dir };

  upload->batch = g_strdup (intake->batch);
  upload->original_filename = g_strdup (intake->original_filename);
  upload->stored_filename = g_strdup (intake->stored_filename);
  upload->file_hash = g_strdup (intake->file_hash);
  upload->uploaded_at = intake->uploaded_at;
  if (!fore_store_register_upload (engine->store, upload, options, place, &to, &replaced, job,
                                   &reason)) {
    if (original_batch != NULL && g_error_matches (reason, FORE_ERROR, FORE_ERROR_DUPLICATE))
      *original_batch = g_strdup (reason->message);
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }

  /* A file that is tried again within a second gets the same name again. */
  if (replaced != NULL && g_strcmp0 (replaced, upload->stored_filename) != 0) {
    g_autofree char *path = g_build_filename (engine->uploads_dir, replaced, NULL);

    g_unlink (path);
  }
  return g_strdup (upload->batch);
}

/* What is wrong with a file is told when it is read, not here. */
static ForeImportOptions *
recall (ForeEngine *engine,
        const ForeIntake *intake,
        const ForeImportOptions *options,
        GCancellable *cancellable)
{
  ForeImportOptions *recalled = fore_engine_recall_options (engine, intake->part_path, options,
                                                            cancellable, NULL);

  return recalled != NULL ? recalled : fore_import_options_copy (options);
}

static char *
submit (ForeEngine *engine,
        GInputStream *input,
        const char *filename,
        gint64 size_hint,
        const ForeSubmission *submission,
        const ForeProgress *progress,
        GCancellable *cancellable,
        gint64 *job,
        char **original_batch,
        GError **error)
{
  g_autoptr (ForeImportOptions) plain = fore_import_options_new ();
  g_autoptr (ForeImportOptions) import = NULL;
  g_autoptr (ForeIntake) intake = NULL;

  intake = fore_intake_copy (input, filename, engine->uploads_dir, size_hint, progress, cancellable,
                             error);
  /* Not every stream asks, and from here on it is too late. */
  if (intake == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  import = recall (engine, intake, submission->import != NULL ? submission->import : plain,
                   cancellable);
  if (submission->check_header && !fore_import_check_header (intake->part_path, import, error))
    return NULL;

  return register_intake (engine, intake, import, submission->hold_forecast, job, original_batch,
                          error);
}

/**
 * fore_engine_submit:
 * @engine: an engine that may write
 * @input: the bytes of a file
 * @filename: what it is called
 * @size_hint: how many bytes to expect, or -1
 * @submission: how it is to be read and what follows
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): leaves no trace
 * @original_batch: (out) (optional): the batch of a file with the same bytes
 * @error: return location
 *
 * Takes a file in and queues its import. Any thread.
 *
 * Errors: %FORE_ERROR_DUPLICATE, with @original_batch set; with `check_header` also
 * %FORE_ERROR_REJECTED.
 *
 * Returns: (transfer full) (nullable): the batch
 */
char *
fore_engine_submit (ForeEngine *engine,
                    GInputStream *input,
                    const char *filename,
                    gint64 size_hint,
                    const ForeSubmission *submission,
                    const ForeProgress *progress,
                    GCancellable *cancellable,
                    char **original_batch,
                    GError **error)
{
  gint64 job;
  char *batch = submit (engine, input, filename, size_hint, submission, progress, cancellable, &job,
                        original_batch, error);

  if (batch != NULL) {
    fore_engine_check_changes (engine);
    fore_engine_wake (engine);
  }
  return batch;
}

/* A file on its way in, on the thread that takes files in. */
typedef struct {
  GFile *file;               /* (owned) */
  char *name;                /* (owned) (nullable): what it is called, unless as the file is */
  ForeImportOptions *import; /* (owned) (nullable) */
  ForeSubmission submission;
  ForeJob *job;         /* (owned) */
  char *original_batch; /* (owned) (nullable): result */
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_clear_object (&intake->file);
  g_clear_pointer (&intake->name, g_free);
  g_clear_pointer (&intake->import, fore_import_options_free);
  g_clear_object (&intake->job);
  g_free (intake->original_batch);
  g_free (intake);
}

static char *
submit_file (ForeEngine *engine, Intake *intake, GError **error)
{
  GCancellable *cancellable = fore_job_get_cancellable (intake->job);
  ForeProgress progress = fore_job_get_progress (intake->job);
  g_autoptr (GFileInputStream) input = fore_intake_open (intake->file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *name = NULL;
  gint64 id;
  char *batch;

  if (input == NULL)
    return NULL;
  info = g_file_query_info (
      intake->file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
      G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  if (intake->name != NULL)
    name = g_strdup (intake->name);
  else if (info != NULL)
    name = g_strdup (g_file_info_get_display_name (info));
  else
    name = g_file_get_basename (intake->file);
  batch = submit (engine, G_INPUT_STREAM (input), name,
                  info != NULL ? g_file_info_get_size (info) : -1, &intake->submission, &progress,
                  cancellable, &id, &intake->original_batch, error);
  if (batch == NULL)
    return NULL;

  fore_job_set_batch (intake->job, batch);
  fore_job_set_progress (intake->job, -1.0, _ ("Waiting"));
  fore_job_set_id (intake->job, id);
  return batch;
}

static void
take_in (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ForeEngine *engine = source;
  Intake *intake = data;
  GError *error = NULL;
  char *batch = submit_file (engine, intake, &error);

  if (batch == NULL) {
    gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

    fore_engine_end_job (engine, intake->job, is_cancelled ? FORE_JOB_CANCELLED : FORE_JOB_FAILED,
                         error);
    g_task_return_error (task, error);
    return;
  }
  fore_engine_check_changes (engine);
  fore_engine_wake (engine);
  g_task_return_pointer (task, batch, g_free);
}

static void
start_intake (ForeEngine *engine,
              Intake *intake,
              const char *title,
              const ForeSubmission *submission,
              GAsyncReadyCallback callback,
              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, NULL, callback, data);

  intake->submission = *submission;
  if (submission->import != NULL)
    intake->submission.import = intake->import = fore_import_options_copy (submission->import);
  intake->job = fore_job_new (engine->context, FORE_JOB_IMPORT, title);
  fore_engine_add_job (engine, intake->job);

  g_task_set_source_tag (task, start_intake);
  g_task_set_task_data (task, intake, intake_free);
  fore_engine_push_task (engine, engine->intake, task, take_in);
}

/**
 * fore_engine_submit_file_async:
 * @engine: an engine that has been started, on the main thread
 * @file: a file
 * @submission: how it is to be read and what follows
 * @callback: called when the file is in, or is refused
 * @data: its user data
 *
 * Takes a file in and queues its import. It appears among the jobs at once.
 */
void
fore_engine_submit_file_async (ForeEngine *engine,
                               GFile *file,
                               const ForeSubmission *submission,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *title = path != NULL ? g_filename_display_name (path) : g_file_get_uri (file);
  Intake *intake = g_new0 (Intake, 1);

  intake->file = g_object_ref (file);
  start_intake (engine, intake, title, submission, callback, data);
}

/**
 * fore_engine_submit_again_async:
 * @engine: an engine that has been started, on the main thread
 * @upload: one that has failed
 * @submission: how it is to be read this time and what follows
 * @callback: called when the file is in, or is refused
 * @data: its user data
 *
 * Takes the stored copy of an upload in once more, under the name it came with. Ends with
 * fore_engine_submit_file_finish().
 */
void
fore_engine_submit_again_async (ForeEngine *engine,
                                const ForeUpload *upload,
                                const ForeSubmission *submission,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autofree char *path = fore_engine_stored_path (engine, upload);
  Intake *intake = g_new0 (Intake, 1);

  intake->file = g_file_new_for_path (path);
  intake->name = g_strdup (upload->original_filename);
  start_intake (engine, intake, upload->original_filename, submission, callback, data);
}

/**
 * fore_engine_submit_file_finish:
 * @engine: an engine
 * @result: of fore_engine_submit_file_async() or fore_engine_submit_again_async()
 * @original_batch: (out) (optional): the batch of a file with the same bytes
 * @error: return location
 *
 * Errors: those of fore_engine_submit() and of reading the file.
 *
 * Returns: (transfer full) (nullable): the batch
 */
char *
fore_engine_submit_file_finish (ForeEngine *engine,
                                GAsyncResult *result,
                                char **original_batch,
                                GError **error)
{
  Intake *intake = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  if (original_batch != NULL)
    *original_batch = g_strdup (intake->original_batch);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * fore_engine_dup_import_error:
 * @engine: an engine
 * @batch: an upload
 *
 * Returns: (transfer full) (nullable): why its import failed, when it did so in this process
 */
GError *
fore_engine_dup_import_error (ForeEngine *engine, const char *batch)
{
  const GError *error;
  GError *copy;

  g_mutex_lock (&engine->mutex);
  error = g_hash_table_lookup (engine->errors, batch);
  copy = error != NULL ? g_error_copy (error) : NULL;
  g_mutex_unlock (&engine->mutex);

  return copy;
}

/**
 * fore_engine_dup_import_notes:
 * @engine: an engine
 * @batch: an upload
 *
 * Returns: (transfer full) (nullable): what is to be told of its import, when it was completed in
 *   this process
 */
ForeImportNotes *
fore_engine_dup_import_notes (ForeEngine *engine, const char *batch)
{
  const ForeImportNotes *notes;
  ForeImportNotes *copy;

  g_mutex_lock (&engine->mutex);
  notes = g_hash_table_lookup (engine->notes, batch);
  copy = notes != NULL ? fore_import_notes_copy (notes) : NULL;
  g_mutex_unlock (&engine->mutex);

  return copy;
}

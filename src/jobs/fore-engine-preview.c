/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-engine-private.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "fore-import-memory.h"
#include "fore-intake.h"

/* What a file would do, found out without taking it in. */

/**
 * Source:
 * @path: where its bytes can be read again and again
 * @options: how to read it, with what was recalled
 * @folder: where the rows of a large file may wait
 * @copy: (nullable): a copy of a file that cannot be read where it lies
 */
typedef struct {
  char *path;
  ForeImportOptions *options;
  const char *folder;
  ForeIntake *copy;
} Source;

static void
source_clear (Source *source)
{
  g_free (source->path);
  g_clear_pointer (&source->options, fore_import_options_free);
  g_clear_pointer (&source->copy, fore_intake_discard);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static ForeIntake *
copy (ForeEngine *engine, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) input = fore_intake_open (file, cancellable, error);
  g_autofree char *name = g_file_get_basename (file);

  if (input == NULL)
    return NULL;
  return fore_intake_copy (G_INPUT_STREAM (input), name != NULL ? name : "", engine->uploads_dir,
                           -1, NULL, cancellable, error);
}

static gboolean
open_source (ForeEngine *engine,
             Source *source,
             GFile *file,
             const ForeImportOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  source->path = g_file_get_path (file);
  if (source->path == NULL) {
    source->copy = copy (engine, file, cancellable, error);
    if (source->copy == NULL)
      return FALSE;
    source->path = g_strdup (source->copy->part_path);
  } else {
    g_autoptr (GFileInputStream) input = fore_intake_open (file, cancellable, error);

    if (input == NULL)
      return FALSE;
  }
  /* A data folder that may only be read is no reason not to look at a file. */
  source->folder = access (engine->uploads_dir, W_OK) == 0 ? engine->uploads_dir : g_get_tmp_dir ();
  source->options = fore_engine_recall_options (engine, source->path, options, cancellable, error);

  return source->options != NULL;
}

/**
 * fore_engine_preview:
 * @engine: an engine
 * @file: a file of a person, or a stored copy
 * @options: how it is to be read, as far as that is said
 * @cancellable: (nullable): asked all along
 * @error: of GIO; %FORE_ERROR_REJECTED for a file with no line that can be read
 *
 * Looks at a file that may be taken in: its dialect, its columns and its first rows, read with
 * @options and with what is remembered of earlier files with the same header. A file that cannot
 * be read yet has a preview as well, which says what is to be answered or chosen first. Reads the
 * start of the file, or all of it where its dates or amounts are not written in the plain way.
 * Any thread but the main one.
 *
 * Returns: (transfer full) (nullable): what the file is taken for
 */
ForeImportPreview *
fore_engine_preview (ForeEngine *engine,
                     GFile *file,
                     const ForeImportOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Source) source = { 0 };

  if (!open_source (engine, &source, file, options, cancellable, error))
    return NULL;
  return fore_import_preview (source.path, source.options, cancellable, error);
}

static ForeDryRun *
count (ForeEngine *engine, ForeReading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (ForeDryRun) run = g_new0 (ForeDryRun, 1);

  if (!fore_store_count_changes (engine->store, reading->rows, cancellable, &run->changes, error))
    return NULL;
  run->n_total = reading->n_total;
  run->n_missing = reading->n_missing;
  run->n_rejected = (gint64) reading->issues->n_rows;
  run->n_repeated = (gint64) reading->rows->n_repeated;
  run->issues = fore_issues_to_text (reading->issues);

  return g_steal_pointer (&run);
}

/* Whether an upload may be of the same bytes, by the size of its stored copy. */
static gboolean
may_be_original (ForeEngine *engine, const ForeUpload *upload, gint64 size)
{
  g_autofree char *path = fore_engine_stored_path (engine, upload);
  GStatBuf status;

  return upload->status != FORE_UPLOAD_FAILED &&
         (g_stat (path, &status) != 0 || status.st_size == size);
}

/* The upload of a file with the same bytes; one that has failed may come again. The file is read
 * for that only where one has the same size. */
static gboolean
find_original (ForeEngine *engine,
               const char *path,
               char **batch,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) uploads = fore_store_list_uploads (engine->store, error);
  g_autofree char *hash = NULL;
  GStatBuf status = { 0 };

  g_stat (path, &status);
  for (guint i = 0; uploads != NULL && i < uploads->len; i++) {
    const ForeUpload *upload = g_ptr_array_index (uploads, i);

    if (!may_be_original (engine, upload, status.st_size))
      continue;
    if (hash == NULL)
      hash = fore_intake_hash (path, cancellable, error);
    if (hash == NULL)
      return FALSE;
    if (g_str_equal (upload->file_hash, hash))
      *batch = g_strdup (upload->batch);
  }

  return uploads != NULL;
}

/**
 * fore_engine_dry_run:
 * @engine: an engine
 * @file: a file of a person, or a stored copy
 * @options: how it is to be read, as far as that is said
 * @progress: (nullable): told on this thread how far it is
 * @cancellable: (nullable): asked all along
 * @error: what an import would be refused for: %FORE_ERROR_REJECTED with what is wrong,
 *   %FORE_ERROR_AMBIGUOUS with both readings; or of GIO
 *
 * Reads a whole file and tells what its import would do, as the store is now, and does nothing.
 * Any thread but the main one.
 *
 * Returns: (transfer full) (nullable): what would happen
 */
ForeDryRun *
fore_engine_dry_run (ForeEngine *engine,
                     GFile *file,
                     const ForeImportOptions *options,
                     const ForeProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Source) source = { 0 };
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (ForeDryRun) run = NULL;

  if (!open_source (engine, &source, file, options, cancellable, error))
    return NULL;
  reading = fore_import_read (source.path, source.folder, source.options, progress, cancellable,
                              NULL, error);
  if (reading == NULL)
    return NULL;
  run = count (engine, reading, cancellable, error);
  if (run == NULL)
    return NULL;
  if (!find_original (engine, source.path, &run->original_batch, cancellable, error))
    return NULL;

  return g_steal_pointer (&run);
}

/**
 * fore_dry_run_describe:
 * @run: what an import would do
 * @filename: what the file is called
 * @preview: what it is taken for
 *
 * Adds that.
 */
void
fore_dry_run_describe (ForeDryRun *run, const char *filename, const ForeImportPreview *preview)
{
  run->filename = g_strdup (filename);
  run->charset = preview->charset;
  run->delimiter[0] = preview->delimiter;
  run->header_line = preview->header_line;
  for (int field = 0; field < FORE_N_FIELDS; field++)
    run->columns[field] = g_strdup (preview->header[preview->column[field]]);
  run->date_format = g_strdup (preview->date_format);
  run->decimal_mark[0] = preview->decimal_mark;
  run->is_recalled = preview->options->is_recalled;
}

/**
 * fore_engine_dry_run_input:
 * @engine: an engine
 * @input: the bytes of a file
 * @filename: what the client calls it
 * @options: how it is to be read, as far as that is said
 * @cancellable: (nullable): asked all along
 * @error: as for fore_engine_dry_run()
 *
 * Does fore_engine_dry_run() with a copy, which goes again. Any thread but the main one.
 *
 * Returns: (transfer full) (nullable): what the file is taken for, and what would happen
 */
ForeDryRun *
fore_engine_dry_run_input (ForeEngine *engine,
                           GInputStream *input,
                           const char *filename,
                           const ForeImportOptions *options,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (ForeIntake)
      copy = fore_intake_copy (input, filename, engine->uploads_dir, -1, NULL, cancellable, error);
  g_autoptr (GFile) file = copy != NULL ? g_file_new_for_path (copy->part_path) : NULL;
  g_autoptr (ForeDryRun) run = NULL;
  g_autoptr (ForeImportPreview) preview = NULL;

  if (copy == NULL)
    return NULL;
  run = fore_engine_dry_run (engine, file, options, NULL, cancellable, error);
  if (run == NULL)
    return NULL;
  preview = fore_engine_preview (engine, file, options, cancellable, error);
  if (preview == NULL)
    return NULL;
  fore_dry_run_describe (run, copy->original_filename, preview);

  return g_steal_pointer (&run);
}

/* --- The same without waiting --- */

typedef struct {
  GFile *file;
  ForeImportOptions *options;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->file);
  fore_import_options_free (asked->options);
  g_free (asked);
}

static void
start (ForeEngine *engine,
       GFile *file,
       const ForeImportOptions *options,
       GTask *task,
       GTaskThreadFunc body)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->file = g_object_ref (file);
  asked->options = fore_import_options_copy (options);
  g_task_set_task_data (task, asked, asked_free);
  fore_engine_run_async (engine, task, body);
}

static void
return_result (GTask *task, gpointer result, GDestroyNotify free_result, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_result);
}

static void
preview_in_thread (GTask *task, gpointer engine, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  ForeImportPreview *preview = fore_engine_preview (engine, asked->file, asked->options,
                                                    cancellable, &error);

  return_result (task, preview, (GDestroyNotify) fore_import_preview_free, error);
}

static void
dry_run_in_thread (GTask *task, gpointer engine, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  ForeDryRun *run = fore_engine_dry_run (engine, asked->file, asked->options, NULL, cancellable,
                                         &error);

  return_result (task, run, (GDestroyNotify) fore_dry_run_free, error);
}

/**
 * fore_engine_preview_async:
 * @engine: an engine, on the main thread
 * @file: a file
 * @options: how it is to be read, as far as that is said; copied
 * @cancellable: (nullable): cancel it before asking again with other options
 * @callback: called on the main thread
 * @data: its user data
 *
 * fore_engine_preview() on a thread of the engine.
 */
void
fore_engine_preview_async (ForeEngine *engine,
                           GFile *file,
                           const ForeImportOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, data);

  g_task_set_source_tag (task, fore_engine_preview_async);
  start (engine, file, options, task, preview_in_thread);
}

ForeImportPreview *
fore_engine_preview_finish (ForeEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * fore_engine_dry_run_async:
 * @engine: an engine, on the main thread
 * @file: a file
 * @options: how it is to be read, as far as that is said; copied
 * @cancellable: (nullable): cancel it before asking again with other options
 * @callback: called on the main thread
 * @data: its user data
 *
 * fore_engine_dry_run() on a thread of the engine.
 */
void
fore_engine_dry_run_async (ForeEngine *engine,
                           GFile *file,
                           const ForeImportOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, data);

  g_task_set_source_tag (task, fore_engine_dry_run_async);
  start (engine, file, options, task, dry_run_in_thread);
}

ForeDryRun *
fore_engine_dry_run_finish (ForeEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

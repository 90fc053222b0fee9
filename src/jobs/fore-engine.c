/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-engine-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "fore-error.h"
#include "fore-forecaster.h"
#include "fore-import-job.h"

/* Queries of the window that may run at once. */
#define N_READERS 4

G_DEFINE_FINAL_TYPE (ForeEngine, fore_engine, G_TYPE_OBJECT)

static void
fore_engine_dispose (GObject *object)
{
  fore_engine_close (FORE_ENGINE (object));

  G_OBJECT_CLASS (fore_engine_parent_class)->dispose (object);
}

static void
fore_engine_finalize (GObject *object)
{
  ForeEngine *self = FORE_ENGINE (object);

  g_free (self->uploads_dir);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->jobs);
  fore_forecast_options_free (self->forecast_options);
  g_ptr_array_unref (self->active);
  g_hash_table_unref (self->errors);
  g_hash_table_unref (self->notes);
  g_ptr_array_unref (self->new_jobs);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->has_news);

  G_OBJECT_CLASS (fore_engine_parent_class)->finalize (object);
}

static void
fore_engine_class_init (ForeEngineClass *klass)
{
  static const char *const signals[] = { "uploads-changed", "invoices-changed",
                                         "forecasts-changed" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fore_engine_dispose;
  object_class->finalize = fore_engine_finalize;

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_new (signals[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static gboolean
do_once (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The last reference may take a widget or a model with it, which must go where it lives. */
static void
let_go (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, do_once, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
run_task (gpointer task, gpointer func)
{
  GTaskThreadFunc body = g_object_get_data (task, "fore-engine-body");

  body (task, g_task_get_source_object (task), g_task_get_task_data (task),
        g_task_get_cancellable (task));
  let_go (task);
}

static void
fore_engine_init (ForeEngine *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->has_news);
  self->context = g_main_context_ref_thread_default ();
  self->jobs = g_list_store_new (FORE_TYPE_JOB);
  self->forecast_options = fore_forecast_options_new ();
  self->active = g_ptr_array_new_with_free_func (g_object_unref);
  self->errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_error_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) fore_import_notes_free);
  self->new_jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * fore_engine_default_data_dir:
 *
 * Returns: (transfer full): where the data lies when nobody says
 */
char *
fore_engine_default_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "foretell", NULL);
}

/*
 * fore_engine_check_folder_made:
 * @result: of the system call that has made the folder
 * @path: the folder
 * @error: of GIO
 *
 * Returns: whether it is there
 */
gboolean
fore_engine_check_folder_made (int result, const char *path, GError **error)
{
  int saved_errno = errno;
  g_autofree char *name = g_filename_display_name (path);

  if (result == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved_errno),
               _ ("The folder “%s” cannot be made: %s."), name, g_strerror (saved_errno));
  return FALSE;
}

/**
 * fore_engine_open:
 * @data_dir: the data folder
 * @mode: whether anything may be changed; a folder is made when it may
 * @n_threads: threads that train models, 0 for one a processor
 * @error: return location
 *
 * Opens a data folder. Signals come on the thread-default main context of the caller. Does
 * I/O.
 *
 * Returns: (transfer full) (nullable): the engine, to be ended with fore_engine_close()
 */
ForeEngine *
fore_engine_open (const char *data_dir, ForeStoreMode mode, guint n_threads, GError **error)
{
  g_autoptr (ForeEngine) engine = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (data_dir != NULL, NULL);

  engine = g_object_new (FORE_TYPE_ENGINE, NULL);
  engine->uploads_dir = g_build_filename (data_dir, FORE_UPLOADS_DIRNAME, NULL);
  path = g_build_filename (data_dir, FORE_STORE_FILENAME, NULL);
  if (mode == FORE_STORE_READ_WRITE &&
      !fore_engine_check_folder_made (g_mkdir_with_parents (engine->uploads_dir, 0700),
                                      engine->uploads_dir, error))
    return NULL;
  engine->store = fore_store_open (path, mode, error);
  if (engine->store == NULL)
    return NULL;

  fore_store_get_version (engine->store, &engine->version, NULL);
  engine->pool = fore_pool_new (n_threads);
  engine->readers = g_thread_pool_new (run_task, NULL, N_READERS, FALSE, NULL);
  engine->intake = g_thread_pool_new (run_task, NULL, 1, FALSE, NULL);

  return g_steal_pointer (&engine);
}

/* All that takes time of closing. */
static void
close_quietly (ForeEngine *engine)
{
  fore_engine_stop_workers (engine);
  if (engine->intake != NULL)
    g_thread_pool_free (g_steal_pointer (&engine->intake), FALSE, TRUE);
  if (engine->readers != NULL)
    g_thread_pool_free (g_steal_pointer (&engine->readers), FALSE, TRUE);
  g_clear_pointer (&engine->pool, fore_pool_free);
}

/**
 * fore_engine_close:
 * @engine: an engine, on the thread that opened it
 *
 * Stops the work that goes on, which is done some other time, and closes the store. What is
 * left of the object only waits for its last reference. Closing twice does nothing. The
 * last reference closes, too, but must not be that of a task that still runs.
 */
void
fore_engine_close (ForeEngine *engine)
{
  g_return_if_fail (FORE_IS_ENGINE (engine));

  close_quietly (engine);
  fore_engine_mute (engine);
  g_clear_pointer (&engine->store, fore_store_close);
}

static void
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ForeEngine *engine = source;

  close_quietly (engine);
  g_clear_pointer (&engine->store, fore_store_close);
  g_task_return_boolean (task, TRUE);
}

/**
 * fore_engine_close_async:
 * @engine: an engine, on the thread that opened it, which nobody uses any more
 * @callback: called on that thread when nothing of the folder is open any more
 * @data: its user data
 *
 * fore_engine_close() for who cannot wait.
 */
void
fore_engine_close_async (ForeEngine *engine, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, NULL, callback, data);

  fore_engine_begin_to_stop (engine);
  fore_engine_mute (engine);
  g_task_set_source_tag (task, fore_engine_close_async);
  g_task_run_in_thread (task, close_in_thread);
}

ForeStore *
fore_engine_get_store (ForeEngine *engine)
{
  return engine->store;
}

/**
 * fore_engine_get_pool:
 * @engine: an engine
 *
 * Returns: (transfer none): the threads that train models
 */
ForePool *
fore_engine_get_pool (ForeEngine *engine)
{
  return engine->pool;
}

/**
 * fore_engine_get_jobs:
 * @engine: an engine
 *
 * Returns: (transfer none): a #GListModel of #ForeJob, newest first, on the main thread
 */
GListModel *
fore_engine_get_jobs (ForeEngine *engine)
{
  return G_LIST_MODEL (engine->jobs);
}

/**
 * fore_engine_stored_path:
 * @engine: an engine
 * @upload: one of its uploads
 *
 * Returns: (transfer full): the path of the stored copy
 */
char *
fore_engine_stored_path (ForeEngine *engine, const ForeUpload *upload)
{
  return g_build_filename (engine->uploads_dir, upload->stored_filename, NULL);
}

/**
 * fore_engine_set_forecast_options:
 * @engine: an engine
 * @options: what forecasts are made with from now on, when nobody says; its categories are
 *   not looked at
 */
void
fore_engine_set_forecast_options (ForeEngine *engine, const ForeForecastOptions *options)
{
  g_mutex_lock (&engine->mutex);
  fore_forecast_options_free (engine->forecast_options);
  engine->forecast_options = fore_forecast_options_copy (options);
  g_mutex_unlock (&engine->mutex);
}

/**
 * fore_engine_dup_forecast_options:
 * @engine: an engine
 *
 * Returns: (transfer full): what forecasts are made with when nobody says
 */
ForeForecastOptions *
fore_engine_dup_forecast_options (ForeEngine *engine)
{
  ForeForecastOptions *options;

  g_mutex_lock (&engine->mutex);
  options = fore_forecast_options_copy (engine->forecast_options);
  g_mutex_unlock (&engine->mutex);

  return options;
}

static ForeDailySums *
load_sums (ForeEngine *engine, const char *category, GError **error)
{
  g_autoptr (GError) reason = NULL;
  ForeDailySums *sums = fore_store_load_daily_sums (engine->store, category, &reason);

  if (sums != NULL)
    return sums;
  if (reason != NULL && !g_error_matches (reason, FORE_ERROR, FORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND, _ ("There is no category “%s”."),
                 category);
  return NULL;
}

/**
 * fore_engine_check_category:
 * @engine: an engine
 * @category: a name
 * @error: return location
 *
 * Returns: whether there are sales of that category, else %FORE_ERROR_NOT_FOUND
 */
gboolean
fore_engine_check_category (ForeEngine *engine, const char *category, GError **error)
{
  g_autoptr (ForeDailySums) sums = load_sums (engine, category, error);

  return sums != NULL;
}

/**
 * fore_engine_load_series:
 * @engine: an engine
 * @category: a name
 * @gaps: what a day without an invoice means
 * @error: %FORE_ERROR_NOT_FOUND, and those of the store
 *
 * Returns: (transfer full): the series of the category
 */
ForeSeries *
fore_engine_load_series (ForeEngine *engine, const char *category, ForeGaps gaps, GError **error)
{
  g_autoptr (ForeDailySums) sums = load_sums (engine, category, error);

  if (sums == NULL)
    return NULL;
  return fore_series_new_from_sums (category, sums->n, sums->day, sums->sum, sums->end_day, gaps);
}

/**
 * fore_engine_recall_holidays:
 * @engine: an engine
 * @category: a name
 * @model: id of a model
 * @options: (inout): gets the holidays that the stored forecast knew of, if it knew of any
 * @error: those of the store
 *
 * Lets a model be explained as it was forecast.
 *
 * Returns: whether what is stored could be read
 */
gboolean
fore_engine_recall_holidays (ForeEngine *engine,
                             const char *category,
                             const char *model,
                             ForeForecastOptions *options,
                             GError **error)
{
  g_autoptr (GPtrArray) forecasts = fore_store_load_forecasts (engine->store, category, error);

  if (forecasts == NULL)
    return FALSE;
  fore_regressors_free (options->regressors);
  options->regressors = fore_regressors_copy (fore_forecasts_find_holidays (forecasts, model));
  return TRUE;
}

static gboolean
check_categories (ForeEngine *engine, GStrv names, GError **error)
{
  for (char **name = names; name != NULL && *name != NULL; name++)
    if (!fore_engine_check_category (engine, *name, error))
      return FALSE;
  return TRUE;
}

/**
 * fore_engine_request_forecast:
 * @engine: an engine
 * @options: what is asked for
 * @job: (out) (optional): the job that has been queued
 * @error: return location
 *
 * Queues a training run.
 *
 * Errors: %FORE_ERROR_NOT_FOUND for a category without sales, %FORE_ERROR_INVALID_ARGUMENT for
 * an unknown model, and those of fore_forecast_options_read_holidays().
 *
 * Returns: whether it is in the queue
 */
gboolean
fore_engine_request_forecast (ForeEngine *engine,
                              const ForeForecastOptions *options,
                              gint64 *job,
                              GError **error)
{
  g_autoptr (ForeForecastOptions) read = fore_forecast_options_copy (options);
  g_autofree char *text = NULL;
  gint64 id;

  for (char **model = options->models; model != NULL && *model != NULL; model++)
    if (!fore_forecaster_knows (*model)) {
      g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("There is no model “%s”."),
                   *model);
      return FALSE;
    }
  if (!check_categories (engine, options->categories, error) ||
      !fore_forecast_options_read_holidays (read, error))
    return FALSE;
  text = fore_forecast_options_to_string (read);
  if (!fore_store_queue_forecast (engine->store, text, job != NULL ? job : &id, error))
    return FALSE;
  fore_engine_wake (engine);

  return TRUE;
}

/**
 * fore_engine_undo:
 * @engine: an engine
 * @batch: an upload
 * @hold_forecast: whether the categories that it touched are not forecast anew
 * @error: return location
 *
 * Takes an upload back, with its stored copy.
 *
 * Errors: %FORE_ERROR_NOT_FOUND.
 *
 * Returns: whether it is gone
 */
gboolean
fore_engine_undo (ForeEngine *engine, const char *batch, gboolean hold_forecast, GError **error)
{
  g_autoptr (ForeForecastOptions) options = fore_engine_dup_forecast_options (engine);
  g_auto (GStrv) categories = NULL;
  g_autofree char *follow_up = NULL;
  g_autofree char *stored_filename = NULL;

  categories = fore_store_list_upload_categories (engine->store, batch, error);
  if (categories == NULL)
    return FALSE;
  fore_forecast_options_read_holidays (options, NULL);
  if (!hold_forecast)
    follow_up = fore_forecast_options_text_for (options, categories);
  if (!fore_store_undo_upload (engine->store, batch, follow_up, &stored_filename, error))
    return FALSE;

  if (stored_filename != NULL) {
    g_autofree char *path = g_build_filename (engine->uploads_dir, stored_filename, NULL);

    g_unlink (path);
  }
  fore_engine_check_changes (engine);
  fore_engine_wake (engine);

  return TRUE;
}

/**
 * fore_engine_run_async:
 * @engine: an engine
 * @task: (transfer none): a task
 * @func: its body
 *
 * Runs @func on a thread of the engine, which fore_engine_close() waits for: queries and
 * what else the main thread must not do.
 */
void
fore_engine_run_async (ForeEngine *engine, GTask *task, GTaskThreadFunc func)
{
  fore_engine_push_task (engine, engine->readers, task, func);
}

/*
 * fore_engine_push_task:
 *
 * Runs the body of a task on a pool of run_task(), unless the engine is being closed.
 */
void
fore_engine_push_task (ForeEngine *engine, GThreadPool *threads, GTask *task, GTaskThreadFunc func)
{
  union {
    GTaskThreadFunc func;
    gpointer pointer;
  } body = { .func = func };

  if (threads == NULL || fore_engine_is_stopping (engine)) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The data folder is closed."));
    return;
  }
  g_object_set_data (G_OBJECT (task), "fore-engine-body", body.pointer);
  g_thread_pool_push (threads, g_object_ref (task), NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that can be read in more than one way: the window asks, and takes them in again. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-format.h"
#include "fore-toolkit.h"
#include "fore-window-private.h"

/* An upload that has failed and is tried again. */
typedef struct {
  ForeWindow *window;           /* (owned) */
  ForeEngine *engine;           /* (owned) */
  char *batch;                  /* (owned) */
  gboolean is_wanted;           /* whether somebody has said to take it in again */
  ForeUpload *upload;           /* (owned) (nullable): once it has been read */
  ForeImportOptions *options;   /* (owned): what has been answered */
  ForeImportQuestion *question; /* (owned) (nullable): what is being asked */
} Retry;

static void
retry_free (Retry *retry)
{
  g_object_unref (retry->window);
  g_object_unref (retry->engine);
  g_free (retry->batch);
  g_clear_pointer (&retry->upload, fore_upload_free);
  fore_import_options_free (retry->options);
  g_clear_pointer (&retry->question, fore_import_question_free);
  g_free (retry);
}

static void find_question (Retry *retry);

/* One question at a time: several files may have come in at once. */
static void
next (ForeWindow *window)
{
  Retry *retry = g_queue_peek_head (&window->retries);

  if (retry != NULL)
    find_question (retry);
}

static void
end (Retry *retry)
{
  g_autoptr (ForeWindow) window = g_object_ref (retry->window);

  g_queue_remove (&window->retries, retry);
  retry_free (retry);
  next (window);
}

/* --- Taking in again --- */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = fore_engine_submit_file_finish (FORE_ENGINE (source), result, NULL,
                                                           &error);

  if (batch == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fore_toolkit_toast (GTK_WIDGET (window->toast_overlay), error->message);
}

static void
submit (Retry *retry)
{
  ForeWindow *window = retry->window;
  const ForeSubmission submission = {
    .import = retry->options,
    .hold_forecast = !g_settings_get_boolean (window->settings, "forecast-after-import"),
  };

  fore_engine_submit_again_async (retry->engine, retry->upload, &submission, on_submitted,
                                  g_object_ref (window));
  end (retry);
}

/* --- Asking --- */

static char *
describe_answer (const ForeImportQuestion *question, const ForeImportAnswer *answer)
{
  if (answer->header != NULL)
    return g_strdup (answer->header);
  if (question->field == FORE_FIELD_DATE)
    return fore_format_long_day (answer->day);
  return fore_format_cents (answer->amount);
}

static const char *
get_heading (const ForeImportQuestion *question)
{
  if (question->example == NULL)
    return _ ("Which Column Is Meant?");
  if (question->field == FORE_FIELD_DATE)
    return _ ("How Are the Dates Written?");
  return _ ("How Are the Amounts Written?");
}

static char *
describe_columns (ForeField field, const char *file)
{
  switch (field) {
  case FORE_FIELD_DATE:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the date."), file);
  case FORE_FIELD_PRODUCT:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the product."), file);
  case FORE_FIELD_CATEGORY:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the category."), file);
  case FORE_FIELD_SALES:
    return g_strdup_printf (_ ("“%s” has more than one column that may be the sales."), file);
  case FORE_N_FIELDS:
  default: g_return_val_if_reached (NULL);
  }
}

static char *
describe_question (const ForeImportQuestion *question, const char *file)
{
  if (question->example == NULL)
    return describe_columns (question->field, file);
  if (question->field == FORE_FIELD_DATE)
    /* Translators: a file, and a date as it stands there */
    return g_strdup_printf (_ ("Nothing in “%s” tells day and month apart. Which day is “%s”?"),
                            file, question->example);
  /* Translators: a file, and an amount as it stands there */
  return g_strdup_printf (_ ("Nothing in “%s” tells what its commas mean. How much is “%s”?"), file,
                          question->example);
}

static void
on_answer (int number, gpointer data)
{
  Retry *retry = data;

  if (number < 0) {
    end (retry);
    return;
  }
  const ForeImportAnswer *answer = retry->question->answers->pdata[number];
  fore_import_options_free (retry->options);
  retry->options = fore_import_options_copy (answer->options);
  retry->is_wanted = TRUE;
  find_question (retry);
}

static void
ask (Retry *retry)
{
  const ForeImportQuestion *question = retry->question;
  g_autofree char *body = describe_question (question, retry->upload->original_filename);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < question->answers->len; i++)
    g_ptr_array_add (labels, describe_answer (question, question->answers->pdata[i]));
  g_ptr_array_add (labels, NULL);
  fore_toolkit_ask (GTK_WINDOW (retry->window), get_heading (question), body,
                    (const char *const *) labels->pdata, on_answer, retry);
}

/* --- What to ask --- */

static void
read_question (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Retry *retry = data;
  g_autofree char *path = NULL;
  GError *error = NULL;

  /* The window does not look at it before the task is done. */
  if (retry->upload == NULL)
    retry->upload = fore_store_get_upload (fore_engine_get_store (retry->engine), retry->batch,
                                           &error);
  if (error == NULL) {
    path = fore_engine_stored_path (retry->engine, retry->upload);
    g_clear_pointer (&retry->question, fore_import_question_free);
    retry->question = fore_import_find_question (path, retry->options, cancellable, &error);
  }
  /* What else is wrong with the file is told when it is taken in. */
  if (retry->upload != NULL && g_error_matches (error, FORE_ERROR, FORE_ERROR_REJECTED))
    g_clear_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_question_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Retry *retry = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    fore_toolkit_toast (GTK_WIDGET (retry->window->toast_overlay), error->message);
    end (retry);
  } else if (retry->question != NULL) {
    ask (retry);
  } else if (retry->is_wanted) {
    submit (retry);
  } else {
    fore_window_toast_upload (retry->window, retry->upload->error_log, retry->batch);
    end (retry);
  }
}

static void
find_question (Retry *retry)
{
  g_autoptr (GTask) task = g_task_new (retry->window, NULL, on_question_read, retry);

  g_task_set_task_data (task, retry, NULL);
  fore_engine_run_async (retry->engine, task, read_question);
}

/*
 * fore_window_retry_import:
 * @window: the window
 * @batch: an upload that has failed
 * @is_wanted: whether it is to be taken in also when there is nothing to ask
 *
 * Asks what a person has to say about a file, and takes it in again.
 */
void
fore_window_retry_import (ForeWindow *window, const char *batch, gboolean is_wanted)
{
  Retry *retry = g_new0 (Retry, 1);

  retry->window = g_object_ref (window);
  retry->engine = g_object_ref (window->engine);
  retry->batch = g_strdup (batch);
  retry->is_wanted = is_wanted;
  retry->options = fore_import_options_new ();
  g_queue_push_tail (&window->retries, retry);
  if (window->retries.length == 1)
    next (window);
}

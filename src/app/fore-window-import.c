/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come in: each is looked at, shown where a person must see it, and handed over. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-import-dialog.h"
#include "fore-import-words.h"
#include "fore-settings.h"
#include "fore-toolkit.h"
#include "fore-window-private.h"

/* --- Handing over --- */

/* A file that is being looked at or taken in. */
typedef struct {
  ForeWindow *window;     /* (owned) */
  ForeIncoming *incoming; /* (owned) (nullable) */
} Step;

static Step *
step_new (ForeWindow *window, ForeIncoming *incoming)
{
  Step *step = g_new (Step, 1);

  step->window = g_object_ref (window);
  step->incoming = incoming;
  return step;
}

static void
step_free (Step *step)
{
  g_clear_pointer (&step->incoming, fore_incoming_free);
  g_object_unref (step->window);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  ForeWindow *window = step->window;
  const char *name = step->incoming->name;
  g_autofree char *original = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = fore_engine_submit_file_finish (FORE_ENGINE (source), result, &original,
                                                           &error);

  if (batch != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_DUPLICATE)) {
    text = g_strdup_printf (_ ("“%s” is already here"), name);
    fore_window_toast_upload (window, text, original);
  } else {
    /* Translators: a file, and why it cannot be taken in */
    text = g_strdup_printf (C_ ("import", "“%s”: %s"), name, error->message);
    fore_toolkit_toast (GTK_WIDGET (window->toast_overlay), text);
  }
}

/* Takes @incoming. */
static void
submit (ForeWindow *window, ForeIncoming *incoming, const ForeImportOptions *options)
{
  const ForeSubmission submission = {
    .import = options,
    .hold_forecast = !g_settings_get_boolean (window->settings, "forecast-after-import"),
  };
  Step *step = step_new (window, incoming);

  if (incoming->upload != NULL)
    fore_engine_submit_again_async (window->engine, incoming->upload, &submission, on_submitted,
                                    step);
  else
    fore_engine_submit_file_async (window->engine, incoming->file, &submission, on_submitted, step);
}

/* --- Showing what a file is taken for, one file at a time --- */

static void show_next (ForeWindow *window);

static guint
count_alike (ForeWindow *window, const char *header_key)
{
  guint n = 0;

  for (GList *link = window->to_show.head; link != NULL; link = link->next)
    n += fore_incoming_is_alike (link->data, header_key);
  return n;
}

static void
submit_alike (ForeWindow *window, const char *header_key, const ForeImportOptions *options)
{
  GList *next;

  for (GList *link = window->to_show.head; link != NULL; link = next) {
    ForeIncoming *incoming = link->data;

    next = link->next;
    if (!fore_incoming_is_alike (incoming, header_key))
      continue;
    g_queue_delete_link (&window->to_show, link);
    submit (window, incoming, options);
  }
}

static void
on_response (ForeWindow *window, gboolean is_wanted, ForeImportDialog *dialog)
{
  ForeIncoming *incoming = g_steal_pointer (&window->shown);
  g_autofree char *header_key = g_steal_pointer (&window->shown_header_key);

  window->dialog = NULL;
  if (is_wanted) {
    g_autoptr (ForeImportOptions) options = fore_import_dialog_dup_options (dialog);

    if (fore_import_dialog_is_for_all (dialog))
      submit_alike (window, header_key, options);
    submit (window, incoming, options);
    fore_window_show_page (window, "uploads");
  } else {
    fore_incoming_free (incoming);
  }
  show_next (window);
}

static void
show_next (ForeWindow *window)
{
  if (window->dialog == NULL && !g_queue_is_empty (&window->to_show)) {
    ForeIncoming *incoming = g_queue_pop_head (&window->to_show);

    window->shown = incoming;
    window->shown_header_key = g_strdup (incoming->preview->header_key);
    window->dialog = fore_import_dialog_new (GTK_WINDOW (window), window->engine, incoming->file,
                                             incoming->name, g_steal_pointer (&incoming->preview));
    g_signal_connect_object (window->dialog, "response", G_CALLBACK (on_response), window,
                             G_CONNECT_SWAPPED);
    gtk_window_present (GTK_WINDOW (window->dialog));
  }
  if (window->dialog != NULL)
    fore_import_dialog_set_n_alike (window->dialog, count_alike (window, window->shown_header_key));
}

/* --- Looking at a file --- */

static void
on_previewed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  ForeWindow *window = step->window;
  g_autoptr (ForeIncoming) incoming = g_steal_pointer (&step->incoming);

  incoming->preview = fore_engine_preview_finish (FORE_ENGINE (source), result, NULL);
  if (window->engine == NULL)
    return;
  if (incoming->preview != NULL && fore_incoming_needs_a_look (incoming)) {
    g_queue_push_tail (&window->to_show, g_steal_pointer (&incoming));
    show_next (window);
  } else if (incoming->upload == NULL || incoming->is_wanted) {
    /* What nobody can read is told, and noted, where files are taken in. */
    submit (window, g_steal_pointer (&incoming), NULL);
    fore_window_show_page (window, "uploads");
  } else {
    g_autofree char *words = fore_import_words_for_window (incoming->upload->error_log);

    fore_window_toast_upload (window, words, incoming->upload->batch);
  }
}

static void
look_at (ForeWindow *window, ForeIncoming *incoming)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();

  fore_engine_preview_async (window->engine, incoming->file, options, NULL, on_previewed,
                             step_new (window, incoming));
}

/*
 * fore_window_import_pasted:
 * @window: the window
 * @file: a file that was made of the clipboard, and goes when it has been taken in
 *
 * Imports a table that was copied somewhere else.
 */
void
fore_window_import_pasted (ForeWindow *window, GFile *file)
{
  ForeIncoming *incoming = fore_incoming_new (file);

  incoming->is_temporary = TRUE;
  look_at (window, incoming);
}

/**
 * fore_window_import:
 * @window: the window
 * @files: (element-type GFile): sales files
 *
 * Imports files, and shows how far they are.
 */
void
fore_window_import (ForeWindow *window, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    if (window->engine == NULL)
      g_list_store_append (window->waiting, file);
    else
      look_at (window, fore_incoming_new (file));
  }
}

/* --- Trying again --- */

typedef struct {
  ForeWindow *window; /* (owned) */
  ForeEngine *engine; /* (owned) */
  char *batch;        /* (owned) */
  gboolean is_wanted;
} Retry;

static void
retry_free (Retry *retry)
{
  g_object_unref (retry->window);
  g_object_unref (retry->engine);
  g_free (retry->batch);
  g_free (retry);
}

static void
read_upload (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Retry *retry = data;
  GError *error = NULL;
  ForeUpload *upload = fore_store_get_upload (fore_engine_get_store (retry->engine), retry->batch,
                                              &error);

  if (upload != NULL)
    g_task_return_pointer (task, upload, (GDestroyNotify) fore_upload_free);
  else
    g_task_return_error (task, error);
}

static void
on_upload_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeWindow *window = FORE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  const Retry *retry = g_task_get_task_data (G_TASK (result));
  ForeUpload *upload = g_task_propagate_pointer (G_TASK (result), &error);

  if (upload == NULL) {
    fore_toolkit_toast (GTK_WIDGET (window->toast_overlay), error->message);
    return;
  }
  ForeIncoming *incoming = fore_incoming_new_for_upload (retry->engine, upload);
  incoming->is_wanted = retry->is_wanted;
  if (window->engine != NULL)
    look_at (window, incoming);
  else
    fore_incoming_free (incoming);
}

/*
 * fore_window_retry_import:
 * @window: the window
 * @batch: an upload that has failed
 * @is_wanted: whether it is to be taken in also when there is nothing to be seen
 *
 * Shows what the file is taken for, where that is not plain, and takes it in again.
 */
void
fore_window_retry_import (ForeWindow *window, const char *batch, gboolean is_wanted)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, on_upload_read, NULL);
  Retry *retry = g_new (Retry, 1);

  retry->window = g_object_ref (window);
  retry->engine = g_object_ref (window->engine);
  retry->batch = g_strdup (batch);
  retry->is_wanted = is_wanted;
  g_task_set_task_data (task, retry, (GDestroyNotify) retry_free);
  fore_engine_run_async (window->engine, task, read_upload);
}

/*
 * fore_window_clear_incoming:
 * @window: the window, on its end
 *
 * Lets go of the files that nobody has decided on.
 */
void
fore_window_clear_incoming (ForeWindow *window)
{
  g_queue_clear_full (&window->to_show, (GDestroyNotify) fore_incoming_free);
  g_clear_pointer (&window->shown, fore_incoming_free);
  g_clear_pointer (&window->shown_header_key, g_free);
}

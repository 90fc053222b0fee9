/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with uploads: choosing files, trying them again, taking them back, saving what
 * was set aside. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-settings.h"
#include "fore-toolkit.h"
#include "fore-window-private.h"

#define SAMPLE "sample/sales.csv"

/* How long a toast stays that one may want to answer: longer than one that only tells. */
#define SECONDS_TO_ANSWER 10

/*
 * fore_window_toast_upload:
 * @window: the window
 * @text: what has happened
 * @batch: the upload that it has happened to
 *
 * Says something in passing, with a button that leads to the upload.
 */
void
fore_window_toast_upload (ForeWindow *window, const char *text, const char *batch)
{
  /* The title of a toast is markup. */
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_timeout (toast, SECONDS_TO_ANSWER);
  adw_toast_set_action_name (toast, "win.show-upload");
  adw_toast_set_action_target (toast, "s", batch);
  adw_toast_overlay_add_toast (window->toast_overlay, toast);
}

/* --- Files --- */

static void
on_files_chosen (GListModel *files, gpointer object)
{
  fore_window_import (FORE_WINDOW (object), files);
}

static void
import_files (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fore_toolkit_choose_files (GTK_WINDOW (widget), on_files_chosen, widget);
}

static void
import_sample (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *folder = g_getenv ("FORETELL_SAMPLE_DIR");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "sales.csv", NULL)
                                         : fore_settings_find_data_file (SAMPLE);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (path == NULL) {
    fore_toolkit_toast (GTK_WIDGET (FORE_WINDOW (widget)->toast_overlay),
                        _ ("The sample data has not been installed."));
    return;
  }
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_list_store_append (files, file);
  fore_window_import (FORE_WINDOW (widget), G_LIST_MODEL (files));
}

static void
retry_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fore_window_retry_import (FORE_WINDOW (widget), g_variant_get_string (parameter, NULL), TRUE);
}

/* --- What was set aside --- */

static void
on_rejects_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeWindow) window = data;
  g_autoptr (GError) error = NULL;

  fore_toolkit_toast (GTK_WIDGET (window->toast_overlay),
                      fore_engine_save_rejects_finish (FORE_ENGINE (source), result, &error)
                          ? _ ("The rows have been saved.")
                          : error->message);
}

static void
on_rejects_file (GFile *file, gpointer object)
{
  ForeWindow *window = FORE_WINDOW (object);

  if (window->engine != NULL)
    fore_engine_save_rejects_async (window->engine, window->rejects_of, file, NULL,
                                    on_rejects_saved, g_object_ref (window));
}

static void
save_rejects (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeWindow *window = FORE_WINDOW (widget);
  const char *batch = g_variant_get_string (parameter, NULL);
  /* Translators: name of a file with the rows of a batch that were set aside */
  g_autofree char *name = g_strdup_printf (_ ("%s-rejected.csv"), batch);

  g_free (window->rejects_of);
  window->rejects_of = g_strdup (batch);
  fore_toolkit_choose_save (GTK_WINDOW (widget), _ ("Save Rejected Rows"), name, on_rejects_file,
                            widget);
}

/* --- Taking back ---
 *
 * An import that is taken back is out of sight at once, and out of the store when its toast goes:
 * until then nothing has happened that would have to be made good. */

typedef struct {
  ForeWindow *window; /* (owned) */
  char *batch;        /* (owned) */
} Undoing;

static Undoing *
undoing_new (ForeWindow *window, const char *batch)
{
  Undoing *undoing = g_new (Undoing, 1);

  undoing->window = g_object_ref (window);
  undoing->batch = g_strdup (batch);
  return undoing;
}

static void
undoing_free (gpointer data)
{
  Undoing *undoing = data;

  g_object_unref (undoing->window);
  g_free (undoing->batch);
  g_free (undoing);
}

static void
undo_import (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Undoing *undoing = data;
  GError *error = NULL;

  if (fore_engine_undo (source, undoing->batch, FALSE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  const Undoing *undoing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fore_toolkit_toast (GTK_WIDGET (undoing->window->toast_overlay), error->message);
  fore_uploads_page_set_hidden (undoing->window->uploads_page, undoing->batch, FALSE);
}

static void
undo_now (ForeWindow *window, const char *batch)
{
  g_autoptr (GTask) task = NULL;

  if (window->engine == NULL)
    return;
  task = g_task_new (window->engine, NULL, on_undone, NULL);
  g_task_set_task_data (task, undoing_new (window, batch), undoing_free);
  fore_engine_run_async (window->engine, task, undo_import);
}

static gboolean
end_undoing (gpointer data)
{
  const Undoing *undoing = data;

  if (g_hash_table_remove (undoing->window->undone, undoing->batch))
    undo_now (undoing->window, undoing->batch);
  return G_SOURCE_REMOVE;
}

/* The toast goes also when its button is pressed, whose action shall come first. */
static void
on_toast_dismissed (AdwToast *toast, ForeWindow *window)
{
  const char *batch = g_object_get_data (G_OBJECT (toast), "batch");

  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, end_undoing, undoing_new (window, batch), undoing_free);
}

static void
take_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeWindow *window = FORE_WINDOW (widget);
  const char *batch = g_variant_get_string (parameter, NULL);
  AdwToast *toast = adw_toast_new (_ ("The import has been taken back."));

  g_hash_table_add (window->undone, g_strdup (batch));
  fore_uploads_page_set_hidden (window->uploads_page, batch, TRUE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.keep-import");
  adw_toast_set_action_target (toast, "s", batch);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, SECONDS_TO_ANSWER);
  g_object_set_data_full (G_OBJECT (toast), "batch", g_strdup (batch), g_free);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed), window, 0);
  adw_toast_overlay_add_toast (window->toast_overlay, toast);
  fore_toolkit_announce (widget, _ ("The import has been taken back."));
}

static void
keep (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeWindow *window = FORE_WINDOW (widget);
  const char *batch = g_variant_get_string (parameter, NULL);

  if (g_hash_table_remove (window->undone, batch))
    fore_uploads_page_set_hidden (window->uploads_page, batch, FALSE);
}

/*
 * fore_window_finish_undoing:
 * @window: the window, which is about to close
 *
 * Takes back what has been said to be taken back.
 */
void
fore_window_finish_undoing (ForeWindow *window)
{
  GHashTableIter iter;
  gpointer batch;

  g_hash_table_iter_init (&iter, window->undone);
  while (g_hash_table_iter_next (&iter, &batch, NULL)) {
    undo_now (window, batch);
    g_hash_table_iter_remove (&iter);
  }
}

/*
 * fore_window_install_upload_actions:
 * @widget_class: the class of the window
 */
void
fore_window_install_upload_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_files);
  gtk_widget_class_install_action (widget_class, "win.import-sample", NULL, import_sample);
  gtk_widget_class_install_action (widget_class, "win.retry-import", "s", retry_import);
  gtk_widget_class_install_action (widget_class, "win.save-rejects", "s", save_rejects);
  gtk_widget_class_install_action (widget_class, "win.undo-import", "s", take_back);
  gtk_widget_class_install_action (widget_class, "win.keep-import", "s", keep);
}

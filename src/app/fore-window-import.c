/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come in, and imports that are taken back. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-settings.h"
#include "fore-toolkit.h"
#include "fore-window-private.h"

#define SAMPLE "sample/sales.csv"

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
  adw_toast_set_action_name (toast, "win.show-upload");
  adw_toast_set_action_target (toast, "s", batch);
  adw_toast_overlay_add_toast (window->toast_overlay, toast);
}

/* --- Importing --- */

/* A file on its way in. */
typedef struct {
  ForeWindow *window; /* (owned) */
  GFile *file;        /* (owned) */
} Import;

static void
import_free (Import *import)
{
  g_object_unref (import->window);
  g_object_unref (import->file);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Import) import = data;
  g_autofree char *original = NULL;
  g_autofree char *path = g_file_get_basename (import->file);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = fore_engine_submit_file_finish (FORE_ENGINE (source), result, &original,
                                                           &error);

  if (batch != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_DUPLICATE)) {
    text = g_strdup_printf (_ ("“%s” is already here"), name);
    fore_window_toast_upload (import->window, text, original);
  } else {
    /* Translators: a file, and why it cannot be taken in */
    text = g_strdup_printf (C_ ("import", "“%s”: %s"), name, error->message);
    fore_toolkit_toast (GTK_WIDGET (import->window->toast_overlay), text);
  }
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
  ForeSubmission submission = {
    .hold_forecast = !g_settings_get_boolean (window->settings, "forecast-after-import"),
  };

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    if (window->engine == NULL) {
      g_list_store_append (window->waiting, file);
      continue;
    }
    Import *import = g_new (Import, 1);
    import->window = g_object_ref (window);
    import->file = g_object_ref (file);
    fore_engine_submit_file_async (window->engine, file, &submission, on_submitted, import);
  }
  fore_window_show_page (window, "uploads");
}

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

/* --- Taking back --- */

static void
undo_import (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (fore_engine_undo (source, data, FALSE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeWindow) window = data;
  g_autoptr (GError) error = NULL;

  fore_toolkit_toast (GTK_WIDGET (window->toast_overlay),
                      g_task_propagate_boolean (G_TASK (result), &error)
                          ? _ ("The import has been taken back.")
                          : error->message);
}

static void
on_undo_confirmed (gpointer object, gpointer data)
{
  ForeWindow *window = FORE_WINDOW (object);
  g_autoptr (GTask) task = g_task_new (window->engine, NULL, on_undone, g_object_ref (window));

  g_task_set_task_data (task, g_strdup (data), g_free);
  fore_engine_run_async (window->engine, task, undo_import);
}

static void
ask_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fore_toolkit_confirm (GTK_WINDOW (widget), _ ("Undo This Import?"),
                        _ ("The rows that it added go, the rows that it changed get their former "
                           "values, and the forecasts are made anew. The file itself stays where "
                           "you have it and can be imported again."),
                        _ ("_Undo Import"), on_undo_confirmed, widget,
                        g_variant_dup_string (parameter, NULL), g_free);
}

/*
 * fore_window_install_import_actions:
 * @widget_class: the class of the window
 */
void
fore_window_install_import_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_files);
  gtk_widget_class_install_action (widget_class, "win.import-sample", NULL, import_sample);
  gtk_widget_class_install_action (widget_class, "win.retry-import", "s", retry_import);
  gtk_widget_class_install_action (widget_class, "win.undo-import", "s", ask_undo);
}

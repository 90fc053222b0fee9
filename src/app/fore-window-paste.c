/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables and files from the clipboard, and tables that are dropped. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-toolkit.h"
#include "fore-window-private.h"

#define NO_TABLE N_ ("There is no table in the clipboard.")

static void
refuse (ForeWindow *window, const char *reason)
{
  fore_toolkit_toast (GTK_WIDGET (window->toast_overlay), reason);
}

/* --- Text, as spreadsheets copy it --- */

static void
write_text (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *text = data;
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "foretell", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: name of a table that was pasted, for g_date_time_format() */
  g_autofree char *name = g_date_time_format (now, _ ("Pasted table %Y-%m-%d %H.%M.%S.csv"));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents (path, text, -1, &error))
    g_task_return_pointer (task, g_file_new_for_path (path), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_text_written (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeWindow *window = FORE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_task_propagate_pointer (G_TASK (result), &error);

  if (file == NULL)
    fore_toolkit_toast (GTK_WIDGET (window->toast_overlay), error->message);
  else if (window->engine != NULL)
    fore_window_import_pasted (window, file);
}

/*
 * fore_window_import_text:
 * @window: the window
 * @text: (nullable): a table, as spreadsheets hand it over
 * @refusal: what to say when it is none
 *
 * Imports a table that is not in a file.
 *
 * Returns: whether it is one
 */
gboolean
fore_window_import_text (ForeWindow *window, const char *text, const char *refusal)
{
  g_autofree char *table = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr (GTask) task = NULL;

  /* A table has a header and at least one row. */
  if (window->engine == NULL || strpbrk (table, "\r\n") == NULL) {
    refuse (window, refusal);
    return FALSE;
  }
  task = g_task_new (window, NULL, on_text_written, NULL);
  g_task_set_task_data (task, g_steal_pointer (&table), g_free);
  fore_engine_run_async (window->engine, task, write_text);
  return TRUE;
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeWindow) window = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  fore_window_import_text (window, text, _ (NO_TABLE));
}

/* --- Files, as file managers copy them --- */

static void
on_files (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeWindow) window = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (value == NULL) {
    refuse (window, _ (NO_TABLE));
    return;
  }
  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  fore_window_import (window, G_LIST_MODEL (files));
}

static void
paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeWindow *window = FORE_WINDOW (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (window->engine == NULL)
    return;
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files, g_object_ref (window));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text, g_object_ref (window));
}

/*
 * fore_window_install_paste:
 * @widget_class: the class of the window
 *
 * The key is bound to the class and not to the program, so that entries have it first.
 */
void
fore_window_install_paste (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste",
                                       NULL);
}

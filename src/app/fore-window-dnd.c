/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files, and tables out of other windows, dropped anywhere on this one. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-window-private.h"

static gulong
count_files (GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  gulong n;

  if (value == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return 0;

  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  n = g_slist_length (files);
  g_slist_free (files);
  return n;
}

static void
on_value (GtkDropTarget *target, GParamSpec *pspec, ForeWindow *window)
{
  gulong n = count_files (target);
  g_autofree char *text = n == 0 ? g_strdup (_ ("Drop to Import"))
                                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                                 "Drop to Import %lu File",
                                                                 "Drop to Import %lu Files", n),
                                                    n);

  gtk_label_set_text (window->drop_label, text);
}

static void
show_drop (ForeWindow *window, gboolean is_shown)
{
  gtk_revealer_set_reveal_child (window->drop_revealer, is_shown);
}

static GdkDragAction
on_enter (GtkDropTarget *target, double x, double y, ForeWindow *window)
{
  show_drop (window, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (GtkDropTarget *target, ForeWindow *window)
{
  show_drop (window, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, ForeWindow *window)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *list;

  show_drop (window, FALSE);
  if (G_VALUE_HOLDS_STRING (value))
    return fore_window_import_text (window, g_value_get_string (value),
                                    _ ("There is no table in what was dropped."));
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  list = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  g_slist_free (list);
  fore_window_import (window, G_LIST_MODEL (files));
  return TRUE;
}

/*
 * fore_window_init_drop:
 * @window: the window
 *
 * Lets files and tables be dropped on it.
 */
void
fore_window_init_drop (ForeWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  /* Files come first: file managers hand their names over as text, too. */
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* To tell how many files there are while they still hover. */
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "notify::value", G_CALLBACK (on_value), window);
  g_signal_connect (target, "enter", G_CALLBACK (on_enter), window);
  g_signal_connect (target, "leave", G_CALLBACK (on_leave), window);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-request-item.h"
#include "fore-request-log.h"
#include "fore-toolkit.h"

struct _ForeRequestLog {
  AdwWindow parent_instance;

  GListStore *requests; /* (owned) (element-type ForeRequestItem) */

  GtkWidget *clear_button;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (ForeRequestLog, fore_request_log, ADW_TYPE_WINDOW)

static void
update (ForeRequestLog *log)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (log->requests)) == 0;

  gtk_stack_set_visible_child_name (log->stack, is_empty ? "empty" : "requests");
  gtk_widget_set_sensitive (log->clear_button, !is_empty);
}

static void
on_clear (ForeRequestLog *log)
{
  g_list_store_remove_all (log->requests);
}

static void
fore_request_log_dispose (GObject *object)
{
  g_clear_object (&FORE_REQUEST_LOG (object)->requests);
  G_OBJECT_CLASS (fore_request_log_parent_class)->dispose (object);
}

static void
fore_request_log_class_init (ForeRequestLogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_request_log_dispose;
  g_type_ensure (FORE_TYPE_REQUEST_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-request-log.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeRequestLog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ForeRequestLog, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeRequestLog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
}

static void
fore_request_log_init (ForeRequestLog *log)
{
  gtk_widget_init_template (GTK_WIDGET (log));
  fore_toolkit_name_buttons (GTK_WIDGET (log));
}

/**
 * fore_request_log_new:
 * @parent: the window that asks
 * @requests: (element-type ForeRequestItem): the newest first
 *
 * Returns: (transfer none): a window with the requests, which it can clear
 */
ForeRequestLog *
fore_request_log_new (GtkWindow *parent, GListStore *requests)
{
  ForeRequestLog *log = g_object_new (FORE_TYPE_REQUEST_LOG, "transient-for", parent, "application",
                                      gtk_window_get_application (parent), NULL);
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (requests)));

  log->requests = g_object_ref (requests);
  gtk_list_view_set_model (log->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  g_signal_connect_object (requests, "items-changed", G_CALLBACK (update), log, G_CONNECT_SWAPPED);
  update (log);
  return log;
}

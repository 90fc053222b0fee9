/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-format.h"
#include "fore-row-history.h"
#include "fore-toolkit.h"
#include "fore-version-row.h"

struct _ForeRowHistory {
  AdwWindow parent_instance;

  GCancellable *cancellable; /* (owned) */

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkListBox *list;
  GtkLabel *hint_label;
};

G_DEFINE_FINAL_TYPE (ForeRowHistory, fore_row_history, ADW_TYPE_WINDOW)

/* --- Reading, on another thread --- */

typedef struct {
  ForeEngine *engine; /* (owned) */
  ForeDay day;
  char *category;       /* (owned) */
  char *product;        /* (owned) */
  GPtrArray *versions;  /* (owned) (nullable) (element-type ForeInvoiceVersion): result */
  GPtrArray *filenames; /* (owned) (element-type utf8): of each of them, result */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->engine);
  g_free (reading->category);
  g_free (reading->product);
  g_clear_pointer (&reading->versions, g_ptr_array_unref);
  g_ptr_array_unref (reading->filenames);
  g_free (reading);
}

static void
read_versions (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  ForeStore *store = fore_engine_get_store (reading->engine);
  GError *error = NULL;

  reading->versions = fore_store_list_versions (store, reading->day, reading->category,
                                                reading->product, &error);
  for (guint i = 0; reading->versions != NULL && i < reading->versions->len; i++) {
    const ForeInvoiceVersion *version = reading->versions->pdata[i];
    g_autoptr (ForeUpload) upload = fore_store_get_upload (store, version->batch, NULL);

    g_ptr_array_add (reading->filenames,
                     g_strdup (upload != NULL ? upload->original_filename : version->batch));
  }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* --- Showing --- */

static void
show_versions (ForeRowHistory *history, const Reading *reading)
{
  for (guint i = 0; i < reading->versions->len; i++)
    gtk_list_box_append (history->list, fore_version_row_new (reading->versions->pdata[i],
                                                              reading->filenames->pdata[i]));
  gtk_label_set_text (history->hint_label,
                      reading->versions->len > 1
                          ? _ ("To get a former amount back, show the upload that changed it and "
                               "undo its import.")
                          : _ ("No later upload has changed this row."));
  gtk_stack_set_visible_child_name (history->stack, "versions");
}

static void
on_versions_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeRowHistory *history = FORE_ROW_HISTORY (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    show_versions (history, g_task_get_task_data (G_TASK (result)));
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    adw_status_page_set_description (history->error_page, error->message);
    gtk_stack_set_visible_child_name (history->stack, "error");
  }
}

/* --- The widget --- */

static void
fore_row_history_dispose (GObject *object)
{
  ForeRowHistory *history = FORE_ROW_HISTORY (object);

  g_cancellable_cancel (history->cancellable);
  G_OBJECT_CLASS (fore_row_history_parent_class)->dispose (object);
}

static void
fore_row_history_finalize (GObject *object)
{
  g_object_unref (FORE_ROW_HISTORY (object)->cancellable);
  G_OBJECT_CLASS (fore_row_history_parent_class)->finalize (object);
}

static void
fore_row_history_class_init (ForeRowHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fore_row_history_dispose;
  object_class->finalize = fore_row_history_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-row-history.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeRowHistory, window_title);
  gtk_widget_class_bind_template_child (widget_class, ForeRowHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeRowHistory, error_page);
  gtk_widget_class_bind_template_child (widget_class, ForeRowHistory, list);
  gtk_widget_class_bind_template_child (widget_class, ForeRowHistory, hint_label);
}

static void
fore_row_history_init (ForeRowHistory *history)
{
  history->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (history));
  fore_toolkit_name_buttons (GTK_WIDGET (history));
}

/**
 * fore_row_history_new:
 * @parent: the window that asks
 * @engine: where the row is
 * @record: the row
 *
 * Returns: (transfer none): a dialog that reads what it shows by itself
 */
ForeRowHistory *
fore_row_history_new (GtkWindow *parent, ForeEngine *engine, const ForeInvoiceRecord *record)
{
  ForeRowHistory *history = g_object_new (FORE_TYPE_ROW_HISTORY, "transient-for", parent,
                                          "application", gtk_window_get_application (parent), NULL);
  g_autoptr (GTask) task = g_task_new (history, history->cancellable, on_versions_read, NULL);
  g_autofree char *day = fore_format_day (record->day);
  /* Translators: a category, and a date */
  g_autofree char *subtitle = g_strdup_printf (C_ ("row history", "%s · %s"), record->category,
                                               day);
  Reading *reading = g_new0 (Reading, 1);

  adw_window_title_set_title (history->window_title, record->product);
  adw_window_title_set_subtitle (history->window_title, subtitle);
  reading->engine = g_object_ref (engine);
  reading->day = record->day;
  reading->category = g_strdup (record->category);
  reading->product = g_strdup (record->product);
  reading->filenames = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  fore_engine_run_async (engine, task, read_versions);
  return history;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-job-row.h"
#include "fore-loader.h"
#include "fore-upload-item.h"
#include "fore-upload-row.h"
#include "fore-uploads-page.h"

/* How many uploads of the history are shown at first, and each time more are asked for. */
#define ROWS_AT_ONCE 100

struct _ForeUploadsPage {
  AdwBin parent_instance;

  ForeEngine *engine;       /* (owned) (nullable) */
  GListStore *items;        /* (owned) (element-type ForeUploadItem): newest first */
  GtkSliceListModel *slice; /* (owned): those of them that are shown */
  ForeLoader loader;
  gboolean is_loaded;    /* whether the history has been read once */
  GHashTable *hidden;    /* (owned) (element-type utf8): batches that are not shown */
  char *batch_to_reveal; /* (owned) (nullable): shown as soon as it is known */

  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkWidget *jobs_group;
  GtkListBox *jobs_list;
  GtkWidget *history_group;
  GtkListBox *history_list;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (ForeUploadsPage, fore_uploads_page, ADW_TYPE_BIN)

static void
update_visible (ForeUploadsPage *page)
{
  guint n_uploads = g_list_model_get_n_items (G_LIST_MODEL (page->items));
  guint n_jobs = g_list_model_get_n_items (fore_engine_get_jobs (page->engine));

  gtk_widget_set_visible (page->jobs_group, n_jobs > 0);
  gtk_widget_set_visible (page->history_group, n_uploads > 0);
  gtk_widget_set_visible (page->more_button,
                          n_uploads > gtk_slice_list_model_get_size (page->slice));
  if (n_uploads > 0 || n_jobs > 0)
    gtk_stack_set_visible_child_name (page->stack, "history");
  else if (page->is_loaded)
    gtk_stack_set_visible_child_name (page->stack, "empty");
}

static void
reveal_now (ForeUploadsPage *page)
{
  g_autofree char *batch = g_steal_pointer (&page->batch_to_reveal);
  GtkListBoxRow *row;

  if (batch == NULL)
    return;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (page->history_list, i)) != NULL; i++) {
    ForeUploadItem *item = fore_upload_row_get_item (FORE_UPLOAD_ROW (row));

    if (g_str_equal (fore_upload_item_get_upload (item)->batch, batch)) {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
      return;
    }
  }
  page->batch_to_reveal = g_steal_pointer (&batch);
}

static void reload (ForeUploadsPage *page);

static void
read_uploads (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *uploads = fore_store_list_uploads (fore_engine_get_store (data), &error);

  if (uploads != NULL)
    g_task_return_pointer (task, uploads, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
remove_hidden (ForeUploadsPage *page, GPtrArray *uploads)
{
  for (guint i = uploads->len; i > 0; i--) {
    const ForeUpload *upload = uploads->pdata[i - 1];

    if (g_hash_table_contains (page->hidden, upload->batch))
      g_ptr_array_remove_index (uploads, i - 1);
  }
}

static void
on_uploads_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeUploadsPage *page = FORE_UPLOADS_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uploads = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fore_loader_end (&page->loader))
    reload (page);
  if (uploads == NULL) {
    adw_status_page_set_description (page->error_page, error->message);
    gtk_stack_set_visible_child_name (page->stack, "error");
    return;
  }
  page->is_loaded = TRUE;
  remove_hidden (page, uploads);
  fore_upload_items_update (page->items, uploads);
  update_visible (page);
  reveal_now (page);
}

static void
reload (ForeUploadsPage *page)
{
  GCancellable *cancellable = fore_loader_begin (&page->loader);
  if (cancellable == NULL)
    return;

  g_autoptr (GTask) task = g_task_new (page, cancellable, on_uploads_read, NULL);
  g_task_set_task_data (task, g_object_ref (page->engine), g_object_unref);
  fore_engine_run_async (page->engine, task, read_uploads);
}

static void
on_more (ForeUploadsPage *page)
{
  gtk_slice_list_model_set_size (page->slice,
                                 gtk_slice_list_model_get_size (page->slice) + ROWS_AT_ONCE);
  update_visible (page);
}

static GtkWidget *
create_upload_row (gpointer item, gpointer data)
{
  return fore_upload_row_new (item);
}

static GtkWidget *
create_job_row (gpointer item, gpointer data)
{
  return fore_job_row_new (item);
}

/**
 * fore_uploads_page_set_engine:
 * @page: the page
 * @engine: where everything comes from
 *
 * Connects the page. Called once.
 */
void
fore_uploads_page_set_engine (ForeUploadsPage *page, ForeEngine *engine)
{
  GListModel *jobs = fore_engine_get_jobs (engine);

  g_return_if_fail (page->engine == NULL);

  page->engine = g_object_ref (engine);
  gtk_list_box_bind_model (page->jobs_list, jobs, create_job_row, NULL, NULL);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update_visible), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "uploads-changed", G_CALLBACK (reload), page, G_CONNECT_SWAPPED);
  reload (page);
}

/**
 * fore_uploads_page_reveal:
 * @page: the page
 * @batch: name of a batch
 *
 * Unfolds the upload of that name and moves the focus to it.
 */
void
fore_uploads_page_reveal (ForeUploadsPage *page, const char *batch)
{
  g_free (page->batch_to_reveal);
  page->batch_to_reveal = g_strdup (batch);
  reveal_now (page);
}

/**
 * fore_uploads_page_set_hidden:
 * @page: the page
 * @batch: name of a batch
 * @is_hidden: whether it is not to be seen
 *
 * Takes an upload out of sight, or shows it again if it is still there.
 */
void
fore_uploads_page_set_hidden (ForeUploadsPage *page, const char *batch, gboolean is_hidden)
{
  if (page->engine == NULL)
    return;
  if (is_hidden)
    g_hash_table_add (page->hidden, g_strdup (batch));
  else
    g_hash_table_remove (page->hidden, batch);
  reload (page);
}

static void
fore_uploads_page_dispose (GObject *object)
{
  ForeUploadsPage *page = FORE_UPLOADS_PAGE (object);

  fore_loader_cancel (&page->loader);
  g_clear_object (&page->slice);
  g_clear_object (&page->items);
  g_clear_object (&page->engine);
  g_clear_pointer (&page->batch_to_reveal, g_free);
  g_clear_pointer (&page->hidden, g_hash_table_unref);
  G_OBJECT_CLASS (fore_uploads_page_parent_class)->dispose (object);
}

static void
fore_uploads_page_class_init (ForeUploadsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_uploads_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-uploads-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, jobs_group);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, jobs_list);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, history_group);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, history_list);
  gtk_widget_class_bind_template_child (widget_class, ForeUploadsPage, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, reload);
}

static void
fore_uploads_page_init (ForeUploadsPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  page->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  page->items = g_list_store_new (FORE_TYPE_UPLOAD_ITEM);
  page->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (page->items)), 0,
                                          ROWS_AT_ONCE);
  gtk_list_box_bind_model (page->history_list, G_LIST_MODEL (page->slice), create_upload_row, NULL,
                           NULL);
}

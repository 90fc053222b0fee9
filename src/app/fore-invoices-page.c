/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-format.h"
#include "fore-invoice-export.h"
#include "fore-invoice-filter-bar.h"
#include "fore-invoice-model.h"
#include "fore-invoice-table.h"
#include "fore-invoices-page.h"
#include "fore-loader.h"
#include "fore-row-history.h"
#include "fore-toolkit.h"

struct _ForeInvoicesPage {
  AdwBin parent_instance;

  ForeEngine *engine;      /* (owned) (nullable) */
  ForeInvoiceModel *model; /* (owned) (nullable) */
  ForeLoader loader;
  ForeInvoiceExport *export; /* (owned) (nullable): while it is going on */
  guint export_tick;
  gboolean is_stale; /* whether the store has changed since the page was on the screen */
  gboolean has_rows; /* whether the store has any */

  GtkRevealer *filter_revealer;
  ForeInvoiceFilterBar *filter_bar;
  GtkStack *stack;
  AdwStatusPage *error_page;
  ForeInvoiceTable *table;
  GtkStack *export_stack;
  GtkProgressBar *export_bar;
  GtkLabel *total_label;
  GtkSpinner *spinner;
  GtkWidget *loading_box;
  GtkProgressBar *loading_bar;
  guint loading_tick;
};

G_DEFINE_FINAL_TYPE (ForeInvoicesPage, fore_invoices_page, ADW_TYPE_BIN)

static void
update_total (ForeInvoicesPage *page)
{
  gint64 n_rows = fore_invoice_model_get_n_rows (page->model);
  g_autofree char *count = fore_format_count (n_rows);
  g_autofree char *sum = fore_format_cents (fore_invoice_model_get_sum (page->model));
  g_autofree char *total = g_strdup_printf (
      /* Translators: number of invoice rows, and the sum of their sales */
      g_dngettext (GETTEXT_PACKAGE, "%s row · %s", "%s rows · %s", (gulong) n_rows), count, sum);

  gtk_label_set_text (page->total_label, total);
  if (n_rows > 0)
    gtk_stack_set_visible_child_name (page->stack, "table");
  else
    gtk_stack_set_visible_child_name (page->stack, page->has_rows ? "no-results" : "empty");
}

/* Only what takes its time tells how far it is. */
static gboolean
show_loading_progress (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (widget);
  double progress = fore_invoice_model_get_progress (page->model);

  gtk_widget_set_visible (page->loading_box, progress > 0);
  gtk_progress_bar_set_fraction (page->loading_bar, progress);
  return G_SOURCE_CONTINUE;
}

static void
on_loading_changed (ForeInvoicesPage *page)
{
  gboolean is_loading = fore_invoice_model_is_loading (page->model);

  gtk_spinner_set_spinning (page->spinner, is_loading);
  if (is_loading) {
    page->loading_tick = gtk_widget_add_tick_callback (GTK_WIDGET (page), show_loading_progress,
                                                       NULL, NULL);
  } else {
    gtk_widget_remove_tick_callback (GTK_WIDGET (page), page->loading_tick);
    gtk_widget_set_visible (page->loading_box, FALSE);
    update_total (page);
  }
}

/* The headers tell the order that is shown again. */
static void
on_loading_cancelled (ForeInvoicesPage *page)
{
  fore_invoice_model_stop_loading (page->model);
  fore_invoice_table_set_order (page->table, fore_invoice_model_get_order (page->model));
}

static void
on_failed (ForeInvoicesPage *page, const char *message)
{
  adw_status_page_set_description (page->error_page, message);
  gtk_stack_set_visible_child_name (page->stack, "error");
}

static void
load_rows (ForeInvoicesPage *page)
{
  ForeInvoiceFilter filter;
  ForeInvoiceOrder order;

  if (page->model == NULL)
    return;
  fore_invoice_filter_bar_get_filter (page->filter_bar, &filter);
  fore_invoice_table_get_order (page->table, &order);
  fore_invoice_model_load (page->model, &filter, &order);
}

static void reload (ForeInvoicesPage *page);

/* What there is to choose from. */
typedef struct {
  GPtrArray *categories; /* (owned) (element-type ForeCategory) */
  GPtrArray *uploads;    /* (owned) (element-type ForeUpload) */
} Choices;

static void
choices_free (Choices *choices)
{
  g_clear_pointer (&choices->categories, g_ptr_array_unref);
  g_clear_pointer (&choices->uploads, g_ptr_array_unref);
  g_free (choices);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, choices_free)

static void
read_choices (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ForeStore *store = fore_engine_get_store (data);
  g_autoptr (Choices) choices = g_new0 (Choices, 1);
  GError *error = NULL;

  choices->categories = fore_store_list_categories (store, &error);
  if (error == NULL)
    choices->uploads = fore_store_list_uploads (store, &error);
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_task_return_pointer (task, g_steal_pointer (&choices), (GDestroyNotify) choices_free);
}

static void
on_choices_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Choices) choices = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fore_loader_end (&page->loader))
    reload (page);
  if (choices == NULL) {
    on_failed (page, error->message);
    return;
  }
  page->has_rows = choices->categories->len > 0;
  fore_invoice_filter_bar_offer (page->filter_bar, choices->categories, choices->uploads);
  load_rows (page);
}

static void
reload (ForeInvoicesPage *page)
{
  /* What nobody sees need not be read; it is once the page comes to the screen. */
  page->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (page));
  if (page->is_stale || page->engine == NULL)
    return;

  GCancellable *cancellable = fore_loader_begin (&page->loader);
  if (cancellable == NULL)
    return;

  g_autoptr (GTask) task = g_task_new (page, cancellable, on_choices_read, NULL);
  g_task_set_task_data (task, g_object_ref (page->engine), g_object_unref);
  fore_engine_run_async (page->engine, task, read_choices);
}

static void
fore_invoices_page_map (GtkWidget *widget)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (widget);

  GTK_WIDGET_CLASS (fore_invoices_page_parent_class)->map (widget);
  if (page->is_stale)
    reload (page);
}

static void
on_clear_filters (ForeInvoicesPage *page)
{
  fore_invoice_filter_bar_clear (page->filter_bar);
}

static void
on_history (ForeInvoicesPage *page, const ForeInvoiceRecord *record)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));

  gtk_window_present (GTK_WINDOW (fore_row_history_new (window, page->engine, record)));
}

/* --- Saving what is shown --- */

static gboolean
show_export_progress (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (widget);

  gtk_progress_bar_set_fraction (page->export_bar, fore_invoice_export_get_fraction (page->export));
  return G_SOURCE_CONTINUE;
}

static void
set_export (ForeInvoicesPage *page, ForeInvoiceExport *export)
{
  gboolean is_going_on = export != NULL;

  g_set_object (&page->export, export);
  if (is_going_on)
    page->export_tick = gtk_widget_add_tick_callback (GTK_WIDGET (page), show_export_progress, NULL,
                                                      NULL);
  else
    gtk_widget_remove_tick_callback (GTK_WIDGET (page), page->export_tick);
  gtk_stack_set_visible_child_name (page->export_stack, is_going_on ? "progress" : "button");
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "invoices.export", !is_going_on);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeInvoicesPage) page = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = fore_invoice_export_run_finish (FORE_INVOICE_EXPORT (source), result, &error);

  if (page->engine == NULL)
    return;
  set_export (page, NULL);
  if (is_done)
    fore_toolkit_toast (GTK_WIDGET (page), _ ("The rows have been saved."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fore_toolkit_toast (GTK_WIDGET (page), error->message);
}

static void
on_export_file (GFile *file, gpointer object)
{
  ForeInvoicesPage *page = object;
  g_autoptr (ForeInvoiceExport) export = NULL;

  if (page->engine == NULL || page->export != NULL ||
      fore_invoice_model_get_list (page->model) == NULL)
    return;
  export = fore_invoice_export_new (page->engine, fore_invoice_model_get_list (page->model),
                                    fore_invoice_model_get_order (page->model)->is_descending);
  set_export (page, export);
  fore_invoice_export_run_async (export, file, on_exported, g_object_ref (page));
}

static void
export_rows (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fore_toolkit_choose_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save These Rows"),
                            /* Translators: name of a file */
                            _ ("invoices.csv"), on_export_file, widget);
}

static void
on_export_cancelled (ForeInvoicesPage *page)
{
  if (page->export != NULL)
    fore_invoice_export_cancel (page->export);
}

/* --- The page --- */

/* The menu changes the settings, which the table follows, as they follow its headers. */
static void
remember_order (ForeInvoicesPage *page, GSettings *settings)
{
  static const char *const keys[] = { "sort-column", "sort-descending" };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GAction) action = g_settings_create_action (settings, keys[i]);

    g_action_map_add_action (G_ACTION_MAP (actions), action);
    g_settings_bind (settings, keys[i], page->table, keys[i], G_SETTINGS_BIND_DEFAULT);
  }
  gtk_widget_insert_action_group (GTK_WIDGET (page), "order", G_ACTION_GROUP (actions));
}

/**
 * fore_invoices_page_set_engine:
 * @page: the page
 * @engine: where everything comes from
 * @settings: what remembers the order of the rows
 *
 * Connects the page. Called once.
 */
void
fore_invoices_page_set_engine (ForeInvoicesPage *page, ForeEngine *engine, GSettings *settings)
{
  g_return_if_fail (page->engine == NULL);

  remember_order (page, settings);
  page->engine = g_object_ref (engine);
  page->model = fore_invoice_model_new (engine);
  g_signal_connect_object (page->model, "notify::is-loading", G_CALLBACK (on_loading_changed), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page->model, "failed", G_CALLBACK (on_failed), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "invoices-changed", G_CALLBACK (reload), page,
                           G_CONNECT_SWAPPED);

  fore_invoice_table_set_model (page->table, engine, page->model);
  reload (page);
}

/**
 * fore_invoices_page_show_batch:
 * @page: the page
 * @batch: name of a batch
 *
 * Shows the rows that one upload wrote last, and nothing else.
 */
void
fore_invoices_page_show_batch (ForeInvoicesPage *page, const char *batch)
{
  fore_invoice_filter_bar_clear (page->filter_bar);
  fore_invoice_filter_bar_set_batch (page->filter_bar, batch);
  gtk_revealer_set_reveal_child (page->filter_revealer, TRUE);
}

/**
 * fore_invoices_page_search:
 * @page: the page
 *
 * Shows the filters and moves the focus to them.
 */
void
fore_invoices_page_search (ForeInvoicesPage *page)
{
  gtk_revealer_set_reveal_child (page->filter_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (page->filter_bar));
}

/**
 * fore_invoices_page_set_narrow:
 * @page: the page
 * @is_narrow: whether there is little room
 *
 * Leaves out what there is no room for.
 */
void
fore_invoices_page_set_narrow (ForeInvoicesPage *page, gboolean is_narrow)
{
  fore_invoice_table_set_narrow (page->table, is_narrow);
  gtk_revealer_set_reveal_child (page->filter_revealer, !is_narrow);
}

static void
fore_invoices_page_dispose (GObject *object)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (object);

  fore_loader_cancel (&page->loader);
  on_export_cancelled (page);
  g_clear_object (&page->export);
  g_clear_object (&page->model);
  g_clear_object (&page->engine);
  G_OBJECT_CLASS (fore_invoices_page_parent_class)->dispose (object);
}

static void
fore_invoices_page_class_init (ForeInvoicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_invoices_page_dispose;
  widget_class->map = fore_invoices_page_map;
  g_type_ensure (FORE_TYPE_INVOICE_FILTER_BAR);
  g_type_ensure (FORE_TYPE_INVOICE_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-invoices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, table);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, export_stack);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, export_bar);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, loading_box);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, loading_bar);
  gtk_widget_class_bind_template_callback (widget_class, load_rows);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, on_history);
  gtk_widget_class_bind_template_callback (widget_class, on_export_cancelled);
  gtk_widget_class_bind_template_callback (widget_class, on_loading_cancelled);
  gtk_widget_class_install_action (widget_class, "invoices.export", NULL, export_rows);
}

static void
fore_invoices_page_init (ForeInvoicesPage *page)
{
  page->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (page));
}

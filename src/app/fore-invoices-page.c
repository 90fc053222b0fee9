/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-columns.h"
#include "fore-format.h"
#include "fore-invoice-filter-bar.h"
#include "fore-invoice-item.h"
#include "fore-invoice-model.h"
#include "fore-invoices-page.h"
#include "fore-loader.h"

struct _ForeInvoicesPage {
  AdwBin parent_instance;

  ForeEngine *engine;      /* (owned) (nullable) */
  ForeInvoiceModel *model; /* (owned) (nullable) */
  ForeLoader loader;
  GtkColumnViewColumn *version; /* columns for which there is not always room */
  GtkColumnViewColumn *batch;
  ForeInvoiceItem *older; /* (owned): see compare_probes() */
  ForeInvoiceItem *newer; /* (owned) */
  gboolean is_stale;      /* whether the store has changed since the page was on the screen */
  gboolean has_rows;      /* whether the store has any */

  GtkRevealer *filter_revealer;
  ForeInvoiceFilterBar *filter_bar;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkColumnView *view;
  GtkLabel *total_label;
  GtkSpinner *spinner;
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

static void
on_loading_changed (ForeInvoicesPage *page)
{
  gboolean is_loading = fore_invoice_model_is_loading (page->model);

  gtk_spinner_set_spinning (page->spinner, is_loading);
  if (!is_loading)
    update_total (page);
}

static void
on_failed (ForeInvoicesPage *page, const char *message)
{
  adw_status_page_set_description (page->error_page, message);
  gtk_stack_set_visible_child_name (page->stack, "error");
}

/* The store does the sorting; the sorters are there for the arrow in the header only. Which
 * way it points comes out by asking for the order of two items of which one is older. */
static int
compare_probes (gconstpointer a, gconstpointer b, gpointer data)
{
  ForeInvoicesPage *page = data;

  if (a == b)
    return 0;
  return a == page->older ? -1 : 1;
}

static gboolean
is_newest_first (ForeInvoicesPage *page)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (page->view);

  return gtk_sorter_compare (sorter, page->older, page->newer) != GTK_ORDERING_SMALLER;
}

static void
load_rows (ForeInvoicesPage *page)
{
  ForeInvoiceFilter filter;

  if (page->model == NULL)
    return;
  fore_invoice_filter_bar_get_filter (page->filter_bar, &filter);
  fore_invoice_model_load (page->model, &filter, is_newest_first (page));
}

static void reload (ForeInvoicesPage *page);

static void
read_categories (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *categories = fore_store_list_categories (fore_engine_get_store (data), &error);

  if (categories != NULL)
    g_task_return_pointer (task, categories, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_categories_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) categories = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fore_loader_end (&page->loader))
    reload (page);
  if (categories == NULL) {
    on_failed (page, error->message);
    return;
  }
  page->has_rows = categories->len > 0;
  fore_invoice_filter_bar_set_categories (page->filter_bar, categories);
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

  g_autoptr (GTask) task = g_task_new (page, cancellable, on_categories_read, NULL);
  g_task_set_task_data (task, g_object_ref (page->engine), g_object_unref);
  fore_engine_run_async (page->engine, task, read_categories);
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

/* The row under the cursor as a line that a spreadsheet takes. */
static gboolean
copy_row (GtkWidget *widget, GVariant *args, gpointer data)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (widget);
  GtkSelectionModel *selection = gtk_column_view_get_model (page->view);
  ForeInvoiceItem *item = selection != NULL ? gtk_single_selection_get_selected_item (
                                                  GTK_SINGLE_SELECTION (selection))
                                            : NULL;
  const ForeInvoiceRecord *record = item != NULL ? fore_invoice_item_get_record (item) : NULL;

  if (record == NULL)
    return FALSE;

  char day[FORE_DAY_BUFFER], sales[FORE_CENTS_BUFFER];
  g_autofree char *line = g_strjoin ("\t", fore_day_format (record->day, day), record->product,
                                     record->category, fore_cents_format (record->sales, sales),
                                     record->batch, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), line);
  return TRUE;
}

/* --- The table --- */

static void
set_up_sales_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: mark of an amount that was empty in the file and has been filled in */
  GtkWidget *mark = gtk_label_new (C_ ("invoice", "filled in"));
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (mark, "caption");
  gtk_widget_add_css_class (mark, "dim-label");
  gtk_widget_set_tooltip_text (mark, _ ("The cell was empty in the file; this amount is the last "
                                        "known one of the same product"));
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
  fore_columns_bind (list_item, mark, "visible", FORE_TYPE_INVOICE_ITEM, "is-imputed");
  fore_columns_bind (list_item, label, "label", FORE_TYPE_INVOICE_ITEM, "sales-text");
}

static void
add_sales_column (ForeInvoicesPage *page)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_sales_cell), NULL);
  column = gtk_column_view_column_new (C_ ("column", "Sales"), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (page->view, column);
  g_object_unref (column);
}

static void
add_columns (ForeInvoicesPage *page)
{
  GtkColumnViewColumn *day = fore_columns_add (
      page->view, C_ ("column", "Date"), FORE_TYPE_INVOICE_ITEM, "day-text", FORE_COLUMN_DATE);
  GtkColumnViewColumn *product = fore_columns_add (
      page->view, C_ ("column", "Product"), FORE_TYPE_INVOICE_ITEM, "product", FORE_COLUMN_TEXT);
  GtkColumnViewColumn *category = fore_columns_add (
      page->view, C_ ("column", "Category"), FORE_TYPE_INVOICE_ITEM, "category", FORE_COLUMN_TEXT);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_probes, page, NULL));

  add_sales_column (page);
  page->version = fore_columns_add (page->view, C_ ("column", "Version"), FORE_TYPE_INVOICE_ITEM,
                                    "version-text", FORE_COLUMN_NUMBER);
  page->batch = fore_columns_add (page->view, C_ ("column", "Upload"), FORE_TYPE_INVOICE_ITEM,
                                  "batch", FORE_COLUMN_TEXT);
  gtk_column_view_column_set_expand (product, TRUE);
  gtk_column_view_column_set_expand (category, TRUE);
  gtk_column_view_column_set_expand (page->batch, TRUE);
  gtk_column_view_column_set_sorter (day, sorter);
  gtk_column_view_sort_by_column (page->view, day, GTK_SORT_DESCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (page->view), "changed",
                           G_CALLBACK (load_rows), page, G_CONNECT_SWAPPED);
}

/**
 * fore_invoices_page_set_engine:
 * @page: the page
 * @engine: where everything comes from
 *
 * Connects the page. Called once.
 */
void
fore_invoices_page_set_engine (ForeInvoicesPage *page, ForeEngine *engine)
{
  g_return_if_fail (page->engine == NULL);

  page->engine = g_object_ref (engine);
  page->model = fore_invoice_model_new (engine);
  g_signal_connect_object (page->model, "notify::is-loading", G_CALLBACK (on_loading_changed), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page->model, "failed", G_CALLBACK (on_failed), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "invoices-changed", G_CALLBACK (reload), page,
                           G_CONNECT_SWAPPED);

  GtkSingleSelection *selection = gtk_single_selection_new (
      g_object_ref (G_LIST_MODEL (page->model)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (page->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
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
  gtk_column_view_column_set_visible (page->version, !is_narrow);
  gtk_column_view_column_set_visible (page->batch, !is_narrow);
  gtk_revealer_set_reveal_child (page->filter_revealer, !is_narrow);
}

static void
fore_invoices_page_dispose (GObject *object)
{
  ForeInvoicesPage *page = FORE_INVOICES_PAGE (object);

  fore_loader_cancel (&page->loader);
  g_clear_object (&page->model);
  g_clear_object (&page->engine);
  g_clear_object (&page->older);
  g_clear_object (&page->newer);
  G_OBJECT_CLASS (fore_invoices_page_parent_class)->dispose (object);
}

static void
fore_invoices_page_class_init (ForeInvoicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_invoices_page_dispose;
  widget_class->map = fore_invoices_page_map;
  g_type_ensure (FORE_TYPE_INVOICE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-invoices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, filter_revealer);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, view);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoicesPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, load_rows);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filters);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_row, NULL);
}

static void
fore_invoices_page_init (ForeInvoicesPage *page)
{
  page->is_stale = TRUE;
  page->older = fore_invoice_item_new ();
  page->newer = fore_invoice_item_new ();
  gtk_widget_init_template (GTK_WIDGET (page));
  add_columns (page);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-columns.h"
#include "fore-invoice-item.h"
#include "fore-invoice-table.h"

struct _ForeInvoiceTable {
  AdwBin parent_instance;

  GtkColumnViewColumn *version; /* columns for which there is not always room */
  GtkColumnViewColumn *batch;
  ForeInvoiceItem *older; /* (owned): see compare_probes() */
  ForeInvoiceItem *newer; /* (owned) */

  GtkColumnView *view;
  GtkWidget *menu; /* (owned): of the chosen row */
};

G_DEFINE_FINAL_TYPE (ForeInvoiceTable, fore_invoice_table, ADW_TYPE_BIN)

enum {
  SORTED,
  HISTORY,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- The order --- */

/* The store does the sorting; the sorters are there for the arrow in the header only. Which
 * way it points comes out by asking for the order of two items of which one is older. */
static int
compare_probes (gconstpointer a, gconstpointer b, gpointer data)
{
  ForeInvoiceTable *table = data;

  if (a == b)
    return 0;
  return a == table->older ? -1 : 1;
}

/**
 * fore_invoice_table_is_newest_first:
 * @table: a table
 *
 * Returns: whether the newest day is wanted first
 */
gboolean
fore_invoice_table_is_newest_first (ForeInvoiceTable *table)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (table->view);

  return gtk_sorter_compare (sorter, table->older, table->newer) != GTK_ORDERING_SMALLER;
}

static void
on_sorter_changed (ForeInvoiceTable *table)
{
  g_signal_emit (table, signals[SORTED], 0);
}

/* --- The chosen row --- */

static GtkSingleSelection *
get_selection (ForeInvoiceTable *table)
{
  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (table->view));
}

static const ForeInvoiceRecord *
get_chosen (ForeInvoiceTable *table)
{
  GtkSingleSelection *selection = get_selection (table);
  ForeInvoiceItem *item = selection != NULL ? gtk_single_selection_get_selected_item (selection)
                                            : NULL;

  return item != NULL ? fore_invoice_item_get_record (item) : NULL;
}

/* The row as a line that a spreadsheet takes. */
static void
copy_row (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const ForeInvoiceRecord *record = get_chosen (FORE_INVOICE_TABLE (widget));

  if (record == NULL)
    return;

  char day[FORE_DAY_BUFFER], sales[FORE_CENTS_BUFFER];
  g_autofree char *line = g_strjoin ("\t", fore_day_format (record->day, day), record->product,
                                     record->category, fore_cents_format (record->sales, sales),
                                     record->batch, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), line);
}

static void
show_upload (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const ForeInvoiceRecord *record = get_chosen (FORE_INVOICE_TABLE (widget));

  if (record != NULL)
    gtk_widget_activate_action (widget, "win.show-upload", "s", record->batch);
}

static void
show_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const ForeInvoiceRecord *record = get_chosen (FORE_INVOICE_TABLE (widget));

  if (record != NULL)
    g_signal_emit (widget, signals[HISTORY], 0, record);
}

static void
on_activate (ForeInvoiceTable *table, guint position)
{
  gtk_single_selection_set_selected (get_selection (table), position);
  show_history (GTK_WIDGET (table), NULL, NULL);
}

static void
pop_up_menu (ForeInvoiceTable *table, GtkWidget *widget, double x, double y)
{
  GdkRectangle place = { .width = 1, .height = 1 };
  double table_x, table_y;

  if (get_chosen (table) == NULL ||
      !gtk_widget_translate_coordinates (widget, GTK_WIDGET (table), x, y, &table_x, &table_y))
    return;
  place.x = (int) table_x;
  place.y = (int) table_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (table->menu), &place);
  gtk_popover_popup (GTK_POPOVER (table->menu));
}

/* The keyboard goes on where it was. */
static void
on_menu_closed (ForeInvoiceTable *table)
{
  gtk_widget_grab_focus (GTK_WIDGET (table->view));
}

static void
on_secondary_press (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GtkListItem *list_item = data;
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  ForeInvoiceTable *table = FORE_INVOICE_TABLE (
      gtk_widget_get_ancestor (cell, FORE_TYPE_INVOICE_TABLE));

  gtk_single_selection_set_selected (get_selection (table), gtk_list_item_get_position (list_item));
  pop_up_menu (table, cell, x, y);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    pop_up_menu (FORE_INVOICE_TABLE (widget), focus, gtk_widget_get_width (focus) / 2.0,
                 gtk_widget_get_height (focus));
  return TRUE;
}

/* --- The columns --- */

static void
add_menu_to_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (on_secondary_press), list_item);
  gtk_widget_add_controller (gtk_list_item_get_child (list_item), GTK_EVENT_CONTROLLER (gesture));
}

static GtkColumnViewColumn *
add_column (ForeInvoiceTable *table, const char *title, const char *property, ForeColumnKind kind)
{
  GtkColumnViewColumn *column = fore_columns_add (table->view, title, FORE_TYPE_INVOICE_ITEM,
                                                  property, kind);

  g_signal_connect_after (gtk_column_view_column_get_factory (column), "setup",
                          G_CALLBACK (add_menu_to_cell), NULL);
  return column;
}

static void
set_up_sales_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: mark of an amount that was empty in the file and has been filled in */
  GtkWidget *mark = gtk_label_new (C_ ("invoice", "filled in"));
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (mark, "caption");
  gtk_widget_add_css_class (mark, "filled-in");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
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
  add_menu_to_cell (factory, list_item);
}

static void
add_sales_column (ForeInvoiceTable *table)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_sales_cell), NULL);
  column = gtk_column_view_column_new (C_ ("column", "Sales"), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (table->view, column);
  g_object_unref (column);
}

static void
add_columns (ForeInvoiceTable *table)
{
  GtkColumnViewColumn *day = add_column (table, C_ ("column", "Date"), "day-text",
                                         FORE_COLUMN_DATE);
  GtkColumnViewColumn *product = add_column (table, C_ ("column", "Product"), "product",
                                             FORE_COLUMN_TEXT);
  GtkColumnViewColumn *category = add_column (table, C_ ("column", "Category"), "category",
                                              FORE_COLUMN_TEXT);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_probes, table, NULL));

  add_sales_column (table);
  table->version = add_column (table, C_ ("column", "Version"), "version-text", FORE_COLUMN_NUMBER);
  table->batch = add_column (table, C_ ("column", "Upload"), "batch", FORE_COLUMN_TEXT);
  gtk_column_view_column_set_expand (product, TRUE);
  gtk_column_view_column_set_expand (category, TRUE);
  gtk_column_view_column_set_expand (table->batch, TRUE);
  gtk_column_view_column_set_sorter (day, sorter);
  gtk_column_view_sort_by_column (table->view, day, GTK_SORT_DESCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (table->view), "changed",
                           G_CALLBACK (on_sorter_changed), table, G_CONNECT_SWAPPED);
}

/**
 * fore_invoice_table_set_narrow:
 * @table: a table
 * @is_narrow: whether there is little room
 *
 * Leaves out what there is no room for.
 */
void
fore_invoice_table_set_narrow (ForeInvoiceTable *table, gboolean is_narrow)
{
  gtk_column_view_column_set_visible (table->version, !is_narrow);
  gtk_column_view_column_set_visible (table->batch, !is_narrow);
}

/* --- The widget --- */

static void
update_actions (ForeInvoiceTable *table)
{
  static const char *const actions[] = { "invoice.history", "invoice.show-upload", "invoice.copy" };
  GtkSingleSelection *selection = get_selection (table);
  gboolean is_chosen = selection != NULL &&
                       gtk_single_selection_get_selected (selection) != GTK_INVALID_LIST_POSITION;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (table), actions[i], is_chosen);
}

/**
 * fore_invoice_table_set_model:
 * @table: a table
 * @model: the rows
 *
 * Shows rows. Called once.
 */
void
fore_invoice_table_set_model (ForeInvoiceTable *table, ForeInvoiceModel *model)
{
  g_autoptr (GtkSingleSelection)
      selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (model)));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (table->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (update_actions), table,
                           G_CONNECT_SWAPPED);
}

static void
fore_invoice_table_dispose (GObject *object)
{
  ForeInvoiceTable *table = FORE_INVOICE_TABLE (object);

  g_clear_pointer (&table->menu, gtk_widget_unparent);
  g_clear_object (&table->older);
  g_clear_object (&table->newer);
  G_OBJECT_CLASS (fore_invoice_table_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "invoice.copy",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
}

static void
fore_invoice_table_class_init (ForeInvoiceTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_invoice_table_dispose;
  signals[SORTED] = g_signal_new ("sorted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[HISTORY] = g_signal_new ("history", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-invoice-table.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceTable, view);
  gtk_widget_class_bind_template_child (widget_class, ForeInvoiceTable, menu);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_closed);
  gtk_widget_class_install_action (widget_class, "invoice.history", NULL, show_history);
  gtk_widget_class_install_action (widget_class, "invoice.show-upload", NULL, show_upload);
  gtk_widget_class_install_action (widget_class, "invoice.copy", NULL, copy_row);
  add_bindings (widget_class);
}

static void
fore_invoice_table_init (ForeInvoiceTable *table)
{
  table->older = fore_invoice_item_new ();
  table->newer = fore_invoice_item_new ();
  gtk_widget_init_template (GTK_WIDGET (table));
  gtk_widget_set_parent (table->menu, GTK_WIDGET (table));
  add_columns (table);
  update_actions (table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-columns.h"
#include "fore-invoice-copy.h"
#include "fore-invoice-item.h"
#include "fore-invoice-table.h"
#include "fore-toolkit.h"

#define N_COLUMNS (FORE_INVOICE_BATCH + 1)

/* As the settings call them. */
static const char *const column_names[N_COLUMNS] = {
  [FORE_INVOICE_DATE] = "date",         [FORE_INVOICE_PRODUCT] = "product",
  [FORE_INVOICE_CATEGORY] = "category", [FORE_INVOICE_SALES] = "sales",
  [FORE_INVOICE_VERSION] = "version",   [FORE_INVOICE_BATCH] = "upload",
};

/* What the sorter of a column tells: that it has been asked. */
typedef struct {
  ForeInvoiceTable *table;
  ForeInvoiceColumn column;
} Probe;

struct _ForeInvoiceTable {
  AdwBin parent_instance;

  ForeEngine *engine;        /* (owned) (nullable) */
  ForeInvoiceModel *model;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is being copied */

  GtkColumnViewColumn *columns[N_COLUMNS];
  Probe probes[N_COLUMNS];
  ForeInvoiceItem *smaller; /* (owned): see compare_probes() */
  ForeInvoiceItem *larger;  /* (owned) */
  ForeInvoiceColumn asked;  /* the column whose sorter was asked */

  GtkColumnView *view;
  GtkWidget *menu; /* (owned): of the chosen rows */
};

G_DEFINE_FINAL_TYPE (ForeInvoiceTable, fore_invoice_table, ADW_TYPE_BIN)

typedef enum {
  PROP_SORT_COLUMN = 1,
  PROP_SORT_DESCENDING,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

enum {
  SORTED,
  HISTORY,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- The order --- */

/* The store does the sorting; the sorters are there for the arrow in the header only. Which
 * column has it, and which way it points, comes out by asking for the order of two items. */
static int
compare_probes (gconstpointer a, gconstpointer b, gpointer data)
{
  const Probe *probe = data;

  if (a == b)
    return 0;
  probe->table->asked = probe->column;
  return a == probe->table->smaller ? -1 : 1;
}

/**
 * fore_invoice_table_get_order:
 * @table: a table
 * @order: (out): the order that is wanted
 */
void
fore_invoice_table_get_order (ForeInvoiceTable *table, ForeInvoiceOrder *order)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (table->view);
  GtkOrdering ordering = gtk_sorter_compare (sorter, table->smaller, table->larger);

  order->column = table->asked;
  order->is_descending = ordering == GTK_ORDERING_LARGER;
}

/**
 * fore_invoice_table_set_order:
 * @table: a table
 * @order: the order that is wanted
 */
void
fore_invoice_table_set_order (ForeInvoiceTable *table, const ForeInvoiceOrder *order)
{
  ForeInvoiceOrder now;

  fore_invoice_table_get_order (table, &now);
  if (now.column != order->column || now.is_descending != order->is_descending)
    gtk_column_view_sort_by_column (table->view, table->columns[order->column],
                                    order->is_descending ? GTK_SORT_DESCENDING
                                                         : GTK_SORT_ASCENDING);
}

static void
on_sorter_changed (ForeInvoiceTable *table)
{
  g_signal_emit (table, signals[SORTED], 0);
  g_object_notify_by_pspec (G_OBJECT (table), properties[PROP_SORT_COLUMN]);
  g_object_notify_by_pspec (G_OBJECT (table), properties[PROP_SORT_DESCENDING]);
}

static void
fore_invoice_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ForeInvoiceOrder order;

  fore_invoice_table_get_order (FORE_INVOICE_TABLE (object), &order);
  switch ((Property) id) {
  case PROP_SORT_COLUMN: g_value_set_static_string (value, column_names[order.column]); break;
  case PROP_SORT_DESCENDING: g_value_set_boolean (value, order.is_descending); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_invoice_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ForeInvoiceTable *table = FORE_INVOICE_TABLE (object);
  ForeInvoiceOrder order;

  fore_invoice_table_get_order (table, &order);
  switch ((Property) id) {
  case PROP_SORT_COLUMN:
    for (guint i = 0; i < N_COLUMNS; i++)
      if (g_strcmp0 (column_names[i], g_value_get_string (value)) == 0)
        order.column = (ForeInvoiceColumn) i;
    break;
  case PROP_SORT_DESCENDING: order.is_descending = g_value_get_boolean (value); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); return;
  }
  fore_invoice_table_set_order (table, &order);
}

/* --- The chosen rows --- */

static GtkSelectionModel *
get_selection (ForeInvoiceTable *table)
{
  return gtk_column_view_get_model (table->view);
}

/* Returns the one row that is chosen; none when there are several. */
static const ForeInvoiceRecord *
get_chosen (ForeInvoiceTable *table)
{
  GtkSelectionModel *selection = get_selection (table);
  g_autoptr (GtkBitset) chosen = NULL;
  g_autoptr (ForeInvoiceItem) item = NULL;

  if (selection == NULL)
    return NULL;
  chosen = gtk_selection_model_get_selection (selection);
  if (gtk_bitset_get_size (chosen) != 1)
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_nth (chosen, 0));

  /* Whoever shows the row holds the item. */
  return item != NULL ? fore_invoice_item_get_record (item) : NULL;
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fore_invoice_copy_finish (result, &error);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fore_toolkit_toast (widget, error->message);
}

/* Rows that are not on the screen have to be read. */
static void
copy_rows (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeInvoiceTable *table = FORE_INVOICE_TABLE (widget);
  g_autoptr (GtkBitset) chosen = NULL;

  if (table->model == NULL || fore_invoice_model_get_list (table->model) == NULL)
    return;
  chosen = gtk_selection_model_get_selection (get_selection (table));
  g_cancellable_cancel (table->cancellable);
  g_object_unref (table->cancellable);
  table->cancellable = g_cancellable_new ();
  fore_invoice_copy_async (table, table->engine, fore_invoice_model_get_list (table->model),
                           fore_invoice_model_get_order (table->model)->is_descending, chosen,
                           table->cancellable, on_copied);
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
  gtk_selection_model_select_item (get_selection (table), position, TRUE);
  show_history (GTK_WIDGET (table), NULL, NULL);
}

static void
pop_up_menu (ForeInvoiceTable *table, GtkWidget *widget, double x, double y)
{
  GdkRectangle place = { .width = 1, .height = 1 };
  double table_x, table_y;

  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (get_selection (table));

  if (gtk_bitset_is_empty (chosen) ||
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
  guint position = gtk_list_item_get_position (data);
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  ForeInvoiceTable *table = FORE_INVOICE_TABLE (
      gtk_widget_get_ancestor (cell, FORE_TYPE_INVOICE_TABLE));

  if (!gtk_selection_model_is_selected (get_selection (table), position))
    gtk_selection_model_select_item (get_selection (table), position, TRUE);
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

static void
add_column (ForeInvoiceTable *table,
            ForeInvoiceColumn id,
            const char *title,
            const char *property,
            ForeColumnKind kind)
{
  GtkColumnViewColumn *column = fore_columns_add (table->view, title, FORE_TYPE_INVOICE_ITEM,
                                                  property, kind);

  g_signal_connect_after (gtk_column_view_column_get_factory (column), "setup",
                          G_CALLBACK (add_menu_to_cell), NULL);
  table->columns[id] = column;
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
  /* In a narrow window the amount comes first. */
  gtk_label_set_ellipsize (GTK_LABEL (mark), PANGO_ELLIPSIZE_END);
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
  table->columns[FORE_INVOICE_SALES] = column;
  g_object_unref (column);
}

static void
add_sorters (ForeInvoiceTable *table)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    Probe *probe = &table->probes[i];
    g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_probes, probe, NULL));

    *probe = (Probe){ table, (ForeInvoiceColumn) i };
    gtk_column_view_column_set_sorter (table->columns[i], sorter);
  }
  gtk_column_view_sort_by_column (table->view, table->columns[FORE_INVOICE_DATE],
                                  GTK_SORT_DESCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (table->view), "changed",
                           G_CALLBACK (on_sorter_changed), table, G_CONNECT_SWAPPED);
}

static void
add_columns (ForeInvoiceTable *table)
{
  add_column (table, FORE_INVOICE_DATE, C_ ("column", "Date"), "day-text", FORE_COLUMN_DATE);
  add_column (table, FORE_INVOICE_PRODUCT, C_ ("column", "Product"), "product", FORE_COLUMN_TEXT);
  add_column (table, FORE_INVOICE_CATEGORY, C_ ("column", "Category"), "category",
              FORE_COLUMN_TEXT);
  add_sales_column (table);
  add_column (table, FORE_INVOICE_VERSION, C_ ("column", "Version"), "version-text",
              FORE_COLUMN_NUMBER);
  add_column (table, FORE_INVOICE_BATCH, C_ ("column", "Upload"), "batch", FORE_COLUMN_TEXT);
  gtk_column_view_column_set_expand (table->columns[FORE_INVOICE_PRODUCT], TRUE);
  gtk_column_view_column_set_expand (table->columns[FORE_INVOICE_CATEGORY], TRUE);
  gtk_column_view_column_set_expand (table->columns[FORE_INVOICE_BATCH], TRUE);
  add_sorters (table);
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
  if (is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (table->view), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (table->view), "narrow");
  gtk_column_view_column_set_visible (table->columns[FORE_INVOICE_VERSION], !is_narrow);
  gtk_column_view_column_set_visible (table->columns[FORE_INVOICE_BATCH], !is_narrow);
}

/* --- The widget --- */

static void
update_actions (ForeInvoiceTable *table)
{
  GtkWidget *widget = GTK_WIDGET (table);
  g_autoptr (GtkBitset) chosen = NULL;
  guint64 n = 0;

  if (get_selection (table) != NULL) {
    chosen = gtk_selection_model_get_selection (get_selection (table));
    n = gtk_bitset_get_size (chosen);
  }
  gtk_widget_action_set_enabled (widget, "invoice.history", n == 1);
  gtk_widget_action_set_enabled (widget, "invoice.show-upload", n == 1);
  gtk_widget_action_set_enabled (widget, "invoice.copy", n > 0);
}

/* Other rows stand where the chosen ones stood. */
static void
on_rows_changed (ForeInvoiceTable *table)
{
  gtk_selection_model_unselect_all (get_selection (table));
}

/**
 * fore_invoice_table_set_model:
 * @table: a table
 * @engine: where the rows are
 * @model: the rows
 *
 * Shows rows. Called once.
 */
void
fore_invoice_table_set_model (ForeInvoiceTable *table, ForeEngine *engine, ForeInvoiceModel *model)
{
  g_autoptr (GtkMultiSelection)
      selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (model)));

  table->engine = g_object_ref (engine);
  table->model = g_object_ref (model);
  gtk_column_view_set_model (table->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (update_actions), table,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::n-rows", G_CALLBACK (on_rows_changed), table,
                           G_CONNECT_SWAPPED);
}

static void
fore_invoice_table_dispose (GObject *object)
{
  ForeInvoiceTable *table = FORE_INVOICE_TABLE (object);

  g_cancellable_cancel (table->cancellable);
  g_clear_object (&table->engine);
  g_clear_object (&table->model);
  g_clear_pointer (&table->menu, gtk_widget_unparent);
  g_clear_object (&table->smaller);
  g_clear_object (&table->larger);
  G_OBJECT_CLASS (fore_invoice_table_parent_class)->dispose (object);
}

static void
fore_invoice_table_finalize (GObject *object)
{
  g_object_unref (FORE_INVOICE_TABLE (object)->cancellable);
  G_OBJECT_CLASS (fore_invoice_table_parent_class)->finalize (object);
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
add_properties (GObjectClass *object_class)
{
  object_class->get_property = fore_invoice_table_get_property;
  object_class->set_property = fore_invoice_table_set_property;
  object_class->dispose = fore_invoice_table_dispose;
  object_class->finalize = fore_invoice_table_finalize;
  properties[PROP_SORT_COLUMN] = g_param_spec_string ("sort-column", NULL, NULL, "date",
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                          G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SORT_DESCENDING] = g_param_spec_boolean (
      "sort-descending", NULL, NULL, TRUE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
fore_invoice_table_class_init (ForeInvoiceTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  add_properties (G_OBJECT_CLASS (klass));
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
  gtk_widget_class_install_action (widget_class, "invoice.copy", NULL, copy_rows);
  add_bindings (widget_class);
}

static void
fore_invoice_table_init (ForeInvoiceTable *table)
{
  table->cancellable = g_cancellable_new ();
  table->smaller = fore_invoice_item_new ();
  table->larger = fore_invoice_item_new ();
  gtk_widget_init_template (GTK_WIDGET (table));
  gtk_widget_set_parent (table->menu, GTK_WIDGET (table));
  add_columns (table);
  update_actions (table);
}

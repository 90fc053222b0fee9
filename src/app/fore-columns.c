/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-columns.h"

/* What the cells of a column show. */
typedef struct {
  GType item_type;
  char *property;
  ForeColumnKind kind;
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_free (column->property);
  g_free (column);
}

/**
 * fore_columns_bind:
 * @list_item: the cell
 * @widget: a widget in it
 * @target: the widget's property
 * @item_type: type of the items of the list
 * @property: the item's property
 *
 * Lets a widget of a cell follow a property of whatever item the cell shows.
 */
void
fore_columns_bind (GtkListItem *list_item,
                   GtkWidget *widget,
                   const char *target,
                   GType item_type,
                   const char *property)
{
  GtkExpression *item = gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");
  GtkExpression *value = gtk_property_expression_new (item_type, item, property);

  gtk_expression_bind (value, widget, target, list_item);
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->kind == FORE_COLUMN_NUMBER ? 1 : 0);
  if (column->kind != FORE_COLUMN_TEXT)
    gtk_widget_add_css_class (label, "numeric");
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
  fore_columns_bind (list_item, label, "label", column->item_type, column->property);
}

/**
 * fore_columns_add:
 * @view: a table
 * @title: title of the column
 * @item_type: type of the items of the table
 * @property: the property that the column shows, a text
 * @kind: whether it is a text or a number
 *
 * Adds a column at the end.
 *
 * Returns: (transfer none): the column
 */
GtkColumnViewColumn *
fore_columns_add (GtkColumnView *view,
                  const char *title,
                  GType item_type,
                  const char *property,
                  ForeColumnKind kind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new (Column, 1);

  column->item_type = item_type;
  column->property = g_strdup (property);
  column->kind = kind;
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cell), column, column_free, 0);

  GtkColumnViewColumn *added = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_append_column (view, added);
  g_object_unref (added);
  return added;
}

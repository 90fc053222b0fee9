/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-columns.h"
#include "fore-preview-item.h"
#include "fore-preview-table.h"

struct _ForePreviewTable {
  AdwBin parent_instance;

  GListStore *items; /* (owned) (element-type ForePreviewItem) */

  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (ForePreviewTable, fore_preview_table, ADW_TYPE_BIN)

static void
add_columns (ForePreviewTable *table)
{
  const struct {
    const char *title;
    const char *property;
    ForeColumnKind kind;
  } columns[] = {
    { C_ ("column", "Line"), "line", FORE_COLUMN_NUMBER },
    { C_ ("column", "Date"), "date", FORE_COLUMN_DATE },
    { C_ ("column", "Product"), "product", FORE_COLUMN_TEXT },
    { C_ ("column", "Category"), "category", FORE_COLUMN_TEXT },
    { C_ ("column", "Sales"), "sales", FORE_COLUMN_NUMBER },
    { C_ ("column", "Note"), "note", FORE_COLUMN_TEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    GtkColumnViewColumn *column = fore_columns_add (table->view, columns[i].title,
                                                    FORE_TYPE_PREVIEW_ITEM, columns[i].property,
                                                    columns[i].kind);

    gtk_column_view_column_set_expand (column, columns[i].kind == FORE_COLUMN_TEXT);
  }
}

/**
 * fore_preview_table_show:
 * @table: a table
 * @preview: what a file is taken for
 */
void
fore_preview_table_show (ForePreviewTable *table, const ForeImportPreview *preview)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < preview->rows->len; i++)
    g_ptr_array_add (items, fore_preview_item_new (preview, i));
  g_list_store_splice (table->items, 0, g_list_model_get_n_items (G_LIST_MODEL (table->items)),
                       items->pdata, items->len);
}

static void
fore_preview_table_dispose (GObject *object)
{
  g_clear_object (&FORE_PREVIEW_TABLE (object)->items);
  G_OBJECT_CLASS (fore_preview_table_parent_class)->dispose (object);
}

static void
fore_preview_table_class_init (ForePreviewTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_preview_table_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-preview-table.ui");
  gtk_widget_class_bind_template_child (widget_class, ForePreviewTable, view);
}

static void
fore_preview_table_init (ForePreviewTable *table)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (table));
  table->items = g_list_store_new (FORE_TYPE_PREVIEW_ITEM);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (table->items)));
  gtk_column_view_set_model (table->view, GTK_SELECTION_MODEL (selection));
  add_columns (table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-format.h"
#include "fore-preview-item.h"

typedef enum {
  PROP_DATE = FORE_FIELD_DATE + 1,
  PROP_PRODUCT,
  PROP_CATEGORY,
  PROP_SALES,
  PROP_LINE,
  PROP_NOTE,
  N_PROPERTIES,
} Property;

struct _ForePreviewItem {
  GObject parent_instance;

  char *texts[N_PROPERTIES]; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ForePreviewItem, fore_preview_item, G_TYPE_OBJECT)

static void
fore_preview_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id < N_PROPERTIES)
    g_value_set_string (value, FORE_PREVIEW_ITEM (object)->texts[id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fore_preview_item_finalize (GObject *object)
{
  ForePreviewItem *item = FORE_PREVIEW_ITEM (object);

  for (guint i = 1; i < N_PROPERTIES; i++)
    g_free (item->texts[i]);
  G_OBJECT_CLASS (fore_preview_item_parent_class)->finalize (object);
}

static void
fore_preview_item_class_init (ForePreviewItemClass *klass)
{
  static const char *const names[N_PROPERTIES] = {
    [PROP_DATE] = "date",   [PROP_PRODUCT] = "product", [PROP_CATEGORY] = "category",
    [PROP_SALES] = "sales", [PROP_LINE] = "line",       [PROP_NOTE] = "note",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_preview_item_get_property;
  object_class->finalize = fore_preview_item_finalize;
  for (guint i = 1; i < N_PROPERTIES; i++)
    g_object_class_install_property (
        object_class, i,
        g_param_spec_string (names[i], NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
fore_preview_item_init (ForePreviewItem *item)
{
}

/* What stands in the file, where it is not understood or nothing else can be understood. */
static char *
get_cell (const ForeImportPreview *preview, const ForePreviewRow *row, ForeField field)
{
  int column = preview->column[field];

  return g_strdup (column >= 0 && column < (int) g_strv_length (row->cells) ? row->cells[column]
                                                                            : "");
}

static char *
get_text (const ForeImportPreview *preview, const ForePreviewRow *row, ForeField field)
{
  gboolean is_understood = preview->problem == NULL && preview->question == NULL &&
                           row->reason == NULL;

  if (is_understood && field == FORE_FIELD_DATE && row->day != FORE_DAY_NONE)
    return fore_format_day (row->day);
  if (is_understood && field == FORE_FIELD_SALES && !row->is_missing)
    return fore_format_cents (row->sales);
  return get_cell (preview, row, field);
}

/**
 * fore_preview_item_new:
 * @preview: what a file is taken for
 * @row: which of its rows
 *
 * Returns: (transfer full): the row for a table
 */
ForePreviewItem *
fore_preview_item_new (const ForeImportPreview *preview, guint row)
{
  ForePreviewItem *item = g_object_new (FORE_TYPE_PREVIEW_ITEM, NULL);
  const ForePreviewRow *from = preview->rows->pdata[row];

  for (guint field = 0; field < FORE_N_FIELDS; field++)
    item->texts[field + 1] = get_text (preview, from, field);
  item->texts[PROP_LINE] = fore_format_count ((gint64) from->line);
  if (from->reason != NULL)
    item->texts[PROP_NOTE] = g_strdup (from->reason);
  else if (from->is_missing && preview->problem == NULL)
    item->texts[PROP_NOTE] = g_strdup (_ ("will be filled in"));
  return item;
}

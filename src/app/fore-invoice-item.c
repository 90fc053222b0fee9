/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-format.h"
#include "fore-invoice-item.h"

/* What stands in a row until its page has been read. */
#define PLACEHOLDER "…"

struct _ForeInvoiceItem {
  GObject parent_instance;

  GArray *records; /* (owned) (nullable) (element-type ForeInvoiceRecord): its page */
  guint index;     /* where it is on that page */
};

G_DEFINE_FINAL_TYPE (ForeInvoiceItem, fore_invoice_item, G_TYPE_OBJECT)

typedef enum {
  PROP_DAY_TEXT = 1,
  PROP_PRODUCT,
  PROP_CATEGORY,
  PROP_SALES_TEXT,
  PROP_VERSION_TEXT,
  PROP_BATCH,
  PROP_IS_IMPUTED,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

static void
clear_record (gpointer data)
{
  ForeInvoiceRecord *record = data;

  g_ref_string_release (record->product);
  g_ref_string_release (record->category);
  g_ref_string_release (record->batch);
}

/**
 * fore_invoice_records_new:
 *
 * Returns: (transfer full) (element-type ForeInvoiceRecord): an empty page
 */
GArray *
fore_invoice_records_new (void)
{
  GArray *records = g_array_new (FALSE, FALSE, sizeof (ForeInvoiceRecord));

  g_array_set_clear_func (records, clear_record);
  return records;
}

/**
 * fore_invoice_records_append:
 * @records: (element-type ForeInvoiceRecord): a page
 * @invoice: a row of the store
 *
 * Adds a copy of a row.
 */
void
fore_invoice_records_append (GArray *records, const ForeInvoice *invoice)
{
  ForeInvoiceRecord record = {
    .day = invoice->day,
    .sales = invoice->sales,
    .version = invoice->version,
    .is_imputed = invoice->is_imputed,
    .product = g_ref_string_new_intern (invoice->product),
    .category = g_ref_string_new_intern (invoice->category),
    .batch = g_ref_string_new_intern (invoice->batch != NULL ? invoice->batch : ""),
  };

  g_array_append_val (records, record);
}

static void
fore_invoice_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const ForeInvoiceRecord *record = fore_invoice_item_get_record (FORE_INVOICE_ITEM (object));

  if (record == NULL) {
    if (id != PROP_IS_IMPUTED)
      g_value_set_static_string (value, PLACEHOLDER);
    return;
  }
  switch ((Property) id) {
  case PROP_DAY_TEXT: g_value_take_string (value, fore_format_day (record->day)); break;
  case PROP_PRODUCT: g_value_set_string (value, record->product); break;
  case PROP_CATEGORY: g_value_set_string (value, record->category); break;
  case PROP_SALES_TEXT: g_value_take_string (value, fore_format_cents (record->sales)); break;
  case PROP_VERSION_TEXT: g_value_take_string (value, fore_format_count (record->version)); break;
  case PROP_BATCH: g_value_set_string (value, record->batch); break;
  case PROP_IS_IMPUTED: g_value_set_boolean (value, record->is_imputed); break;
  case N_PROPERTIES:
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fore_invoice_item_finalize (GObject *object)
{
  g_clear_pointer (&FORE_INVOICE_ITEM (object)->records, g_array_unref);
  G_OBJECT_CLASS (fore_invoice_item_parent_class)->finalize (object);
}

static void
fore_invoice_item_class_init (ForeInvoiceItemClass *klass)
{
  static const struct {
    Property id;
    const char *name;
  } texts[] = {
    { PROP_DAY_TEXT, "day-text" },         { PROP_PRODUCT, "product" },
    { PROP_CATEGORY, "category" },         { PROP_SALES_TEXT, "sales-text" },
    { PROP_VERSION_TEXT, "version-text" }, { PROP_BATCH, "batch" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fore_invoice_item_get_property;
  object_class->finalize = fore_invoice_item_finalize;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_IMPUTED] = g_param_spec_boolean ("is-imputed", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
fore_invoice_item_init (ForeInvoiceItem *item)
{
}

/**
 * fore_invoice_item_new:
 *
 * Returns: (transfer full): a row that waits for its page
 */
ForeInvoiceItem *
fore_invoice_item_new (void)
{
  return g_object_new (FORE_TYPE_INVOICE_ITEM, NULL);
}

/**
 * fore_invoice_item_fill:
 * @item: a row
 * @records: (element-type ForeInvoiceRecord): a page, not changed any more
 * @index: where the row is on that page
 *
 * Gives a row its content.
 */
void
fore_invoice_item_fill (ForeInvoiceItem *item, GArray *records, guint index)
{
  g_return_if_fail (index < records->len);

  g_clear_pointer (&item->records, g_array_unref);
  item->records = g_array_ref (records);
  item->index = index;
  for (guint i = 1; i < N_PROPERTIES; i++)
    g_object_notify_by_pspec (G_OBJECT (item), properties[i]);
}

/**
 * fore_invoice_item_get_record:
 * @item: a row
 *
 * Returns: (transfer none) (nullable): its content, %NULL until its page has come
 */
const ForeInvoiceRecord *
fore_invoice_item_get_record (ForeInvoiceItem *item)
{
  return item->records != NULL ? &g_array_index (item->records, ForeInvoiceRecord, item->index)
                               : NULL;
}

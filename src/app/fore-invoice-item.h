/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceRecord:
 *
 * One invoice row as a page keeps it. Texts that come again and again are kept once.
 */
typedef struct {
  ForeDay day;
  ForeCents sales;
  gint64 version;
  gboolean is_imputed;
  GRefString *product;
  GRefString *category;
  GRefString *batch;
} ForeInvoiceRecord;

GArray *fore_invoice_records_new (void);
void fore_invoice_records_append (GArray *records, const ForeInvoice *invoice);

/**
 * ForeInvoiceItem:
 *
 * An invoice row on the screen. It comes empty and is filled in when its page arrives;
 * properties "day-text", "product", "category", "sales-text", "version-text", "batch" and
 * "is-imputed" are told with notify.
 */
#define FORE_TYPE_INVOICE_ITEM (fore_invoice_item_get_type ())
G_DECLARE_FINAL_TYPE (ForeInvoiceItem, fore_invoice_item, FORE, INVOICE_ITEM, GObject)

ForeInvoiceItem *fore_invoice_item_new (void);
void fore_invoice_item_fill (ForeInvoiceItem *item, GArray *records, guint index);
const ForeInvoiceRecord *fore_invoice_item_get_record (ForeInvoiceItem *item);

G_END_DECLS

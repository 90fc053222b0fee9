/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceModel:
 *
 * The invoice rows of a store as a list of #ForeInvoiceItem, of which only the pages are read
 * that somebody looks at. Properties "n-rows", "sum" and "is-loading" tell about the whole;
 * signal "failed" (const char *message) tells what could not be read.
 *
 * It is to be used on the main thread.
 */
#define FORE_TYPE_INVOICE_MODEL (fore_invoice_model_get_type ())
G_DECLARE_FINAL_TYPE (ForeInvoiceModel, fore_invoice_model, FORE, INVOICE_MODEL, GObject)

/**
 * ForeInvoiceOrder:
 * @column: by what rows are ordered
 * @is_descending: whether the largest comes first
 */
typedef struct {
  ForeInvoiceColumn column;
  gboolean is_descending;
} ForeInvoiceOrder;

ForeInvoiceModel *fore_invoice_model_new (ForeEngine *engine);
void fore_invoice_model_load (ForeInvoiceModel *model,
                              const ForeInvoiceFilter *filter,
                              const ForeInvoiceOrder *order);
void fore_invoice_model_stop_loading (ForeInvoiceModel *model);
gboolean fore_invoice_model_is_loading (ForeInvoiceModel *model);
double fore_invoice_model_get_progress (ForeInvoiceModel *model);
gint64 fore_invoice_model_get_n_rows (ForeInvoiceModel *model);
ForeCents fore_invoice_model_get_sum (ForeInvoiceModel *model);
ForeInvoiceList *fore_invoice_model_get_list (ForeInvoiceModel *model);
const ForeInvoiceOrder *fore_invoice_model_get_order (ForeInvoiceModel *model);

G_END_DECLS

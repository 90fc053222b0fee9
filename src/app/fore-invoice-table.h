/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-invoice-model.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceTable:
 *
 * Invoice rows in columns. Properties "sort-column", the name of a column, and
 * "sort-descending" follow the headers and can be set. Signals: "sorted" when another order is
 * wanted, "history" (const ForeInvoiceRecord *) when somebody wants to know what a row was
 * before.
 */
#define FORE_TYPE_INVOICE_TABLE (fore_invoice_table_get_type ())
G_DECLARE_FINAL_TYPE (ForeInvoiceTable, fore_invoice_table, FORE, INVOICE_TABLE, AdwBin)

void
fore_invoice_table_set_model (ForeInvoiceTable *table, ForeEngine *engine, ForeInvoiceModel *model);
void fore_invoice_table_get_order (ForeInvoiceTable *table, ForeInvoiceOrder *order);
void fore_invoice_table_set_order (ForeInvoiceTable *table, const ForeInvoiceOrder *order);
void fore_invoice_table_set_narrow (ForeInvoiceTable *table, gboolean is_narrow);

G_END_DECLS

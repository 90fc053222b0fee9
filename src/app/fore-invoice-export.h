/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceExport:
 *
 * Invoice rows on their way into a CSV file for a spreadsheet. Used on the main thread; the work is done on
 * another one.
 */
#define FORE_TYPE_INVOICE_EXPORT (fore_invoice_export_get_type ())
G_DECLARE_FINAL_TYPE (ForeInvoiceExport, fore_invoice_export, FORE, INVOICE_EXPORT, GObject)

ForeInvoiceExport *
fore_invoice_export_new (ForeEngine *engine, ForeInvoiceList *list, gboolean is_descending);
void fore_invoice_export_run_async (ForeInvoiceExport *export,
                                    GFile *file,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean
fore_invoice_export_run_finish (ForeInvoiceExport *export, GAsyncResult *result, GError **error);
double fore_invoice_export_get_fraction (ForeInvoiceExport *export);
void fore_invoice_export_cancel (ForeInvoiceExport *export);

G_END_DECLS

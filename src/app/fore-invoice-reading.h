/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceReading:
 * @filter: which rows to list
 * @column: by what they are ordered
 * @list: (owned) (nullable): what is read from, or what is known already
 * @is_descending: whether the last one comes first
 * @offset: position of the first row to read
 * @limit: how many rows
 * @permille: (atomic): how far it is
 *
 * One reading of invoice rows on another thread, with all that it needs.
 */
typedef struct {
  ForeEngine *engine; /* (owned) */
  ForeInvoiceFilter filter;
  ForeInvoiceColumn column;
  ForeInvoiceList *list;
  gboolean is_descending;
  gint64 offset;
  gint64 limit;
  gint permille;
} ForeInvoiceReading;

ForeInvoiceReading *fore_invoice_reading_new (ForeEngine *engine, ForeInvoiceList *list);
void fore_invoice_reading_free (ForeInvoiceReading *reading);
void fore_invoice_reading_run_page (GTask *task,
                                    gpointer source,
                                    gpointer data,
                                    GCancellable *cancellable);
void fore_invoice_reading_run_list (GTask *task,
                                    gpointer source,
                                    gpointer data,
                                    GCancellable *cancellable);

G_END_DECLS

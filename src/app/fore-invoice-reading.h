/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceReading:
 * @offset: position of the first row to read
 * @limit: how many rows
 * @n_rows: (out): how many there are in all
 * @sum: (out): the sum of their sales
 *
 * One reading of invoice rows on another thread, with all that it needs.
 */
typedef struct {
  ForeEngine *engine; /* (owned) */
  ForeInvoiceFilter filter;
  gint64 offset;
  gint64 limit;
  gint64 n_rows;
  ForeCents sum;
} ForeInvoiceReading;

ForeInvoiceReading *fore_invoice_reading_new (ForeEngine *engine, const ForeInvoiceFilter *filter);
void fore_invoice_reading_free (ForeInvoiceReading *reading);
void fore_invoice_reading_run_page (GTask *task,
                                    gpointer source,
                                    gpointer data,
                                    GCancellable *cancellable);
void fore_invoice_reading_run_count (GTask *task,
                                     gpointer source,
                                     gpointer data,
                                     GCancellable *cancellable);

G_END_DECLS

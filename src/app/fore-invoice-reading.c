/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-invoice-item.h"
#include "fore-invoice-reading.h"

/**
 * fore_invoice_reading_new:
 * @engine: whose rows
 * @filter: which rows
 *
 * Returns: (transfer full): a reading of the first page, to be changed before it is run
 */
ForeInvoiceReading *
fore_invoice_reading_new (ForeEngine *engine, const ForeInvoiceFilter *filter)
{
  ForeInvoiceReading *reading = g_new0 (ForeInvoiceReading, 1);

  reading->engine = g_object_ref (engine);
  fore_invoice_filter_assign (&reading->filter, filter);
  return reading;
}

/**
 * fore_invoice_reading_free:
 * @reading: (transfer full): a reading
 */
void
fore_invoice_reading_free (ForeInvoiceReading *reading)
{
  fore_invoice_filter_clear (&reading->filter);
  g_object_unref (reading->engine);
  g_free (reading);
}

static gboolean
append_record (const ForeInvoice *invoice, gpointer data, GError **error)
{
  fore_invoice_records_append (data, invoice);
  return TRUE;
}

/**
 * fore_invoice_reading_run_page:
 * @task: returns a #GArray of #ForeInvoiceRecord
 * @source: its source
 * @data: a #ForeInvoiceReading
 * @cancellable: to stop it
 *
 * Reads a page of rows.
 */
void
fore_invoice_reading_run_page (GTask *task,
                               gpointer source,
                               gpointer data,
                               GCancellable *cancellable)
{
  ForeInvoiceReading *reading = data;
  GError *error = NULL;
  g_autoptr (GArray) records = fore_invoice_records_new ();

  if (fore_store_each_invoice (fore_engine_get_store (reading->engine), &reading->filter,
                               reading->offset, reading->limit, append_record, records, cancellable,
                               &error))
    g_task_return_pointer (task, g_steal_pointer (&records), (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * fore_invoice_reading_run_count:
 * @task: returns whether it was done
 * @source: its source
 * @data: a #ForeInvoiceReading, whose results are set
 * @cancellable: to stop it
 *
 * Counts rows and adds up their sales.
 */
void
fore_invoice_reading_run_count (GTask *task,
                                gpointer source,
                                gpointer data,
                                GCancellable *cancellable)
{
  ForeInvoiceReading *reading = data;
  GError *error = NULL;

  if (fore_store_count_invoices (fore_engine_get_store (reading->engine), &reading->filter,
                                 cancellable, &reading->n_rows, &reading->sum, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

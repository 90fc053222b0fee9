/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-invoice-item.h"
#include "fore-invoice-reading.h"

/**
 * fore_invoice_reading_new:
 * @engine: whose rows
 * @list: (nullable): the rows, as far as they are known
 *
 * Returns: (transfer full): a reading, to be filled in before it is run
 */
ForeInvoiceReading *
fore_invoice_reading_new (ForeEngine *engine, ForeInvoiceList *list)
{
  ForeInvoiceReading *reading = g_new0 (ForeInvoiceReading, 1);

  reading->engine = g_object_ref (engine);
  reading->filter = (ForeInvoiceFilter) FORE_INVOICE_FILTER_INIT;
  if (list != NULL)
    reading->list = fore_invoice_list_ref (list);
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
  g_clear_pointer (&reading->list, fore_invoice_list_unref);
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
 * @data: a #ForeInvoiceReading with a list
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

  if (fore_store_each_listed (fore_engine_get_store (reading->engine), reading->list,
                              reading->is_descending, reading->offset, reading->limit,
                              append_record, records, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&records), (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
note_progress (double fraction, const char *what, gpointer data)
{
  ForeInvoiceReading *reading = data;

  g_atomic_int_set (&reading->permille, (gint) (1000 * CLAMP (fraction, 0, 1)));
}

/**
 * fore_invoice_reading_run_list:
 * @task: returns a #ForeInvoiceList
 * @source: its source
 * @data: a #ForeInvoiceReading
 * @cancellable: to stop it
 *
 * Finds the rows of a filter and puts them into order.
 */
void
fore_invoice_reading_run_list (GTask *task,
                               gpointer source,
                               gpointer data,
                               GCancellable *cancellable)
{
  ForeInvoiceReading *reading = data;
  const ForeProgress progress = { note_progress, reading };
  GError *error = NULL;
  ForeInvoiceList *list = fore_store_list_invoices (fore_engine_get_store (reading->engine),
                                                    &reading->filter, reading->column,
                                                    reading->list, &progress, cancellable, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) fore_invoice_list_unref);
  else
    g_task_return_error (task, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-invoice-export.h"

#include "fore-invoice-reading.h"
#include "fore-replacement.h"
#include "fore-report.h"

/* Bytes that are worth being written. */
#define ENOUGH 65536

struct _ForeInvoiceExport {
  GObject parent_instance;

  /* Input */
  ForeEngine *engine;    /* (owned) */
  ForeInvoiceList *list; /* (owned) */
  gboolean is_descending;
  GCancellable *cancellable; /* (owned) */

  /* In progress, on another thread */
  GOutputStream *output; /* (owned) (nullable) */
  ForeReport *report;    /* (owned) (nullable) */
  gint64 n_added;
  gint permille; /* (atomic): how far it is */
};

G_DEFINE_FINAL_TYPE (ForeInvoiceExport, fore_invoice_export, G_TYPE_OBJECT)

static void
fore_invoice_export_finalize (GObject *object)
{
  ForeInvoiceExport *export = FORE_INVOICE_EXPORT (object);

  g_clear_pointer (&export->list, fore_invoice_list_unref);
  g_clear_object (&export->engine);
  g_clear_object (&export->output);
  g_clear_pointer (&export->report, fore_report_free);
  g_object_unref (export->cancellable);
  G_OBJECT_CLASS (fore_invoice_export_parent_class)->finalize (object);
}

static void
fore_invoice_export_class_init (ForeInvoiceExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_invoice_export_finalize;
}

static void
fore_invoice_export_init (ForeInvoiceExport *export)
{
  export->cancellable = g_cancellable_new ();
}

/**
 * fore_invoice_export_new:
 * @engine: where the rows are
 * @list: the rows
 * @is_descending: whether the last one comes first
 *
 * Returns: (transfer full): an export that has not begun
 */
ForeInvoiceExport *
fore_invoice_export_new (ForeEngine *engine, ForeInvoiceList *list, gboolean is_descending)
{
  ForeInvoiceExport *export = g_object_new (FORE_TYPE_INVOICE_EXPORT, NULL);

  export->engine = g_object_ref (engine);
  export->list = fore_invoice_list_ref (list);
  export->is_descending = is_descending;
  return export;
}

static gboolean
write_bytes (ForeInvoiceExport *export, GBytes *bytes, GError **error)
{
  gboolean is_written = g_output_stream_write_all (export->output, g_bytes_get_data (bytes, NULL),
                                                   g_bytes_get_size (bytes), NULL,
                                                   export->cancellable, error);

  g_bytes_unref (bytes);
  return is_written;
}

static gboolean
add_row (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ForeInvoiceExport *export = data;

  fore_report_add_invoice (export->report, invoice);
  export->n_added++;
  if (fore_report_get_size (export->report) < ENOUGH)
    return TRUE;
  g_atomic_int_set (&export->permille,
                    (gint) (1000 * export->n_added / fore_invoice_list_get_n_rows (export->list)));
  return write_bytes (export, fore_report_take (export->report), error);
}

static gboolean
write_rows (ForeInvoiceExport *export, GFile *file, GError **error)
{
  GFileOutputStream *output = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE,
                                              export->cancellable, error);
  gboolean is_whole;

  if (output == NULL)
    return FALSE;
  export->output = G_OUTPUT_STREAM (output);
  export->report = fore_report_new (FORE_REPORT_INVOICES, FORE_FORMAT_SPREADSHEET);
  is_whole = fore_store_each_listed (fore_engine_get_store (export->engine), export->list,
                                     export->is_descending, 0, -1, add_row, export,
                                     export->cancellable, error) &&
             write_bytes (export, fore_report_end (export->report), error);

  return fore_replacement_close (export->output, is_whole, export->cancellable, error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_rows (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * fore_invoice_export_run_async:
 * @export: an export; it runs once
 * @file: where to
 * @callback: called at its end
 * @data: its user data
 *
 * Writes the rows. A file that was there before is replaced when all of them are written.
 */
void
fore_invoice_export_run_async (ForeInvoiceExport *export,
                               GFile *file,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (export, export->cancellable, callback, data);

  /* What has been written is told, even if it was cancelled too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  fore_engine_run_async (export->engine, task, run);
}

/**
 * fore_invoice_export_run_finish:
 * @export: an export
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the file has been written
 */
gboolean
fore_invoice_export_run_finish (ForeInvoiceExport *export, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * fore_invoice_export_get_fraction:
 * @export: an export
 *
 * Returns: how far it is, from 0 to 1
 */
double
fore_invoice_export_get_fraction (ForeInvoiceExport *export)
{
  return g_atomic_int_get (&export->permille) / 1000.0;
}

/**
 * fore_invoice_export_cancel:
 * @export: an export
 *
 * Gives it up.
 */
void
fore_invoice_export_cancel (ForeInvoiceExport *export)
{
  g_cancellable_cancel (export->cancellable);
}

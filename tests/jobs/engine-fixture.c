/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("fore-engine-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->engine = fore_engine_open (fixture->folder, FORE_STORE_READ_WRITE, 2, &error);
  g_assert_no_error (error);
}

void
fixture_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      fixture_remove_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

/* The main thread lets go of the tasks that have ended. */
void
fixture_close (Fixture *fixture)
{
  fore_engine_close (fixture->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->engine);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  fixture_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
fixture_reopen (Fixture *fixture, guint n_threads)
{
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  fixture->engine = fore_engine_open (fixture->folder, FORE_STORE_READ_WRITE, n_threads, &error);
  g_assert_no_error (error);
}

char *
fixture_submit (Fixture *fixture,
                const char *name,
                const char *text,
                const ForeSubmission *submission,
                char **original_batch,
                GError **error)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text, -1, NULL);

  return fore_engine_submit (fixture->engine, input, name, -1, submission, NULL, NULL,
                             original_batch, error);
}

void
fixture_drain (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fore_engine_drain (fixture->engine, NULL, NULL, &error);
  g_assert_no_error (error);
}

char *
fixture_import (Fixture *fixture, const char *name, const char *text)
{
  const ForeSubmission submission = { .hold_forecast = TRUE };
  g_autoptr (GError) error = NULL;
  char *batch = fixture_submit (fixture, name, text, &submission, NULL, &error);

  g_assert_no_error (error);
  fixture_drain (fixture);
  return batch;
}

char *
fixture_sales (guint n_days)
{
  GString *text = g_string_new ("Date,product_id,category,sales\n");
  ForeDay first = fore_day_from_date (2026, 1, 1);

  for (guint i = 0; i < n_days; i++) {
    char day[FORE_DAY_BUFFER];

    fore_day_format (first + (ForeDay) i, day);
    g_string_append_printf (text, "%s,P1,A,%u.50\n%s,P2,B,%u.25\n", day, 100 + i % 7 * 10 + i, day,
                            40 + i % 5);
  }
  return g_string_free (text, FALSE);
}

guint
fixture_count_files (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "uploads", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

gint64
fixture_count_invoices (Fixture *fixture)
{
  const ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  gint64 count = 0;
  ForeCents sum;

  fore_store_count_invoices (fore_engine_get_store (fixture->engine), &filter, NULL, &count, &sum,
                             &error);
  g_assert_no_error (error);
  return count;
}

static gboolean
dump_invoice (const ForeInvoice *invoice, gpointer data, GError **error)
{
  g_string_append_printf (data, "%d %s %s %ld %d %ld\n", invoice->day, invoice->category,
                          invoice->product, (long) invoice->sales, invoice->is_imputed,
                          (long) invoice->version);
  return TRUE;
}

char *
fixture_dump_invoices (ForeEngine *engine)
{
  const ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  fore_store_each_invoice (fore_engine_get_store (engine), &filter, 0, -1, dump_invoice, text, NULL,
                           &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static gboolean
dump_row (const ForeForecastRow *row, gpointer data, GError **error)
{
  g_string_append_printf (data, "%d %s %s %ld %ld %ld %ld %ld %s\n", row->day, row->category,
                          row->model, (long) row->value, (long) row->lower_80, (long) row->upper_80,
                          (long) row->lower_95, (long) row->upper_95,
                          row->note != NULL ? row->note : "");
  return TRUE;
}

static void
dump_backtests (Fixture *fixture, GString *text)
{
  g_autoptr (GPtrArray)
      backtests = fore_store_load_backtests (fore_engine_get_store (fixture->engine), NULL, NULL);

  for (guint i = 0; i < backtests->len; i++) {
    const ForeStoredBacktest *backtest = g_ptr_array_index (backtests, i);
    const ForeAccuracy *accuracy = &backtest->accuracy;

    g_string_append_printf (text, "%s %s %ld %ld %lu %d %d %a %a %a %a %a %a %a %a %a %a\n",
                            backtest->category, backtest->model, (long) backtest->horizon,
                            (long) backtest->n_origins, (gulong) accuracy->n, backtest->is_best,
                            backtest->is_current, accuracy->mae, accuracy->rmse, accuracy->bias,
                            accuracy->wape, accuracy->smape, accuracy->mase, accuracy->coverage_80,
                            accuracy->coverage_95, accuracy->winkler_80, accuracy->winkler_95);
  }
}

char *
fixture_dump_forecasts (Fixture *fixture)
{
  const ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  fore_store_each_forecast (fore_engine_get_store (fixture->engine), &filter, -1, dump_row, text,
                            NULL, &error);
  g_assert_no_error (error);
  dump_backtests (fixture, text);
  return g_string_free (text, FALSE);
}

void
fixture_assert_status (Fixture *fixture, const char *batch, ForeUploadStatus status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeUpload)
      upload = fore_store_get_upload (fore_engine_get_store (fixture->engine), batch, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fore_upload_status_to_string (upload->status), ==,
                   fore_upload_status_to_string (status));
}

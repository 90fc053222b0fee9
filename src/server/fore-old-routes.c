/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables that old clients read: everything at once, unless they ask for less. */

#include "fore-routes.h"

#include "fore-fresh.h"
#include "fore-parameters.h"
#include "fore-table-answer.h"

static gboolean
write_uploads (ForeTableAnswer *answer,
               ForeStore *store,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) uploads = fore_store_list_uploads (store, error);

  for (guint i = 0; uploads != NULL && i < uploads->len; i++) {
    fore_report_add_upload (fore_table_answer_get_report (answer), g_ptr_array_index (uploads, i));
    if (!fore_table_answer_flush (answer, error))
      return FALSE;
  }
  return uploads != NULL;
}

static gboolean
write_invoice (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ForeTableAnswer *answer = data;

  fore_report_add_invoice (fore_table_answer_get_report (answer), invoice);
  return fore_table_answer_flush (answer, error);
}

static gboolean
write_invoices (ForeTableAnswer *answer,
                ForeStore *store,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const ForeParameters *parameters = data;
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;

  filter.category = parameters->category;
  filter.from = parameters->start_date;
  filter.to = parameters->end_date;
  return fore_store_each_invoice (store, &filter, 0, parameters->limit, write_invoice, answer,
                                  cancellable, error);
}

static gboolean
write_forecast (const ForeForecastRow *row, gpointer data, GError **error)
{
  ForeTableAnswer *answer = data;

  fore_report_add_forecast (fore_table_answer_get_report (answer), row);
  return fore_table_answer_flush (answer, error);
}

static gboolean
write_forecasts (ForeTableAnswer *answer,
                 ForeStore *store,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const ForeParameters *parameters = data;
  ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;

  filter.category = parameters->category;
  filter.model = parameters->model_type;
  filter.from = parameters->start_date;
  filter.to = parameters->end_date;
  filter.published_models = parameters->model_type == NULL;
  return fore_store_each_forecast (store, &filter, parameters->limit, write_forecast, answer,
                                   cancellable, error);
}

static void
send_uploads (ForeRequest *request, gpointer data)
{
  fore_table_answer_send (request, FORE_REPORT_UPLOADS, -1, write_uploads, NULL, NULL);
}

static void
send_invoices (ForeRequest *request, gpointer data)
{
  ForeParameters *parameters = data;

  fore_table_answer_send (request, FORE_REPORT_INVOICES, parameters->limit, write_invoices,
                          parameters, (GDestroyNotify) fore_parameters_free);
}

static void
send_forecasts (ForeRequest *request, gpointer data)
{
  ForeParameters *parameters = data;

  fore_table_answer_send (request, FORE_REPORT_FORECASTS, parameters->limit, write_forecasts,
                          parameters, (GDestroyNotify) fore_parameters_free);
}

static void
answer_table (ForeRequest *request, ForeFreshFunc send)
{
  g_autoptr (GError) error = NULL;
  ForeParameters *parameters = fore_parameters_parse (request->query, &error);

  if (parameters == NULL)
    fore_answer_gerror (request, error);
  else
    fore_fresh_ask (request, send, parameters, (GDestroyNotify) fore_parameters_free);
}

void
fore_route_metadata (ForeRequest *request)
{
  fore_fresh_ask (request, send_uploads, NULL, NULL);
}

void
fore_route_invoice_data (ForeRequest *request)
{
  answer_table (request, send_invoices);
}

void
fore_route_forecast_data (ForeRequest *request)
{
  answer_table (request, send_forecasts);
}

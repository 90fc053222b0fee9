/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists of the versioned API, a page at a time. */

#include "fore-routes.h"

#include "fore-error.h"
#include "fore-page.h"

/* The store goes on until its caller has an error to tell; this one tells only that it has
 * enough. */
static gboolean
stop (GError **error)
{
  g_set_error_literal (error, FORE_ERROR, FORE_ERROR_FAILED, "The page is full.");
  return FALSE;
}

static gboolean
add_invoice (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ForePage *page = data;
  ForePlace place = fore_page_place (page, invoice->day, invoice->category, invoice->product);

  if (place == FORE_PLACE_AFTER)
    return stop (error);
  if (place == FORE_PLACE_HERE)
    fore_report_add_invoice (page->report, invoice);
  return TRUE;
}

/* The first day of which rows may still be missing. */
static ForeDay
first_day (const ForeParameters *parameters)
{
  if (parameters->cursor == NULL)
    return parameters->start_date;
  return (ForeDay) CLAMP (parameters->cursor->number, MAX (parameters->start_date, FORE_DAY_MIN),
                          FORE_DAY_MAX);
}

static ForeReply *
read_invoices (ForeRequest *request, gpointer data, GError **error)
{
  ForePage *page = data;
  const ForeParameters *parameters = page->parameters;
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  gboolean is_read;

  filter.category = parameters->category;
  filter.product = parameters->product;
  filter.batch = parameters->batch;
  filter.from = first_day (parameters);
  filter.to = parameters->end_date;
  is_read = fore_store_each_invoice (fore_engine_get_store (request->server->engine), &filter, 0,
                                     -1, add_invoice, page, request->cancellable, error);
  return fore_page_is_over (page, is_read, error) ? fore_page_end (page, request) : NULL;
}

static gboolean
add_forecast (const ForeForecastRow *row, gpointer data, GError **error)
{
  ForePage *page = data;
  ForePlace place = fore_page_place (page, row->day, row->category, row->model);

  if (place == FORE_PLACE_AFTER)
    return stop (error);
  if (place == FORE_PLACE_HERE)
    fore_report_add_forecast (page->report, row);
  return TRUE;
}

static ForeReply *
read_forecasts (ForeRequest *request, gpointer data, GError **error)
{
  ForePage *page = data;
  const ForeParameters *parameters = page->parameters;
  ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;
  gboolean is_read;

  filter.category = parameters->category;
  filter.model = parameters->model_type;
  filter.from = first_day (parameters);
  filter.to = parameters->end_date;
  is_read = fore_store_each_forecast (fore_engine_get_store (request->server->engine), &filter, -1,
                                      add_forecast, page, request->cancellable, error);
  return fore_page_is_over (page, is_read, error) ? fore_page_end (page, request) : NULL;
}

/* Newest first: the number that the list is ordered by falls. */
static guint
skip_uploads (GPtrArray *uploads, const ForeCursor *cursor)
{
  guint i = 0;

  if (cursor == NULL)
    return 0;
  for (i = 0; i < uploads->len; i++)
    if (g_str_equal (((ForeUpload *) g_ptr_array_index (uploads, i))->batch, cursor->first))
      return i + 1;
  for (i = 0; i < uploads->len; i++)
    if (((ForeUpload *) g_ptr_array_index (uploads, i))->uploaded_at < cursor->number)
      break;
  return i;
}

static ForeReply *
read_uploads (ForeRequest *request, gpointer data, GError **error)
{
  ForePage *page = data;
  const ForeParameters *parameters = page->parameters;
  g_autoptr (GPtrArray) uploads = NULL;

  uploads = fore_store_list_uploads (fore_engine_get_store (request->server->engine), error);
  if (uploads == NULL)
    return NULL;
  for (guint i = skip_uploads (uploads, parameters->cursor); i < uploads->len; i++) {
    const ForeUpload *upload = g_ptr_array_index (uploads, i);

    if (page->n == parameters->limit) {
      page->has_next = TRUE;
      break;
    }
    fore_report_add_upload (page->report, upload);
    if (++page->n == parameters->limit)
      page->last = fore_cursor_write (upload->uploaded_at, upload->batch, "");
  }
  return fore_page_end (page, request);
}

static ForeReply *
read_categories (ForeRequest *request, gpointer data, GError **error)
{
  ForePage *page = data;
  g_autoptr (GPtrArray) categories = NULL;

  categories = fore_store_list_categories (fore_engine_get_store (request->server->engine), error);
  if (categories == NULL)
    return NULL;
  for (guint i = 0; i < categories->len && !page->has_next; i++) {
    const ForeCategory *category = g_ptr_array_index (categories, i);

    if (fore_page_place (page, 0, category->name, "") == FORE_PLACE_HERE)
      fore_report_add_category (page->report, category);
  }
  return fore_page_end (page, request);
}

static void
answer_page (ForeRequest *request, ForeReportKind kind, ForeWorkFunc read)
{
  g_autoptr (GError) error = NULL;
  ForePage *page = fore_page_new (request, kind, &error);

  if (page == NULL)
    fore_answer_gerror (request, error);
  else
    fore_work_run_if_changed (request, read, page, (GDestroyNotify) fore_page_free);
}

void
fore_route_uploads (ForeRequest *request)
{
  answer_page (request, FORE_REPORT_UPLOADS_IN_FULL, read_uploads);
}

void
fore_route_invoices (ForeRequest *request)
{
  answer_page (request, FORE_REPORT_INVOICES, read_invoices);
}

void
fore_route_forecasts (ForeRequest *request)
{
  answer_page (request, FORE_REPORT_FORECASTS_IN_FULL, read_forecasts);
}

void
fore_route_categories (ForeRequest *request)
{
  answer_page (request, FORE_REPORT_CATEGORIES, read_categories);
}

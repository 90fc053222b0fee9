/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-server-private.h"

#include <glib/gi18n-lib.h>

#include "fore-access.h"
#include "fore-parameters.h"
#include "fore-server-resources.h"
#include "fore-table-answer.h"

typedef void (*RouteFunc) (ForeServer *server, SoupServerMessage *message, GHashTable *query);

/**
 * Route:
 * @path: of the URL
 * @method: the one it knows
 * @is_free: whether it asks no token
 * @run: answers, now or later
 */
typedef struct {
  const char *path;
  const char *method;
  gboolean is_free;
  RouteFunc run;
} Route;

static void
answer_health (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  fore_answer_json (message, SOUP_STATUS_OK, "{\"status\":\"ok\"}\n");
}

static void
answer_openapi (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      fore_server_get_resource (), "/io/github/foretell/Foretell/server/openapi.json",
      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
answer_upload (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  fore_upload_answer (message);
}

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

static void
answer_metadata (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  fore_table_answer_send (server->engine, message, FORE_REPORT_UPLOADS, write_uploads, NULL,
                          g_free);
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
answer_table (ForeServer *server,
              SoupServerMessage *message,
              GHashTable *query,
              ForeReportKind kind,
              ForeTableFunc func)
{
  g_autoptr (GError) error = NULL;
  ForeParameters *parameters = fore_parameters_parse (query, &error);

  if (parameters == NULL)
    fore_answer_gerror (message, error);
  else
    fore_table_answer_send (server->engine, message, kind, func, parameters,
                            (GDestroyNotify) fore_parameters_free);
}

static void
answer_invoices (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  answer_table (server, message, query, FORE_REPORT_INVOICES, write_invoices);
}

static void
answer_forecasts (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  answer_table (server, message, query, FORE_REPORT_FORECASTS, write_forecasts);
}

static const Route routes[] = {
  { "/health", "GET", TRUE, answer_health },
  { "/upload", "POST", FALSE, answer_upload },
  { "/metadata", "GET", FALSE, answer_metadata },
  { "/invoice-data", "GET", FALSE, answer_invoices },
  { "/forecast-data", "GET", FALSE, answer_forecasts },
  { "/openapi.json", "GET", FALSE, answer_openapi },
};

static const Route *
find_route (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (routes[i].path, path))
      return &routes[i];
  return NULL;
}

/* Answers a method that the route does not know, and those that ask about it. */
static void
answer_other_method (const Route *route, SoupServerMessage *message, const char *method)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *allow = g_strdup_printf ("%s, OPTIONS", route->method);

  soup_message_headers_replace (headers, "Allow", allow);
  if (g_str_equal (method, "OPTIONS"))
    soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  else
    fore_answer_error (message, SOUP_STATUS_METHOD_NOT_ALLOWED,
                       _ ("This address does not know the method."));
}

static gboolean
check_access (ForeServer *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (!fore_access_allows_host (soup_message_headers_get_one (headers, "Host"), server->address)) {
    fore_answer_error (message, SOUP_STATUS_FORBIDDEN, _ ("This host is not known here."));
    return FALSE;
  }
  if (!fore_access_allows_origin (soup_message_headers_get_one (headers, "Origin"),
                                  server->address)) {
    fore_answer_error (message, SOUP_STATUS_FORBIDDEN,
                       _ ("Pages from elsewhere are not answered."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_token (ForeServer *server, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (fore_access_allows_token (soup_message_headers_get_one (headers, "Authorization"),
                                server->token))
    return TRUE;
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "WWW-Authenticate", "Bearer realm=\"foretell\"");
  fore_answer_error (message, SOUP_STATUS_UNAUTHORIZED, _ ("A bearer token is asked for."));
  return FALSE;
}

/* The headers have come: all that can be refused is refused before the body. */
static void
on_headers (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  ForeServer *server = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *method = soup_server_message_get_method (message);
  const Route *route = find_route (path);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "X-Content-Type-Options", "nosniff");
  if (!check_access (server, message))
    return;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > FORE_SERVER_LARGEST_BODY)
    fore_answer_and_close (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                           _ ("The upload is larger than 512 MiB."));
  else if (route == NULL)
    fore_answer_error (message, SOUP_STATUS_NOT_FOUND, _ ("There is nothing at this address."));
  else if (!g_str_equal (method, route->method))
    answer_other_method (route, message, method);
  else if ((route->is_free || check_token (server, message)) && route->run == answer_upload)
    fore_upload_begin (server, message);
}

static void
on_body (SoupServer *soup,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  find_route (path)->run (data, message, query);
}

/*
 * fore_routes_install:
 * @server: a server about to listen
 */
void
fore_routes_install (ForeServer *server)
{
  soup_server_add_early_handler (server->soup, NULL, on_headers, server, NULL);
  soup_server_add_handler (server->soup, NULL, on_body, server, NULL);
}

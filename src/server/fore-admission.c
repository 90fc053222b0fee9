/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of each request from its headers to its route: who is let in, and with how much. */

#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-access.h"
#include "fore-negotiation.h"
#include "fore-routes.h"
#include "fore-upload-handler.h"

#define MODERN_PREFIX "/api/v1/"

/* Whom the client wants: as the header says, which only HTTP/1.0 may leave out, and as the
 * request itself says, where it names a host as one to a proxy does. */
static gboolean
allows_host (ForeRequest *request, const char *address)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *header = soup_message_headers_get_one (headers, "Host");
  const char *host = g_uri_get_host (soup_server_message_get_uri (request->message));
  g_autofree char *bracketed = NULL;

  if (header == NULL)
    return soup_server_message_get_http_version (request->message) == SOUP_HTTP_1_0;
  if (host == NULL)
    return FALSE;
  bracketed = strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);
  return fore_access_allows_host (header, address) && fore_access_allows_host (bracketed, address);
}

static gboolean
check_access (ForeRequest *request)
{
  GInetSocketAddress *local = G_INET_SOCKET_ADDRESS (
      soup_server_message_get_local_address (request->message));
  const char *address = fore_connection_get_address (request->message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);

  if (!allows_host (request, address)) {
    fore_answer_error (request, SOUP_STATUS_FORBIDDEN, _ ("This host is not known here."));
    return FALSE;
  }
  if (!fore_access_allows_origin (soup_message_headers_get_one (headers, "Origin"), address,
                                  g_inet_socket_address_get_port (local))) {
    fore_answer_error (request, SOUP_STATUS_FORBIDDEN,
                       _ ("Pages from elsewhere are not answered."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_token (ForeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);

  if (fore_access_allows_token (soup_message_headers_get_one (headers, "Authorization"),
                                request->server->token))
    return TRUE;
  fore_request_set_header (request, "WWW-Authenticate", "Bearer realm=\"foretell\"");
  fore_answer_error (request, SOUP_STATUS_UNAUTHORIZED, _ ("A bearer token is required."));
  return FALSE;
}

static gint64
largest_body (const ForeRequest *request)
{
  const ForeServerLimits *limits = &request->server->limits;

  return request->route != NULL && request->route->flags & FORE_ROUTE_UPLOAD ? limits->body
                                                                             : limits->small_body;
}

static void
refuse_body (ForeRequest *request)
{
  g_autofree char *most = g_format_size_full ((guint64) largest_body (request),
                                              G_FORMAT_SIZE_IEC_UNITS);
  /* Translators: a size such as 512.0 MiB. */
  g_autofree char *text = g_strdup_printf (_ ("The body is larger than %s."), most);

  fore_answer_and_close (request, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, text);
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, ForeRequest *request)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (chunk, &size);

  fore_connection_count (message, size);
  request->n_body += (gint64) size;
  if (request->n_body > largest_body (request)) {
    fore_request_abort (request);
    if (!request->is_held)
      refuse_body (request);
  } else if (request->route != NULL && request->route->flags & FORE_ROUTE_UPLOAD) {
    fore_upload_take (request, chunk);
  } else if (request->body != NULL) {
    g_byte_array_append (request->body, data, (guint) size);
  }
}

static gboolean
choose_format (ForeRequest *request)
{
  g_autoptr (GError) error = NULL;

  request->packs = request->is_modern && fore_negotiation_allows_gzip (
                                             fore_request_get_header (request, "Accept-Encoding"));
  if (fore_negotiation_choose_format (fore_request_get_parameter (request, "format"),
                                      fore_request_get_header (request, "Accept"), &request->format,
                                      &error))
    return TRUE;
  fore_answer_gerror (request, error);
  return FALSE;
}

/* Refuses what can be refused before the body, and gets ready for the body. */
static void
take_up (ForeRequest *request, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *method = soup_server_message_get_method (request->message);

  if (!check_access (request))
    return;
  fore_routes_find (request, path, method);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > largest_body (request)) {
    refuse_body (request);
  } else if (request->route == NULL) {
    fore_answer_error (request, SOUP_STATUS_NOT_FOUND, _ ("There is nothing at this address."));
  } else if (!g_str_equal (method, request->route->method)) {
    fore_routes_answer_other_method (request, method);
  } else if ((request->route->flags & FORE_ROUTE_FREE || check_token (request)) &&
             choose_format (request)) {
    if (request->route->flags & FORE_ROUTE_UPLOAD)
      fore_upload_begin (request);
    else if (request->route->flags & FORE_ROUTE_TAKES_BODY)
      request->body = g_byte_array_new ();
  }
}

/* The headers have come. */
static void
on_headers (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  ForeRequest *request = fore_request_new (data, message, query);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  fore_request_set_header (request, "X-Content-Type-Options", "nosniff");
  fore_request_set_header (request, "Cache-Control", "no-store");
  request->is_modern = g_str_has_prefix (path, MODERN_PREFIX);
  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_NONE)
    g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), request);
  take_up (request, path);
}

static void
on_body (SoupServer *soup,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  ForeRequest *request = fore_request_of (message);

  request->route->run (request);
}

/*
 * fore_admission_install:
 * @server: a server about to listen
 */
void
fore_admission_install (ForeServer *server)
{
  soup_server_add_early_handler (server->soup, NULL, on_headers, server, NULL);
  soup_server_add_handler (server->soup, NULL, on_body, server, NULL);
}

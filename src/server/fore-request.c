/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-request.h"

#define REQUEST_KEY "fore-request"
#define BEGIN_KEY   "fore-begin"

/**
 * fore_request_ref:
 * @request: a request, on the main thread
 *
 * Returns: (transfer full): @request
 */
ForeRequest *
fore_request_ref (ForeRequest *request)
{
  g_ref_count_inc (&request->n_users);
  return request;
}

void
fore_request_unref (ForeRequest *request)
{
  if (!g_ref_count_dec (&request->n_users))
    return;
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_clear_pointer (&request->body, g_byte_array_unref);
  g_free (request->argument);
  g_free (request->question);
  g_object_unref (request->cancellable);
  g_object_unref (request->message);
  g_object_unref (request->server);
  g_free (request);
}

static void
on_finished (SoupServerMessage *message, ForeRequest *request)
{
  fore_request_end (request);
}

/**
 * fore_request_new:
 * @server: who is asked
 * @message: a message whose headers have come
 * @query: (nullable): the decoded parameters
 *
 * Returns: (transfer none): the request, which lives until its answer has been sent
 */
ForeRequest *
fore_request_new (ForeServer *server, SoupServerMessage *message, GHashTable *query)
{
  ForeRequest *request = g_new0 (ForeRequest, 1);

  g_ref_count_init (&request->n_users);
  request->server = g_object_ref (server);
  request->message = g_object_ref (message);
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  request->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (message), REQUEST_KEY, request);
  g_object_set_data (G_OBJECT (message), BEGIN_KEY, GSIZE_TO_POINTER (g_get_monotonic_time ()));
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), request);
  g_hash_table_add (server->requests, request);
  fore_connection_begin (message, &request->is_held);
  return request;
}

/**
 * fore_request_of:
 * @message: a message
 *
 * Returns: (transfer none) (nullable): its request
 */
ForeRequest *
fore_request_of (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), REQUEST_KEY);
}

/**
 * fore_request_get_age:
 * @message: a message
 *
 * Returns: microseconds since its headers came, also when its request has ended; 0 when it never
 *   had one
 */
gint64
fore_request_get_age (SoupServerMessage *message)
{
  gsize begin = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), BEGIN_KEY));

  return begin != 0 ? (gint64) ((gsize) g_get_monotonic_time () - begin) : 0;
}

/**
 * fore_request_abort:
 * @request: a request
 *
 * Whoever works on it need not go on, and lets go of it.
 */
void
fore_request_abort (ForeRequest *request)
{
  void (*abort) (gpointer data) = request->abort;

  request->abort = NULL;
  g_cancellable_cancel (request->cancellable);
  if (abort != NULL)
    abort (request->abort_data);
}

/**
 * fore_request_end:
 * @request: (transfer full): a request
 *
 * Its client is gone, answered or not: tells whoever works on it.
 */
void
fore_request_end (ForeRequest *request)
{
  request->is_gone = TRUE;
  fore_connection_end (request->message);
  g_hash_table_remove (request->server->requests, request);
  fore_request_abort (request);
  g_signal_handlers_disconnect_by_data (request->message, request);
  g_object_set_data (G_OBJECT (request->message), REQUEST_KEY, NULL);
  fore_request_unref (request);
}

/**
 * fore_request_hold:
 * @request: a request
 *
 * Neither reads from the client nor writes to it until fore_request_release().
 */
void
fore_request_hold (ForeRequest *request)
{
  if (request->is_held || request->is_gone)
    return;
  request->is_held = TRUE;
  soup_server_message_pause (request->message);
}

void
fore_request_release (ForeRequest *request)
{
  if (!request->is_held || request->is_gone)
    return;
  request->is_held = FALSE;
  soup_server_message_unpause (request->message);
}

static void
on_wrote_body_data (SoupServerMessage *message, guint size, gpointer data)
{
  fore_connection_count (message, size);
}

/**
 * fore_request_watch_writing:
 * @request: a request whose answer is long
 *
 * Lets the client have time for as long as it takes what is sent.
 */
void
fore_request_watch_writing (ForeRequest *request)
{
  g_signal_connect (request->message, "wrote-body-data", G_CALLBACK (on_wrote_body_data), request);
}

/**
 * fore_request_get_header:
 * @request: a request
 * @name: of a header
 *
 * Returns: (transfer none) (nullable): what the client wrote, several lines of it joined
 */
const char *
fore_request_get_header (ForeRequest *request, const char *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (request->message),
                                        name);
}

void
fore_request_set_header (ForeRequest *request, const char *name, const char *value)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
  else
    soup_message_headers_remove (headers, name);
}

/**
 * fore_request_get_parameter:
 * @request: a request
 * @name: of a parameter of the query
 *
 * Returns: (transfer none) (nullable): its value; an empty one is none
 */
const char *
fore_request_get_parameter (ForeRequest *request, const char *name)
{
  const char *value = request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"
#include "fore-json.h"
#include "fore-negotiation.h"

/* A client that does not take as much in its time is too slow, anyway. */
#define SMALL_BODY (16 * 1024)

/**
 * fore_answer_bytes:
 * @request: a request
 * @status: of the answer
 * @type: (nullable): the content type
 * @bytes: the body
 *
 * Answers; a request that is held goes on.
 */
void
fore_answer_bytes (ForeRequest *request, guint status, const char *type, GBytes *bytes)
{
  SoupServerMessage *message = request->message;

  if (request->is_gone)
    return;
  soup_server_message_set_status (message, status, NULL);
  if (type != NULL)
    fore_request_set_header (request, "Content-Type", type);
  if (g_bytes_get_size (bytes) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
  if (g_bytes_get_size (bytes) <= SMALL_BODY)
    fore_connection_join (message);
  else
    fore_request_watch_writing (request);
  fore_request_release (request);
}

void
fore_answer_json (ForeRequest *request, guint status, const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  fore_answer_bytes (request, status, "application/json", bytes);
}

/* RFC 9457. The type is left out: it would be "about:blank", for which the title is that of
 * the status. */
static void
append_problem (GString *json, ForeRequest *request, guint status, const char *text)
{
  GUri *uri = soup_server_message_get_uri (request->message);

  g_string_append (json, "{\"title\":");
  fore_json_append_string (json, soup_status_get_phrase (status));
  g_string_append_printf (json, ",\"status\":%u,\"detail\":", status);
  fore_json_append_string (json, text);
  g_string_append (json, ",\"instance\":");
  fore_json_append_string (json, uri != NULL ? g_uri_get_path (uri) : NULL);
  g_string_append (json, "}\n");
}

/* Old clients are told in their way, unless they ask for the other. */
static char *
describe_error (ForeRequest *request, guint status, const char *text, const char **type)
{
  GString *json = g_string_new (NULL);

  if (request->is_modern ||
      fore_negotiation_names (fore_request_get_header (request, "Accept"), FORE_TYPE_PROBLEM)) {
    *type = FORE_TYPE_PROBLEM;
    append_problem (json, request, status, text);
  } else {
    *type = "application/json";
    g_string_append (json, "{\"error\":");
    fore_json_append_string (json, text);
    g_string_append (json, "}\n");
  }
  return g_string_free (json, FALSE);
}

void
fore_answer_error (ForeRequest *request, guint status, const char *text)
{
  const char *type;
  g_autofree char *json = describe_error (request, status, text, &type);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  fore_request_set_header (request, "ETag", NULL);
  fore_request_set_header (request, "Cache-Control", "no-store");
  fore_answer_bytes (request, status, type, bytes);
}

/**
 * fore_answer_busy:
 * @request: a request
 * @text: of what there is too much
 *
 * Answers that the client may try again in a moment.
 */
void
fore_answer_busy (ForeRequest *request, const char *text)
{
  fore_request_set_header (request, "Retry-After", "1");
  fore_answer_error (request, SOUP_STATUS_SERVICE_UNAVAILABLE, text);
}

static guint
status_of_error (ForeRequest *request, const GError *error)
{
  static const struct {
    int code;
    guint status;
  } statuses[] = {
    { FORE_ERROR_INVALID_ARGUMENT, SOUP_STATUS_BAD_REQUEST },
    { FORE_ERROR_REJECTED, SOUP_STATUS_BAD_REQUEST },
    { FORE_ERROR_AMBIGUOUS, SOUP_STATUS_UNPROCESSABLE_ENTITY },
    { FORE_ERROR_DUPLICATE, SOUP_STATUS_CONFLICT },
    { FORE_ERROR_NOT_FOUND, SOUP_STATUS_NOT_FOUND },
    { FORE_ERROR_MODEL, SOUP_STATUS_UNPROCESSABLE_ENTITY },
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return SOUP_STATUS_BAD_REQUEST;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
  /* What is at work cannot be taken back: a conflict, not a lack of strength. */
  if (g_error_matches (error, FORE_ERROR, FORE_ERROR_BUSY) &&
      g_str_equal (soup_server_message_get_method (request->message), "DELETE"))
    return SOUP_STATUS_CONFLICT;
  for (gsize i = 0; error->domain == FORE_ERROR && i < G_N_ELEMENTS (statuses); i++)
    if (error->code == statuses[i].code)
      return statuses[i].status;

  return SOUP_STATUS_SERVICE_UNAVAILABLE;
}

/* The one place where errors of the program become those of HTTP. */
void
fore_answer_gerror (ForeRequest *request, const GError *error)
{
  fore_answer_error (request, status_of_error (request, error), error->message);
}

static void
on_last_words_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GIOStream) connection = data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close_async (connection, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

typedef struct {
  ForeRequest *request;
  char *bytes;
} LastWords;

static void
last_words_free (LastWords *words)
{
  fore_request_unref (words->request);
  g_free (words->bytes);
  g_free (words);
}

static gboolean
say_last_words (gpointer data)
{
  LastWords *words = data;
  GIOStream *connection;
  const char *bytes = words->bytes;

  if (words->request->is_gone)
    return G_SOURCE_REMOVE;
  connection = soup_server_message_steal_connection (words->request->message);
  if (connection == NULL)
    return G_SOURCE_REMOVE;
  g_object_set_data_full (G_OBJECT (connection), "last-words", g_steal_pointer (&words->bytes),
                          g_free);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (connection), bytes,
                                   strlen (bytes), G_PRIORITY_DEFAULT, NULL, on_last_words_written,
                                   connection);
  return G_SOURCE_REMOVE;
}

/**
 * fore_answer_and_close:
 * @request: a request whose body is still to come
 * @status: of the answer
 * @text: what is wrong
 *
 * Answers without reading the body and hangs up. The library itself would read all of it
 * first, however long.
 */
void
fore_answer_and_close (ForeRequest *request, guint status, const char *text)
{
  LastWords *words = g_new0 (LastWords, 1);
  const char *type;
  g_autofree char *json = describe_error (request, status, text, &type);
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) source = g_idle_source_new ();

  fore_request_hold (request);
  words->request = fore_request_ref (request);
  words->bytes = g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\n"
                                  "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                                  status, soup_status_get_phrase (status), type, strlen (json),
                                  json);
  g_source_set_callback (source, say_last_words, words, (GDestroyNotify) last_words_free);
  g_source_attach (source, context);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-server-private.h"

#include "fore-error.h"
#include "fore-json.h"

#include <string.h>

void
fore_answer_json (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json,
                                    strlen (json));
}

static char *
error_body (const char *text)
{
  GString *json = g_string_new ("{\"error\":");

  fore_json_append_string (json, text);
  g_string_append (json, "}\n");
  return g_string_free (json, FALSE);
}

void
fore_answer_error (SoupServerMessage *message, guint status, const char *text)
{
  g_autofree char *json = error_body (text);

  fore_answer_json (message, status, json);
}

static guint
status_of_error (const GError *error)
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
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return SOUP_STATUS_BAD_REQUEST;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
  for (gsize i = 0; error->domain == FORE_ERROR && i < G_N_ELEMENTS (statuses); i++)
    if (error->code == statuses[i].code)
      return statuses[i].status;

  return SOUP_STATUS_SERVICE_UNAVAILABLE;
}

/* The one place where errors of the program become those of HTTP. */
void
fore_answer_gerror (SoupServerMessage *message, const GError *error)
{
  fore_answer_error (message, status_of_error (error), error->message);
}

typedef struct {
  SoupServerMessage *message;
  char *bytes;
} LastWords;

static void
last_words_free (LastWords *words)
{
  g_object_unref (words->message);
  g_free (words->bytes);
  g_free (words);
}

static void
on_last_words_written (GObject *source, GAsyncResult *result, gpointer data)
{
  GIOStream *connection = data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close_async (connection, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (connection);
}

static gboolean
say_last_words (gpointer data)
{
  LastWords *words = data;
  GIOStream *connection = soup_server_message_steal_connection (words->message);
  GOutputStream *output;
  char *bytes = words->bytes;

  if (connection == NULL)
    return G_SOURCE_REMOVE;
  output = g_io_stream_get_output_stream (connection);
  g_object_set_data_full (G_OBJECT (connection), "last-words", g_steal_pointer (&words->bytes),
                          g_free);
  g_output_stream_write_all_async (output, bytes, strlen (bytes), G_PRIORITY_DEFAULT, NULL,
                                   on_last_words_written, connection);
  return G_SOURCE_REMOVE;
}

/*
 * fore_answer_and_close:
 * @message: a request whose body is still to come
 * @status: of the answer
 * @text: what is wrong
 *
 * Answers without reading the body and hangs up. The library itself would read all of it
 * first, however long.
 */
void
fore_answer_and_close (SoupServerMessage *message, guint status, const char *text)
{
  LastWords *words = g_new0 (LastWords, 1);
  g_autofree char *json = error_body (text);
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) source = g_idle_source_new ();

  soup_server_message_pause (message);
  words->message = g_object_ref (message);
  words->bytes = g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: application/json\r\n"
                                  "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                                  status, soup_status_get_phrase (status), strlen (json), json);
  g_source_set_callback (source, say_last_words, words, (GDestroyNotify) last_words_free);
  g_source_attach (source, context);
}

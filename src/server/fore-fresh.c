/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Answers that have not changed. The store is asked for its version before each answer, for
 * all requests that wait at that moment at once: a client that has been told of an upload
 * never gets what was true before it, whoever put it in. What the client has already is not
 * sent again; what another was sent is sent once more; only the rest is made anew.
 */

#include "fore-fresh.h"

#include "fore-negotiation.h"

typedef struct {
  ForeRequest *request; /* (owned) */
  ForeFreshFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Waiting;

typedef struct {
  ForeServer *server; /* (owned) */
  GPtrArray *waiting; /* (owned) (element-type Waiting) */
  ForeStoreVersion version;
} Look;

static void ask_for_all (ForeServer *server);

static char *
write_etag (const ForeRequest *request)
{
  const ForeStoreVersion *version = &request->version;

  return g_strdup_printf ("\"%s-%lx.%lx.%lx%s%s\"", request->server->instance,
                          (gulong) version->uploads, (gulong) version->invoices,
                          (gulong) version->forecasts,
                          request->format == FORE_FORMAT_CSV ? "c" : "", request->packs ? "z" : "");
}

static char *
write_question (const ForeRequest *request)
{
  GUri *uri = soup_server_message_get_uri (request->message);

  return g_strdup_printf ("%u%u %s?%s", request->format, request->packs, g_uri_get_path (uri),
                          g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
}

static void
go_on (Waiting *waiting, const ForeStoreVersion *version)
{
  ForeRequest *request = waiting->request;
  g_autofree char *etag = NULL;
  ForeReply *reply;

  request->version = *version;
  etag = write_etag (request);
  fore_request_set_header (request, "ETag", etag);
  fore_request_set_header (request, "Cache-Control", "no-cache");
  fore_request_set_header (request, "Vary",
                           request->is_modern ? "Accept, Accept-Encoding" : "Accept");
  if (fore_negotiation_matches (fore_request_get_header (request, "If-None-Match"), etag)) {
    g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

    soup_message_headers_set_encoding (soup_server_message_get_response_headers (request->message),
                                       SOUP_ENCODING_NONE);
    fore_answer_bytes (request, SOUP_STATUS_NOT_MODIFIED, NULL, nothing);
    return;
  }
  request->question = write_question (request);
  reply = fore_answer_cache_look_up (request->server->cache, request->question, version);
  if (reply != NULL)
    fore_answer_reply (request, reply);
  else
    waiting->func (request, g_steal_pointer (&waiting->data));
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  if (waiting->data != NULL)
    waiting->free_data (waiting->data);
  fore_request_unref (waiting->request);
  g_free (waiting);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  Look *look = data;
  g_autoptr (ForeServer) server = look->server;
  g_autoptr (GPtrArray) waiting = look->waiting;
  g_autoptr (GError) error = NULL;
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);

  server->is_asking = FALSE;
  if (server->asking->len > 0 && server->soup != NULL)
    ask_for_all (server);
  for (guint i = 0; i < waiting->len; i++) {
    Waiting *one = g_ptr_array_index (waiting, i);

    if (one->request->is_gone)
      continue;
    if (is_read)
      go_on (one, &look->version);
    else
      fore_answer_gerror (one->request, error);
  }
  g_free (look);
}

static void
look (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *data = task_data;
  GError *error = NULL;

  if (fore_store_get_version (fore_engine_get_store (data->server->engine), &data->version, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ask_for_all (ForeServer *server)
{
  Look *data = g_new0 (Look, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_looked, data);

  data->server = g_object_ref (server);
  data->waiting = g_steal_pointer (&server->asking);
  server->asking = fore_fresh_new_asking ();
  server->is_asking = TRUE;
  g_task_set_priority (task, G_PRIORITY_DEFAULT);
  g_task_set_task_data (task, data, NULL);
  fore_engine_run_async (server->engine, task, look);
}

/**
 * fore_fresh_new_asking:
 *
 * Returns: (transfer full): a list for those who wait for the store's version, with nobody
 *   in it
 */
GPtrArray *
fore_fresh_new_asking (void)
{
  return g_ptr_array_new_with_free_func (waiting_free);
}

/**
 * fore_fresh_ask:
 * @request: a request whose answer depends on the store alone
 * @func: makes the answer
 * @data: (transfer full): its user data
 * @free_data: frees it when there is nothing to make
 *
 * Answers out of what is known or, when the store has changed, calls @func.
 */
void
fore_fresh_ask (ForeRequest *request, ForeFreshFunc func, gpointer data, GDestroyNotify free_data)
{
  ForeServer *server = request->server;
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->request = fore_request_ref (request);
  waiting->func = func;
  waiting->data = data;
  waiting->free_data = free_data;
  fore_request_hold (request);
  g_ptr_array_add (server->asking, waiting);
  if (!server->is_asking)
    ask_for_all (server);
}

/**
 * fore_fresh_keep:
 * @request: a request that has come through fore_fresh_ask()
 * @reply: its whole answer
 *
 * Keeps the answer for whoever asks the same.
 */
void
fore_fresh_keep (ForeRequest *request, ForeReply *reply)
{
  if (request->server->cache != NULL && reply->status == SOUP_STATUS_OK)
    fore_answer_cache_keep (request->server->cache, request->question, &request->version, reply);
}

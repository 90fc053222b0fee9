/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-fresh.h"
#include "fore-request.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"

/* What answers may be kept of. */
#define CACHE_SIZE (8 * 1024 * 1024)

static const ForeServerLimits default_limits = {
  .n_connections = 2000,
  .n_uploads = 64,
  .n_tables = 64,
  .n_backtests = 1,
  .body = G_GINT64_CONSTANT (512) * 1024 * 1024,
  .small_body = 64 * 1024,
  .patience = 60 * 1000,
};

G_DEFINE_FINAL_TYPE (ForeServer, fore_server, G_TYPE_OBJECT)

enum { REQUEST, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
fore_server_finalize (GObject *object)
{
  ForeServer *self = FORE_SERVER (object);

  fore_server_stop (self);
  g_hash_table_unref (self->requests);
  g_ptr_array_unref (self->asking);
  g_clear_object (&self->engine);
  g_free (self->token);
  g_free (self->instance);

  G_OBJECT_CLASS (fore_server_parent_class)->finalize (object);
}

static void
fore_server_class_init (ForeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_server_finalize;

  /**
   * ForeServer::request:
   * @self: the server
   * @method: of a request that has been answered
   * @path: what it asked for
   * @status: of the answer
   * @microseconds: from its headers to the end of the answer
   */
  signals[REQUEST] = g_signal_new ("request", FORE_TYPE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT,
                                   G_TYPE_INT64);
}

static void
fore_server_init (ForeServer *self)
{
  self->limits = default_limits;
  self->instance = g_strdup_printf ("%08x", g_random_int ());
  self->requests = g_hash_table_new (NULL, NULL);
  self->asking = fore_fresh_new_asking ();
}

/**
 * fore_server_new:
 * @engine: what answers come from
 * @token: (nullable): a token that every request has to bear, %NULL for none
 *
 * Returns: (transfer full): a server that does not listen yet
 */
ForeServer *
fore_server_new (ForeEngine *engine, const char *token)
{
  ForeServer *self = g_object_new (FORE_TYPE_SERVER, NULL);

  self->engine = g_object_ref (engine);
  self->token = g_strdup (token);
  return self;
}

/**
 * fore_server_get_limits:
 * @self: a server that does not listen yet
 *
 * Returns: (transfer none): its limits, which may be changed
 */
ForeServerLimits *
fore_server_get_limits (ForeServer *self)
{
  return &self->limits;
}

typedef struct {
  GFunc func;
  gpointer data;
} Errand;

static void
run_errand (gpointer data, gpointer user_data)
{
  g_autofree Errand *errand = data;

  errand->func (errand->data, NULL);
}

static void
push (GThreadPool *threads, GFunc func, gpointer data)
{
  Errand *errand = g_new (Errand, 1);

  errand->func = func;
  errand->data = data;
  g_thread_pool_push (threads, errand, NULL);
}

/* What may wait for a client. */
void
fore_server_push (ForeServer *self, GFunc func, gpointer data)
{
  push (self->threads, func, data);
}

/* What only works: more of it at a time than there are processors would only get in each
 * other's way. */
void
fore_server_push_short (ForeServer *self, GFunc func, gpointer data)
{
  push (self->short_threads, func, data);
}

static void
on_request_finished (SoupServer *soup, SoupServerMessage *message, ForeServer *self)
{
  GUri *uri = soup_server_message_get_uri (message);

  if (!g_signal_has_handler_pending (self, signals[REQUEST], 0, FALSE))
    return;
  g_signal_emit (self, signals[REQUEST], 0, soup_server_message_get_method (message),
                 uri != NULL ? g_uri_get_path (uri) : "?", soup_server_message_get_status (message),
                 fore_request_get_age (message));
}

static gboolean
listen_at (ForeServer *self, GInetAddress *address, guint16 *port, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;

  if (fore_connections_listen (self->connections, address, port, &local_error))
    return TRUE;
  text = g_inet_address_to_string (address);
  g_set_error (error, FORE_ERROR, FORE_ERROR_BUSY,
               /* Translators: an address, the number of a port, and what is wrong. */
               _ ("Cannot listen on %s, port %u: %s"), text, *port, local_error->message);
  return FALSE;
}

static char *
write_uri (GInetAddress *address, guint16 port)
{
  g_autofree char *text = g_inet_address_to_string (address);
  const char *format = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
                           ? "http://[%s]:%u/"
                           : "http://%s:%u/";

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, text, port);
#pragma GCC diagnostic pop
}

/* This machine has two names for itself, and clients try either first. */
static gboolean
listen (ForeServer *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) first = address != NULL
                                       ? g_inet_address_new_from_string (address)
                                       : g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GInetAddress) second = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);

  if (first == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: something that should be an address such as 127.0.0.1. */
                 _ ("“%s” is not an IP address."), address);
    return FALSE;
  }
  if (self->token == NULL && !g_inet_address_get_is_loopback (first)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: an IP address. */
                 _ ("Other computers can reach “%s”: a token is required there."), address);
    return FALSE;
  }
  if (!listen_at (self, first, &port, error))
    return FALSE;
  if (address == NULL)
    listen_at (self, second, &port, NULL);
  self->uri = write_uri (first, port);
  return TRUE;
}

/**
 * fore_server_start:
 * @self: a server
 * @address: (nullable): the IP address to listen on, %NULL for those of the loopback
 * @port: the port, 0 for any free one
 * @error: %FORE_ERROR_INVALID_ARGUMENT for an address that is none, or that others can reach
 *   while no token is demanded, %FORE_ERROR_BUSY when the port cannot be had
 *
 * Starts to answer, on the thread-default main context.
 *
 * Returns: whether it listens
 */
gboolean
fore_server_start (ForeServer *self, const char *address, guint16 port, GError **error)
{
  g_return_val_if_fail (self->soup == NULL, FALSE);

  /* Paths are compared as they are written, so that no spelling of one reaches elsewhere. */
  self->soup = soup_server_new ("server-header", "Foretell", "raw-paths", TRUE, NULL);
  self->connections = fore_connections_new (self->soup, self->limits.n_connections,
                                            self->limits.patience);
  self->threads = g_thread_pool_new (
      run_errand, NULL,
      (int) (self->limits.n_uploads + self->limits.n_tables + self->limits.n_backtests), FALSE,
      NULL);
  self->short_threads = g_thread_pool_new (run_errand, NULL, (int) g_get_num_processors (), FALSE,
                                           NULL);
  self->cache = fore_answer_cache_new (CACHE_SIZE);
  fore_admission_install (self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_request_finished), self);
  if (!listen (self, address, port, error)) {
    fore_server_stop (self);
    return FALSE;
  }
  return TRUE;
}

static void
end_requests (ForeServer *self)
{
  g_autoptr (GList) requests = g_hash_table_get_keys (self->requests);

  for (GList *link = requests; link != NULL; link = link->next)
    fore_request_end (link->data);
}

/**
 * fore_server_stop:
 * @self: a server
 *
 * Hangs up and listens no more, once what arrives or is sent at this moment has been broken
 * off. What the engine has accepted goes on.
 */
void
fore_server_stop (ForeServer *self)
{
  g_autoptr (GPtrArray) asking = NULL;

  if (self->soup == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->soup, self);
  end_requests (self);
  asking = g_steal_pointer (&self->asking);
  self->asking = fore_fresh_new_asking ();
  g_thread_pool_free (g_steal_pointer (&self->threads), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->short_threads), FALSE, TRUE);
  g_clear_pointer (&self->connections, fore_connections_free);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->cache, fore_answer_cache_free);
  g_clear_pointer (&self->uri, g_free);
}

/**
 * fore_server_get_uri:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): where it answers, %NULL when it does not
 */
const char *
fore_server_get_uri (ForeServer *self)
{
  return self->uri;
}

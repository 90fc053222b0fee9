/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"

/* Enough for any token; a larger file is not one. */
#define LONGEST_TOKEN 4096

G_DEFINE_FINAL_TYPE (ForeServer, fore_server, G_TYPE_OBJECT)

enum { REQUEST, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
fore_server_finalize (GObject *object)
{
  ForeServer *self = FORE_SERVER (object);

  fore_server_stop (self);
  g_clear_object (&self->engine);
  g_free (self->token);

  G_OBJECT_CLASS (fore_server_parent_class)->finalize (object);
}

static void
fore_server_class_init (ForeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_server_finalize;

  /**
   * ForeServer::request:
   * @self: the server
   * @line: method, path and status of a request that has been answered
   */
  signals[REQUEST] = g_signal_new ("request", FORE_TYPE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fore_server_init (ForeServer *self)
{
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

static void
on_request_finished (SoupServer *soup, SoupServerMessage *message, ForeServer *self)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *line = g_strdup_printf ("%s %s %u", soup_server_message_get_method (message),
                                           uri != NULL ? g_uri_get_path (uri) : "?",
                                           soup_server_message_get_status (message));

  g_signal_emit (self, signals[REQUEST], 0, line);
}

static gboolean
listen (ForeServer *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GError) local_error = NULL;

  if (socket_address == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: something that should be an address such as 127.0.0.1. */
                 _ ("“%s” is not an IP address."), address);
    return FALSE;
  }
  if (!soup_server_listen (self->soup, socket_address, 0, &local_error)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_BUSY,
                 /* Translators: an address, the number of a port, and what is wrong. */
                 _ ("Cannot listen on %s, port %u: %s"), address, port, local_error->message);
    return FALSE;
  }
  return TRUE;
}

/**
 * fore_server_start:
 * @self: a server
 * @address: the IP address to listen on, such as 127.0.0.1
 * @port: the port, 0 for any free one
 * @error: %FORE_ERROR_INVALID_ARGUMENT for an address that is none, %FORE_ERROR_BUSY when
 *   the port cannot be had
 *
 * Starts to answer, on the thread-default main context.
 *
 * Returns: whether it listens
 */
gboolean
fore_server_start (ForeServer *self, const char *address, guint16 port, GError **error)
{
  GSList *uris;

  g_return_val_if_fail (self->soup == NULL, FALSE);

  /* Paths are compared as they are written, so that no spelling of one reaches elsewhere. */
  self->soup = soup_server_new ("server-header", "Foretell", "raw-paths", TRUE, NULL);
  self->address = g_strdup (address);
  fore_routes_install (self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_request_finished), self);
  if (!listen (self, address, port, error)) {
    fore_server_stop (self);
    return FALSE;
  }
  uris = soup_server_get_uris (self->soup);
  self->uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

/**
 * fore_server_stop:
 * @self: a server
 *
 * Hangs up and listens no more. What the engine has accepted goes on.
 */
void
fore_server_stop (ForeServer *self)
{
  if (self->soup != NULL) {
    g_signal_handlers_disconnect_by_data (self->soup, self);
    soup_server_disconnect (self->soup);
  }
  g_clear_object (&self->soup);
  g_clear_pointer (&self->address, g_free);
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

/**
 * fore_server_read_token:
 * @path: a file with the token, white space around it
 * @error: those of g_file_get_contents(), or %FORE_ERROR_INVALID_ARGUMENT for what cannot be
 *   a token
 *
 * Returns: (transfer full): the token
 */
char *
fore_server_read_token (const char *path, GError **error)
{
  g_autofree char *token = NULL;
  gsize length;

  if (!g_file_get_contents (path, &token, &length, error))
    return NULL;
  g_strstrip (token);
  if (*token == '\0' || length > LONGEST_TOKEN || strpbrk (token, " \t\r\n") != NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a file. */
                 _ ("“%s” holds no token."), path);
    return NULL;
  }
  return g_steal_pointer (&token);
}

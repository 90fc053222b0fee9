/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 4096

/* Until it is tried again, in milliseconds, to let clients in. */
#define PAUSE 100

struct _ForeListener {
  SoupServer *soup; /* (not owned) */
  GSocket *socket;  /* (owned) */
  GSource *source;  /* (owned): waits for clients whom the library does not let in, or a while */
};

static void wait_for_forgotten (ForeListener *listener);

static void
set_source (ForeListener *listener, GSource *source, GSourceFunc func)
{
  if (listener->source != NULL)
    g_source_destroy (listener->source);
  g_clear_pointer (&listener->source, g_source_unref);
  if (source == NULL)
    return;
  listener->source = source;
  g_source_set_callback (source, func, listener, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Where no socket can be opened, none of a client can be taken either. */
static gboolean
can_open_socket (void)
{
  int file = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (file < 0)
    return FALSE;
  close (file);
  return TRUE;
}

static gboolean
try_again (gpointer data)
{
  ForeListener *listener = data;

  if (!can_open_socket () || !soup_server_listen_socket (listener->soup, listener->socket, 0, NULL))
    return G_SOURCE_CONTINUE;
  wait_for_forgotten (listener);
  return G_SOURCE_REMOVE;
}

static gboolean
on_forgotten (GSocket *socket, GIOCondition condition, gpointer data)
{
  set_source (data, g_timeout_source_new (PAUSE), try_again);
  return G_SOURCE_REMOVE;
}

/* When the library cannot let a client in, because no more files may be open, it never listens
 * again. It comes first, so a client that is still there when it is our turn has been forgotten. */
static void
wait_for_forgotten (ForeListener *listener)
{
  GSource *source = g_socket_create_source (listener->socket, G_IO_IN, NULL);

  g_source_set_priority (source, G_PRIORITY_DEFAULT + 1);
  set_source (listener, source, G_SOURCE_FUNC (on_forgotten));
}

/**
 * fore_listener_new:
 * @soup: who answers; lives longer
 * @address: where to listen
 * @port: (inout): the port, 0 for any free one
 * @patience: milliseconds in which a client has to say something
 * @error: those of soup_server_listen()
 *
 * Listens there, too, until soup_server_disconnect(), which the listener must not see.
 *
 * Returns: (transfer full): the listener, %NULL on error
 */
ForeListener *
fore_listener_new (SoupServer *soup,
                   GInetAddress *address,
                   guint16 *port,
                   guint patience,
                   GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, *port);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GSList) sockets = NULL;
  ForeListener *listener;

  if (!soup_server_listen (soup, wanted, 0, error))
    return NULL;
  sockets = soup_server_get_listeners (soup); /* the last one first */
  listener = g_new0 (ForeListener, 1);
  listener->soup = soup;
  listener->socket = g_object_ref (sockets->data);
  /* One that says nothing stays with the system, and costs no one a turn of the main loop. */
  g_socket_set_option (listener->socket, IPPROTO_TCP, TCP_DEFER_ACCEPT,
                       (int) MAX (patience / 1000, 1), NULL);
  /* The library lets only few wait, and with more at once the system lets each try again
   * after a second. */
  listen (g_socket_get_fd (listener->socket), BACKLOG);
  got = g_socket_get_local_address (listener->socket, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  wait_for_forgotten (listener);
  return listener;
}

void
fore_listener_free (ForeListener *listener)
{
  set_source (listener, NULL, NULL);
  g_object_unref (listener->socket);
  g_free (listener);
}

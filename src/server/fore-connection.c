/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

/* How fast a client has to be at the least while there is something to move. */
#define LEAST_BYTES_PER_SECOND 1024

#define SOCKET_KEY "fore-connection"

static void
start_count (ForeConnection *connection)
{
  connection->since = g_get_monotonic_time ();
  connection->n_bytes = 0;
}

static void
unwatch_end (ForeConnection *connection)
{
  if (connection->end != NULL)
    g_source_destroy (connection->end);
  g_clear_pointer (&connection->end, g_source_unref);
}

static void
connection_free (gpointer data)
{
  ForeConnection *connection = data;

  g_queue_unlink (connection->all, &connection->link);
  unwatch_end (connection);
  g_signal_handlers_disconnect_by_data (connection->first, connection);
  g_object_unref (connection->first);
  g_free (connection->address);
  g_free (connection);
}

/* The library before 3.4 forgets one of its references to each socket that it accepts. */
static gboolean
drop_forgotten (gpointer data)
{
  GObject *socket = data;

  if (socket->ref_count == 2) /* that and ours */
    g_object_unref (socket);
  return G_SOURCE_REMOVE;
}

/* The library has let go of it. */
static void
on_disconnected (SoupServerMessage *message, ForeConnection *connection)
{
  GSocket *socket = g_object_ref (connection->socket);
  g_autoptr (GSource) source = g_idle_source_new ();

  fore_connection_forget (connection);
  if (soup_check_version (3, 4, 0)) {
    g_object_unref (socket);
    return;
  }
  g_source_set_callback (source, drop_forgotten, socket, g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Whether the client still waits for an answer, and to something that has not been read. */
static gboolean
has_unread (ForeConnection *connection)
{
  char byte;

  if ((g_source_query_unix_fd (connection->end, connection->end_tag) & (G_IO_ERR | G_IO_HUP)) != 0)
    return FALSE;
  return recv (g_socket_get_fd (connection->socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

/* Whether the library waits for something to come. */
static gboolean
is_awaited (ForeConnection *connection)
{
  GMainContext *context = g_source_get_context (connection->end);
  int timeout, n = g_main_context_query (context, G_MAXINT, &timeout, NULL, 0);
  g_autofree GPollFD *awaited = g_new (GPollFD, n);

  n = g_main_context_query (context, G_MAXINT, &timeout, awaited, n);
  for (int i = 0; i < n; i++)
    if (awaited[i].fd == g_socket_get_fd (connection->socket) && (awaited[i].events & G_IO_IN) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
steal (ForeConnection *connection)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (connection->first);

  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_end (gpointer data)
{
  ForeConnection *connection = data;
  gboolean is_library_at_rest;

  if (connection->is_held != NULL) {
    unwatch_end (connection);
    return G_SOURCE_REMOVE;
  }
  is_library_at_rest = is_awaited (connection);
  if (is_library_at_rest && !has_unread (connection))
    return steal (connection);
  /* What a client has asked before it went is still answered, so the library comes first. */
  if (is_library_at_rest || g_source_get_priority (connection->end) == G_PRIORITY_HIGH) {
    g_source_set_priority (connection->end, G_PRIORITY_LOW);
    return G_SOURCE_CONTINUE;
  }
  /* It has seen the end before us, and nothing can be taken from it any more. */
  fore_connection_drop (connection);
  return G_SOURCE_REMOVE;
}

static gboolean
dispatch_end (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

/* The library before 3.3 reads the end of a connection that idles after an answer, and keeps it
 * open for ever. So we have to see it first. */
static void
watch_end (ForeConnection *connection)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_end };

  if (soup_check_version (3, 3, 0))
    return;
  if (connection->end != NULL) {
    /* Even the same priority would be told to the system anew. */
    if (g_source_get_priority (connection->end) != G_PRIORITY_HIGH)
      g_source_set_priority (connection->end, G_PRIORITY_HIGH);
    return;
  }
  connection->end = g_source_new (&funcs, sizeof (GSource));
  connection->end_tag = g_source_add_unix_fd (connection->end, g_socket_get_fd (connection->socket),
                                              (GIOCondition) POLLRDHUP);
  g_source_set_priority (connection->end, G_PRIORITY_HIGH);
  g_source_set_callback (connection->end, on_end, connection, NULL);
  g_source_attach (connection->end, g_main_context_get_thread_default ());
}

static char *
get_local_address (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("");
  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/**
 * fore_connection_add:
 * @message: the first request of a connection, as soon as it is there, even before a byte of it
 * @all: where the connection stays until the library lets go of it
 *
 * Returns: (transfer none) (nullable): the connection, %NULL when it is among them already
 */
ForeConnection *
fore_connection_add (SoupServerMessage *message, GQueue *all)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GSocketAddress) remote = NULL;
  ForeConnection *connection;

  if (g_object_get_data (G_OBJECT (socket), SOCKET_KEY) != NULL)
    return NULL;
  connection = g_new0 (ForeConnection, 1);
  connection->all = all;
  connection->socket = socket;
  connection->address = get_local_address (socket);
  connection->first = g_object_ref (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_disconnected), connection);
  /* The library wants to know it at the end, when the system does not any more. Of a client that
   * was gone before it was let in nobody knows it, and the library sees that end by itself. */
  remote = g_socket_get_remote_address (socket, NULL);
  if (remote != NULL)
    soup_server_message_get_remote_address (message);
  connection->link.data = connection;
  start_count (connection);
  g_object_set_data_full (G_OBJECT (socket), SOCKET_KEY, connection, connection_free);
  g_queue_push_tail_link (all, &connection->link);
  return connection;
}

/**
 * fore_connection_forget:
 * @connection: (transfer full): a connection that is looked after no more
 */
void
fore_connection_forget (ForeConnection *connection)
{
  g_object_set_data (G_OBJECT (connection->socket), SOCKET_KEY, NULL);
}

/**
 * fore_connection_hang_up:
 * @connection: a connection
 *
 * Ends it. The library notices that as it would notice the end of the client.
 */
void
fore_connection_hang_up (ForeConnection *connection)
{
  connection->is_ending = TRUE;
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

/**
 * fore_connection_drop:
 * @connection: (transfer full): a connection that the library does not care for any more
 *
 * Ends it without the library, which keeps no more of it than a little memory.
 */
void
fore_connection_drop (ForeConnection *connection)
{
  g_socket_close (connection->socket, NULL);
  fore_connection_forget (connection);
}

/**
 * fore_connection_is_too_slow:
 * @connection: a connection
 * @milliseconds: in which it has to come to the end of a request's headers, or to move on with
 *   a body
 * @now: the time
 *
 * Returns: whether it has had its time
 */
gboolean
fore_connection_is_too_slow (ForeConnection *connection, guint milliseconds, gint64 now)
{
  gint64 patience = (gint64) milliseconds * 1000;

  if (connection->is_held != NULL && *connection->is_held) {
    start_count (connection);
    return FALSE;
  }
  if (now - connection->since < patience)
    return FALSE;
  if (connection->is_held == NULL ||
      connection->n_bytes < (guint64) patience * LEAST_BYTES_PER_SECOND / G_USEC_PER_SEC)
    return TRUE;
  start_count (connection);
  return FALSE;
}

static ForeConnection *
connection_of (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  return socket != NULL ? g_object_get_data (G_OBJECT (socket), SOCKET_KEY) : NULL;
}

/**
 * fore_connection_begin:
 * @message: a message whose headers have come
 * @is_held: where it stands whether the client waits for us, until fore_connection_end()
 */
void
fore_connection_begin (SoupServerMessage *message, const gboolean *is_held)
{
  ForeConnection *connection = connection_of (message);

  connection->is_held = is_held;
  start_count (connection);
}

static void
set_joining (ForeConnection *connection, gboolean is_joining)
{
  if (connection->is_joining != is_joining)
    g_socket_set_option (connection->socket, IPPROTO_TCP, TCP_CORK, is_joining, NULL);
  connection->is_joining = is_joining;
}

/**
 * fore_connection_join:
 * @message: a message whose whole answer is at hand
 *
 * Lets head and body of the answer, which the library writes one after the other, leave in as
 * few packets as they need, none of which waits longer than until fore_connection_end().
 */
void
fore_connection_join (SoupServerMessage *message)
{
  ForeConnection *connection = connection_of (message);

  if (connection != NULL)
    set_joining (connection, TRUE);
}

/**
 * fore_connection_end:
 * @message: a message that has been answered, or never will be
 */
void
fore_connection_end (SoupServerMessage *message)
{
  ForeConnection *connection = connection_of (message);

  if (connection == NULL)
    return;
  connection->is_held = NULL;
  set_joining (connection, FALSE);
  start_count (connection);
  if (message == connection->first) /* which stays, but needs no body for that */
    soup_message_body_truncate (soup_server_message_get_response_body (message));
  watch_end (connection);
  g_queue_unlink (connection->all, &connection->link);
  g_queue_push_tail_link (connection->all, &connection->link);
}

/**
 * fore_connection_count:
 * @message: a message
 * @n_bytes: what of its body has come or gone
 */
void
fore_connection_count (SoupServerMessage *message, gsize n_bytes)
{
  ForeConnection *connection = connection_of (message);

  if (connection != NULL)
    connection->n_bytes += n_bytes;
}

/**
 * fore_connection_get_address:
 * @message: a message
 *
 * Returns: (transfer none): the address of this machine that the client has reached
 */
const char *
fore_connection_get_address (SoupServerMessage *message)
{
  return connection_of (message)->address;
}

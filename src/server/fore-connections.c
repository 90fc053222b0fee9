/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-connections.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

/* Files that the rest of the program may have open at the same time. */
#define OTHER_FILES 256

#define BACKLOG 4096

/* How fast a client has to be at the least while there is something to move. */
#define LEAST_BYTES_PER_SECOND 1024

#define SOCKET_KEY "fore-connection"

struct _ForeConnections {
  SoupServer *soup; /* (not owned) */
  GQueue all;       /* (element-type ForeConnection): those that idle the longest first */
  guint most;
  guint patience; /* milliseconds */
  GSource *watch; /* (owned) (nullable): while there is any */
};

/* It goes with its socket. */
struct _ForeConnection {
  ForeConnections *owner;  /* (nullable): %NULL after its end */
  GSocket *socket;         /* (not owned) */
  char *address;           /* (owned): of this machine, as the client has reached it */
  const gboolean *is_held; /* (nullable): of its request, %NULL while it idles */
  gint64 since;            /* the time from which it is counted */
  guint64 n_bytes;         /* that it has moved since */
  gboolean is_joining;
  gboolean is_ending;
  GList link; /* in all */
};

/* The library notices the end as it would notice that of the client. */
static void
hang_up (ForeConnection *connection)
{
  connection->is_ending = TRUE;
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

static void
start_count (ForeConnection *connection)
{
  connection->since = g_get_monotonic_time ();
  connection->n_bytes = 0;
}

static gboolean
is_too_slow (const ForeConnections *connections, ForeConnection *connection, gint64 now)
{
  gint64 patience = (gint64) connections->patience * 1000;

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

static gboolean
look_after_them (gpointer data)
{
  ForeConnections *connections = data;
  gint64 now = g_get_monotonic_time ();

  for (GList *link = connections->all.head; link != NULL; link = link->next)
    if (is_too_slow (connections, link->data, now))
      hang_up (link->data);
  return G_SOURCE_CONTINUE;
}

static void
stop_watch (ForeConnections *connections)
{
  if (connections->watch != NULL)
    g_source_destroy (connections->watch);
  g_clear_pointer (&connections->watch, g_source_unref);
}

static void
start_watch (ForeConnections *connections)
{
  if (connections->watch != NULL)
    return;
  connections->watch = g_timeout_source_new (MAX (connections->patience / 8, 1));
  g_source_set_callback (connections->watch, look_after_them, connections, NULL);
  g_source_attach (connections->watch, g_main_context_get_thread_default ());
}

static void
connection_free (gpointer data)
{
  ForeConnection *connection = data;
  ForeConnections *owner = connection->owner;

  if (owner != NULL) {
    g_queue_unlink (&owner->all, &connection->link);
    if (owner->all.length == 0)
      stop_watch (owner);
  }
  g_free (connection->address);
  g_free (connection);
}

/* One above the limit takes the place of the one that idles the longest; where all are at
 * work it has to go itself. */
static void
make_room (ForeConnections *connections)
{
  guint n_staying = 0;
  ForeConnection *longest = NULL;

  for (GList *link = connections->all.head; link != NULL; link = link->next) {
    ForeConnection *connection = link->data;

    if (connection->is_ending)
      continue;
    n_staying++;
    if (longest == NULL && connection->is_held == NULL)
      longest = connection;
  }
  if (n_staying > connections->most && longest != NULL)
    hang_up (longest);
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

/* Comes for the first request of a connection as soon as it is there, even before a byte is. */
static void
on_request_started (SoupServer *soup, SoupServerMessage *message, ForeConnections *connections)
{
  GSocket *socket = soup_server_message_get_socket (message);
  ForeConnection *connection;

  if (g_object_get_data (G_OBJECT (socket), SOCKET_KEY) != NULL)
    return;
  connection = g_new0 (ForeConnection, 1);
  connection->owner = connections;
  connection->socket = socket;
  connection->address = get_local_address (socket);
  connection->link.data = connection;
  start_count (connection);
  g_object_set_data_full (G_OBJECT (socket), SOCKET_KEY, connection, connection_free);
  g_queue_push_tail_link (&connections->all, &connection->link);
  start_watch (connections);
  if (connections->all.length > connections->most)
    make_room (connections);
}

/* A connection is an open file, of which a program may have 1024 unless it asks for more. */
static guint
make_files (guint wanted)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return wanted;
  if (limit.rlim_cur < wanted + OTHER_FILES) {
    limit.rlim_cur = MIN (limit.rlim_max, wanted + OTHER_FILES);
    setrlimit (RLIMIT_NOFILE, &limit);
    getrlimit (RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= wanted + OTHER_FILES)
    return wanted;
  return (guint) MAX (limit.rlim_cur / 2, 1);
}

/**
 * fore_connections_new:
 * @soup: who answers; lives longer
 * @most: open at the same time
 * @patience: milliseconds in which a client has to come to the end of a request's headers, or
 *   to move on with a body
 *
 * Returns: (transfer full): nothing that listens yet
 */
ForeConnections *
fore_connections_new (SoupServer *soup, guint most, guint patience)
{
  ForeConnections *connections = g_new0 (ForeConnections, 1);

  connections->soup = soup;
  connections->most = make_files (most);
  connections->patience = patience;
  g_queue_init (&connections->all);
  g_signal_connect (soup, "request-started", G_CALLBACK (on_request_started), connections);
  return connections;
}

void
fore_connections_free (ForeConnections *connections)
{
  GList *link;

  if (connections == NULL)
    return;
  g_signal_handlers_disconnect_by_data (connections->soup, connections);
  stop_watch (connections);
  while ((link = g_queue_pop_head_link (&connections->all)) != NULL) {
    ForeConnection *connection = link->data;

    hang_up (connection);
    connection->owner = NULL;
  }
  g_free (connections);
}

/**
 * fore_connections_listen:
 * @connections: where clients go
 * @address: where to listen
 * @port: (inout): the port, 0 for any free one
 * @error: those of soup_server_listen()
 *
 * Listens there, too.
 *
 * Returns: whether it does
 */
gboolean
fore_connections_listen (ForeConnections *connections,
                         GInetAddress *address,
                         guint16 *port,
                         GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, *port);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GSList) sockets = NULL;

  if (!soup_server_listen (connections->soup, wanted, 0, error))
    return FALSE;
  sockets = soup_server_get_listeners (connections->soup);
  for (GSList *link = sockets; link != NULL; link = link->next) {
    /* One that says nothing stays with the system, and costs no one a turn of the main loop. */
    g_socket_set_option (link->data, IPPROTO_TCP, TCP_DEFER_ACCEPT,
                         (int) MAX (connections->patience / 1000, 1), NULL);
    /* The library lets only few wait, and with more at once the system lets each try again
     * after a second. */
    listen (g_socket_get_fd (link->data), BACKLOG);
  }
  got = g_socket_get_local_address (sockets->data, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  return TRUE;
}

guint
fore_connections_count (ForeConnections *connections)
{
  return connections->all.length;
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
  if (connection->owner == NULL)
    return;
  g_queue_unlink (&connection->owner->all, &connection->link);
  g_queue_push_tail_link (&connection->owner->all, &connection->link);
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

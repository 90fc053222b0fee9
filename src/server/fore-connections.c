/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-connections.h"

#include <sys/resource.h>

#include "fore-listener.h"

/* Files that the rest of the program may have open at the same time. */
#define OTHER_FILES 256

struct _ForeConnections {
  SoupServer *soup;     /* (not owned) */
  GPtrArray *listeners; /* (owned) (element-type ForeListener) */
  GQueue all;           /* (element-type ForeConnection): those that idle the longest first */
  guint most;
  guint patience; /* milliseconds */
  GSource *watch; /* (owned) (nullable): while there is any */
};

static void
look_after (ForeConnection *connection, guint patience, gint64 now)
{
  if (!fore_connection_is_too_slow (connection, patience, now))
    return;
  if (connection->is_ending)
    fore_connection_drop (connection);
  else
    fore_connection_hang_up (connection);
}

static gboolean
look_after_them (gpointer data)
{
  ForeConnections *connections = data;
  gint64 now = g_get_monotonic_time ();

  for (GList *link = connections->all.head, *next; link != NULL; link = next) {
    next = link->next;
    look_after (link->data, connections->patience, now);
  }
  if (connections->all.length > 0)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&connections->watch, g_source_unref);
  return G_SOURCE_REMOVE;
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
    fore_connection_hang_up (longest);
}

static void
on_request_started (SoupServer *soup, SoupServerMessage *message, ForeConnections *connections)
{
  if (fore_connection_add (message, &connections->all) == NULL)
    return;
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
  connections->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_listener_free);
  connections->most = make_files (most);
  connections->patience = patience;
  g_queue_init (&connections->all);
  g_signal_connect (soup, "request-started", G_CALLBACK (on_request_started), connections);
  return connections;
}

void
fore_connections_free (ForeConnections *connections)
{
  if (connections == NULL)
    return;
  g_signal_handlers_disconnect_by_data (connections->soup, connections);
  stop_watch (connections);
  g_ptr_array_unref (connections->listeners);
  while (connections->all.head != NULL) {
    fore_connection_hang_up (connections->all.head->data);
    fore_connection_forget (connections->all.head->data);
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
  ForeListener *listener = fore_listener_new (connections->soup, address, port,
                                              connections->patience, error);

  if (listener == NULL)
    return FALSE;
  g_ptr_array_add (connections->listeners, listener);
  return TRUE;
}

guint
fore_connections_count (ForeConnections *connections)
{
  return connections->all.length;
}

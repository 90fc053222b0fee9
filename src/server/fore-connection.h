/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ForeConnection:
 * @all: where it is one of
 * @first: (owned): its first request, by which the library knows it
 * @end: (owned) (nullable): when the client goes while it idles
 * @end_tag: of the socket in @end
 * @socket: (unowned): which it goes with
 * @address: (owned): of this machine, as the client has reached it
 * @is_held: (nullable): of its request, %NULL while it idles
 * @since: the time from which it is counted
 * @n_bytes: that it has moved since
 * @is_joining: whether what is written waits for more
 * @is_ending: whether it has been hung up
 * @link: in @all
 *
 * A client that has called at a #SoupServer, from its first request until the library lets go
 * of it. Main thread.
 */
typedef struct {
  GQueue *all;
  SoupServerMessage *first;
  GSource *end;
  gpointer end_tag;
  GSocket *socket;
  char *address;
  const gboolean *is_held;
  gint64 since;
  guint64 n_bytes;
  gboolean is_joining;
  gboolean is_ending;
  GList link;
} ForeConnection;

ForeConnection *fore_connection_add (SoupServerMessage *message, GQueue *all);
void fore_connection_forget (ForeConnection *connection);
void fore_connection_hang_up (ForeConnection *connection);
void fore_connection_drop (ForeConnection *connection);
gboolean fore_connection_is_too_slow (ForeConnection *connection, guint milliseconds, gint64 now);

/* What goes on on the connection of a message. */
void fore_connection_begin (SoupServerMessage *message, const gboolean *is_held);
void fore_connection_join (SoupServerMessage *message);
void fore_connection_end (SoupServerMessage *message);
void fore_connection_count (SoupServerMessage *message, gsize n_bytes);
const char *fore_connection_get_address (SoupServerMessage *message);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-connection.h"

G_BEGIN_DECLS

/**
 * ForeConnections:
 *
 * Those who have called at a #SoupServer: not more than a number of them, and none makes others
 * wait, opens a connection and says nothing, stops in the middle or does not read what it asked
 * for. Main thread.
 */
typedef struct _ForeConnections ForeConnections;

ForeConnections *fore_connections_new (SoupServer *soup, guint most, guint patience);
void fore_connections_free (ForeConnections *connections);
gboolean fore_connections_listen (ForeConnections *connections,
                                  GInetAddress *address,
                                  guint16 *port,
                                  GError **error);
guint fore_connections_count (ForeConnections *connections);

G_END_DECLS

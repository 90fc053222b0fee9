/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeServer:
 *
 * The REST API over an engine. It runs on the thread-default main context of the thread that
 * starts it; all work is done on the engine's threads. Signal "request" (const
 * char *method, const char *path, guint status, gint64 microseconds) tells each answered request
 * for a log.
 */
#define FORE_TYPE_SERVER (fore_server_get_type ())
G_DECLARE_FINAL_TYPE (ForeServer, fore_server, FORE, SERVER, GObject)

ForeServer *fore_server_new (ForeEngine *engine, const char *token);
gboolean fore_server_start (ForeServer *server, const char *address, guint16 port, GError **error);
void fore_server_stop (ForeServer *server);
const char *fore_server_get_uri (ForeServer *server); /* (nullable): while it listens */
char *fore_server_read_token (const char *path, GError **error);

G_END_DECLS

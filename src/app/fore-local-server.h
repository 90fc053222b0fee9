/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeLocalServer:
 *
 * The REST API as the settings want it: on or off, on which port, and with which token. Property "address" is
 * where it answers, %NULL while it does not; "problem" is why it cannot, %NULL when it can.
 */
#define FORE_TYPE_LOCAL_SERVER (fore_local_server_get_type ())
G_DECLARE_FINAL_TYPE (ForeLocalServer, fore_local_server, FORE, LOCAL_SERVER, GObject)

ForeLocalServer *fore_local_server_new (GSettings *settings);
char *fore_local_server_make_token (void);
GListStore *fore_local_server_get_requests (ForeLocalServer *server);
void fore_local_server_set_engine (ForeLocalServer *server, ForeEngine *engine);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-local-server.h"

G_BEGIN_DECLS

/**
 * ForeServerGroup:
 *
 * The preferences of the REST API: whether, where and whom it answers, and what it was asked.
 */
#define FORE_TYPE_SERVER_GROUP (fore_server_group_get_type ())
G_DECLARE_FINAL_TYPE (ForeServerGroup, fore_server_group, FORE, SERVER_GROUP, AdwPreferencesGroup)

GtkWidget *fore_server_group_new (GSettings *settings, ForeLocalServer *server);

G_END_DECLS

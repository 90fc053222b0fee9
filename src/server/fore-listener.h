/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ForeListener:
 *
 * An address where clients can call at a #SoupServer, for as long as it lives. Main thread.
 */
typedef struct _ForeListener ForeListener;

ForeListener *fore_listener_new (SoupServer *soup,
                                 GInetAddress *address,
                                 guint16 *port,
                                 guint patience,
                                 GError **error);
void fore_listener_free (ForeListener *listener);

G_END_DECLS

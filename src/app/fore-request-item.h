/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeRequestItem:
 *
 * A request in the log of the REST API. Properties, all as text: "request" (method and path),
 * "details" (when, status and time it took), and "icon-name", which is a warning's for what could
 * not be answered.
 */
#define FORE_TYPE_REQUEST_ITEM (fore_request_item_get_type ())
G_DECLARE_FINAL_TYPE (ForeRequestItem, fore_request_item, FORE, REQUEST_ITEM, GObject)

ForeRequestItem *
fore_request_item_new (const char *method, const char *path, guint status, gint64 microseconds);

G_END_DECLS

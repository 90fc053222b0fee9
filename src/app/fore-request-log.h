/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeRequestLog:
 *
 * A window that shows what other programs have asked of the REST API, as it comes.
 */
#define FORE_TYPE_REQUEST_LOG (fore_request_log_get_type ())
G_DECLARE_FINAL_TYPE (ForeRequestLog, fore_request_log, FORE, REQUEST_LOG, AdwWindow)

ForeRequestLog *fore_request_log_new (GtkWindow *parent, GListStore *requests);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of "2026-01-19T10:30:00" with its end. */
#define FORE_TIMESTAMP_BUFFER 20

gint64 fore_timestamp_now (void);
const char *fore_timestamp_format (gint64 unix_seconds, char buffer[FORE_TIMESTAMP_BUFFER]);

G_END_DECLS

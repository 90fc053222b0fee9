/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean fore_access_allows_host (const char *host, const char *address);
gboolean fore_access_allows_origin (const char *origin, const char *address, guint port);
gboolean fore_access_allows_token (const char *authorization, const char *token);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-report.h"

G_BEGIN_DECLS

#define FORE_TYPE_JSON    "application/json"
#define FORE_TYPE_CSV     "text/csv; charset=utf-8"
#define FORE_TYPE_PROBLEM "application/problem+json"

gboolean fore_negotiation_names (const char *accept, const char *type);
gboolean fore_negotiation_choose_format (const char *parameter,
                                         const char *accept,
                                         ForeFormat *format,
                                         GError **error);
const char *fore_negotiation_get_type (ForeFormat format);
gboolean fore_negotiation_allows_gzip (const char *accept_encoding);
gboolean fore_negotiation_matches (const char *if_none_match, const char *etag);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-query.h"

G_BEGIN_DECLS

GArray *fore_sqlite_calendar_list (ForeSqlite *reader,
                                   const ForeSqliteQuery *query,
                                   gboolean are_sure,
                                   ForeCents *sum,
                                   GError **error);

G_END_DECLS

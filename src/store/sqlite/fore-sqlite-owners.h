/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-store.h"

G_BEGIN_DECLS

gboolean fore_sqlite_owners_join (ForeSqliteStore *store, ForeSqlite *writer, GError **error);
gboolean fore_sqlite_owners_is_alive (ForeSqliteStore *store, gint64 owner);
void fore_sqlite_owners_close (ForeSqliteStore *store);

G_END_DECLS

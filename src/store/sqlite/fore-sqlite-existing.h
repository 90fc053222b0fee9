/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-store.h"

G_BEGIN_DECLS

/**
 * ForeSqliteExisting:
 *
 * The rows of the store in the order of their keys, of which only some are wanted.
 */
typedef struct {
  ForeSqlite *connection;
  sqlite3_stmt *statement;
  gint64 key; /* of the row at hand; G_MAXINT64 when there are no more */
  gboolean has_begun;
} ForeSqliteExisting;

sqlite3_stmt *fore_sqlite_existing_prepare (ForeSqlite *connection, GError **error);
void fore_sqlite_existing_start (ForeSqliteExisting *existing,
                                 ForeSqlite *connection,
                                 sqlite3_stmt *statement);
gboolean fore_sqlite_existing_find (ForeSqliteExisting *existing,
                                    gint64 key,
                                    gboolean *is_found,
                                    GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-query.h"

G_BEGIN_DECLS

/**
 * ForeSqliteRows:
 * @reader: a connection that reads
 * @query: which rows
 * @offset: rows to be left out before the first one is told
 * @limit: rows to be told
 * @func: whom
 * @data: its user data
 * @rows: (owned): those at hand
 * @origins: (owned): uploads by sequence, as far as they have been met
 *
 * Tells rows, piece by piece, in the order of the names that they have.
 */
typedef struct {
  ForeSqlite *reader;
  ForeSqliteQuery query;
  gint64 offset;
  gint64 limit;
  ForeInvoiceFunc func;
  gpointer data;
  GArray *rows;
  GHashTable *origins;
} ForeSqliteRows;

void fore_sqlite_rows_init (ForeSqliteRows *rows);
void fore_sqlite_rows_clear (ForeSqliteRows *rows);
gboolean fore_sqlite_rows_skip (ForeSqliteRows *rows, gint64 n);
gboolean
fore_sqlite_rows_load (ForeSqliteRows *rows, gint64 first_key, gint64 last_key, GError **error);
gboolean fore_sqlite_rows_tell (ForeSqliteRows *rows, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeSqliteRows, fore_sqlite_rows_clear)

G_END_DECLS

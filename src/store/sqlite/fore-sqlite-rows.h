/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-query.h"

G_BEGIN_DECLS

/**
 * ForeSqliteRow:
 *
 * A row as it lies in the store, and its names.
 */
typedef struct {
  gint64 key;
  gint64 amount;
  gint64 batch;
  gint64 past;
  const char *category;
  const char *product;
} ForeSqliteRow;

typedef gboolean (*ForeSqliteRowFunc) (const ForeSqliteRow *row, gpointer data, GError **error);

/**
 * ForeSqliteRows:
 * @reader: a connection that reads
 * @query: (owned): which rows
 * @are_in_order: whether categories lie in the order of their names
 * @is_descending: whether the last one comes first
 * @offset: rows to be left out before the first one is told
 * @limit: rows to be told
 * @row_func: (nullable): who takes them as they are
 * @func: (nullable): who takes them as invoices
 * @data: its user data
 * @n_seen: how many have been looked at
 * @keys: (owned) (nullable) (element-type gint64): of all of them, once they are known one by one
 * @rows: (owned): those at hand
 * @last_key: of the rows that are read now, and
 * @is_over: whether it has been passed
 * @cell: the day and category that has been read last, -1 for none, and
 * @n_complete: how many of @rows belong to those before it
 * @origins: (owned): uploads by sequence, as far as they have been met
 * @origin: (nullable): the one met last, and
 * @origin_batch: its sequence
 *
 * Tells rows, piece by piece, in the order of the names that they have.
 */
typedef struct {
  ForeSqlite *reader;
  ForeSqliteQuery query;
  gboolean are_in_order;
  gboolean is_descending;
  gint64 offset;
  gint64 limit;
  ForeSqliteRowFunc row_func;
  ForeInvoiceFunc func;
  gpointer data;
  gint64 n_seen;
  GArray *keys;
  GArray *rows;
  gint64 last_key;
  gboolean is_over;
  gint64 cell;
  guint n_complete;
  GHashTable *origins;
  const struct _ForeSqliteOrigin *origin;
  gint64 origin_batch;
} ForeSqliteRows;

gboolean fore_sqlite_rows_register (ForeSqlite *connection, GError **error);
void fore_sqlite_rows_init (ForeSqliteRows *rows);
void fore_sqlite_rows_clear (ForeSqliteRows *rows);
gboolean fore_sqlite_rows_skip (ForeSqliteRows *rows, gint64 n);
gboolean
fore_sqlite_rows_load (ForeSqliteRows *rows, gint64 first_key, gint64 last_key, GError **error);
gboolean
fore_sqlite_rows_count (ForeSqliteRows *rows, gint64 *count, ForeCents *sum, GError **error);
gboolean fore_sqlite_rows_walk (ForeSqliteRows *rows, GError **error);
gboolean fore_sqlite_rows_tell (ForeSqliteRows *rows, GError **error);
gboolean fore_sqlite_rows_tell_day (ForeSqliteRows *rows, gint64 day, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeSqliteRows, fore_sqlite_rows_clear)

G_END_DECLS

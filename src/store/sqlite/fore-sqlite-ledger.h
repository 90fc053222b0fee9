/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-connection.h"

G_BEGIN_DECLS

/**
 * ForeSqliteLedger:
 * @sql: writes what the table `source` has, the key in its first column
 * @remove_sql: (nullable): removes what has become empty of it afterwards
 * @n_values: beside each key
 * @entries: (owned) (element-type gint64): keys, each followed by its values
 * @slots: (owned) (array length=n_slots): number of an entry plus 1, by hash
 * @n_slots: a power of two
 *
 * Changes of a table's numbers, put together in memory by their keys and written in the order of
 * the keys, which costs far less than each of them by itself.
 */
typedef struct {
  const char *sql;
  const char *remove_sql;
  guint n_values;
  GArray *entries;
  guint32 *slots;
  gsize n_slots;
} ForeSqliteLedger;

void fore_sqlite_ledger_init (ForeSqliteLedger *ledger, const char *sql, guint n_values);
void fore_sqlite_ledger_clear (ForeSqliteLedger *ledger);
gsize fore_sqlite_ledger_count (const ForeSqliteLedger *ledger);
gint64 *fore_sqlite_ledger_find (ForeSqliteLedger *ledger, gint64 key);
gboolean fore_sqlite_ledger_write (ForeSqliteLedger *ledger, ForeSqlite *writer, GError **error);

G_END_DECLS

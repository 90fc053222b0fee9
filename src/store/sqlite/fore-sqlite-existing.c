/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-existing.h"

/* When the next existing row is further away than this, seeking is cheaper than stepping. */
#define MAX_STEPS 16

/**
 * fore_sqlite_existing_prepare:
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer none): the statement to look for rows with, to be given back with
 *   g_autoptr; its columns are key, amount, batch, past
 */
sqlite3_stmt *
fore_sqlite_existing_prepare (ForeSqlite *connection, GError **error)
{
  return fore_sqlite_prepare (connection,
                              "SELECT key, amount, batch, past FROM invoice "
                              " WHERE key >= ? ORDER BY key",
                              error);
}

/**
 * fore_sqlite_existing_start:
 * @existing: (out): rows
 * @connection: a connection in a transaction
 * @statement: of fore_sqlite_existing_prepare()
 */
void
fore_sqlite_existing_start (ForeSqliteExisting *existing,
                            ForeSqlite *connection,
                            sqlite3_stmt *statement)
{
  *existing = (ForeSqliteExisting){ connection, statement, -1, FALSE };
}

/**
 * fore_sqlite_existing_find:
 * @existing: rows
 * @key: which one, not below the one before
 * @is_found: (out): whether it is there; then the statement stands on it
 * @error: return location
 *
 * Returns: whether the store could be asked
 */
gboolean
fore_sqlite_existing_find (ForeSqliteExisting *existing,
                           gint64 key,
                           gboolean *is_found,
                           GError **error)
{
  for (int i = existing->has_begun ? 0 : MAX_STEPS; existing->key < key; i++) {
    int step;

    if (i >= MAX_STEPS) {
      sqlite3_reset (existing->statement);
      fore_sqlite_bind (existing->statement, "i", key);
      existing->has_begun = TRUE;
    }
    step = fore_sqlite_step (existing->connection, existing->statement, error);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
      return FALSE;
    existing->key = step == SQLITE_ROW ? sqlite3_column_int64 (existing->statement, 0) : G_MAXINT64;
  }
  *is_found = existing->key == key;

  return TRUE;
}

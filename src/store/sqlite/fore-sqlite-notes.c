/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-store.h"

/* What the store keeps beside rows: how files with a header are read. */

/* Headers beyond this many are forgotten, the longest unused first. */
#define MAX_MAPPINGS 1000

gboolean
fore_sqlite_remember_mapping (ForeStore *store,
                              const char *header,
                              const char *options,
                              GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (
             store, 0,
             fore_sqlite_run (writer, error,
                              "REPLACE INTO column_mapping (id, header, options) "
                              "SELECT coalesce (max (id), 0) + 1, ?, ? FROM column_mapping",
                              "ss", header, options) &&
                 fore_sqlite_run (writer, error,
                                  "DELETE FROM column_mapping WHERE id NOT IN "
                                  "(SELECT id FROM column_mapping ORDER BY id DESC LIMIT ?)",
                                  "i", (gint64) MAX_MAPPINGS),
             error);
}

static gboolean
recall_mapping (ForeSqlite *reader, const char *header, char **options, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  statement = fore_sqlite_prepare (reader, "SELECT options FROM column_mapping WHERE header = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "s", header);
  step = fore_sqlite_step (reader, statement, error);
  if (step == SQLITE_ROW && !fore_sqlite_check_row (reader, statement, "s", error))
    return FALSE;
  if (step == SQLITE_ROW)
    *options = fore_sqlite_dup_text (statement, 0);

  return step == SQLITE_ROW || step == SQLITE_DONE;
}

gboolean
fore_sqlite_recall_mapping (ForeStore *store, const char *header, char **options, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  gboolean is_asked = reader != NULL && recall_mapping (reader, header, options, error);

  fore_sqlite_end_read (store, reader);
  return is_asked;
}

gboolean
fore_sqlite_forget_mapping (ForeStore *store, const char *header, GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (
             store, 0,
             fore_sqlite_run (writer, error,
                              "DELETE FROM column_mapping WHERE ?1 IS NULL OR header = ?1", "s",
                              header),
             error);
}

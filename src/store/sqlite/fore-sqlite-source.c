/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-source.h"

/* An eponymous virtual table: it is there without being created, in this connection only. */

typedef struct {
  sqlite3_vtab base;
  ForeSqlite *connection;
} Table;

typedef struct {
  sqlite3_vtab_cursor base;
  ForeSqliteSource *source;
} Cursor;

static int
connect_table (sqlite3 *db,
               void *data,
               int n,
               const char *const *arguments,
               sqlite3_vtab **vtab,
               char **message)
{
  int result = sqlite3_declare_vtab (db, "CREATE TABLE source (a, b, c, d, e, f, g, h, i, j)");

  sqlite3_vtab_config (db, SQLITE_VTAB_DIRECTONLY);
  if (result == SQLITE_OK) {
    Table *table = g_new0 (Table, 1);

    table->connection = data;
    *vtab = &table->base;
  }

  return result;
}

static int
disconnect_table (sqlite3_vtab *vtab)
{
  g_free (vtab);
  return SQLITE_OK;
}

static int
choose_index (sqlite3_vtab *vtab, sqlite3_index_info *info)
{
  info->estimatedCost = 1e6;
  info->estimatedRows = 1000000;
  return SQLITE_OK;
}

static int
open_cursor (sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor)
{
  Cursor *self = g_new0 (Cursor, 1);

  *cursor = &self->base;
  return SQLITE_OK;
}

static int
close_cursor (sqlite3_vtab_cursor *cursor)
{
  g_free (cursor);
  return SQLITE_OK;
}

static void
skip_gaps (ForeSqliteSource *source)
{
  if (source->has_row == NULL)
    return;
  while (source->position < source->n && !source->has_row (source->data, source->position))
    source->position++;
}

static int
start (sqlite3_vtab_cursor *base, int index, const char *name, int n, sqlite3_value **values)
{
  Cursor *cursor = (Cursor *) base;
  Table *table = (Table *) base->pVtab;

  cursor->source = table->connection->source;
  if (cursor->source == NULL)
    return SQLITE_MISUSE;
  cursor->source->position = 0;
  skip_gaps (cursor->source);

  return SQLITE_OK;
}

static int
next_row (sqlite3_vtab_cursor *base)
{
  ForeSqliteSource *source = ((Cursor *) base)->source;

  source->position++;
  skip_gaps (source);
  return SQLITE_OK;
}

static int
is_at_end (sqlite3_vtab_cursor *base)
{
  const ForeSqliteSource *source = ((Cursor *) base)->source;

  return source->position >= source->n;
}

static int
get_column (sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
  const ForeSqliteSource *source = ((Cursor *) base)->source;

  sqlite3_result_int64 (context, source->value (source->data, source->position, column));
  return SQLITE_OK;
}

static int
get_rowid (sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
  *rowid = (sqlite3_int64) ((Cursor *) base)->source->position;
  return SQLITE_OK;
}

static const sqlite3_module source_module = {
  .xConnect = connect_table,
  .xBestIndex = choose_index,
  .xDisconnect = disconnect_table,
  .xOpen = open_cursor,
  .xClose = close_cursor,
  .xFilter = start,
  .xNext = next_row,
  .xEof = is_at_end,
  .xColumn = get_column,
  .xRowid = get_rowid,
};

/**
 * fore_sqlite_source_register:
 * @connection: a connection
 * @error: return location
 *
 * Returns: whether @connection knows the table `source` now
 */
gboolean
fore_sqlite_source_register (ForeSqlite *connection, GError **error)
{
  if (sqlite3_create_module (connection->db, "source", &source_module, connection) == SQLITE_OK)
    return TRUE;
  fore_sqlite_set_error (connection, error);

  return FALSE;
}

double
fore_sqlite_source_fraction (const ForeSqliteSource *source)
{
  return (double) (source->n_before + source->position) / (double) source->n_all;
}

/**
 * fore_sqlite_source_run:
 * @connection: a connection
 * @source: rows
 * @sql: a statement with one parameter or none that reads the table `source`
 * @error: return location
 *
 * Returns: whether it has been done
 */
gboolean
fore_sqlite_source_run (ForeSqlite *connection,
                        ForeSqliteSource *source,
                        const char *sql,
                        GError **error)
{
  gboolean is_done;

  connection->source = source;
  is_done = fore_sqlite_run (connection, error, sql, "i", source->parameter);
  connection->source = NULL;

  return is_done;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-connection.h"

#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include "fore-error.h"
#include "fore-sqlite-resources.h"
#include "fore-sqlite-rows.h"
#include "fore-sqlite-source.h"

/* How long we wait for another program's transaction before we give up. */
#define BUSY_SECONDS 30

/* Steps of SQLite's machine between two looks at the cancellable: a few milliseconds. */
#define PROGRESS_STEPS 50000

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

/**
 * fore_sqlite_new:
 * @path: the file
 *
 * Returns: (transfer full): a connection that is not connected yet
 */
ForeSqlite *
fore_sqlite_new (const char *path)
{
  ForeSqlite *connection = g_new0 (ForeSqlite, 1);

  connection->path = g_strdup (path);
  connection->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize);
  for (int i = 0; i < FORE_SQLITE_N_NAMES; i++)
    connection->names[i] = g_ptr_array_new_with_free_func (g_free);

  return connection;
}

void
fore_sqlite_free (ForeSqlite *connection)
{
  if (connection == NULL)
    return;
  g_hash_table_unref (connection->statements);
  for (int i = 0; i < FORE_SQLITE_N_NAMES; i++)
    g_ptr_array_unref (connection->names[i]);
  sqlite3_close (connection->db);
  g_free (connection->path);
  g_free (connection);
}

static int
wait_or_give_up (gpointer data, int n_before)
{
  ForeSqlite *connection = data;
  /* 1, 2, 4, 8, 16 milliseconds, then 25 each time. */
  int milliseconds = n_before < 5 ? 1 << n_before : 25;

  if (g_cancellable_is_cancelled (connection->cancellable) || n_before > BUSY_SECONDS * 1000 / 25)
    return 0;
  g_usleep ((gulong) milliseconds * 1000);

  return 1;
}

static int
look_up (gpointer data)
{
  ForeSqlite *connection = data;

  if (connection->source != NULL && connection->source->n_all > 0)
    fore_progress_report (connection->progress, fore_sqlite_source_fraction (connection->source),
                          _ ("Storing rows"));

  return g_cancellable_is_cancelled (connection->cancellable);
}

/**
 * fore_sqlite_limit_cache:
 * @connection: a connection
 * @error: return location
 *
 * Keeps 16 MiB of the file in memory at most. SQLite counts in pages of the size that it knows at
 * that moment, so this has to be said again once a new file has got its own.
 *
 * Returns: whether that is so
 */
gboolean
fore_sqlite_limit_cache (ForeSqlite *connection, GError **error)
{
  return fore_sqlite_execute (connection, "PRAGMA cache_size = -16384", error);
}

/**
 * fore_sqlite_connect:
 * @connection: a new connection
 * @uri: the file as an SQLite URI
 * @flags: how to open it
 * @error: return location
 *
 * Opens the file, without reading it yet. Nothing in it can make us do more than read and
 * write it: its schema is not trusted and cannot be edited behind SQLite's back, triggers that
 * somebody has put into it do not run, and a view cannot pass for a table.
 *
 * Returns: whether it could be opened
 */
gboolean
fore_sqlite_connect (ForeSqlite *connection, const char *uri, int flags, GError **error)
{
  sqlite3_close (connection->db);
  connection->db = NULL;
  if (sqlite3_open_v2 (uri, &connection->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK) {
    fore_sqlite_set_error (connection, error);
    return FALSE;
  }

  sqlite3_extended_result_codes (connection->db, 1);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_busy_handler (connection->db, wait_or_give_up, connection);
  sqlite3_progress_handler (connection->db, PROGRESS_STEPS, look_up, connection);

  /* What a caller was told to be in the store is still there after a power cut. */
  return fore_sqlite_execute (connection, "PRAGMA synchronous = FULL", error) &&
         fore_sqlite_limit_cache (connection, error) &&
         fore_sqlite_execute (connection, "PRAGMA temp_store = MEMORY", error) &&
         fore_sqlite_source_register (connection, error) &&
         fore_sqlite_rows_register (connection, error);
}

/**
 * fore_sqlite_set_damaged:
 * @connection: a connection
 * @detail: what is wrong
 * @error: return location
 */
void
fore_sqlite_set_damaged (ForeSqlite *connection, const char *detail, GError **error)
{
  g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
               _ ("The store “%s” is damaged (%s). Put a backup of it in its place, or move it "
                  "away and import the files again."),
               connection->path, detail);
}

/**
 * fore_sqlite_set_error:
 * @connection: where the last call failed
 * @error: return location
 *
 * Says in words what has failed and what to do.
 */
void
fore_sqlite_set_error (ForeSqlite *connection, GError **error)
{
  int code = connection->db != NULL ? sqlite3_errcode (connection->db) & 0xff : SQLITE_NOMEM;
  const char *detail = connection->db != NULL ? sqlite3_errmsg (connection->db) : "";
  const char *path = connection->path;

  if (g_cancellable_set_error_if_cancelled (connection->cancellable, error))
    return;

  switch (code) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error (error, FORE_ERROR, FORE_ERROR_BUSY,
                 _ ("Another program keeps the store “%s” busy. Try again when it is done."), path);
    return;
  case SQLITE_FULL:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The disk with the store “%s” is full. Make room on it and try again."), path);
    return;
  case SQLITE_CORRUPT: fore_sqlite_set_damaged (connection, detail, error); return;
  case SQLITE_NOTADB:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("“%s” is not a store of Foretell. It has been left as it is; choose another "
                    "data folder."),
                 path);
    return;
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The store “%s” cannot be changed. Check the permissions of the file and of "
                    "its folder."),
                 path);
    return;
  case SQLITE_CANTOPEN:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The store “%s” cannot be opened. Check that its folder is there and that you "
                    "may use it."),
                 path);
    return;
  case SQLITE_IOERR:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The disk with the store “%s” failed (%s). Check the disk and try again."),
                 path, detail);
    return;
  case SQLITE_NOMEM:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("There is not enough memory to work with the store “%s”. Close other programs "
                    "and try again."),
                 path);
    return;
  default:
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The store “%s” cannot be used (%s). Try again, and restart the program if "
                    "that does not help."),
                 path, detail);
  }
}

/**
 * fore_sqlite_load_sql:
 * @name: name of a file of this folder
 *
 * Returns: (transfer full): its content
 */
char *
fore_sqlite_load_sql (const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/foretell/store/", name, NULL);
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (fore_sqlite_get_resource (), path, 0, NULL);
  g_assert (bytes != NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * fore_sqlite_prepare:
 * @connection: a connection
 * @sql: a statement, or the name of a file of this folder that ends in ".sql"
 * @error: return location
 *
 * Returns: (transfer none): the prepared statement, to be given back with g_autoptr
 */
sqlite3_stmt *
fore_sqlite_prepare (ForeSqlite *connection, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (connection->statements, sql);
  g_autofree char *text = NULL;

  if (statement != NULL)
    return statement;

  text = g_str_has_suffix (sql, ".sql") ? fore_sqlite_load_sql (sql) : g_strdup (sql);
  if (sqlite3_prepare_v3 (connection->db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK) {
    fore_sqlite_set_error (connection, error);
    return NULL;
  }
  g_hash_table_insert (connection->statements, g_strdup (sql), statement);

  return statement;
}

static void
bind_values (sqlite3_stmt *statement, const char *types, va_list values)
{
  for (int i = 0; types[i] != '\0'; i++) {
    if (types[i] == 's')
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_STATIC);
    else
      sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
  }
}

/**
 * fore_sqlite_bind:
 * @statement: a statement
 * @types: a letter for each of its parameters: `i` for a #gint64, `s` for a nullable text
 * @...: the values; texts must stay until the statement has been stepped
 */
void
fore_sqlite_bind (sqlite3_stmt *statement, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  bind_values (statement, types, values);
  va_end (values);
}

/**
 * fore_sqlite_step:
 * @connection: a connection
 * @statement: a statement of it
 * @error: return location
 *
 * Returns: `SQLITE_ROW`, `SQLITE_DONE`, or anything else with @error set
 */
int
fore_sqlite_step (ForeSqlite *connection, sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step (statement);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    fore_sqlite_set_error (connection, error);

  return result;
}

/**
 * fore_sqlite_step_to_row:
 * @connection: a connection
 * @statement: a statement of it, which must have a row
 * @error: return location
 *
 * Returns: whether it has one
 */
gboolean
fore_sqlite_step_to_row (ForeSqlite *connection, sqlite3_stmt *statement, GError **error)
{
  int step = fore_sqlite_step (connection, statement, error);

  if (step == SQLITE_DONE)
    fore_sqlite_set_damaged (connection, sqlite3_sql (statement), error);

  return step == SQLITE_ROW;
}

/**
 * fore_sqlite_check_row:
 * @connection: a connection
 * @statement: a statement of it with a row
 * @types: a letter for each column from the first on: `i` where a whole number has to be, `s`
 *   where a text has to be, anything else for what may be anything
 * @error: return location
 *
 * A file that somebody has changed, or a disk, may hold what the store never wrote.
 *
 * Returns: whether the row can be read
 */
gboolean
fore_sqlite_check_row (ForeSqlite *connection,
                       sqlite3_stmt *statement,
                       const char *types,
                       GError **error)
{
  for (int i = 0; types[i] != '\0'; i++) {
    int type = sqlite3_column_type (statement, i);

    if ((types[i] == 'i' && type != SQLITE_INTEGER) || (types[i] == 's' && type != SQLITE_TEXT)) {
      fore_sqlite_set_damaged (connection, sqlite3_column_name (statement, i), error);
      return FALSE;
    }
    /* The type is right, so only memory can be wanting. */
    if (types[i] == 's' && sqlite3_column_text (statement, i) == NULL) {
      fore_sqlite_set_error (connection, error);
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * fore_sqlite_run:
 * @connection: a connection
 * @error: return location
 * @sql: a statement that gives no rows, as for fore_sqlite_prepare()
 * @types: its parameters, as for fore_sqlite_bind()
 * @...: their values
 *
 * Returns: whether it has been done
 */
gboolean
fore_sqlite_run (ForeSqlite *connection, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (connection, sql, error);
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  bind_values (statement, types, values);
  va_end (values);

  return fore_sqlite_step (connection, statement, error) == SQLITE_DONE;
}

/**
 * fore_sqlite_get_integer:
 * @connection: a connection
 * @value: (out): the first column of the first row; left alone when there is no row
 * @error: return location
 * @sql: a statement, as for fore_sqlite_prepare()
 * @types: its parameters, as for fore_sqlite_bind()
 * @...: their values
 *
 * Returns: whether it could be asked
 */
gboolean
fore_sqlite_get_integer (ForeSqlite *connection,
                         gint64 *value,
                         GError **error,
                         const char *sql,
                         const char *types,
                         ...)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (connection, sql, error);
  va_list values;
  int step;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  bind_values (statement, types, values);
  va_end (values);
  step = fore_sqlite_step (connection, statement, error);
  if (step == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);

  return step == SQLITE_ROW || step == SQLITE_DONE;
}

/**
 * fore_sqlite_execute:
 * @connection: a connection
 * @sql: any number of statements, not kept for another time
 * @error: return location
 *
 * Returns: whether all have been done
 */
gboolean
fore_sqlite_execute (ForeSqlite *connection, const char *sql, GError **error)
{
  if (sqlite3_exec (connection->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  fore_sqlite_set_error (connection, error);

  return FALSE;
}

/**
 * fore_sqlite_dup_text:
 * @statement: a statement with a row
 * @column: of it
 *
 * Returns: (transfer full) (nullable): the text there
 */
char *
fore_sqlite_dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

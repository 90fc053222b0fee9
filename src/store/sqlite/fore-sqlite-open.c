/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-open.h"

#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fore-error.h"
#include "fore-sqlite-totals.h"

/* How a file is recognised as ours, made, brought up to date and opened for reading. */

#define APPLICATION_ID 0x466f7265 /* "Fore" */

/* The write-ahead log and its index: https://sqlite.org/fileformat2.html#walformat and
 * https://sqlite.org/walformat.html. The salt says which log an index is of. */
#define LOG_HEADER_SIZE   32
#define LOG_SALT_OFFSET   16
#define INDEX_SALT_OFFSET 32
#define SALT_SIZE         8

/* What leads from each version to the next. A file, once released, never changes: its own top
 * says why the version is there. */
static const struct {
  const char *sql;
  gboolean (*fill) (ForeSqlite *connection, GError **error);
} upgrades[] = {
  { "schema-1.sql" }, { "schema-2.sql" },
  { "schema-3.sql" }, { "schema-4.sql", fore_sqlite_tally_rebuild },
  { "schema-5.sql" }, { "schema-6.sql" },
};

#define SCHEMA_VERSION ((gint64) G_N_ELEMENTS (upgrades))

/**
 * fore_sqlite_make_uri:
 * @path: a file
 * @parameters: of SQLite
 *
 * Returns: (transfer full): both as an SQLite URI
 */
char *
fore_sqlite_make_uri (const char *path, const char *parameters)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strdup_printf ("file:%s?%s", escaped, parameters);
}

/* Reads the version, 0 for an empty file; anything that is not ours is an error. */
static gboolean
identify (ForeSqlite *connection, gint64 *version, GError **error)
{
  gint64 application = 0, n_tables = 0;

  *version = 0;
  if (!fore_sqlite_get_integer (connection, &application, error, "PRAGMA application_id", "") ||
      !fore_sqlite_get_integer (connection, version, error, "PRAGMA user_version", "") ||
      !fore_sqlite_get_integer (connection, &n_tables, error, "SELECT count (*) FROM sqlite_schema",
                                ""))
    return FALSE;

  if (application != APPLICATION_ID && (application != 0 || *version != 0 || n_tables != 0)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("“%s” is a database of another program. It has been left as it is; choose "
                    "another data folder."),
                 connection->path);
    return FALSE;
  }
  if (*version > SCHEMA_VERSION) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_TOO_NEW,
                 _ ("The store “%s” was written by a newer Foretell. Update Foretell to open it, "
                    "or choose another data folder."),
                 connection->path);
    return FALSE;
  }

  return TRUE;
}

static gboolean
run_upgrades (ForeSqlite *connection, GError **error)
{
  gint64 version;

  /* Another process may have been faster, so look again inside the transaction. */
  if (!identify (connection, &version, error))
    return FALSE;
  for (; version < SCHEMA_VERSION; version++) {
    g_autofree char *sql = fore_sqlite_load_sql (upgrades[version].sql);
    g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                             APPLICATION_ID, (int) version + 1);

    if (!fore_sqlite_execute (connection, sql, error) ||
        (upgrades[version].fill != NULL && !upgrades[version].fill (connection, error)) ||
        !fore_sqlite_execute (connection, mark, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
bring_up_to_date (ForeSqlite *connection, GError **error)
{
  if (!fore_sqlite_execute (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_upgrades (connection, error) && fore_sqlite_execute (connection, "COMMIT", error))
    return TRUE;
  fore_sqlite_execute (connection, "ROLLBACK", NULL);

  return FALSE;
}

/* SQLite does not wait by itself when somebody else is about to do the same. */
static gboolean
switch_to_wal (ForeSqlite *connection, GError **error)
{
  const gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (sqlite3_exec (connection->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) !=
         SQLITE_OK) {
    if ((sqlite3_errcode (connection->db) & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > end) {
      fore_sqlite_set_error (connection, error);
      return FALSE;
    }
    g_usleep (5000);
  }

  return TRUE;
}

/**
 * fore_sqlite_open_writer:
 * @path: the file
 * @error: return location
 *
 * Opens a store for reading and writing; makes it, or brings it up to date, when need be.
 *
 * Errors: %FORE_ERROR_STORE, %FORE_ERROR_TOO_NEW, %FORE_ERROR_BUSY.
 *
 * Returns: (transfer full): the connection
 */
ForeSqlite *
fore_sqlite_open_writer (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = fore_sqlite_make_uri (path, "mode=rwc");
  g_autoptr (ForeSqlite) connection = fore_sqlite_new (path);
  gint64 version;

  g_mkdir_with_parents (folder, 0700);
  if (!fore_sqlite_connect (connection, uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) ||
      !identify (connection, &version, error))
    return NULL;
  if (version == 0 && (!fore_sqlite_execute (connection, "PRAGMA page_size = 16384", error) ||
                       !fore_sqlite_execute (connection, "PRAGMA auto_vacuum = NONE", error)))
    return NULL;
  if (!switch_to_wal (connection, error) ||
      (version < SCHEMA_VERSION && !bring_up_to_date (connection, error)) ||
      !fore_sqlite_limit_cache (connection, error) ||
      /* What a large import needed is given back to the disk. */
      !fore_sqlite_execute (connection, "PRAGMA journal_size_limit = 33554432", error))
    return NULL;

  return g_steal_pointer (&connection);
}

/* An empty store, for a file that is not there yet. */
static ForeSqlite *
open_stand_in (const char *path, GError **error)
{
  g_autoptr (ForeSqlite) connection = fore_sqlite_new (path);

  connection->is_fleeting = TRUE;
  if (!fore_sqlite_connect (connection, "file::memory:", SQLITE_OPEN_READWRITE, error) ||
      !bring_up_to_date (connection, error))
    return NULL;

  return g_steal_pointer (&connection);
}

typedef struct {
  const char *parameters;
  int flags;
  gboolean is_fleeting;
} WayToRead;

static gboolean
read_salt (const char *path, long offset, char salt[SALT_SIZE])
{
  FILE *file = g_fopen (path, "rb");
  gboolean is_read = file != NULL && fseek (file, offset, SEEK_SET) == 0 &&
                     fread (salt, SALT_SIZE, 1, file) == 1;

  if (file != NULL)
    fclose (file);

  return is_read;
}

static gboolean
is_index_of (const char *index, const char *log)
{
  char index_salt[SALT_SIZE], log_salt[SALT_SIZE];

  return read_salt (index, INDEX_SALT_OFFSET, index_salt) &&
         (!read_salt (log, LOG_SALT_OFFSET, log_salt) ||
          memcmp (index_salt, log_salt, SALT_SIZE) == 0);
}

/*
 * Ways to read without changing anything, the best one first.
 *
 * SQLite reads a write-ahead log through an index beside it (-shm). Where that is, somebody
 * works on the store or was killed: `readonly_shm` reads along, or, when nobody is there any
 * more, reads the log into memory. Where it is not, a connection that may write has to make
 * it, and takes it away again at its end. Where that is not allowed either, and there is no
 * log, nobody else can be writing, and the file can be read as it lies there.
 *
 * A kill can leave a log of which the index does not know yet. Reading along, SQLite would
 * wait for the index until the patience of a busy store ends, so it has to make a new one.
 */
static guint
list_ways_to_read (const char *path, WayToRead ways[4])
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf status;
  gboolean has_log = g_stat (log, &status) == 0 && status.st_size > LOG_HEADER_SIZE;
  guint n = 0;

  if (is_index_of (index, log))
    ways[n++] = (WayToRead){ "mode=ro&readonly_shm=1", SQLITE_OPEN_READONLY, FALSE };
  if (!has_log) {
    if (g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0)
      ways[n++] = (WayToRead){ "mode=rw", SQLITE_OPEN_READWRITE, FALSE };
    ways[n++] = (WayToRead){ "mode=ro&immutable=1", SQLITE_OPEN_READONLY, TRUE };
  }
  ways[n++] = (WayToRead){ "mode=ro", SQLITE_OPEN_READONLY, FALSE };

  return n;
}

static ForeSqlite *
try_to_read (const char *path, const WayToRead *way, gint64 *version, GError **error)
{
  g_autofree char *uri = fore_sqlite_make_uri (path, way->parameters);
  g_autoptr (ForeSqlite) connection = fore_sqlite_new (path);

  connection->is_fleeting = way->is_fleeting;
  if (!fore_sqlite_connect (connection, uri, way->flags, error) ||
      !fore_sqlite_execute (connection, "PRAGMA query_only = ON", error) ||
      !identify (connection, version, error))
    return NULL;

  return g_steal_pointer (&connection);
}

static ForeSqlite *
open_without_a_trace (const char *path, GError **error)
{
  g_autoptr (ForeSqlite) connection = NULL;
  g_autoptr (GError) last = NULL;
  WayToRead ways[4];
  gint64 version = 0;
  guint n;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return open_stand_in (path, error);

  n = list_ways_to_read (path, ways);
  for (guint i = 0; connection == NULL && i < n; i++) {
    g_clear_error (&last);
    connection = try_to_read (path, &ways[i], &version, &last);
  }
  if (connection == NULL) {
    g_propagate_error (error, g_steal_pointer (&last));
    return NULL;
  }
  if (version == 0)
    return open_stand_in (path, error);
  if (version < SCHEMA_VERSION) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                 _ ("The store “%s” is from an older Foretell. Start the program once, which "
                    "brings it up to date."),
                 path);
    return NULL;
  }

  return g_steal_pointer (&connection);
}

/**
 * fore_sqlite_open_reader:
 * @path: the file
 * @mode: that of the store
 * @error: return location
 *
 * Opens a store for reading. In a read-only store, nothing on the disk changes by it.
 *
 * Returns: (transfer full): the connection
 */
ForeSqlite *
fore_sqlite_open_reader (const char *path, ForeStoreMode mode, GError **error)
{
  const WayToRead beside_writer = { "mode=rw", SQLITE_OPEN_READWRITE, FALSE };
  gint64 version;

  if (mode == FORE_STORE_READ_ONLY)
    return open_without_a_trace (path, error);

  return try_to_read (path, &beside_writer, &version, error);
}

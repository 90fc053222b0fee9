/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "fore-progress.h"
#include "fore-store.h"

G_BEGIN_DECLS

typedef struct _ForeSqliteSource ForeSqliteSource;

typedef enum {
  FORE_SQLITE_CATEGORY,
  FORE_SQLITE_PRODUCT,
  FORE_SQLITE_N_NAMES,
} ForeSqliteNameKind;

/**
 * ForeSqlite:
 * @db: (owned): the handle
 * @path: (owned): the file, for messages
 * @is_fleeting: does not see what others change, so it is not kept for another time
 * @statements: (owned) (element-type utf8 sqlite3_stmt): prepared ones by their text
 * @names: (owned): names by number, as far as they have been asked for
 * @n_in_order: so many categories have numbers in the order of their names, as far as is known
 * @source: rows that statements find in the table `source`
 * @cancellable: (unowned) (nullable): ends what runs now
 * @progress: (unowned) (nullable): told how far @source has been read
 *
 * A connection. One thread uses it at a time.
 */
typedef struct {
  sqlite3 *db;
  char *path;
  gboolean is_fleeting;
  GHashTable *statements;
  GPtrArray *names[FORE_SQLITE_N_NAMES];
  gint64 n_in_order;
  ForeSqliteSource *source;
  GCancellable *cancellable;
  const ForeProgress *progress;
} ForeSqlite;

/* Ends the use of a statement; the connection keeps it for the next time. */
static inline void
fore_sqlite_statement_release (sqlite3_stmt *statement)
{
  if (statement != NULL) {
    sqlite3_reset (statement);
    sqlite3_clear_bindings (statement);
  }
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, fore_sqlite_statement_release)

ForeSqlite *fore_sqlite_new (const char *path);
void fore_sqlite_free (ForeSqlite *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeSqlite, fore_sqlite_free)

gboolean fore_sqlite_limit_cache (ForeSqlite *connection, GError **error);
gboolean fore_sqlite_connect (ForeSqlite *connection, const char *uri, int flags, GError **error);
char *fore_sqlite_load_sql (const char *name);
sqlite3_stmt *fore_sqlite_prepare (ForeSqlite *connection, const char *sql, GError **error);
void fore_sqlite_bind (sqlite3_stmt *statement, const char *types, ...);
int fore_sqlite_step (ForeSqlite *connection, sqlite3_stmt *statement, GError **error);
gboolean fore_sqlite_check_row (ForeSqlite *connection,
                                sqlite3_stmt *statement,
                                const char *types,
                                GError **error);
gboolean fore_sqlite_step_to_row (ForeSqlite *connection, sqlite3_stmt *statement, GError **error);
gboolean
fore_sqlite_run (ForeSqlite *connection, GError **error, const char *sql, const char *types, ...);
gboolean fore_sqlite_get_integer (ForeSqlite *connection,
                                  gint64 *value,
                                  GError **error,
                                  const char *sql,
                                  const char *types,
                                  ...);
gboolean fore_sqlite_execute (ForeSqlite *connection, const char *sql, GError **error);
void fore_sqlite_set_error (ForeSqlite *connection, GError **error);
void fore_sqlite_set_damaged (ForeSqlite *connection, const char *detail, GError **error);
char *fore_sqlite_dup_text (sqlite3_stmt *statement, int column);

G_END_DECLS

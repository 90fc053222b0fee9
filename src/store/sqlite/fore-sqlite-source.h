/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-connection.h"

G_BEGIN_DECLS

/**
 * ForeSqliteSource:
 * @n: how many rows
 * @has_row: (nullable): whether row @i is one; %NULL for all of them
 * @value: what stands in a column, 0 to 9, of row @i
 * @data: their user data
 * @parameter: what stands for the one parameter of a statement that has one: the same in all rows,
 *   it need not be asked for in each
 * @position: the row that is read now
 * @n_before: rows of statements that came before, for the progress
 * @n_all: rows of all statements, for the progress; 0 for one that is not told of
 *
 * Numbers in memory, which SQL reads as the table `source` with the columns `a` to `j`: one
 * INSERT ... SELECT costs less than binding and stepping a statement for each row.
 */
struct _ForeSqliteSource {
  gsize n;
  gboolean (*has_row) (gconstpointer data, gsize i);
  gint64 (*value) (gconstpointer data, gsize i, int column);
  gconstpointer data;
  gint64 parameter;
  gsize position;
  guint64 n_before;
  guint64 n_all;
};

gboolean fore_sqlite_source_register (ForeSqlite *connection, GError **error);
double fore_sqlite_source_fraction (const ForeSqliteSource *source);
gboolean fore_sqlite_source_run (ForeSqlite *connection,
                                 ForeSqliteSource *source,
                                 const char *sql,
                                 GError **error);

G_END_DECLS

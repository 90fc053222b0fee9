/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-existing.h"

/* What an upload would do to the rows, found out without writing anything. */

static void
count_row (ForeChangeCounts *counts, const ForeRow *row, sqlite3_stmt *existing)
{
  gboolean is_missing = (row->flags & FORE_ROW_MISSING) != 0;

  if (existing == NULL) {
    counts->added++;
    counts->imputed += is_missing;
  } else if (is_missing ||
             fore_sqlite_amount (row->sales, FALSE) == sqlite3_column_int64 (existing, 1)) {
    counts->unchanged++;
  } else {
    counts->changed++;
  }
}

static gboolean
count_rows (ForeSqlite *reader, ForeRowSource *rows, ForeChangeCounts *counts, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_existing_prepare (reader, error);
  ForeSqliteExisting existing;
  const ForeRow *row;
  gboolean is_found;
  gsize n;

  if (statement == NULL)
    return FALSE;
  fore_sqlite_existing_start (&existing, reader, statement);
  while (TRUE) {
    if (!fore_row_source_next (rows, &row, &n, reader->cancellable, error))
      return FALSE;
    if (n == 0)
      return TRUE;
    for (gsize i = 0; i < n; i++) {
      gint64 key = fore_sqlite_key (FORE_SQLITE_DAY (row[i].day), row[i].category, row[i].product);

      if (!fore_sqlite_existing_find (&existing, key, &is_found, error))
        return FALSE;
      count_row (counts, &row[i], is_found ? statement : NULL);
    }
  }
}

static gboolean
count_changes (ForeSqlite *reader, ForeRowSource *rows, ForeChangeCounts *counts, GError **error)
{
  g_autofree guint32 *categories = NULL;
  g_autofree guint32 *products = NULL;

  categories = fore_sqlite_number_names (reader, FORE_SQLITE_CATEGORY, rows->categories, FALSE,
                                         error);
  if (categories == NULL)
    return FALSE;
  products = fore_sqlite_number_names (reader, FORE_SQLITE_PRODUCT, rows->products, FALSE, error);

  return products != NULL &&
         fore_row_source_start (rows, categories, products, reader->cancellable, error) &&
         count_rows (reader, rows, counts, error);
}

gboolean
fore_sqlite_count_changes (ForeStore *store,
                           ForeRowSource *rows,
                           GCancellable *cancellable,
                           ForeChangeCounts *counts,
                           GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, cancellable, error);
  gboolean is_counted = reader != NULL && count_changes (reader, rows, counts, error);

  fore_sqlite_end_read (store, reader);
  return is_counted;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fore-sqlite-calendar.h"
#include "fore-sqlite-rows.h"
#include "fore-sqlite-totals.h"

/*
 * A page of rows: the totals tell how many rows match in 64 days, on each of them and in each
 * category on it, so that what lies before the page is passed over without being read. The rows
 * of a product are known one by one from its calendars.
 */

/* Days with more rows than this are read by category. */
#define MAX_ROWS_AT_ONCE 4096

typedef struct {
  const char *name;
  gint64 id;
} Category;

static int
compare_categories (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Category *) a)->name, ((const Category *) b)->name);
}

/* Finds the categories of a day by jumping from each to the next. */
static GArray *
list_categories_of_day (ForeSqliteRows *rows, gint64 day, GError **error)
{
  g_autoptr (GArray) categories = g_array_new (FALSE, FALSE, sizeof (Category));
  Category category = { NULL, -1 };

  while (TRUE) {
    gint64 key = -1;

    if (!fore_sqlite_get_integer (
            rows->reader, &key, error, "SELECT key FROM invoice WHERE key >= ? AND key < ? LIMIT 1",
            "ii", fore_sqlite_key (day, 0, 0) + fore_sqlite_key (0, category.id + 1, 0),
            fore_sqlite_key (day + 1, 0, 0)))
      return NULL;
    if (key < 0)
      break;
    category.id = fore_sqlite_key_category (key);
    category.name = fore_sqlite_name (rows->reader, FORE_SQLITE_CATEGORY, category.id, error);
    if (category.name == NULL)
      return NULL;
    g_array_append_val (categories, category);
  }
  g_array_sort (categories, compare_categories);

  return g_steal_pointer (&categories);
}

/* Returns the number of matching rows where a total says it; where it does not, one that is
 * never passed over. */
static gint64
count_in_total (const ForeSqliteRows *rows, sqlite3_stmt *total)
{
  if (rows->query.products != NULL)
    return G_MAXINT64;

  return sqlite3_column_int64 (total, rows->query.imputed_only ? 2 : 1);
}

static gboolean
tell_category (ForeSqliteRows *rows, gint64 day, gint64 category, GError **error)
{
  return fore_sqlite_rows_load (rows, fore_sqlite_key (day, category, 0),
                                fore_sqlite_key (day, category, FORE_SQLITE_MAX_PRODUCTS - 1),
                                error) &&
         fore_sqlite_rows_tell (rows, error);
}

static gboolean
walk_large_day (ForeSqliteRows *rows, gint64 day, GError **error)
{
  g_autoptr (GArray) categories = list_categories_of_day (rows, day, error);

  if (categories == NULL)
    return FALSE;
  for (guint i = 0; i < categories->len && rows->limit > 0; i++) {
    guint k = rows->is_descending ? categories->len - 1 - i : i;
    gint64 category = g_array_index (categories, Category, k).id;
    g_autoptr (sqlite3_stmt) statement = NULL;
    int step;

    statement = fore_sqlite_prepare (
        rows->reader, "SELECT key, n_rows, n_imputed FROM total WHERE key = ?", error);
    if (statement == NULL)
      return FALSE;
    fore_sqlite_bind (statement, "i", fore_sqlite_total_key (rows->query.batch, category, day));
    step = fore_sqlite_step (rows->reader, statement, error);
    if (step == SQLITE_ROW && !fore_sqlite_rows_skip (rows, count_in_total (rows, statement)) &&
        !tell_category (rows, day, category, error))
      return FALSE;
    if (step != SQLITE_ROW && step != SQLITE_DONE)
      return FALSE;
  }

  return TRUE;
}

static gboolean
walk_day (ForeSqliteRows *rows, gint64 day, GError **error)
{
  gint64 n_rows = 0;

  if (rows->query.category >= 0)
    return tell_category (rows, day, rows->query.category, error);
  if (rows->are_in_order && !rows->is_descending)
    return fore_sqlite_rows_tell_day (rows, day, error);
  if (!fore_sqlite_get_integer (rows->reader, &n_rows, error,
                                "SELECT n_rows FROM total WHERE key = ?", "i",
                                fore_sqlite_total_key (0, -1, day)))
    return FALSE;
  if (n_rows > MAX_ROWS_AT_ONCE)
    return walk_large_day (rows, day, error);

  return fore_sqlite_rows_load (rows, fore_sqlite_key (day, 0, 0),
                                fore_sqlite_key (day + 1, 0, 0) - 1, error) &&
         fore_sqlite_rows_tell (rows, error);
}

/* Its statement is another one than that of walk_periods(), which is under way. */
static gboolean
walk_days (ForeSqliteRows *rows, gint64 first_day, gint64 last_day, GError **error)
{
  gint64 start = fore_sqlite_total_key (rows->query.batch, rows->query.category, 0);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step = SQLITE_DONE;

  statement = fore_sqlite_prepare (rows->reader,
                                   rows->is_descending
                                       ? "SELECT key, n_rows, n_imputed FROM total "
                                         "WHERE key >= ? AND key <= ? ORDER BY key DESC"
                                       : "SELECT key, n_rows, n_imputed FROM total "
                                         "WHERE key >= ? AND key <= ? ORDER BY key",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ii", start + MAX (first_day, rows->query.first_day),
                    start + MIN (last_day, rows->query.last_day));
  while (rows->limit > 0 &&
         (step = fore_sqlite_step (rows->reader, statement, error)) == SQLITE_ROW) {
    if (!fore_sqlite_rows_skip (rows, count_in_total (rows, statement)) &&
        !walk_day (rows, fore_sqlite_total_at (sqlite3_column_int64 (statement, 0)), error))
      return FALSE;
  }

  return rows->limit <= 0 || step == SQLITE_DONE;
}

static gboolean
walk_periods (ForeSqliteRows *rows, GError **error)
{
  gint64 start = fore_sqlite_total_key (rows->query.batch, rows->query.category, 0);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step = SQLITE_DONE;

  statement = fore_sqlite_prepare (rows->reader,
                                   rows->is_descending
                                       ? "SELECT key, n_rows, n_imputed FROM total "
                                         "WHERE key BETWEEN ? AND ? ORDER BY key DESC"
                                       : "SELECT key, n_rows, n_imputed FROM total "
                                         "WHERE key BETWEEN ? AND ? ORDER BY key",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (
      statement, "ii",
      start | fore_sqlite_total_period (rows->query.first_day >> FORE_SQLITE_PERIOD_BITS),
      start | fore_sqlite_total_period (rows->query.last_day >> FORE_SQLITE_PERIOD_BITS));
  while (rows->limit > 0 &&
         (step = fore_sqlite_step (rows->reader, statement, error)) == SQLITE_ROW) {
    gint64 first_day = fore_sqlite_total_at (sqlite3_column_int64 (statement, 0))
                       << FORE_SQLITE_PERIOD_BITS;
    gint64 last_day = first_day + FORE_SQLITE_PERIOD_DAYS - 1;
    gboolean is_whole = first_day >= rows->query.first_day && last_day <= rows->query.last_day;

    if (!(is_whole && fore_sqlite_rows_skip (rows, count_in_total (rows, statement))) &&
        !walk_days (rows, first_day, last_day, error))
      return FALSE;
  }

  return rows->limit <= 0 || step == SQLITE_DONE;
}

/* Tells the rows of some keys of one day. */
static gboolean
tell_keys (ForeSqliteRows *rows, const gint64 *keys, guint n, GError **error)
{
  if (fore_sqlite_rows_skip (rows, n))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (!fore_sqlite_rows_load (rows, keys[i], keys[i], error))
      return FALSE;

  return fore_sqlite_rows_tell (rows, error);
}

/* Tells the rows of few products, of which a day may have several, in different categories. */
static gboolean
walk_keys (ForeSqliteRows *rows, GError **error)
{
  const gint64 *key;
  guint first = 0, last;

  /* Loading tells, too, whose they are; only to leave some out they have to be counted. */
  if (rows->keys == NULL)
    rows->keys = fore_sqlite_calendar_list (rows->reader, &rows->query, rows->offset > 0, NULL,
                                            error);
  if (rows->keys == NULL)
    return FALSE;
  key = (const gint64 *) (gpointer) rows->keys->data;
  last = rows->keys->len;
  while (first < last && rows->limit > 0) {
    gint64 day = fore_sqlite_key_day (key[rows->is_descending ? last - 1 : first]);
    guint n = 1;

    if (rows->is_descending) {
      while (n < last - first && fore_sqlite_key_day (key[last - 1 - n]) == day)
        n++;
      last -= n;
    } else {
      while (n < last - first && fore_sqlite_key_day (key[first + n]) == day)
        n++;
      first += n;
    }
    if (!tell_keys (rows, rows->is_descending ? key + last : key + first - n, n, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * fore_sqlite_rows_walk:
 * @rows: rows whose query has been resolved, or whose keys are known
 * @error: return location
 *
 * Tells them by day, category and product in the order of bytes.
 *
 * Returns: whether all were told
 */
gboolean
fore_sqlite_rows_walk (ForeSqliteRows *rows, GError **error)
{
  const ForeSqliteQuery *query = &rows->query;
  gboolean are_few = rows->keys != NULL || (query->products != NULL && query->is_product == NULL);

  if (!fore_sqlite_are_categories_in_order (rows->reader, &rows->are_in_order, error))
    return FALSE;
  return query->is_empty || (are_few ? walk_keys (rows, error) : walk_periods (rows, error));
}

gboolean
fore_sqlite_each_invoice (ForeStore *store,
                          const ForeInvoiceFilter *filter,
                          gint64 offset,
                          gint64 limit,
                          ForeInvoiceFunc func,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (ForeSqliteRows) rows = {
    .reader = fore_sqlite_begin_read (store, cancellable, error),
    .offset = offset,
    .limit = limit < 0 ? G_MAXINT64 : limit,
    .func = func,
    .data = data,
  };
  gboolean is_told;

  fore_sqlite_rows_init (&rows);
  is_told = rows.reader != NULL &&
            fore_sqlite_query_resolve (rows.reader, filter, &rows.query, error) &&
            fore_sqlite_rows_walk (&rows, error);
  fore_sqlite_end_read (store, rows.reader);

  return is_told;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-calendar.h"
#include "fore-sqlite-rows.h"
#include "fore-sqlite-totals.h"

/* Numbers and sums of rows, from the totals or, those of a product, from its calendars. */

/* Adds what the totals between two keys say. */
static gboolean
add_totals (ForeSqlite *reader,
            const ForeSqliteQuery *query,
            gint64 first_key,
            gint64 last_key,
            gint64 *count,
            ForeCents *sum,
            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (first_key > last_key)
    return TRUE;
  statement = fore_sqlite_prepare (
      reader,
      "SELECT sum (n_rows), sum (sales), sum (n_imputed), sum (imputed_sales) FROM total "
      "WHERE key BETWEEN ? AND ?",
      error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ii", first_key, last_key);
  if (!fore_sqlite_step_to_row (reader, statement, error))
    return FALSE;
  *count += sqlite3_column_int64 (statement, query->imputed_only ? 2 : 0);
  *sum += sqlite3_column_int64 (statement, query->imputed_only ? 3 : 1);

  return TRUE;
}

/**
 * fore_sqlite_count_totals:
 * @reader: a connection
 * @query: which rows; its products do not matter
 * @count: (inout): to which their number is added
 * @sum: (inout): to which their sales are added
 * @error: return location
 *
 * Adds up the periods that lie wholly in the range, and the days before and after them.
 *
 * Returns: whether they could be read
 */
gboolean
fore_sqlite_count_totals (ForeSqlite *reader,
                          const ForeSqliteQuery *query,
                          gint64 *count,
                          ForeCents *sum,
                          GError **error)
{
  gint64 start = fore_sqlite_total_key (query->batch, query->category, 0);
  gint64 first = (query->first_day + FORE_SQLITE_PERIOD_DAYS - 1) >> FORE_SQLITE_PERIOD_BITS;
  gint64 last = ((query->last_day + 1) >> FORE_SQLITE_PERIOD_BITS) - 1;

  if (first > last)
    return add_totals (reader, query, start + query->first_day, start + query->last_day, count, sum,
                       error);

  return add_totals (reader, query, start + query->first_day,
                     start + (first << FORE_SQLITE_PERIOD_BITS) - 1, count, sum, error) &&
         add_totals (reader, query, start + fore_sqlite_total_period (first),
                     start + fore_sqlite_total_period (last), count, sum, error) &&
         add_totals (reader, query, start + ((last + 1) << FORE_SQLITE_PERIOD_BITS),
                     start + query->last_day, count, sum, error);
}

typedef struct {
  gint64 count;
  guint64 sum;
} Tally;

static gboolean
add_row (const ForeSqliteRow *row, gpointer data, GError **error)
{
  Tally *tally = data;

  tally->count++;
  tally->sum += (guint64) fore_sqlite_amount_sales (row->amount);

  return TRUE;
}

/* Looks at each row. */
static gboolean
count_by_rows (ForeSqliteRows *rows, gint64 *count, ForeCents *sum, GError **error)
{
  Tally tally = { 0 };

  rows->limit = G_MAXINT64;
  rows->row_func = add_row;
  rows->data = &tally;
  if (!fore_sqlite_rows_walk (rows, error))
    return FALSE;
  *count = tally.count;
  if (sum != NULL)
    *sum = (ForeCents) tally.sum;

  return TRUE;
}

/**
 * fore_sqlite_rows_count:
 * @rows: rows whose query has been resolved
 * @count: (out): how many they are
 * @sum: (out) (optional): their sales
 * @error: return location
 *
 * Returns: whether they could be counted
 */
gboolean
fore_sqlite_rows_count (ForeSqliteRows *rows, gint64 *count, ForeCents *sum, GError **error)
{
  const ForeSqliteQuery *query = &rows->query;
  ForeCents total = 0;

  if (query->is_empty)
    return TRUE;
  if (query->products == NULL)
    return fore_sqlite_count_totals (rows->reader, query, count, sum != NULL ? sum : &total, error);
  if (query->is_product != NULL)
    return count_by_rows (rows, count, sum, error);
  rows->keys = fore_sqlite_calendar_list (rows->reader, query, TRUE, sum, error);
  if (rows->keys != NULL)
    *count = rows->keys->len;

  return rows->keys != NULL;
}

gboolean
fore_sqlite_count_invoices (ForeStore *store,
                            const ForeInvoiceFilter *filter,
                            GCancellable *cancellable,
                            gint64 *count,
                            ForeCents *sum,
                            GError **error)
{
  g_auto (ForeSqliteRows) rows = { .reader = fore_sqlite_begin_read (store, cancellable, error) };
  gboolean is_counted;

  fore_sqlite_rows_init (&rows);
  is_counted = rows.reader != NULL &&
               fore_sqlite_query_resolve (rows.reader, filter, &rows.query, error) &&
               fore_sqlite_rows_count (&rows, count, sum, error);
  fore_sqlite_end_read (store, rows.reader);

  return is_counted;
}

static GPtrArray *
list_categories (ForeSqlite *reader, GError **error)
{
  g_autoptr (GPtrArray)
      categories = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_category_free);
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, "list-categories.sql", error);
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    ForeCategory *category;

    if (!fore_sqlite_check_row (reader, statement, "siii", error))
      return NULL;
    category = g_new0 (ForeCategory, 1);
    category->name = fore_sqlite_dup_text (statement, 0);
    category->first_day = (ForeDay) (sqlite3_column_int64 (statement, 1) + FORE_DAY_MIN);
    category->last_day = (ForeDay) (sqlite3_column_int64 (statement, 2) + FORE_DAY_MIN);
    category->n_rows = sqlite3_column_int64 (statement, 3);
    g_ptr_array_add (categories, category);
  }

  return step == SQLITE_DONE ? g_steal_pointer (&categories) : NULL;
}

GPtrArray *
fore_sqlite_list_categories (ForeStore *store, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GPtrArray *categories = reader != NULL ? list_categories (reader, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return categories;
}

/* Reads the sums themselves. */
static gboolean
load_days (ForeSqlite *reader, gint64 category, ForeDailySums *sums, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (ForeDay));
  g_autoptr (GArray) cents = g_array_new (FALSE, FALSE, sizeof (ForeCents));
  int step;

  statement = fore_sqlite_prepare (
      reader, "SELECT key, sales FROM total WHERE key BETWEEN ? AND ? ORDER BY key", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ii", fore_sqlite_total_key (0, category, 0),
                    fore_sqlite_total_key (0, category, FORE_SQLITE_LAST_DAY));
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    gint64 at = fore_sqlite_total_at (sqlite3_column_int64 (statement, 0));
    ForeDay day = (ForeDay) (at + FORE_DAY_MIN);
    ForeCents sales = sqlite3_column_int64 (statement, 1);

    g_array_append_val (days, day);
    g_array_append_val (cents, sales);
  }
  if (step != SQLITE_DONE)
    return FALSE;
  sums->n = days->len;
  sums->day = (ForeDay *) (gpointer) g_array_free (g_steal_pointer (&days), FALSE);
  sums->sum = (ForeCents *) (gpointer) g_array_free (g_steal_pointer (&cents), FALSE);

  return TRUE;
}

static ForeDailySums *
load_daily_sums (ForeSqlite *reader, const char *name, GError **error)
{
  g_autoptr (ForeDailySums) sums = g_new0 (ForeDailySums, 1);
  gint64 category, end_day = -1;

  if (!fore_sqlite_find_name (reader, FORE_SQLITE_CATEGORY, name, &category, error) ||
      (category >= 0 && !load_days (reader, category, sums, error)) ||
      !fore_sqlite_get_integer (reader, &sums->version, error,
                                "SELECT sums_version FROM category WHERE id = ?", "i", category) ||
      !fore_sqlite_get_integer (reader, &end_day, error, "get-end-day.sql", "i", category))
    return NULL;
  if (sums->n == 0) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND, _ ("There is no category “%s”."), name);
    return NULL;
  }
  sums->end_day = MAX (sums->day[sums->n - 1], (ForeDay) (end_day + FORE_DAY_MIN));

  return g_steal_pointer (&sums);
}

ForeDailySums *
fore_sqlite_load_daily_sums (ForeStore *store, const char *category, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  ForeDailySums *sums = reader != NULL ? load_daily_sums (reader, category, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return sums;
}

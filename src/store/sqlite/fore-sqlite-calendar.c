/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-calendar.h"

#include <string.h>

#include "fore-sqlite-totals.h"

/* Finds the rows of a product, which lie far apart, one a day, by the days that its calendars
 * name. */

/*
 * @product: whose rows are looked for now
 * @keys: (element-type gint64): of the rows found
 * @sum: (nullable): what they are worth
 */
typedef struct {
  ForeSqlite *reader;
  const ForeSqliteQuery *query;
  gint64 product;
  GArray *keys;
  ForeCents *sum;
} List;

/* Which of some days' rows are those asked for. */
typedef enum {
  NONE,
  SOME,
  ALL,
} Share;

/* Adds a row, unless a look at it says that it belongs to another upload. */
static gboolean
add_row (List *list, gint64 day, gint64 category, gboolean is_looked_at, GError **error)
{
  gint64 key = fore_sqlite_key (day, category, list->product);

  if (is_looked_at) {
    g_autoptr (sqlite3_stmt) statement = NULL;
    gint64 batch;

    statement = fore_sqlite_prepare (list->reader,
                                     "SELECT batch, amount FROM invoice WHERE key = ?", error);
    if (statement == NULL)
      return FALSE;
    fore_sqlite_bind (statement, "i", key);
    if (!fore_sqlite_step_to_row (list->reader, statement, error))
      return FALSE;
    batch = sqlite3_column_int64 (statement, 0);
    if (list->query->batch != 0 && batch != list->query->batch)
      return TRUE;
    if (list->sum != NULL)
      *list->sum += fore_sqlite_amount_sales (sqlite3_column_int64 (statement, 1));
  }
  g_array_append_val (list->keys, key);

  return TRUE;
}

/* Asks the totals how much of a category's 64 days belongs to the upload. */
static gboolean
find_share (List *list, gint64 first_day, gint64 category, Share *share, GError **error)
{
  gint64 at = fore_sqlite_total_period (first_day >> FORE_SQLITE_PERIOD_BITS);
  gint64 n = 0, n_all = 0;

  *share = ALL;
  if (list->query->batch == 0)
    return TRUE;
  if (!fore_sqlite_get_integer (list->reader, &n, error, "SELECT n_rows FROM total WHERE key = ?",
                                "i",
                                fore_sqlite_total_key (list->query->batch, category, 0) | at) ||
      !fore_sqlite_get_integer (list->reader, &n_all, error,
                                "SELECT n_rows FROM total WHERE key = ?", "i",
                                fore_sqlite_total_key (0, category, 0) | at))
    return FALSE;
  *share = n == 0 ? NONE : n == n_all ? ALL : SOME;

  return TRUE;
}

/* Adds those of 64 days. The sum is known already where it @is_summed. */
static gboolean
add_word (List *list,
          gint64 first_day,
          gint64 category,
          guint64 days,
          gboolean is_summed,
          GError **error)
{
  gboolean is_looked_at;
  Share share;

  if (days == 0)
    return TRUE;
  if (!find_share (list, first_day, category, &share, error))
    return FALSE;
  is_looked_at = share == SOME || (list->sum != NULL && !is_summed);
  for (; share != NONE && days != 0; days &= days - 1) {
    gint64 day = first_day + __builtin_ctzll (days);

    if (day >= list->query->first_day && day <= list->query->last_day &&
        !add_row (list, day, category, is_looked_at, error))
      return FALSE;
  }

  return TRUE;
}

/* Adds the days of one calendar. */
static gboolean
add_calendar (List *list, sqlite3_stmt *calendar, GError **error)
{
  const ForeSqliteQuery *query = list->query;
  gint64 key = sqlite3_column_int64 (calendar, 0);
  gint64 category = key >> 14 & (FORE_SQLITE_MAX_CATEGORIES - 1);
  gint64 first_day = (key >> 1 & 0x1fff) << FORE_SQLITE_CALENDAR_BITS;
  gint64 last_day = first_day + FORE_SQLITE_CALENDAR_DAYS - 1;
  gboolean is_whole = query->batch == 0 && first_day >= query->first_day &&
                      last_day <= query->last_day;

  if ((key & 1) != (query->imputed_only != 0) || first_day > query->last_day ||
      last_day < query->first_day)
    return TRUE;
  if (is_whole && list->sum != NULL)
    *list->sum += sqlite3_column_int64 (calendar, 1);
  for (int word = 0; word < FORE_SQLITE_N_WORDS; word++) {
    if (!add_word (list, first_day + word * 64, category,
                   (guint64) sqlite3_column_int64 (calendar, 2 + word), is_whole, error))
      return FALSE;
  }

  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 key_a = *(const gint64 *) a, key_b = *(const gint64 *) b;

  return key_a < key_b ? -1 : key_a > key_b;
}

static gboolean
add_product (List *list, GError **error)
{
  const ForeSqliteQuery *query = list->query;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 first = MAX (query->category, 0);
  gint64 last = query->category < 0 ? FORE_SQLITE_MAX_CATEGORIES - 1 : query->category;
  int step;

  statement = fore_sqlite_prepare (list->reader,
                                   "SELECT key, sales, days_0, days_1, days_2, days_3, days_4, "
                                   "days_5, days_6, days_7 FROM calendar "
                                   "WHERE key BETWEEN ? AND ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ii", fore_sqlite_calendar_key (list->product, first, 0, FALSE),
                    fore_sqlite_calendar_key (list->product, last, FORE_SQLITE_LAST_DAY, TRUE));
  while ((step = fore_sqlite_step (list->reader, statement, error)) == SQLITE_ROW)
    if (!add_calendar (list, statement, error))
      return FALSE;

  return step == SQLITE_DONE;
}

/**
 * fore_sqlite_calendar_list:
 * @reader: a connection
 * @query: which rows, with products
 * @sum: (out) (optional): what they are worth, which takes a look at some of them
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): their keys, rising
 */
GArray *
fore_sqlite_calendar_list (ForeSqlite *reader,
                           const ForeSqliteQuery *query,
                           ForeCents *sum,
                           GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  List list = { reader, query, 0, keys, sum };

  for (guint i = 0; i < query->products->len; i++) {
    list.product = g_array_index (query->products, gint64, i);
    if (!add_product (&list, error))
      return NULL;
  }
  g_array_sort (keys, compare_keys);

  return g_steal_pointer (&keys);
}

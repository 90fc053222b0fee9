/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-calendar.h"

#include <string.h>

#include "fore-sqlite-totals.h"

/* Finds the rows of a product, which lie far apart, one a day, by the days that its calendars
 * name. To look at one of them means to read a page of the file for it. */

/*
 * @product: whose rows are looked for now
 * @are_sure: whether rows of which only a look tells whose they are get one
 * @is_summed: whether the sum has all rows of the calendar at hand already
 * @keys: (element-type gint64): of the rows found
 * @sum: (nullable): what they are worth
 */
typedef struct {
  ForeSqlite *reader;
  const ForeSqliteQuery *query;
  gint64 product;
  gboolean are_sure;
  gboolean is_summed;
  GArray *keys;
  ForeCents *sum;
} List;

/*
 * @all: days on which all rows of the category are asked for, a bit for each
 * @some: days on which maybe not all are
 * @none: the others
 */
typedef struct {
  guint64 all;
  guint64 some;
  guint64 none;
} Days;

/* Reads a row, to know whether it is asked for, and sees to it that the sum has it if it is. */
static gboolean
look_at_row (List *list, gint64 key, gboolean is_in_range, gboolean *is_asked_for, GError **error)
{
  gint64 batch = list->query->batch;
  g_autoptr (sqlite3_stmt) statement = NULL;
  ForeCents sales;

  statement = fore_sqlite_prepare (list->reader, "SELECT batch, amount FROM invoice WHERE key = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", key);
  if (!fore_sqlite_step_to_row (list->reader, statement, error))
    return FALSE;
  *is_asked_for = is_in_range && (batch == 0 || sqlite3_column_int64 (statement, 0) == batch);
  sales = fore_sqlite_amount_sales (sqlite3_column_int64 (statement, 1));
  if (list->sum != NULL && *is_asked_for != list->is_summed)
    *list->sum += *is_asked_for ? sales : -sales;

  return TRUE;
}

/* The bits of those of 64 days that are asked for. */
static guint64
find_range (const ForeSqliteQuery *query, gint64 first_day)
{
  int from = (int) CLAMP (query->first_day - first_day, 0, FORE_SQLITE_PERIOD_DAYS);
  int n = (int) CLAMP (query->last_day + 1 - first_day, from, FORE_SQLITE_PERIOD_DAYS) - from;

  return n == 0 ? 0 : G_MAXUINT64 >> (FORE_SQLITE_PERIOD_DAYS - n) << from;
}

/* Reads how many rows of an upload a category has on each of 64 days. */
static gboolean
count_days (List *list,
            gint64 batch,
            gint64 category,
            gint64 first_day,
            gint64 n[FORE_SQLITE_PERIOD_DAYS],
            GError **error)
{
  gint64 first_key = fore_sqlite_total_key (batch, category, first_day);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  memset (n, 0, FORE_SQLITE_PERIOD_DAYS * sizeof *n);
  statement = fore_sqlite_prepare (
      list->reader, "SELECT key, n_rows FROM total WHERE key BETWEEN ? AND ?", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ii", first_key, first_key + FORE_SQLITE_PERIOD_DAYS - 1);
  while ((step = fore_sqlite_step (list->reader, statement, error)) == SQLITE_ROW)
    n[sqlite3_column_int64 (statement, 0) - first_key] = sqlite3_column_int64 (statement, 1);

  return step == SQLITE_DONE;
}

/* Asks the totals which of a category's 64 days have rows of the upload: all days together and,
 * where that does not tell, each. */
static gboolean
find_days_of_upload (List *list, gint64 category, gint64 first_day, Days *days, GError **error)
{
  gint64 batch = list->query->batch;
  gint64 at = fore_sqlite_total_period (first_day >> FORE_SQLITE_PERIOD_BITS);
  gint64 n = 0, n_all = 0, n_of_day[FORE_SQLITE_PERIOD_DAYS], n_all_of_day[FORE_SQLITE_PERIOD_DAYS];

  if (!fore_sqlite_get_integer (list->reader, &n, error, "SELECT n_rows FROM total WHERE key = ?",
                                "i", fore_sqlite_total_key (batch, category, 0) | at) ||
      !fore_sqlite_get_integer (list->reader, &n_all, error,
                                "SELECT n_rows FROM total WHERE key = ?", "i",
                                fore_sqlite_total_key (0, category, 0) | at))
    return FALSE;
  if (n == n_all)
    return TRUE;
  days->all = 0;
  if (n == 0)
    return TRUE;
  if (!count_days (list, batch, category, first_day, n_of_day, error) ||
      !count_days (list, 0, category, first_day, n_all_of_day, error))
    return FALSE;
  for (int i = 0; i < FORE_SQLITE_PERIOD_DAYS; i++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << i;

    if (n_of_day[i] > 0)
      *(n_of_day[i] == n_all_of_day[i] ? &days->all : &days->some) |= bit;
  }

  return TRUE;
}

/* Finds out what is known of the product's days without a look at them. */
static gboolean
find_days (List *list,
           gint64 category,
           gint64 first_day,
           guint64 days_of_product,
           Days *days,
           GError **error)
{
  guint64 asked_for = days_of_product & find_range (list->query, first_day);

  *days = (Days){ .all = G_MAXUINT64 };
  if (asked_for != 0 && list->query->batch != 0 &&
      !find_days_of_upload (list, category, first_day, days, error))
    return FALSE;
  days->all &= asked_for;
  days->some &= asked_for;
  days->none = days_of_product & ~(days->all | days->some);

  return TRUE;
}

/* Adds rows of some of 64 days, or those of them that a look says are asked for. */
static gboolean
add_days (List *list,
          gint64 category,
          gint64 first_day,
          guint64 days,
          gboolean are_looked_at,
          GError **error)
{
  guint64 range = find_range (list->query, first_day);

  for (; days != 0; days &= days - 1) {
    int i = __builtin_ctzll (days);
    gint64 key = fore_sqlite_key (first_day + i, category, list->product);
    gboolean is_asked_for = TRUE;

    if (are_looked_at && !look_at_row (list, key, range >> i & 1, &is_asked_for, error))
      return FALSE;
    if (is_asked_for)
      g_array_append_val (list->keys, key);
  }

  return TRUE;
}

/* Adds the days of one calendar. Its sum is that of the rows asked for, or that of all its rows
 * less that of the others: whichever are fewer are looked at. */
static gboolean
add_calendar (List *list, sqlite3_stmt *calendar, GError **error)
{
  gint64 key = sqlite3_column_int64 (calendar, 0);
  gint64 category = key >> 14 & (FORE_SQLITE_MAX_CATEGORIES - 1);
  gint64 first_day = (key >> 1 & 0x1fff) << FORE_SQLITE_CALENDAR_BITS;
  Days days[FORE_SQLITE_N_WORDS];
  int n_all = 0, n_none = 0;

  if ((key & 1) != (list->query->imputed_only != 0) || first_day > list->query->last_day ||
      first_day + FORE_SQLITE_CALENDAR_DAYS <= list->query->first_day)
    return TRUE;
  for (int i = 0; i < FORE_SQLITE_N_WORDS; i++) {
    if (!find_days (list, category, first_day + i * FORE_SQLITE_PERIOD_DAYS,
                    (guint64) sqlite3_column_int64 (calendar, 2 + i), &days[i], error))
      return FALSE;
    n_all += __builtin_popcountll (days[i].all);
    n_none += __builtin_popcountll (days[i].none);
  }
  list->is_summed = list->sum != NULL && n_none <= n_all;
  if (list->is_summed)
    *list->sum += sqlite3_column_int64 (calendar, 1);

  for (int i = 0; i < FORE_SQLITE_N_WORDS; i++) {
    gint64 first = first_day + i * FORE_SQLITE_PERIOD_DAYS;
    guint64 looked_at = list->are_sure ? days[i].some : 0;

    if (list->sum != NULL)
      looked_at |= list->is_summed ? days[i].none : days[i].all;
    if (!add_days (list, category, first, (days[i].all | days[i].some) & ~looked_at, FALSE,
                   error) ||
        !add_days (list, category, first, looked_at, TRUE, error))
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
 * @are_sure: whether there may be no other uploads' rows among them, which takes a look at some
 * @sum: (out) (optional): what they are worth, when @are_sure; likewise
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64): their keys, rising
 */
GArray *
fore_sqlite_calendar_list (ForeSqlite *reader,
                           const ForeSqliteQuery *query,
                           gboolean are_sure,
                           ForeCents *sum,
                           GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  List list = { reader, query, 0, are_sure, FALSE, keys, sum };

  for (guint i = 0; i < query->products->len; i++) {
    list.product = g_array_index (query->products, gint64, i);
    if (!add_product (&list, error))
      return NULL;
  }
  g_array_sort (keys, compare_keys);

  return g_steal_pointer (&keys);
}

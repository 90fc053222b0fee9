/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-query.h"

/* Numbers and sums of rows, from the totals of the days wherever these are enough. */

/* The statement that counts, whose parameters are first day, last day and what @types says. */
static const char *
choose_count (const ForeSqliteQuery *query)
{
  gboolean has_category = query->category >= 0;

  if (!fore_sqlite_query_is_in_totals (query))
    return has_category ? "count-invoices-of-category.sql" : "count-invoices.sql";
  if (query->imputed_only)
    return has_category ? "SELECT sum (n_imputed), sum (imputed_sales) FROM category_day "
                          "WHERE day BETWEEN ?1 AND ?2 AND category = ?3"
                        : "SELECT sum (n_imputed), sum (imputed_sales) FROM day "
                          "WHERE day BETWEEN ?1 AND ?2";

  return has_category ? "SELECT sum (n_rows), sum (sales) FROM category_day "
                        "WHERE day BETWEEN ?1 AND ?2 AND category = ?3"
                      : "SELECT sum (n_rows), sum (sales) FROM day WHERE day BETWEEN ?1 AND ?2";
}

static gboolean
count_invoices (ForeSqlite *reader,
                const ForeSqliteQuery *query,
                gint64 *count,
                ForeCents *sum,
                GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, choose_count (query), error);

  if (statement == NULL)
    return FALSE;
  /* A statement with fewer parameters does not mind. */
  fore_sqlite_bind (statement, "iiiiii", query->first_day, query->last_day, query->category,
                    query->product, query->batch, (gint64) query->imputed_only);
  if (!fore_sqlite_step_to_row (reader, statement, error))
    return FALSE;
  *count = sqlite3_column_int64 (statement, 0);
  *sum = sqlite3_column_int64 (statement, 1);

  return TRUE;
}

gboolean
fore_sqlite_count_invoices (ForeStore *store,
                            const ForeInvoiceFilter *filter,
                            GCancellable *cancellable,
                            gint64 *count,
                            ForeCents *sum,
                            GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, cancellable, error);
  ForeSqliteQuery query;
  gboolean is_counted;

  is_counted = reader != NULL && fore_sqlite_query_resolve (reader, filter, &query, error) &&
               (query.is_empty || count_invoices (reader, &query, count, sum, error));
  fore_sqlite_end_read (store, reader);

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
      reader, "SELECT day, sales FROM category_day WHERE category = ? ORDER BY day", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", category);
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    ForeDay day = (ForeDay) (sqlite3_column_int64 (statement, 0) + FORE_DAY_MIN);
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
      !load_days (reader, category, sums, error) ||
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-query.h"

#include <string.h>

/* One product in so many: it takes as long to find their rows one by one as to look at all. */
#define FEW_PRODUCTS 30

static gboolean
resolve_batch (ForeSqlite *reader, const char *batch, ForeSqliteQuery *query, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  statement = fore_sqlite_prepare (reader,
                                   "SELECT sequence, first_day, last_day FROM upload "
                                   "WHERE batch = ? AND sequence IS NOT NULL",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "s", batch);
  step = fore_sqlite_step (reader, statement, error);
  if (step == SQLITE_DONE)
    query->is_empty = TRUE;
  if (step == SQLITE_ROW) {
    query->batch = sqlite3_column_int64 (statement, 0);
    query->first_day = MAX (query->first_day, sqlite3_column_int64 (statement, 1));
    query->last_day = MIN (query->last_day, sqlite3_column_int64 (statement, 2));
  }

  return step == SQLITE_ROW || step == SQLITE_DONE;
}

static gboolean
resolve_category (ForeSqlite *reader, const char *name, ForeSqliteQuery *query, GError **error)
{
  if (!fore_sqlite_find_name (reader, FORE_SQLITE_CATEGORY, name, &query->category, error))
    return FALSE;
  query->is_empty |= query->category < 0;

  return TRUE;
}

static gboolean
resolve_product (ForeSqlite *reader, const char *name, ForeSqliteQuery *query, GError **error)
{
  gint64 id;

  if (!fore_sqlite_find_name (reader, FORE_SQLITE_PRODUCT, name, &id, error))
    return FALSE;
  query->products = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (query->products, id);
  query->is_empty |= id < 0;

  return TRUE;
}

/* Names and the text are compared as people do who do not look at the case. */
static gboolean
find_products (ForeSqlite *reader, const char *search, GArray *found, gint64 *n_all, GError **error)
{
  g_autofree char *text = g_utf8_casefold (search, -1);
  g_autoptr (sqlite3_stmt)
      statement = fore_sqlite_prepare (reader, "SELECT id, name FROM product ORDER BY id", error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    gint64 id = sqlite3_column_int64 (statement, 0);
    g_autofree char *name = NULL;

    if (!fore_sqlite_check_row (reader, statement, "is", error) ||
        g_cancellable_set_error_if_cancelled (reader->cancellable, error))
      return FALSE;
    name = g_utf8_casefold ((const char *) sqlite3_column_text (statement, 1), -1);
    if (strstr (name, text) != NULL)
      g_array_append_val (found, id);
    ++*n_all;
  }

  return step == SQLITE_DONE;
}

static gboolean
resolve_search (ForeSqlite *reader, const char *search, ForeSqliteQuery *query, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 n_all = 0, n_found;

  if (!find_products (reader, search, found, &n_all, error))
    return FALSE;
  n_found = found->len;
  query->is_empty |= n_found == 0;
  if (n_found == n_all)
    return TRUE;
  if (n_found > MAX (1, n_all / FEW_PRODUCTS)) {
    query->is_product = g_new0 (guint8, FORE_SQLITE_MAX_PRODUCTS);
    for (guint i = 0; i < found->len; i++)
      query->is_product[g_array_index (found, gint64, i) & (FORE_SQLITE_MAX_PRODUCTS - 1)] = TRUE;
  }
  query->products = g_steal_pointer (&found);

  return TRUE;
}

/**
 * fore_sqlite_query_resolve:
 * @reader: a connection
 * @filter: which rows; of a product and a search, the product counts
 * @query: (out): the same in the store's numbers
 * @error: return location
 *
 * Returns: whether the store could be asked
 */
gboolean
fore_sqlite_query_resolve (ForeSqlite *reader,
                           const ForeInvoiceFilter *filter,
                           ForeSqliteQuery *query,
                           GError **error)
{
  *query = (ForeSqliteQuery){
    .first_day = filter->from == FORE_DAY_NONE ? 0 : FORE_SQLITE_DAY (filter->from),
    .last_day = FORE_SQLITE_DAY (filter->to == FORE_DAY_NONE ? FORE_DAY_MAX : filter->to),
    .category = -1,
    .imputed_only = filter->imputed_only,
  };

  if ((filter->category != NULL && !resolve_category (reader, filter->category, query, error)) ||
      (filter->batch != NULL && !resolve_batch (reader, filter->batch, query, error)))
    return FALSE;
  if (filter->product != NULL
          ? !resolve_product (reader, filter->product, query, error)
          : filter->search != NULL && !resolve_search (reader, filter->search, query, error))
    return FALSE;
  query->first_day = MAX (query->first_day, 0);
  query->last_day = MIN (query->last_day, FORE_SQLITE_DAY (FORE_DAY_MAX));
  query->is_empty |= query->first_day > query->last_day;

  return TRUE;
}

void
fore_sqlite_query_clear (ForeSqliteQuery *query)
{
  g_clear_pointer (&query->products, g_array_unref);
  g_clear_pointer (&query->is_product, g_free);
}

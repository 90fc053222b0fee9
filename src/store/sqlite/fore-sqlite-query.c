/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-query.h"

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
resolve_name (ForeSqlite *reader,
              ForeSqliteNameKind kind,
              const char *name,
              gint64 *id,
              gboolean *is_empty,
              GError **error)
{
  if (name == NULL)
    return TRUE;
  if (!fore_sqlite_find_name (reader, kind, name, id, error))
    return FALSE;
  *is_empty |= *id < 0;

  return TRUE;
}

/**
 * fore_sqlite_query_resolve:
 * @reader: a connection
 * @filter: which rows
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
    .product = -1,
    .imputed_only = filter->imputed_only,
  };

  if (!resolve_name (reader, FORE_SQLITE_CATEGORY, filter->category, &query->category,
                     &query->is_empty, error) ||
      !resolve_name (reader, FORE_SQLITE_PRODUCT, filter->product, &query->product,
                     &query->is_empty, error) ||
      (filter->batch != NULL && !resolve_batch (reader, filter->batch, query, error)))
    return FALSE;
  query->first_day = MAX (query->first_day, 0);
  query->last_day = MIN (query->last_day, FORE_SQLITE_DAY (FORE_DAY_MAX));
  query->is_empty |= query->first_day > query->last_day;

  return TRUE;
}

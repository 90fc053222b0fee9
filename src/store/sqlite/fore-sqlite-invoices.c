/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "fore-sqlite-query.h"

/*
 * Rows are asked for by day, category and product in the order of their names, and lie by the
 * order of their numbers. So they are read a day at a time, a large day a category at a time,
 * and put into order in memory. The totals of the days tell which of them a page begins after.
 */

/* Days with more rows than this are read by category. */
#define MAX_ROWS_AT_ONCE 4096

typedef struct {
  gint64 key;
  gint64 sales;
  gint64 version;
  gint64 batch;
  gint64 first_batch;
  gboolean is_imputed;
  const char *category;
  const char *product;
} Row;

typedef struct {
  char *batch;
  char *file_hash;
  gint64 uploaded_at;
} Origin;

/*
 * @offset, @limit: what is left of them
 * @rows: (element-type Row): those at hand
 * @origins: (element-type gint64 Origin): uploads by sequence, as far as they have been met
 */
typedef struct {
  ForeSqlite *reader;
  ForeSqliteQuery query;
  gint64 offset;
  gint64 limit;
  ForeInvoiceFunc func;
  gpointer data;
  GArray *rows;
  GHashTable *origins;
} Walk;

static void
free_origin (gpointer data)
{
  Origin *origin = data;

  g_free (origin->batch);
  g_free (origin->file_hash);
  g_free (origin);
}

static const Origin *
get_origin (Walk *walk, gint64 batch, GError **error)
{
  Origin *origin = g_hash_table_lookup (walk->origins, &batch);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (origin != NULL)
    return origin;
  statement = fore_sqlite_prepare (
      walk->reader, "SELECT batch, file_hash, uploaded_at FROM upload WHERE sequence = ?", error);
  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "i", batch);
  if (!fore_sqlite_step_to_row (walk->reader, statement, error) ||
      !fore_sqlite_check_row (walk->reader, statement, "ssi", error))
    return NULL;

  origin = g_new0 (Origin, 1);
  origin->batch = fore_sqlite_dup_text (statement, 0);
  origin->file_hash = fore_sqlite_dup_text (statement, 1);
  origin->uploaded_at = sqlite3_column_int64 (statement, 2);
  g_hash_table_insert (walk->origins, g_memdup2 (&batch, sizeof batch), origin);

  return origin;
}

static gboolean
tell (Walk *walk, const Row *row, GError **error)
{
  const Origin *newest = get_origin (walk, row->batch, error);
  const Origin *first = row->first_batch != 0 ? get_origin (walk, row->first_batch, error) : newest;
  ForeInvoice invoice;

  if (newest == NULL || first == NULL)
    return FALSE;
  invoice = (ForeInvoice){
    .day = (ForeDay) (fore_sqlite_key_day (row->key) + FORE_DAY_MIN),
    .product = row->product,
    .category = row->category,
    .sales = row->sales,
    .is_imputed = row->is_imputed,
    .batch = newest->batch,
    .file_hash = newest->file_hash,
    .created_at = first->uploaded_at,
    .updated_at = newest->uploaded_at,
    .version = row->version,
  };

  return walk->func (&invoice, walk->data, error);
}

static gboolean
load_rows (Walk *walk, gint64 first_key, gint64 last_key, GError **error)
{
  const ForeSqliteQuery *query = &walk->query;
  g_autoptr (sqlite3_stmt)
      statement = fore_sqlite_prepare (walk->reader, "list-invoices.sql", error);
  int step;

  if (statement == NULL)
    return FALSE;
  g_array_set_size (walk->rows, 0);
  fore_sqlite_bind (statement, "iiiii", first_key, last_key, query->product, query->batch,
                    (gint64) query->imputed_only);
  while ((step = fore_sqlite_step (walk->reader, statement, error)) == SQLITE_ROW) {
    const Row row = {
      .key = sqlite3_column_int64 (statement, 0),
      .sales = sqlite3_column_int64 (statement, 1),
      .version = sqlite3_column_int64 (statement, 2),
      .is_imputed = sqlite3_column_int (statement, 3) != 0,
      .batch = sqlite3_column_int64 (statement, 4),
      .first_batch = sqlite3_column_int64 (statement, 5),
    };

    g_array_append_val (walk->rows, row);
  }

  return step == SQLITE_DONE;
}

static int
compare_rows (const void *a, const void *b)
{
  const Row *row_a = a, *row_b = b;
  int order = row_a->category == row_b->category ? 0 : strcmp (row_a->category, row_b->category);

  return order != 0 ? order : strcmp (row_a->product, row_b->product);
}

static gboolean
sort_rows (Walk *walk, GError **error)
{
  Row *rows = (Row *) (gpointer) walk->rows->data;
  gboolean is_sorted = TRUE;

  for (guint i = 0; i < walk->rows->len; i++) {
    rows[i].category = fore_sqlite_name (walk->reader, FORE_SQLITE_CATEGORY,
                                         fore_sqlite_key_category (rows[i].key), error);
    if (rows[i].category == NULL)
      return FALSE;
    rows[i].product = fore_sqlite_name (walk->reader, FORE_SQLITE_PRODUCT,
                                        fore_sqlite_key_product (rows[i].key), error);
    if (rows[i].product == NULL)
      return FALSE;
    is_sorted &= i == 0 || compare_rows (&rows[i - 1], &rows[i]) < 0;
  }
  if (!is_sorted)
    qsort (rows, walk->rows->len, sizeof (Row), compare_rows);

  return TRUE;
}

/* Tells the rows between two keys. There are @n of them, where that is not negative. */
static gboolean
walk_range (Walk *walk, gint64 first_key, gint64 last_key, gint64 n, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (walk->reader->cancellable, error))
    return FALSE;
  if (n < 0 || n > walk->offset) {
    if (!load_rows (walk, first_key, last_key, error))
      return FALSE;
    n = walk->rows->len;
  }
  if (n <= walk->offset) {
    walk->offset -= n;
    return TRUE;
  }

  if (!sort_rows (walk, error))
    return FALSE;
  for (; walk->offset < n && walk->limit > 0; walk->offset++, walk->limit--) {
    if (!tell (walk, &g_array_index (walk->rows, Row, walk->offset), error))
      return FALSE;
  }
  walk->offset = 0;

  return TRUE;
}

/* Tells the rows of a category on a day. */
static gboolean
walk_category (Walk *walk, gint64 day, gint64 category, gint64 n, GError **error)
{
  gint64 product = walk->query.product;

  return walk_range (
      walk, fore_sqlite_key (day, category, MAX (product, 0)),
      fore_sqlite_key (day, category, product < 0 ? FORE_SQLITE_MAX_PRODUCTS - 1 : product), n,
      error);
}

/* The number of rows that match, where the totals know it; otherwise -1. */
static gint64
count_from_totals (const Walk *walk, gint64 n_rows, gint64 n_imputed)
{
  if (walk->query.imputed_only && n_imputed == 0)
    return 0;
  if (!fore_sqlite_query_is_in_totals (&walk->query))
    return -1;

  return walk->query.imputed_only ? n_imputed : n_rows;
}

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
list_categories_of_day (Walk *walk, gint64 day, GError **error)
{
  g_autoptr (GArray) categories = g_array_new (FALSE, FALSE, sizeof (Category));
  Category category = { NULL, -1 };

  while (TRUE) {
    gint64 key = -1;

    if (!fore_sqlite_get_integer (
            walk->reader, &key, error, "SELECT key FROM invoice WHERE key >= ? AND key < ? LIMIT 1",
            "ii", fore_sqlite_key (day, 0, 0) + fore_sqlite_key (0, category.id + 1, 0),
            fore_sqlite_key (day + 1, 0, 0)))
      return NULL;
    if (key < 0)
      break;
    category.id = fore_sqlite_key_category (key);
    category.name = fore_sqlite_name (walk->reader, FORE_SQLITE_CATEGORY, category.id, error);
    if (category.name == NULL)
      return NULL;
    g_array_append_val (categories, category);
  }
  g_array_sort (categories, compare_categories);

  return g_steal_pointer (&categories);
}

static gboolean
walk_large_day (Walk *walk, gint64 day, GError **error)
{
  g_autoptr (GArray) categories = list_categories_of_day (walk, day, error);

  if (categories == NULL)
    return FALSE;
  for (guint i = 0; i < categories->len && walk->limit > 0; i++) {
    gint64 category = g_array_index (categories, Category, i).id;
    g_autoptr (sqlite3_stmt) statement = NULL;
    gint64 n;

    statement = fore_sqlite_prepare (
        walk->reader, "SELECT n_rows, n_imputed FROM category_day WHERE category = ? AND day = ?",
        error);
    if (statement == NULL)
      return FALSE;
    fore_sqlite_bind (statement, "ii", category, day);
    if (!fore_sqlite_step_to_row (walk->reader, statement, error))
      return FALSE;
    n = count_from_totals (walk, sqlite3_column_int64 (statement, 0),
                           sqlite3_column_int64 (statement, 1));
    if (!walk_category (walk, day, category, n, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
walk_days (Walk *walk, GError **error)
{
  const ForeSqliteQuery *query = &walk->query;
  gboolean has_category = query->category >= 0;
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step = SQLITE_DONE;

  statement = fore_sqlite_prepare (walk->reader,
                                   has_category
                                       ? "SELECT day, n_rows, n_imputed FROM category_day "
                                         "WHERE day BETWEEN ? AND ? AND category = ? ORDER BY day"
                                       : "SELECT day, n_rows, n_imputed FROM day "
                                         "WHERE day BETWEEN ? AND ? ORDER BY day",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, has_category ? "iii" : "ii", query->first_day, query->last_day,
                    query->category);
  while (walk->limit > 0 &&
         (step = fore_sqlite_step (walk->reader, statement, error)) == SQLITE_ROW) {
    gint64 day = sqlite3_column_int64 (statement, 0);
    gint64 n_rows = sqlite3_column_int64 (statement, 1);
    gint64 n = count_from_totals (walk, n_rows, sqlite3_column_int64 (statement, 2));
    gboolean is_told;

    if (n >= 0 && n <= walk->offset) {
      walk->offset -= n;
      continue;
    }
    if (has_category)
      is_told = walk_category (walk, day, query->category, n, error);
    else if (n_rows > MAX_ROWS_AT_ONCE && query->product < 0)
      is_told = walk_large_day (walk, day, error);
    else
      is_told = walk_range (walk, fore_sqlite_key (day, 0, 0), fore_sqlite_key (day + 1, 0, 0) - 1,
                            n, error);
    if (!is_told)
      return FALSE;
  }

  return walk->limit <= 0 || step == SQLITE_DONE;
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
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GHashTable)
      origins = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_origin);
  Walk walk = {
    .reader = fore_sqlite_begin_read (store, cancellable, error),
    .offset = offset,
    .limit = limit < 0 ? G_MAXINT64 : limit,
    .func = func,
    .data = data,
    .rows = rows,
    .origins = origins,
  };
  gboolean is_told = walk.reader != NULL &&
                     fore_sqlite_query_resolve (walk.reader, filter, &walk.query, error) &&
                     (walk.query.is_empty || walk_days (&walk, error));

  fore_sqlite_end_read (store, walk.reader);
  return is_told;
}

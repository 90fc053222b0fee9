/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-rows.h"

#include <stdlib.h>
#include <string.h>

/* Rows are asked for in the order of their names, and lie by the order of their numbers. So those
 * of a day, or of a category on it, are read at once and put into order in memory. */

#define POINTER_TYPE "ForeSqliteRows"

typedef struct _ForeSqliteOrigin {
  char *batch;
  char *file_hash;
  gint64 uploaded_at;
} Origin;

static void
free_origin (gpointer data)
{
  Origin *origin = data;

  g_free (origin->batch);
  g_free (origin->file_hash);
  g_free (origin);
}

static const Origin *
load_origin (ForeSqliteRows *rows, gint64 batch, GError **error)
{
  Origin *origin = g_hash_table_lookup (rows->origins, &batch);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (origin != NULL)
    return origin;
  statement = fore_sqlite_prepare (
      rows->reader, "SELECT batch, file_hash, uploaded_at FROM upload WHERE sequence = ?", error);
  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "i", batch);
  if (!fore_sqlite_step_to_row (rows->reader, statement, error) ||
      !fore_sqlite_check_row (rows->reader, statement, "ssi", error))
    return NULL;

  origin = g_new0 (Origin, 1);
  origin->batch = fore_sqlite_dup_text (statement, 0);
  origin->file_hash = fore_sqlite_dup_text (statement, 1);
  origin->uploaded_at = sqlite3_column_int64 (statement, 2);
  g_hash_table_insert (rows->origins, g_memdup2 (&batch, sizeof batch), origin);

  return origin;
}

static const Origin *
get_origin (ForeSqliteRows *rows, gint64 batch, GError **error)
{
  if (rows->origin == NULL || rows->origin_batch != batch) {
    rows->origin = load_origin (rows, batch, error);
    rows->origin_batch = batch;
  }
  return rows->origin;
}

static gboolean
tell (ForeSqliteRows *rows, const ForeSqliteRow *row, GError **error)
{
  const Origin *newest, *first;
  ForeInvoice invoice;

  if (rows->row_func != NULL)
    return rows->row_func (row, rows->data, error);
  newest = first = get_origin (rows, row->batch, error);
  if (row->past != 0)
    first = get_origin (rows, fore_sqlite_past_first_batch (row->past), error);
  if (newest == NULL || first == NULL)
    return FALSE;
  invoice = (ForeInvoice){
    .day = (ForeDay) (fore_sqlite_key_day (row->key) + FORE_DAY_MIN),
    .product = row->product,
    .category = row->category,
    .sales = fore_sqlite_amount_sales (row->amount),
    .is_imputed = fore_sqlite_amount_is_imputed (row->amount),
    .batch = newest->batch,
    .file_hash = newest->file_hash,
    .created_at = first->uploaded_at,
    .updated_at = newest->uploaded_at,
    .version = fore_sqlite_past_updates (row->past) + 1,
  };

  return rows->func (&invoice, rows->data, error);
}

static int
compare_rows (const void *a, const void *b)
{
  const ForeSqliteRow *row_a = a, *row_b = b;
  int order = row_a->category == row_b->category ? 0 : strcmp (row_a->category, row_b->category);

  return order != 0 ? order : strcmp (row_a->product, row_b->product);
}

static gboolean
sort_rows (ForeSqliteRows *rows, guint n, GError **error)
{
  ForeSqliteRow *row = (ForeSqliteRow *) (gpointer) rows->rows->data;
  gboolean is_sorted = TRUE;

  for (guint i = 0; i < n; i++) {
    row[i].category = i > 0 && fore_sqlite_key_cell (row[i].key) ==
                                   fore_sqlite_key_cell (row[i - 1].key)
                          ? row[i - 1].category
                          : fore_sqlite_name (rows->reader, FORE_SQLITE_CATEGORY,
                                              fore_sqlite_key_category (row[i].key), error);
    if (row[i].category == NULL)
      return FALSE;
    row[i].product = fore_sqlite_name (rows->reader, FORE_SQLITE_PRODUCT,
                                       fore_sqlite_key_product (row[i].key), error);
    if (row[i].product == NULL)
      return FALSE;
    is_sorted &= i == 0 || compare_rows (&row[i - 1], &row[i]) < 0;
  }
  if (!is_sorted)
    qsort (row, n, sizeof (ForeSqliteRow), compare_rows);

  return TRUE;
}

/**
 * fore_sqlite_rows_init:
 * @rows: all but @rows and @origins, which are made
 */
void
fore_sqlite_rows_init (ForeSqliteRows *rows)
{
  rows->rows = g_array_new (FALSE, FALSE, sizeof (ForeSqliteRow));
  rows->origins = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_origin);
}

void
fore_sqlite_rows_clear (ForeSqliteRows *rows)
{
  fore_sqlite_query_clear (&rows->query);
  g_clear_pointer (&rows->keys, g_array_unref);
  g_clear_pointer (&rows->rows, g_array_unref);
  g_clear_pointer (&rows->origins, g_hash_table_unref);
}

/**
 * fore_sqlite_rows_skip:
 * @rows: rows
 * @n: how many match in the next piece
 *
 * Leaves out a piece that lies wholly before what is to be told.
 *
 * Returns: whether it does
 */
gboolean
fore_sqlite_rows_skip (ForeSqliteRows *rows, gint64 n)
{
  if (n > rows->offset)
    return FALSE;
  rows->offset -= MAX (n, 0);

  return TRUE;
}

static gboolean
matches (const ForeSqliteQuery *query, const ForeSqliteRow *row)
{
  return (query->batch == 0 || row->batch == query->batch) &&
         (!query->imputed_only || fore_sqlite_amount_is_imputed (row->amount));
}

/*
 * What list-invoices.sql calls for each row from the first one on, as a row that came out of the
 * statement would cost half as much again, and the last one looked for there a tenth. The statement
 * stops where this says so: at the first row of a category, with those before it complete, and
 * behind the last row.
 */
static void
take_row (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  ForeSqliteRows *rows = sqlite3_value_pointer (values[0], POINTER_TYPE);
  const ForeSqliteRow row = {
    .key = sqlite3_value_int64 (values[1]),
    .amount = sqlite3_value_int64 (values[2]),
    .batch = sqlite3_value_int64 (values[3]),
    .past = sqlite3_value_int64 (values[4]),
  };
  const guint8 *is_product;

  if (rows == NULL)
    return;
  if (row.key > rows->last_key) {
    rows->is_over = TRUE;
    sqlite3_result_int (context, TRUE);
    return;
  }
  if (!matches (&rows->query, &row))
    return;
  rows->n_seen++;
  if (fore_sqlite_key_cell (row.key) != rows->cell) {
    rows->cell = fore_sqlite_key_cell (row.key);
    rows->n_complete = rows->rows->len;
    sqlite3_result_int (context, TRUE);
  }
  is_product = rows->query.is_product;
  if (is_product == NULL || is_product[fore_sqlite_key_product (row.key)])
    g_array_append_val (rows->rows, row);
}

/**
 * fore_sqlite_rows_register:
 * @connection: a connection
 * @error: return location
 *
 * Returns: whether rows can be read with it now
 */
gboolean
fore_sqlite_rows_register (ForeSqlite *connection, GError **error)
{
  if (sqlite3_create_function (connection->db, "take_row", 5, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
                               take_row, NULL, NULL) == SQLITE_OK)
    return TRUE;
  fore_sqlite_set_error (connection, error);

  return FALSE;
}

/* Goes on to where the statement stops; %FALSE on error. */
static gboolean
load_more (ForeSqliteRows *rows, sqlite3_stmt *statement, GError **error)
{
  int step = fore_sqlite_step (rows->reader, statement, error);

  rows->is_over |= step == SQLITE_DONE;
  if (rows->is_over)
    rows->n_complete = rows->rows->len;
  return step == SQLITE_ROW || step == SQLITE_DONE;
}

static sqlite3_stmt *
begin_load (ForeSqliteRows *rows, gint64 first_key, gint64 last_key, GError **error)
{
  sqlite3_stmt *statement = fore_sqlite_prepare (rows->reader, "list-invoices.sql", error);

  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "i", first_key);
  sqlite3_bind_pointer (statement, 2, rows, POINTER_TYPE, NULL);
  rows->last_key = last_key;
  rows->is_over = FALSE;
  rows->cell = -1;
  return statement;
}

/**
 * fore_sqlite_rows_load:
 * @rows: rows
 * @first_key: first row
 * @last_key: last row
 * @error: return location
 *
 * Reads those between two keys that match, to be told together with others of the same day.
 *
 * Returns: whether they could be read
 */
gboolean
fore_sqlite_rows_load (ForeSqliteRows *rows, gint64 first_key, gint64 last_key, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = begin_load (rows, first_key, last_key, error);

  if (statement == NULL)
    return FALSE;
  while (!rows->is_over)
    if (!load_more (rows, statement, error))
      return FALSE;

  return TRUE;
}

/* Tells the first ones of those that have been loaded, and keeps the others. */
static gboolean
tell_first (ForeSqliteRows *rows, guint n, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (rows->reader->cancellable, error))
    return FALSE;
  if (!fore_sqlite_rows_skip (rows, n)) {
    if (!sort_rows (rows, n, error))
      return FALSE;
    for (; rows->offset < n && rows->limit > 0; rows->offset++, rows->limit--) {
      gint64 i = rows->is_descending ? n - 1 - rows->offset : rows->offset;

      if (!tell (rows, &g_array_index (rows->rows, ForeSqliteRow, i), error))
        return FALSE;
    }
    rows->offset = 0;
  }
  if (n > 0)
    g_array_remove_range (rows->rows, 0, n);

  return TRUE;
}

/**
 * fore_sqlite_rows_tell:
 * @rows: rows
 * @error: return location
 *
 * Tells what has been loaded.
 *
 * Returns: whether nothing went wrong
 */
gboolean
fore_sqlite_rows_tell (ForeSqliteRows *rows, GError **error)
{
  return tell_first (rows, rows->rows->len, error);
}

/**
 * fore_sqlite_rows_tell_day:
 * @rows: rows with nothing loaded, told from the first one on, of a store whose categories have
 *   numbers in the order of their names
 * @day: a day
 * @error: return location
 *
 * Tells what matches on a day, category by category, and reads no further than it has to.
 *
 * Returns: whether nothing went wrong
 */
gboolean
fore_sqlite_rows_tell_day (ForeSqliteRows *rows, gint64 day, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = begin_load (rows, fore_sqlite_key (day, 0, 0),
                                                   fore_sqlite_key (day + 1, 0, 0) - 1, error);

  if (statement == NULL)
    return FALSE;
  while (rows->limit > 0 && !rows->is_over)
    if (!load_more (rows, statement, error) || !tell_first (rows, rows->n_complete, error))
      return FALSE;
  g_array_set_size (rows->rows, 0);

  return TRUE;
}

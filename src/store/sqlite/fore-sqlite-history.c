/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-history.h"

/*
 * History is kept by the upload that made it: all that it updated on a day of a category is
 * one blob. Only undo reads it, so it need not be a table of rows, which would cost an import
 * as much again as the rows themselves.
 *
 * An entry has 16 bytes, lowest first: 4 for the product, 4 for twice the batch and whether
 * the value was filled in, 8 for the sales. Entries are in the order of products.
 */

typedef struct {
  guint32 product;
  guint32 batch_and_flag;
  gint64 sales;
} Entry;

G_STATIC_ASSERT (sizeof (Entry) == 16);

/**
 * fore_sqlite_history_write:
 * @writer: a connection in a transaction
 * @cell: a day of a category
 * @batch: the upload that updated them
 * @former: (element-type ForeSqliteFormer): what they were, in the order of products; none to
 *   forget the blob
 * @error: return location
 *
 * Returns: whether it could be written
 */
gboolean
fore_sqlite_history_write (ForeSqlite *writer,
                           gint64 cell,
                           gint64 batch,
                           const GArray *former,
                           GError **error)
{
  g_autofree Entry *entries = g_new (Entry, former->len);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (former->len == 0)
    return fore_sqlite_run (writer, error, "DELETE FROM history WHERE cell = ? AND batch = ?", "ii",
                            cell, batch);

  for (guint i = 0; i < former->len; i++) {
    const ForeSqliteFormer *row = &g_array_index (former, ForeSqliteFormer, i);

    entries[i] = (Entry){
      .product = GUINT32_TO_LE (row->product),
      .batch_and_flag = GUINT32_TO_LE (row->batch << 1 | row->is_imputed),
      .sales = GINT64_TO_LE (row->sales),
    };
  }
  statement = fore_sqlite_prepare (
      writer, "REPLACE INTO history (cell, batch, rows) VALUES (?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ii", cell, batch);
  sqlite3_bind_blob64 (statement, 3, entries, former->len * sizeof (Entry), SQLITE_STATIC);

  return fore_sqlite_step (writer, statement, error) == SQLITE_DONE;
}

/**
 * fore_sqlite_history_read:
 * @statement: a statement with a row
 * @column: that of the blob
 *
 * Returns: (transfer full) (element-type ForeSqliteFormer): what the rows were
 */
GArray *
fore_sqlite_history_read (sqlite3_stmt *statement, int column)
{
  const Entry *entries = sqlite3_column_blob (statement, column);
  guint n = (guint) sqlite3_column_bytes (statement, column) / sizeof (Entry);
  GArray *former = g_array_sized_new (FALSE, FALSE, sizeof (ForeSqliteFormer), n);

  for (guint i = 0; i < n; i++) {
    Entry entry;
    ForeSqliteFormer row;

    memcpy (&entry, &entries[i], sizeof entry); /* SQLite does not align blobs */
    row.product = GUINT32_FROM_LE (entry.product);
    row.batch = GUINT32_FROM_LE (entry.batch_and_flag) >> 1;
    row.is_imputed = GUINT32_FROM_LE (entry.batch_and_flag) & 1;
    row.sales = GINT64_FROM_LE (entry.sales);
    g_array_append_val (former, row);
  }

  return former;
}

static int
compare_products (gconstpointer a, gconstpointer b)
{
  guint32 product_a = ((const ForeSqliteFormer *) a)->product;
  guint32 product_b = ((const ForeSqliteFormer *) b)->product;

  return product_a < product_b ? -1 : product_a > product_b;
}

/**
 * fore_sqlite_history_find:
 * @former: (element-type ForeSqliteFormer): what rows were
 * @product: which one
 *
 * Returns: (transfer none) (nullable): what that one was
 */
ForeSqliteFormer *
fore_sqlite_history_find (GArray *former, gint64 product)
{
  const ForeSqliteFormer wanted = { .product = (guint32) product };
  guint i;

  return g_array_binary_search (former, &wanted, compare_products, &i)
             ? &g_array_index (former, ForeSqliteFormer, i)
             : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-row-source.h"

#include <stdlib.h>

/* How many rows a source in memory gives at a time. */
#define PIECE ((gsize) 65536)

void
fore_row_source_free (ForeRowSource *source)
{
  if (source != NULL)
    source->free (source);
}

/**
 * fore_row_source_start:
 * @source: a source
 * @category_numbers: (array): the number in the store of each of its categories
 * @product_numbers: (array): that of each of its products
 * @cancellable: (nullable): a cancellable
 * @error: of GIO
 *
 * Begins at the first row. Both arrays must last as long as rows are taken.
 *
 * Returns: whether rows can be taken
 */
gboolean
fore_row_source_start (ForeRowSource *source,
                       const guint32 *category_numbers,
                       const guint32 *product_numbers,
                       GCancellable *cancellable,
                       GError **error)
{
  return source->start (source, category_numbers, product_numbers, cancellable, error);
}

/**
 * fore_row_source_next:
 * @source: a source that has been started
 * @rows: (out) (array length=n) (transfer none): the next rows, by day, number of the category
 *   and number of the product, in which `category` and `product` are the store's numbers;
 *   valid until the next call
 * @n: (out): how many; 0 at the end
 * @cancellable: (nullable): a cancellable
 * @error: of GIO
 *
 * Returns: whether they could be got
 */
gboolean
fore_row_source_next (ForeRowSource *source,
                      const ForeRow **rows,
                      gsize *n,
                      GCancellable *cancellable,
                      GError **error)
{
  return source->next (source, rows, n, cancellable, error);
}

typedef struct {
  ForeRowSource base;
  ForeRows *rows; /* (unowned) */
  ForeRow *row;   /* (owned) (nullable): renumbered and sorted */
  gsize position;
} RowsSource;

static int
compare_rows (const void *a, const void *b)
{
  const ForeRow *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->category != y->category)
    return x->category < y->category ? -1 : 1;

  return x->product < y->product ? -1 : x->product > y->product;
}

static gboolean
start (ForeRowSource *source,
       const guint32 *category_numbers,
       const guint32 *product_numbers,
       GCancellable *cancellable,
       GError **error)
{
  RowsSource *self = (RowsSource *) source;
  gsize n = self->rows->n;
  gboolean is_sorted = TRUE;

  g_free (self->row);
  self->row = g_memdup2 (self->rows->row, n * sizeof *self->row);
  self->position = 0;
  for (gsize i = 0; i < n; i++) {
    self->row[i].category = category_numbers[self->row[i].category];
    self->row[i].product = product_numbers[self->row[i].product];
    is_sorted &= i == 0 || compare_rows (&self->row[i - 1], &self->row[i]) < 0;
  }
  if (!is_sorted)
    qsort (self->row, n, sizeof *self->row, compare_rows);

  return TRUE;
}

static gboolean
next (ForeRowSource *source,
      const ForeRow **rows,
      gsize *n,
      GCancellable *cancellable,
      GError **error)
{
  RowsSource *self = (RowsSource *) source;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  *rows = self->row + self->position;
  *n = MIN (PIECE, self->rows->n - self->position);
  self->position += *n;

  return TRUE;
}

static void
rows_source_free (ForeRowSource *source)
{
  RowsSource *self = (RowsSource *) source;

  g_free (self->row);
  g_free (self);
}

/**
 * fore_row_source_new_for_rows:
 * @rows: cleaned rows, each key once; they must outlive the source
 *
 * Returns: (transfer full): a source of them
 */
ForeRowSource *
fore_row_source_new_for_rows (ForeRows *rows)
{
  RowsSource *self = g_new0 (RowsSource, 1);

  self->base = (ForeRowSource){
    .categories = rows->categories,
    .products = rows->products,
    .n_rows = rows->n,
    .start = start,
    .next = next,
    .free = rows_source_free,
  };
  self->rows = rows;

  return &self->base;
}

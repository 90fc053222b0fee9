/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-rows.h"

/**
 * fore_rows_new:
 *
 * Returns: (transfer full): no rows yet
 */
ForeRows *
fore_rows_new (void)
{
  ForeRows *rows = g_new0 (ForeRows, 1);

  rows->categories = fore_names_new ();
  rows->products = fore_names_new ();
  return rows;
}

void
fore_rows_free (ForeRows *rows)
{
  if (rows == NULL)
    return;
  fore_names_free (rows->categories);
  fore_names_free (rows->products);
  g_free (rows->row);
  g_free (rows);
}

/**
 * fore_rows_append:
 * @rows: the rows so far
 * @row: one more; its numbers are from @rows' own names
 */
void
fore_rows_append (ForeRows *rows, const ForeRow *row)
{
  if (rows->n == rows->n_allocated) {
    rows->n_allocated = rows->n_allocated == 0 ? 1024 : rows->n_allocated + rows->n_allocated / 2;
    rows->row = g_renew (ForeRow, rows->row, rows->n_allocated);
  }
  rows->row[rows->n++] = *row;
}

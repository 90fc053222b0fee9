/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-rows.h"

G_BEGIN_DECLS

/**
 * ForeRowOrder:
 * @category_numbers: (array length=n_categories): the number that orders a category
 * @product_numbers: (array length=n_products): the number that orders a product
 *
 * The order of rows within a day.
 */
typedef struct {
  const guint32 *category_numbers;
  const guint32 *product_numbers;
  guint32 n_categories;
  guint32 n_products;
} ForeRowOrder;

static inline guint64
fore_row_order_in_day (const ForeRowOrder *order, const ForeRow *row)
{
  return ((guint64) order->category_numbers[row->category] << 32) |
         order->product_numbers[row->product];
}

void fore_row_sort (const ForeRowOrder *order, ForeRow **row, gsize n);

G_END_DECLS

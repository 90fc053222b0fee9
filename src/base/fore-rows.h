/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"
#include "fore-day.h"
#include "fore-names.h"

G_BEGIN_DECLS

/**
 * ForeRowFlags:
 * @FORE_ROW_MISSING: the sales cell was empty
 *
 * A missing row holds the filled-in amount once the rows have been cleaned.
 */
typedef enum {
  FORE_ROW_PLAIN = 0,
  FORE_ROW_MISSING = 1 << 0,
} ForeRowFlags;

/**
 * ForeRow:
 * @day: when
 * @category: number in `ForeRows.categories`
 * @product: number in `ForeRows.products`
 * @flags: of #ForeRowFlags
 * @sales: the amount
 */
typedef struct {
  ForeDay day;
  guint32 category;
  guint32 product;
  guint32 flags;
  ForeCents sales;
} ForeRow;

/**
 * ForeRows:
 * @n: how many rows
 * @row: (array length=n): the rows
 * @categories: the names of the categories
 * @products: the names of the products
 *
 * The rows of one file on their way from the reader to the store.
 */
typedef struct {
  gsize n;
  gsize n_allocated;
  ForeRow *row;
  ForeNames *categories;
  ForeNames *products;
} ForeRows;

ForeRows *fore_rows_new (void);
void fore_rows_free (ForeRows *rows);
void fore_rows_append (ForeRows *rows, const ForeRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRows, fore_rows_free)

G_END_DECLS

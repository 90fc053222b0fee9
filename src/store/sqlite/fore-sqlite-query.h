/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-store.h"

G_BEGIN_DECLS

/**
 * ForeSqliteQuery:
 * @is_empty: no row can match
 * @first_day: of the store's days
 * @last_day: of the store's days
 * @category: its number, or -1 for all
 * @products: (owned) (nullable) (element-type gint64): their numbers, rising; %NULL for all
 * @is_product: (owned) (nullable) (array): whether a product is among them, by its number;
 *   %NULL when they are few, whose rows are found one by one
 * @batch: the upload's sequence, or 0 for all
 * @imputed_only: whether only filled-in rows match
 *
 * A #ForeInvoiceFilter in the store's numbers.
 */
typedef struct {
  gboolean is_empty;
  gint64 first_day;
  gint64 last_day;
  gint64 category;
  GArray *products;
  guint8 *is_product;
  gint64 batch;
  gboolean imputed_only;
} ForeSqliteQuery;

gboolean fore_sqlite_query_resolve (ForeSqlite *reader,
                                    const ForeInvoiceFilter *filter,
                                    ForeSqliteQuery *query,
                                    GError **error);
gboolean fore_sqlite_count_totals (ForeSqlite *reader,
                                   const ForeSqliteQuery *query,
                                   gint64 *count,
                                   ForeCents *sum,
                                   GError **error);
void fore_sqlite_query_clear (ForeSqliteQuery *query);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeSqliteQuery, fore_sqlite_query_clear)

G_END_DECLS

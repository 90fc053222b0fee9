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
 * @product: its number, or -1 for all
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
  gint64 product;
  gint64 batch;
  gboolean imputed_only;
} ForeSqliteQuery;

gboolean fore_sqlite_query_resolve (ForeSqlite *reader,
                                    const ForeInvoiceFilter *filter,
                                    ForeSqliteQuery *query,
                                    GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-store.h"

G_BEGIN_DECLS

/**
 * ForeSqliteFormer:
 * @product: which row of the day and category
 * @batch: the upload that its value came from
 * @is_imputed: whether it was filled in
 * @sales: its value
 *
 * What a row was before an upload updated it.
 */
typedef struct {
  guint32 product;
  guint32 batch : 31;
  guint32 is_imputed : 1;
  gint64 sales;
} ForeSqliteFormer;

gboolean fore_sqlite_history_write (ForeSqlite *writer,
                                    gint64 cell,
                                    gint64 batch,
                                    const GArray *former,
                                    GError **error);
GArray *fore_sqlite_history_read (sqlite3_stmt *statement, int column);
ForeSqliteFormer *fore_sqlite_history_find (GArray *former, gint64 product);

G_END_DECLS

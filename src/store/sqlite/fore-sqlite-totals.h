/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-store.h"

G_BEGIN_DECLS

/**
 * ForeSqliteTotals:
 *
 * Changes of the totals of a day, in one category or in all.
 */
typedef struct {
  gint64 n_rows;
  gint64 sales;
  gint64 n_imputed;
  gint64 imputed_sales;
} ForeSqliteTotals;

/**
 * ForeSqliteTally:
 *
 * Adds up how the totals change while rows are gone through in the order of their keys.
 */
typedef struct {
  ForeSqlite *writer;
  gint64 day;
  gint64 category;
  ForeSqliteTotals of_day;
  ForeSqliteTotals of_category;
} ForeSqliteTally;

void fore_sqlite_tally_start (ForeSqliteTally *tally, ForeSqlite *writer);
gboolean fore_sqlite_tally_move (ForeSqliteTally *tally, gint64 key, GError **error);
void fore_sqlite_tally_add (ForeSqliteTally *tally, gint64 sales, gboolean is_imputed);
void fore_sqlite_tally_remove (ForeSqliteTally *tally, gint64 sales, gboolean is_imputed);
gboolean fore_sqlite_tally_finish (ForeSqliteTally *tally, GError **error);

G_END_DECLS

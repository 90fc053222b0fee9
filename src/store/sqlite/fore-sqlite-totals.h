/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-ledger.h"
#include "fore-sqlite-store.h"

G_BEGIN_DECLS

/* Days are put together by 64 in the totals, and by 512 in the calendars of products. */
#define FORE_SQLITE_PERIOD_BITS   6
#define FORE_SQLITE_PERIOD_DAYS   (1 << FORE_SQLITE_PERIOD_BITS)
#define FORE_SQLITE_N_WORDS       8
#define FORE_SQLITE_CALENDAR_BITS 9
#define FORE_SQLITE_CALENDAR_DAYS (1 << FORE_SQLITE_CALENDAR_BITS)

/* The key of a total of one day; @batch 0 for all of them, @category -1 for all of them. */
static inline gint64
fore_sqlite_total_key (gint64 batch, gint64 category, gint64 day)
{
  return batch << (FORE_SQLITE_CATEGORY_BITS + FORE_SQLITE_DAY_BITS + 2) |
         (category + 1) << (FORE_SQLITE_DAY_BITS + 1) | day;
}

/* What is to be added to the key of a day 0 for that of a period. */
static inline gint64
fore_sqlite_total_period (gint64 period)
{
  return G_GINT64_CONSTANT (1) << FORE_SQLITE_DAY_BITS | period;
}

static inline gint64
fore_sqlite_total_at (gint64 key)
{
  return key & FORE_SQLITE_LAST_DAY;
}

/* The key of the days of a product in a category; @day is any of the 512. */
static inline gint64
fore_sqlite_calendar_key (gint64 product, gint64 category, gint64 day, gboolean imputed_only)
{
  return product << 28 | category << 14 | day >> FORE_SQLITE_CALENDAR_BITS << 1 |
         (imputed_only != 0);
}

/**
 * ForeSqliteTotals:
 *
 * Totals of some rows, or changes of them.
 */
typedef struct {
  gint64 n_rows;
  gint64 sales;
  gint64 n_imputed;
  gint64 imputed_sales;
} ForeSqliteTotals;

/**
 * ForeSqliteTally:
 * @cell: the day and category at hand, -1 at the beginning
 * @parts: (owned): changes in this cell by upload
 * @is_too_large: whether the sales of this cell cannot be added up
 *
 * Keeps the totals and calendars true while rows are gone through in the order of their keys.
 */
typedef struct {
  ForeSqlite *writer;
  gint64 cell;
  GArray *parts;
  gboolean is_too_large;
  ForeSqliteLedger totals;
  ForeSqliteLedger calendars;
} ForeSqliteTally;

void fore_sqlite_tally_start (ForeSqliteTally *tally, ForeSqlite *writer);
void fore_sqlite_tally_clear (ForeSqliteTally *tally);
gboolean fore_sqlite_tally_move (ForeSqliteTally *tally, gint64 key, GError **error);
void fore_sqlite_tally_add (ForeSqliteTally *tally, gint64 product, gint64 batch, gint64 amount);
void fore_sqlite_tally_remove (ForeSqliteTally *tally, gint64 product, gint64 batch, gint64 amount);
gboolean fore_sqlite_tally_finish (ForeSqliteTally *tally, GError **error);
gboolean fore_sqlite_tally_rebuild (ForeSqlite *writer, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ForeSqliteTally, fore_sqlite_tally_clear)

G_END_DECLS

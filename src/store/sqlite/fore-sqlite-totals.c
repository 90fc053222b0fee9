/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-totals.h"

#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"

/* The totals and the calendars are kept by their changes, so that the cost of an import does not
 * depend on what is in the store. */

/* Entries that are put together in memory, some megabytes of each. */
#define MAX_TOTALS    32768
#define MAX_CALENDARS 131072

/* Changes in a cell of what belongs to an upload. */
typedef struct {
  gint64 batch;
  ForeSqliteTotals totals;
} Part;

/**
 * fore_sqlite_tally_start:
 * @tally: (out caller-allocates): a tally
 * @writer: a connection in a transaction
 */
void
fore_sqlite_tally_start (ForeSqliteTally *tally, ForeSqlite *writer)
{
  *tally = (ForeSqliteTally){
    .writer = writer,
    .cell = -1,
    .parts = g_array_new (FALSE, TRUE, sizeof (Part)),
  };
  fore_sqlite_ledger_init (&tally->totals, "add-to-totals.sql", 4);
  fore_sqlite_ledger_init (&tally->calendars, "add-to-calendar.sql", 1 + FORE_SQLITE_N_WORDS);
}

void
fore_sqlite_tally_clear (ForeSqliteTally *tally)
{
  g_clear_pointer (&tally->parts, g_array_unref);
  fore_sqlite_ledger_clear (&tally->totals);
  fore_sqlite_ledger_clear (&tally->calendars);
}

static gboolean
add_totals (ForeSqliteTally *tally, gint64 key, const ForeSqliteTotals *totals)
{
  gint64 *value = fore_sqlite_ledger_find (&tally->totals, key);

  value[0] += totals->n_rows;
  value[2] += totals->n_imputed;

  return !__builtin_add_overflow (value[1], totals->sales, &value[1]) &&
         !__builtin_add_overflow (value[3], totals->imputed_sales, &value[3]);
}

/* Adds what belongs to an upload to the totals of that upload and to those of all. */
static gboolean
add_part (ForeSqliteTally *tally, const Part *part)
{
  gint64 day = tally->cell >> FORE_SQLITE_CATEGORY_BITS;
  gint64 category = tally->cell & (FORE_SQLITE_MAX_CATEGORIES - 1);
  gint64 period = fore_sqlite_total_period (day >> FORE_SQLITE_PERIOD_BITS);
  gboolean is_added = TRUE;

  for (int all = 0; all < 4; all++) {
    gint64 start = fore_sqlite_total_key (all & 1 ? 0 : part->batch, all & 2 ? -1 : category, 0);

    is_added &= add_totals (tally, start | day, &part->totals) &&
                add_totals (tally, start | period, &part->totals);
  }

  return is_added;
}

static gboolean
close_cell (ForeSqliteTally *tally, GError **error)
{
  for (guint i = 0; i < tally->parts->len; i++)
    tally->is_too_large |= !add_part (tally, &g_array_index (tally->parts, Part, i));
  if (tally->is_too_large) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                         _ ("The sales of one day are too large to be added up."));
    return FALSE;
  }
  g_array_set_size (tally->parts, 0);

  return (fore_sqlite_ledger_count (&tally->totals) < MAX_TOTALS ||
          fore_sqlite_ledger_write (&tally->totals, tally->writer, error)) &&
         (fore_sqlite_ledger_count (&tally->calendars) < MAX_CALENDARS ||
          fore_sqlite_ledger_write (&tally->calendars, tally->writer, error));
}

/**
 * fore_sqlite_tally_move:
 * @tally: a tally
 * @key: that of the next row, not below the one before
 * @error: return location
 *
 * Returns: whether what came before has been noted, where @key begins something new
 */
gboolean
fore_sqlite_tally_move (ForeSqliteTally *tally, gint64 key, GError **error)
{
  gint64 cell = fore_sqlite_key_cell (key);

  if (cell == tally->cell)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (tally->writer->cancellable, error) ||
      !close_cell (tally, error))
    return FALSE;
  tally->cell = cell;

  return TRUE;
}

static ForeSqliteTotals *
find_part (ForeSqliteTally *tally, gint64 batch)
{
  const Part part = { .batch = batch };

  for (guint i = 0; i < tally->parts->len; i++) {
    Part *known = &g_array_index (tally->parts, Part, i);

    if (known->batch == batch)
      return &known->totals;
  }
  g_array_append_val (tally->parts, part);

  return &g_array_index (tally->parts, Part, tally->parts->len - 1).totals;
}

static void
note_in_calendar (ForeSqliteTally *tally, gint64 product, gint64 sales, gboolean imputed_only)
{
  gint64 day = tally->cell >> FORE_SQLITE_CATEGORY_BITS;
  gint64 category = tally->cell & (FORE_SQLITE_MAX_CATEGORIES - 1);
  gint64 *value = fore_sqlite_ledger_find (
      &tally->calendars, fore_sqlite_calendar_key (product, category, day, imputed_only));

  value[0] += sales;
  value[1 + ((day & (FORE_SQLITE_CALENDAR_DAYS - 1)) >> 6)] ^= (gint64) (G_GUINT64_CONSTANT (1)
                                                                         << (day & 63));
}

/* A row comes, with @sign 1, or goes, with -1. */
static void
change (ForeSqliteTally *tally, gint64 product, gint64 batch, gint64 amount, int sign)
{
  ForeSqliteTotals *totals = find_part (tally, batch);
  gint64 sales = sign * fore_sqlite_amount_sales (amount);

  totals->n_rows += sign;
  tally->is_too_large |= __builtin_add_overflow (totals->sales, sales, &totals->sales);
  note_in_calendar (tally, product, sales, FALSE);
  if (fore_sqlite_amount_is_imputed (amount)) {
    totals->n_imputed += sign;
    tally->is_too_large |= __builtin_add_overflow (totals->imputed_sales, sales,
                                                   &totals->imputed_sales);
    note_in_calendar (tally, product, sales, TRUE);
  }
}

/**
 * fore_sqlite_tally_add:
 * @tally: a tally
 * @product: of the row, whose day and category are at hand
 * @batch: who wrote it last
 * @amount: what it is worth, of fore_sqlite_amount()
 */
void
fore_sqlite_tally_add (ForeSqliteTally *tally, gint64 product, gint64 batch, gint64 amount)
{
  change (tally, product, batch, amount, 1);
}

/**
 * fore_sqlite_tally_remove:
 * @tally: a tally
 * @product: of the row, whose day and category are at hand
 * @batch: who wrote it last
 * @amount: what it was worth
 */
void
fore_sqlite_tally_remove (ForeSqliteTally *tally, gint64 product, gint64 batch, gint64 amount)
{
  change (tally, product, batch, amount, -1);
}

/**
 * fore_sqlite_tally_finish:
 * @tally: a tally
 * @error: return location
 *
 * Writes the last changes.
 *
 * Returns: whether it could
 */
gboolean
fore_sqlite_tally_finish (ForeSqliteTally *tally, GError **error)
{
  return close_cell (tally, error) &&
         fore_sqlite_ledger_write (&tally->totals, tally->writer, error) &&
         fore_sqlite_ledger_write (&tally->calendars, tally->writer, error);
}

/**
 * fore_sqlite_tally_rebuild:
 * @writer: a connection in a transaction
 * @error: return location
 *
 * Fills totals and calendars that are empty from the rows.
 *
 * Returns: whether it could
 */
gboolean
fore_sqlite_tally_rebuild (ForeSqlite *writer, GError **error)
{
  g_auto (ForeSqliteTally) tally = { NULL };
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  fore_sqlite_tally_start (&tally, writer);
  statement = fore_sqlite_prepare (writer, "SELECT key, amount, batch FROM invoice ORDER BY key",
                                   error);
  if (statement == NULL)
    return FALSE;
  while ((step = fore_sqlite_step (writer, statement, error)) == SQLITE_ROW) {
    gint64 key = sqlite3_column_int64 (statement, 0);

    if (!fore_sqlite_tally_move (&tally, key, error))
      return FALSE;
    fore_sqlite_tally_add (&tally, fore_sqlite_key_product (key),
                           sqlite3_column_int64 (statement, 2),
                           sqlite3_column_int64 (statement, 1));
  }

  return step == SQLITE_DONE && fore_sqlite_tally_finish (&tally, error);
}

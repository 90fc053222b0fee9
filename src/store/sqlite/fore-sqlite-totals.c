/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-totals.h"

#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"

/* The totals of days and of categories' days are kept by their changes, so that the cost of an
 * import does not depend on what is in the store. */

void
fore_sqlite_tally_start (ForeSqliteTally *tally, ForeSqlite *writer)
{
  *tally = (ForeSqliteTally){ .writer = writer, .day = -1, .category = -1 };
}

static gboolean
is_nothing (const ForeSqliteTotals *totals)
{
  return totals->n_rows == 0 && totals->sales == 0 && totals->n_imputed == 0 &&
         totals->imputed_sales == 0;
}

static gboolean
write_category (ForeSqliteTally *tally, GError **error)
{
  const ForeSqliteTotals totals = tally->of_category;

  tally->of_category = (ForeSqliteTotals){ 0 };
  tally->of_day.n_rows += totals.n_rows;
  tally->of_day.n_imputed += totals.n_imputed;
  if (__builtin_add_overflow (tally->of_day.sales, totals.sales, &tally->of_day.sales) ||
      __builtin_add_overflow (tally->of_day.imputed_sales, totals.imputed_sales,
                              &tally->of_day.imputed_sales)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_REJECTED,
                         _ ("The sales of one day are too large to be added up."));
    return FALSE;
  }

  return is_nothing (&totals) ||
         fore_sqlite_run (tally->writer, error, "add-to-category-day.sql", "iiiiii",
                          tally->category, tally->day, totals.n_rows, totals.sales,
                          totals.n_imputed, totals.imputed_sales);
}

static gboolean
write_day (ForeSqliteTally *tally, GError **error)
{
  const ForeSqliteTotals totals = tally->of_day;

  tally->of_day = (ForeSqliteTotals){ 0 };
  return is_nothing (&totals) ||
         fore_sqlite_run (tally->writer, error, "add-to-day.sql", "iiiii", tally->day,
                          totals.n_rows, totals.sales, totals.n_imputed, totals.imputed_sales);
}

/**
 * fore_sqlite_tally_move:
 * @tally: a tally
 * @key: that of the next row, not below the one before
 * @error: return location
 *
 * Returns: whether what came before has been written, where @key begins something new
 */
gboolean
fore_sqlite_tally_move (ForeSqliteTally *tally, gint64 key, GError **error)
{
  gint64 day = fore_sqlite_key_day (key);
  gint64 category = fore_sqlite_key_category (key);

  if (day == tally->day && category == tally->category)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (tally->writer->cancellable, error) ||
      !write_category (tally, error) || (day != tally->day && !write_day (tally, error)))
    return FALSE;
  tally->day = day;
  tally->category = category;

  return TRUE;
}

void
fore_sqlite_tally_add (ForeSqliteTally *tally, gint64 sales, gboolean is_imputed)
{
  ForeSqliteTotals *totals = &tally->of_category;

  totals->n_rows++;
  totals->sales += sales;
  if (is_imputed) {
    totals->n_imputed++;
    totals->imputed_sales += sales;
  }
}

void
fore_sqlite_tally_remove (ForeSqliteTally *tally, gint64 sales, gboolean is_imputed)
{
  ForeSqliteTotals *totals = &tally->of_category;

  totals->n_rows--;
  totals->sales -= sales;
  if (is_imputed) {
    totals->n_imputed--;
    totals->imputed_sales -= sales;
  }
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
  return write_category (tally, error) && write_day (tally, error);
}

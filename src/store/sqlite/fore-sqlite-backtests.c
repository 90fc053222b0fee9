/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-store.h"

/* How models did on the past of a category. */

/* The measures in the order of the columns. */
static void
list_measures (ForeStoredBacktest *backtest, double *measure[12])
{
  ForeAccuracy *accuracy = &backtest->accuracy;
  double *const all[] = {
    &accuracy->mean_size,   &accuracy->mae,        &accuracy->rmse,       &accuracy->bias,
    &accuracy->wape,        &accuracy->smape,      &accuracy->mase,       &accuracy->coverage_80,
    &accuracy->coverage_95, &accuracy->winkler_80, &accuracy->winkler_95, &backtest->seconds,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    measure[i] = all[i];
}

/*
 * fore_sqlite_save_backtest:
 * @writer: a connection in a transaction
 * @category: number of the category
 * @version: that of the daily sums that were tested on
 * @measured_at: seconds since 1970-01-01 UTC
 * @backtest: how a model did
 * @error: return location
 *
 * Keeps it in the place of what was kept for the same category and model.
 */
gboolean
fore_sqlite_save_backtest (ForeSqlite *writer,
                           gint64 category,
                           gint64 version,
                           gint64 measured_at,
                           const ForeStoredBacktest *backtest,
                           GError **error)
{
  ForeStoredBacktest copy = *backtest;
  double *measure[12];
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (writer, "save-backtest.sql", error);

  if (statement == NULL)
    return FALSE;
  list_measures (&copy, measure);
  fore_sqlite_bind (statement, "isiiiii", category, backtest->model, version, backtest->horizon,
                    backtest->n_origins, measured_at, (gint64) backtest->accuracy.n);
  for (int i = 0; i < (int) G_N_ELEMENTS (measure); i++)
    sqlite3_bind_double (statement, 8 + i, *measure[i]);

  return fore_sqlite_step (writer, statement, error) == SQLITE_DONE;
}

/* Rows come by category, the best one with a stored forecast before the others. */
static ForeStoredBacktest *
read_backtest (sqlite3_stmt *statement, GPtrArray *before)
{
  ForeStoredBacktest *backtest = g_new0 (ForeStoredBacktest, 1);
  gboolean has_forecast = sqlite3_column_int (statement, 6) != 0;
  double *measure[12];

  backtest->category = fore_sqlite_dup_text (statement, 0);
  backtest->model = fore_sqlite_dup_text (statement, 1);
  backtest->horizon = sqlite3_column_int64 (statement, 2);
  backtest->n_origins = sqlite3_column_int64 (statement, 3);
  backtest->measured_at = sqlite3_column_int64 (statement, 4);
  backtest->is_current = sqlite3_column_int (statement, 5) != 0;
  backtest->accuracy.n = (gsize) MAX (sqlite3_column_int64 (statement, 7), 0);
  list_measures (backtest, measure);
  for (int i = 0; i < (int) G_N_ELEMENTS (measure); i++)
    *measure[i] = sqlite3_column_double (statement, 8 + i);

  backtest->is_best = has_forecast;
  for (guint i = before->len; backtest->is_best && i-- > 0;) {
    const ForeStoredBacktest *other = before->pdata[i];

    if (!g_str_equal (other->category, backtest->category))
      break;
    backtest->is_best = !other->is_best;
  }

  return backtest;
}

static GPtrArray *
load_backtests (ForeSqlite *reader, const char *category, GError **error)
{
  g_autoptr (GPtrArray)
      backtests = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_stored_backtest_free);
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, "load-backtests.sql", error);
  int step;

  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "s", category);
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    if (!fore_sqlite_check_row (reader, statement, "ssiiiiii", error))
      return NULL;
    g_ptr_array_add (backtests, read_backtest (statement, backtests));
  }

  return step == SQLITE_DONE ? g_steal_pointer (&backtests) : NULL;
}

GPtrArray *
fore_sqlite_load_backtests (ForeStore *store, const char *category, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GPtrArray *backtests = reader != NULL ? load_backtests (reader, category, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return backtests;
}

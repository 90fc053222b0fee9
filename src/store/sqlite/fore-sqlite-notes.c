/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-store.h"

/* What the store keeps beside rows: how models did, and how files with a header are read. */

/* Headers beyond this many are forgotten, the longest unused first. */
#define MAX_MAPPINGS 1000

static gboolean
save_backtest (ForeSqlite *writer,
               const char *category,
               gint64 version,
               const ForeStoredBacktest *backtest,
               GError **error)
{
  const double measures[] = { backtest->mae,        backtest->rmse,        backtest->smape,
                              backtest->mase,       backtest->coverage_80, backtest->coverage_95,
                              backtest->winkler_95, backtest->seconds };
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (writer, "save-backtest.sql", error);

  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ssiiii", category, backtest->model, version, backtest->horizon,
                    backtest->n_origins, backtest->measured_at);
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    sqlite3_bind_double (statement, 7 + (int) i, measures[i]);

  return fore_sqlite_step (writer, statement, error) == SQLITE_DONE;
}

gboolean
fore_sqlite_save_backtests (ForeStore *store,
                            const char *category,
                            gint64 version,
                            GPtrArray *backtests,
                            GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);
  gboolean is_done = writer != NULL;

  if (writer == NULL)
    return FALSE;
  for (guint i = 0; is_done && i < backtests->len; i++)
    is_done = save_backtest (writer, category, version, backtests->pdata[i], error);

  return fore_sqlite_end_write (store, FORE_SQLITE_FORECASTS, is_done, error);
}

static ForeStoredBacktest *
read_backtest (sqlite3_stmt *statement)
{
  ForeStoredBacktest *backtest = g_new0 (ForeStoredBacktest, 1);

  backtest->category = fore_sqlite_dup_text (statement, 0);
  backtest->model = fore_sqlite_dup_text (statement, 1);
  backtest->horizon = sqlite3_column_int64 (statement, 2);
  backtest->n_origins = sqlite3_column_int64 (statement, 3);
  backtest->measured_at = sqlite3_column_int64 (statement, 4);
  backtest->is_current = sqlite3_column_int (statement, 5) != 0;
  backtest->mae = sqlite3_column_double (statement, 6);
  backtest->rmse = sqlite3_column_double (statement, 7);
  backtest->smape = sqlite3_column_double (statement, 8);
  backtest->mase = sqlite3_column_double (statement, 9);
  backtest->coverage_80 = sqlite3_column_double (statement, 10);
  backtest->coverage_95 = sqlite3_column_double (statement, 11);
  backtest->winkler_95 = sqlite3_column_double (statement, 12);
  backtest->seconds = sqlite3_column_double (statement, 13);

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
    if (!fore_sqlite_check_row (reader, statement, "ssiiii", error))
      return NULL;
    g_ptr_array_add (backtests, read_backtest (statement));
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

gboolean
fore_sqlite_remember_mapping (ForeStore *store,
                              const char *header,
                              const char *options,
                              GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (
             store, 0,
             fore_sqlite_run (writer, error,
                              "REPLACE INTO column_mapping (id, header, options) "
                              "SELECT coalesce (max (id), 0) + 1, ?, ? FROM column_mapping",
                              "ss", header, options) &&
                 fore_sqlite_run (writer, error,
                                  "DELETE FROM column_mapping WHERE id NOT IN "
                                  "(SELECT id FROM column_mapping ORDER BY id DESC LIMIT ?)",
                                  "i", (gint64) MAX_MAPPINGS),
             error);
}

static gboolean
recall_mapping (ForeSqlite *reader, const char *header, char **options, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  statement = fore_sqlite_prepare (reader, "SELECT options FROM column_mapping WHERE header = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "s", header);
  step = fore_sqlite_step (reader, statement, error);
  if (step == SQLITE_ROW && !fore_sqlite_check_row (reader, statement, "s", error))
    return FALSE;
  if (step == SQLITE_ROW)
    *options = fore_sqlite_dup_text (statement, 0);

  return step == SQLITE_ROW || step == SQLITE_DONE;
}

gboolean
fore_sqlite_recall_mapping (ForeStore *store, const char *header, char **options, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  gboolean is_asked = reader != NULL && recall_mapping (reader, header, options, error);

  fore_sqlite_end_read (store, reader);
  return is_asked;
}

gboolean
fore_sqlite_forget_mapping (ForeStore *store, const char *header, GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (store, 0,
                                fore_sqlite_run (writer, error,
                                                 "DELETE FROM column_mapping WHERE header = ?", "s",
                                                 header),
                                error);
}

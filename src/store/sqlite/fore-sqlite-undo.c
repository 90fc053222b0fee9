/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-store.h"
#include "fore-sqlite-totals.h"

/*
 * Takes an upload out of the life of every row that it wrote. The life of a row is its entries
 * in former_invoice, by the order of their batches, and then the row itself; taking one step
 * out is all there is to do, wherever it stands.
 */

typedef struct {
  ForeSqlite *writer;
  gint64 upload;
  gint64 sequence;
  gint64 first_key;
  gint64 last_key;
} Undo;

/* Reads what was before the newest value of a row. */
static gboolean
add_former (Undo *undo, ForeSqliteTally *tally, gint64 key, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = fore_sqlite_prepare (undo->writer,
                                       "SELECT sales, is_imputed FROM former_invoice WHERE key = ? "
                                       "ORDER BY batch DESC LIMIT 1",
                                       error);
  int step;

  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", key);
  step = fore_sqlite_step (undo->writer, statement, error);
  if (step == SQLITE_ROW)
    fore_sqlite_tally_add (tally, sqlite3_column_int64 (statement, 0),
                           sqlite3_column_int (statement, 1) != 0);

  return step == SQLITE_ROW || step == SQLITE_DONE;
}

/* Corrects the totals, while the rows are still there. */
static gboolean
correct_totals (Undo *undo, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  ForeSqliteTally tally;
  int step;

  statement = fore_sqlite_prepare (undo->writer,
                                   "SELECT key, sales, is_imputed, version FROM invoice "
                                   "WHERE key BETWEEN ? AND ? AND batch = ? ORDER BY key",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "iii", undo->first_key, undo->last_key, undo->sequence);
  fore_sqlite_tally_start (&tally, undo->writer);
  while ((step = fore_sqlite_step (undo->writer, statement, error)) == SQLITE_ROW) {
    gint64 key = sqlite3_column_int64 (statement, 0);

    if (!fore_sqlite_tally_move (&tally, key, error))
      return FALSE;
    fore_sqlite_tally_remove (&tally, sqlite3_column_int64 (statement, 1),
                              sqlite3_column_int (statement, 2) != 0);
    if (sqlite3_column_int64 (statement, 3) > 1 && !add_former (undo, &tally, key, error))
      return FALSE;
  }

  return step == SQLITE_DONE && fore_sqlite_tally_finish (&tally, error);
}

static gboolean
take_rows_back (Undo *undo, GError **error)
{
  static const char *const steps[] = {
    /* Where it stands in the middle of a row's life: */
    "UPDATE invoice SET version = version - 1 WHERE key IN "
    "(SELECT key FROM former_invoice WHERE key BETWEEN ? AND ? AND batch = ?)",
    "DELETE FROM former_invoice WHERE key BETWEEN ? AND ? AND batch = ?",
    /* Where it is all of it: */
    "DELETE FROM invoice WHERE key BETWEEN ? AND ? AND batch = ? AND version = 1",
    /* Where it is the end: */
    "restore-former-invoices.sql",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (!fore_sqlite_run (undo->writer, error, steps[i], "iii", undo->first_key, undo->last_key,
                          undo->sequence))
      return FALSE;
  }

  return fore_sqlite_run (undo->writer, error, "forget-restored-invoices.sql", "ii",
                          undo->first_key, undo->last_key);
}

static gboolean
take_upload_back (Undo *undo, const char *forecast_options, GError **error)
{
  static const char *const steps[] = {
    "touch-categories-of-upload.sql",
    "DELETE FROM category_day WHERE n_rows = 0 AND category IN "
    "(SELECT category FROM upload_category WHERE upload = ?)",
    "forget-forecasts-without-invoices.sql",
    "DELETE FROM job WHERE kind = 'import' AND upload = ?",
    "DELETE FROM upload WHERE id = ?",
  };
  gint64 n_days = 0, job;

  if (!correct_totals (undo, error) || !take_rows_back (undo, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (!fore_sqlite_run (undo->writer, error, steps[i], "i", undo->upload))
      return FALSE;
  }

  return fore_sqlite_execute (undo->writer, "DELETE FROM day WHERE n_rows = 0", error) &&
         fore_sqlite_get_integer (undo->writer, &n_days, error, "SELECT count (*) FROM day", "") &&
         /* Only where there were rows and there still are some is there anything to forecast. */
         (forecast_options == NULL || undo->sequence == 0 || n_days == 0 ||
          fore_sqlite_queue_job (undo->writer, forecast_options, 0, &job, error));
}

static gboolean
find_upload (Undo *undo, const char *batch, char **stored_filename, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  const char *status;
  int step;

  statement = fore_sqlite_prepare (
      undo->writer,
      "SELECT id, sequence, first_day, last_day, status, stored_filename FROM upload "
      "WHERE batch = ?",
      error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "s", batch);
  step = fore_sqlite_step (undo->writer, statement, error);
  if (step == SQLITE_DONE)
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND, _ ("There is no upload “%s”."), batch);
  if (step != SQLITE_ROW)
    return FALSE;

  status = (const char *) sqlite3_column_text (statement, 4);
  if (g_str_equal (status, fore_upload_status_to_string (FORE_UPLOAD_UPLOADED)) ||
      g_str_equal (status, fore_upload_status_to_string (FORE_UPLOAD_PROCESSING))) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_BUSY,
                 _ ("The upload “%s” is still being imported. Take it back when it is done."),
                 batch);
    return FALSE;
  }
  undo->upload = sqlite3_column_int64 (statement, 0);
  undo->sequence = sqlite3_column_int64 (statement, 1);
  undo->first_key = fore_sqlite_key (sqlite3_column_int64 (statement, 2), 0, 0);
  undo->last_key = fore_sqlite_key (sqlite3_column_int64 (statement, 3) + 1, 0, 0) - 1;
  *stored_filename = fore_sqlite_dup_text (statement, 5);

  return TRUE;
}

gboolean
fore_sqlite_undo_upload (ForeStore *store,
                         const char *batch,
                         const char *forecast_options,
                         char **stored_filename,
                         GError **error)
{
  g_autofree char *filename = NULL;
  Undo undo = { 0 };

  undo.writer = fore_sqlite_begin_write (store, NULL, NULL, error);
  if (undo.writer == NULL ||
      !fore_sqlite_end_write (store,
                              FORE_SQLITE_UPLOADS | FORE_SQLITE_INVOICES | FORE_SQLITE_FORECASTS,
                              find_upload (&undo, batch, &filename, error) &&
                                  take_upload_back (&undo, forecast_options, error),
                              error))
    return FALSE;
  *stored_filename = g_steal_pointer (&filename);

  return TRUE;
}

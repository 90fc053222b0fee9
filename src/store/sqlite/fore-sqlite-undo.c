/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-history.h"
#include "fore-sqlite-totals.h"

/*
 * Takes an upload out of the life of every row that it wrote. The life of a row is its entries
 * in the history, by the order of uploads, and then the row itself: an entry says what the row
 * was before its upload. Taking a step out of it means that the step after it begins where the
 * lost one began.
 */

typedef struct {
  ForeSqlite *writer;
  gint64 upload;
  gint64 sequence;
  gint64 first_day;
  gint64 last_day;
  ForeSqliteTally *tally;
} Undo;

typedef struct {
  gint64 key;
  gint64 amount;
  gint64 batch;
  gint64 past;
} Row;

/* What an upload found on a day of a category. */
typedef struct {
  gint64 batch;
  GArray *former;
  gboolean has_changed;
} Chapter;

static void
clear_chapter (gpointer data)
{
  g_array_unref (((Chapter *) data)->former);
}

/* Reads the history of a cell, from the upload that goes to the newest. */
static GArray *
read_chapters (Undo *undo, gint64 cell, GError **error)
{
  g_autoptr (GArray) chapters = g_array_new (FALSE, FALSE, sizeof (Chapter));
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  g_array_set_clear_func (chapters, clear_chapter);
  statement = fore_sqlite_prepare (
      undo->writer, "SELECT batch, rows FROM history WHERE cell = ? AND batch >= ? ORDER BY batch",
      error);
  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "ii", cell, undo->sequence);
  while ((step = fore_sqlite_step (undo->writer, statement, error)) == SQLITE_ROW) {
    const Chapter chapter = { sqlite3_column_int64 (statement, 0),
                              fore_sqlite_history_read (statement, 1), FALSE };

    g_array_append_val (chapters, chapter);
  }

  return step == SQLITE_DONE ? g_steal_pointer (&chapters) : NULL;
}

static GArray *
read_rows (Undo *undo, gint64 cell, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  statement = fore_sqlite_prepare (undo->writer,
                                   "SELECT key, amount, batch, past FROM invoice "
                                   "WHERE key >= ? AND key < ? ORDER BY key",
                                   error);
  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "ii", cell << FORE_SQLITE_PRODUCT_BITS,
                    (cell + 1) << FORE_SQLITE_PRODUCT_BITS);
  while ((step = fore_sqlite_step (undo->writer, statement, error)) == SQLITE_ROW) {
    const Row row = {
      sqlite3_column_int64 (statement, 0),
      sqlite3_column_int64 (statement, 1),
      sqlite3_column_int64 (statement, 2),
      sqlite3_column_int64 (statement, 3),
    };

    g_array_append_val (rows, row);
  }

  return step == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

/* Writes a row that has one step fewer in its life. */
static gboolean
shorten_row (Undo *undo, Row *row, gint64 first_batch, GError **error)
{
  row->past = fore_sqlite_past (fore_sqlite_past_updates (row->past) - 1, first_batch);

  return fore_sqlite_run (undo->writer, error,
                          "UPDATE invoice SET amount = ?, batch = ?, past = ? WHERE key = ?",
                          "iiii", row->amount, row->batch, row->past, row->key);
}

/* The upload wrote the row last: @before is what it was, %NULL for a new row. */
static gboolean
take_end_back (Undo *undo, Row *row, const ForeSqliteFormer *before, GError **error)
{
  gint64 product = fore_sqlite_key_product (row->key);

  if ((before == NULL) != (row->past == 0)) {
    fore_sqlite_set_damaged (undo->writer, "history", error);
    return FALSE;
  }
  fore_sqlite_tally_remove (undo->tally, product, row->batch, row->amount);
  if (before == NULL)
    return TRUE; /* goes together with the others of its cell */

  row->amount = fore_sqlite_amount (before->sales, before->is_imputed);
  row->batch = before->batch;
  fore_sqlite_tally_add (undo->tally, product, row->batch, row->amount);

  return shorten_row (undo, row, fore_sqlite_past_first_batch (row->past), error);
}

/* A later upload may have found the value of this one: then it found @before instead, or, when
 * that is %NULL, it is the one that brought the row in. */
static gboolean
take_step_back (Undo *undo,
                Row *row,
                const ForeSqliteFormer *before,
                GArray *chapters,
                GError **error)
{
  gint64 product = fore_sqlite_key_product (row->key);
  gint64 first_batch = fore_sqlite_past_first_batch (row->past);

  for (guint i = 0; row->past != 0 && i < chapters->len; i++) {
    Chapter *chapter = &g_array_index (chapters, Chapter, i);
    ForeSqliteFormer *found = fore_sqlite_history_find (chapter->former, product);

    if (found == NULL || found->batch != undo->sequence)
      continue;
    chapter->has_changed = TRUE;
    if (before != NULL) {
      *found = *before;
    } else {
      ForeSqliteFormer *all = (ForeSqliteFormer *) (gpointer) chapter->former->data;

      g_array_remove_index (chapter->former, (guint) (found - all));
      first_batch = chapter->batch;
    }

    return shorten_row (undo, row, first_batch, error);
  }

  return TRUE;
}

static gboolean
write_chapters (Undo *undo, gint64 cell, GArray *chapters, GError **error)
{
  for (guint i = 0; i < chapters->len; i++) {
    const Chapter *chapter = &g_array_index (chapters, Chapter, i);

    if (chapter->has_changed &&
        !fore_sqlite_history_write (undo->writer, cell, chapter->batch, chapter->former, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
take_cell_back (Undo *undo, gint64 cell, GError **error)
{
  g_autoptr (GArray) chapters = read_chapters (undo, cell, error);
  g_autoptr (GArray) rows = chapters != NULL ? read_rows (undo, cell, error) : NULL;
  Chapter *own = NULL;

  if (rows == NULL ||
      !fore_sqlite_tally_move (undo->tally, cell << FORE_SQLITE_PRODUCT_BITS, error))
    return FALSE;
  if (chapters->len > 0 && g_array_index (chapters, Chapter, 0).batch == undo->sequence)
    own = &g_array_index (chapters, Chapter, 0);

  for (guint i = 0; i < rows->len; i++) {
    Row *row = &g_array_index (rows, Row, i);
    const ForeSqliteFormer *before = NULL;

    if (own != NULL)
      before = fore_sqlite_history_find (own->former, fore_sqlite_key_product (row->key));
    if (!(row->batch == undo->sequence ? take_end_back (undo, row, before, error)
                                       : take_step_back (undo, row, before, chapters, error)))
      return FALSE;
  }
  if (own != NULL) {
    g_array_set_size (own->former, 0);
    own->has_changed = TRUE;
  }

  return write_chapters (undo, cell, chapters, error) &&
         fore_sqlite_run (undo->writer, error,
                          "DELETE FROM invoice WHERE key >= ? AND key < ? AND batch = ? "
                          "AND past = 0",
                          "iii", cell << FORE_SQLITE_PRODUCT_BITS,
                          (cell + 1) << FORE_SQLITE_PRODUCT_BITS, undo->sequence);
}

/* All cells first: the totals that name them change on the way. */
static gboolean
list_cells (Undo *undo, GArray *cells, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = fore_sqlite_prepare (undo->writer, "list-cells-of-upload.sql", error);
  int step;

  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "iiii", undo->upload, undo->first_day, undo->last_day,
                    undo->sequence);
  while ((step = fore_sqlite_step (undo->writer, statement, error)) == SQLITE_ROW) {
    gint64 cell = sqlite3_column_int64 (statement, 0);

    g_array_append_val (cells, cell);
  }

  return step == SQLITE_DONE;
}

static gboolean
take_rows_back (Undo *undo, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ForeSqliteTally) tally = { NULL };

  if (undo->sequence == 0)
    return TRUE; /* it has failed, so no row came in */
  if (!list_cells (undo, cells, error))
    return FALSE;
  fore_sqlite_tally_start (&tally, undo->writer);
  tally.totals.remove_sql = "remove-empty-totals.sql";
  tally.calendars.remove_sql = "remove-empty-calendars.sql";
  undo->tally = &tally;
  for (guint i = 0; i < cells->len; i++) {
    if (!take_cell_back (undo, g_array_index (cells, gint64, i), error))
      return FALSE;
  }

  /* What earlier imports have left empty goes, too. */
  return fore_sqlite_tally_finish (&tally, error) &&
         fore_sqlite_run (undo->writer, error, "DELETE FROM total WHERE key >= ? AND key < ?", "ii",
                          fore_sqlite_total_key (undo->sequence, -1, 0),
                          fore_sqlite_total_key (undo->sequence + 1, -1, 0));
}

static gboolean
take_upload_back (Undo *undo, const char *forecast_options, GError **error)
{
  static const char *const steps[] = {
    "touch-categories-of-upload.sql",
    "forget-forecasts-without-invoices.sql",
    "DELETE FROM job WHERE kind = 'import' AND upload = ?",
    "DELETE FROM upload WHERE id = ?",
  };
  gint64 has_rows = 0, job;

  if (!take_rows_back (undo, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (!fore_sqlite_run (undo->writer, error, steps[i], "i", undo->upload))
      return FALSE;
  }

  return fore_sqlite_get_integer (undo->writer, &has_rows, error,
                                  "SELECT EXISTS (SELECT 1 FROM invoice)", "") &&
         /* Only where there were rows and there still are some is there anything to forecast. */
         (forecast_options == NULL || undo->sequence == 0 || has_rows == 0 ||
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
  if (step != SQLITE_ROW || !fore_sqlite_check_row (undo->writer, statement, "i???ss", error))
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
  undo->first_day = sqlite3_column_int64 (statement, 2);
  undo->last_day = sqlite3_column_int64 (statement, 3);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-sqlite-existing.h"
#include "fore-sqlite-history.h"
#include "fore-sqlite-source.h"
#include "fore-sqlite-store.h"
#include "fore-sqlite-totals.h"

/*
 * Takes the rows of an upload in, piece by piece: each is compared once with what is there
 * (which says the version of each row and what becomes history), and then written in one
 * statement.
 */

/* What stands for a row that is not written, where its past would. */
#define NOT_WRITTEN -1

/*
 * @row: (array length=n): the piece at hand
 * @past: (element-type gint64): of each of its rows, once it is written
 * @is_all_new: whether the store holds none of its rows yet
 * @n_before: rows of the pieces before
 * @first: the first day of all
 * @last: the last day so far
 * @cell: the day and category at hand
 * @former: (element-type ForeSqliteFormer): what its updated rows have been
 * @is_noted: (array): whether a category has rows
 */
typedef struct {
  ForeSqlite *writer;
  ForeRowSource *rows;
  const ForeRow *row;
  gsize n;
  GArray *past;
  gboolean is_all_new;
  guint64 n_before;
  gint64 upload;
  gint64 sequence;
  gint64 first;
  gint64 last;
  gint64 cell;
  GArray *former;
  gboolean *is_noted;
  ForeSqliteTally *tally;
  ForeUploadCounts counts;
} Append;

static inline gint64
key_of (const ForeRow *row)
{
  return fore_sqlite_key (FORE_SQLITE_DAY (row->day), row->category, row->product);
}

static inline gint64
amount_of (const ForeRow *row)
{
  return fore_sqlite_amount (row->sales, (row->flags & FORE_ROW_MISSING) != 0);
}

/* Returns the past of the row. */
static gint64
note_new (Append *append, const ForeRow *row)
{
  append->counts.inserted++;
  append->counts.imputed += (row->flags & FORE_ROW_MISSING) != 0;
  fore_sqlite_tally_add (append->tally, row->product, append->sequence, amount_of (row));

  return 0;
}

/* The same for a row that stands in the store already. */
static gint64
note_update (Append *append, const ForeRow *row, sqlite3_stmt *existing)
{
  gint64 amount = sqlite3_column_int64 (existing, 1);
  gint64 batch = sqlite3_column_int64 (existing, 2);
  gint64 past = sqlite3_column_int64 (existing, 3);
  const ForeSqliteFormer former = {
    .product = row->product,
    .batch = (guint32) batch & G_MAXINT32,
    .is_imputed = fore_sqlite_amount_is_imputed (amount),
    .sales = fore_sqlite_amount_sales (amount),
  };

  append->counts.updated++;
  g_array_append_val (append->former, former);
  fore_sqlite_tally_remove (append->tally, row->product, batch, amount);
  fore_sqlite_tally_add (append->tally, row->product, append->sequence, amount_of (row));

  return past == 0 ? fore_sqlite_past (1, batch) : past + 1;
}

/* Writes the history of the cell at hand, and goes on to the next. */
static gboolean
move_to_cell (Append *append, gint64 cell, GError **error)
{
  if (append->former->len > 0 &&
      !fore_sqlite_history_write (append->writer, append->cell, append->sequence, append->former,
                                  error))
    return FALSE;
  g_array_set_size (append->former, 0);
  append->cell = cell;
  if (cell >= 0)
    append->is_noted[cell & (FORE_SQLITE_MAX_CATEGORIES - 1)] = TRUE;

  return TRUE;
}

/* Finds out what each row of the piece is: new, an update, or an empty cell that changes
 * nothing. */
static gboolean
compare_with_store (Append *append, sqlite3_stmt *statement, GError **error)
{
  ForeSqliteExisting existing;

  fore_sqlite_existing_start (&existing, append->writer, statement);
  g_array_set_size (append->past, 0);
  append->is_all_new = TRUE;
  for (gsize i = 0; i < append->n; i++) {
    const ForeRow *row = &append->row[i];
    gint64 key = key_of (row), past = NOT_WRITTEN;
    gboolean is_found;

    if ((fore_sqlite_key_cell (key) != append->cell &&
         !move_to_cell (append, fore_sqlite_key_cell (key), error)) ||
        !fore_sqlite_tally_move (append->tally, key, error) ||
        !fore_sqlite_existing_find (&existing, key, &is_found, error))
      return FALSE;
    append->is_all_new &= !is_found;
    if (!is_found)
      past = note_new (append, row);
    else if ((row->flags & FORE_ROW_MISSING) == 0)
      past = note_update (append, row, statement);
    g_array_append_val (append->past, past);
  }
  sqlite3_reset (statement); /* no reader may be under way where rows are written */

  return TRUE;
}

static inline gint64
past_of (const Append *append, gsize i)
{
  return g_array_index (append->past, gint64, i);
}

static gboolean
is_written (gconstpointer data, gsize i)
{
  return past_of (data, i) != NOT_WRITTEN;
}

static gint64
get_row_value (gconstpointer data, gsize i, int column)
{
  const Append *append = data;
  const ForeRow *row = &append->row[i];

  switch (column) {
  case 0: return key_of (row);
  case 1: return amount_of (row);
  default: return past_of (append, i);
  }
}

static gboolean
write_piece (Append *append, GError **error)
{
  ForeSqliteSource rows = {
    .n = append->n,
    .has_row = append->is_all_new ? NULL : is_written,
    .value = get_row_value,
    .data = append,
    .parameter = append->sequence,
    .n_before = append->n_before,
    .n_all = append->rows->n_rows,
  };

  /* Each column that need not be asked for saves a hundredth of the time. */
  return fore_sqlite_source_run (
      append->writer, &rows, append->is_all_new ? "write-new-invoices.sql" : "write-invoices.sql",
      error);
}

static gboolean
take_pieces (Append *append, sqlite3_stmt *statement, GError **error)
{
  for (;;) {
    if (!fore_row_source_next (append->rows, &append->row, &append->n, append->writer->cancellable,
                               error))
      return FALSE;
    if (append->n == 0)
      return TRUE;
    if (append->n_before == 0)
      append->first = FORE_SQLITE_DAY (append->row[0].day);
    append->last = FORE_SQLITE_DAY (append->row[append->n - 1].day);
    if (!compare_with_store (append, statement, error) || !write_piece (append, error))
      return FALSE;
    append->n_before += append->n;
  }
}

/* Takes all rows, in the order of the numbers that the store has for their names. */
static gboolean
take_rows (Append *append, GError **error)
{
  ForeRowSource *rows = append->rows;
  g_autofree guint32 *categories = NULL;
  g_autofree guint32 *products = NULL;
  g_auto (ForeSqliteTally) tally = { NULL };
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_existing_prepare (append->writer, error);

  if (statement == NULL)
    return FALSE;
  fore_sqlite_tally_start (&tally, append->writer);
  append->tally = &tally;
  categories = fore_sqlite_number_names (append->writer, FORE_SQLITE_CATEGORY, rows->categories,
                                         TRUE, error);
  if (categories == NULL)
    return FALSE;
  products = fore_sqlite_number_names (append->writer, FORE_SQLITE_PRODUCT, rows->products, TRUE,
                                       error);
  if (products == NULL)
    return FALSE;

  return fore_row_source_start (rows, categories, products, append->writer->cancellable, error) &&
         take_pieces (append, statement, error) && move_to_cell (append, -1, error) &&
         fore_sqlite_tally_finish (append->tally, error);
}

static gboolean
note_categories (Append *append, GError **error)
{
  for (gint64 category = 0; category < FORE_SQLITE_MAX_CATEGORIES; category++)
    if (append->is_noted[category] &&
        !fore_sqlite_run (append->writer, error,
                          "INSERT INTO upload_category (category, upload) VALUES (?, ?)", "ii",
                          category, append->upload))
      return FALSE;

  return fore_sqlite_run (append->writer, error, "touch-categories-of-upload.sql", "i",
                          append->upload);
}

static gboolean
complete_upload (Append *append, const char *error_log, GError **error)
{
  ForeUploadCounts *counts = &append->counts;

  counts->repeated = (gint64) append->rows->n_repeated;
  return fore_sqlite_run (append->writer, error, "complete-upload.sql", "iiiiiiisiiii",
                          counts->total, counts->missing, counts->imputed, counts->inserted,
                          counts->updated, counts->rejected, counts->repeated, error_log,
                          append->sequence, append->first, append->last, append->upload);
}

static gboolean
append_rows (Append *append,
             gint64 job,
             const char *error_log,
             const char *forecast_options,
             GError **error)
{
  gint64 follower;

  return fore_sqlite_get_integer (append->writer, &append->sequence, error,
                                  "SELECT coalesce (max (sequence), 0) + 1 FROM upload", "") &&
         take_rows (append, error) && note_categories (append, error) &&
         complete_upload (append, error_log, error) &&
         fore_sqlite_close_job (append->writer, job, FORE_JOB_DONE, NULL, error) &&
         (forecast_options == NULL || fore_sqlite_queue_job (append->writer, forecast_options,
                                                             append->upload, &follower, error));
}

gboolean
fore_sqlite_append_batch (ForeStore *store,
                          gint64 job,
                          ForeRowSource *rows,
                          const ForeUploadCounts *read,
                          const char *error_log,
                          const char *forecast_options,
                          const ForeProgress *progress,
                          GCancellable *cancellable,
                          ForeUploadCounts *counts,
                          GError **error)
{
  g_autofree gboolean *is_noted = g_new0 (gboolean, FORE_SQLITE_MAX_CATEGORIES);
  g_autoptr (GArray) past = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) former = g_array_new (FALSE, FALSE, sizeof (ForeSqliteFormer));
  Append append = {
    .rows = rows,
    .past = past,
    .first = -1,
    .last = -1,
    .cell = -1,
    .former = former,
    .is_noted = is_noted,
    .counts = { .total = read->total, .missing = read->missing, .rejected = read->rejected },
  };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  append.writer = fore_sqlite_begin_write (store, progress, cancellable, error);
  if (append.writer == NULL ||
      !fore_sqlite_end_write (
          store, FORE_SQLITE_UPLOADS | FORE_SQLITE_INVOICES,
          fore_sqlite_check_job (store, append.writer, job, &append.upload, error) &&
              append_rows (&append, job, error_log, forecast_options, error) &&
              !g_cancellable_set_error_if_cancelled (cancellable, error),
          error))
    return FALSE;
  *counts = append.counts;

  return TRUE;
}

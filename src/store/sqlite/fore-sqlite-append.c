/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "fore-sqlite-history.h"
#include "fore-sqlite-source.h"
#include "fore-sqlite-store.h"
#include "fore-sqlite-totals.h"

/*
 * Takes the rows of an upload in: they are given the store's numbers and order, compared once
 * with what is there (which says the version of each and what becomes history), and then
 * written in one statement.
 */

/* When the next existing row is further away than this, seeking is cheaper than stepping. */
#define MAX_STEPS 16

/* What a row becomes. */
typedef struct {
  guint32 version; /* 0 for one that is not written */
  guint32 first_batch;
} Outcome;

/*
 * @outcome: (array): of each row
 * @cell: the day and category at hand
 * @former: (element-type ForeSqliteFormer): what its updated rows have been
 */
typedef struct {
  ForeSqlite *writer;
  ForeRows *rows;
  gint64 upload;
  gint64 sequence;
  Outcome *outcome;
  gint64 cell;
  GArray *former;
  ForeUploadCounts counts;
} Append;

static inline gint64
key_of (const ForeRow *row)
{
  return fore_sqlite_key (FORE_SQLITE_DAY (row->day), row->category, row->product);
}

static int
compare_rows (const void *a, const void *b)
{
  gint64 key_a = key_of (a), key_b = key_of (b);

  return key_a < key_b ? -1 : key_a > key_b;
}

/* The rows come by day and name; they are wanted by day and number. */
static void
sort_rows (ForeRows *rows)
{
  for (gsize begin = 0, end; begin < rows->n; begin = end) {
    gboolean is_sorted = TRUE;

    for (end = begin + 1; end < rows->n && rows->row[end].day == rows->row[begin].day; end++)
      is_sorted &= compare_rows (&rows->row[end - 1], &rows->row[end]) < 0;
    if (!is_sorted)
      qsort (rows->row + begin, end - begin, sizeof (ForeRow), compare_rows);
  }
}

static gboolean
number_rows (Append *append, GError **error)
{
  ForeRows *rows = append->rows;
  g_autofree gint64 *categories = NULL;
  g_autofree gint64 *products = NULL;

  categories = fore_sqlite_number_names (append->writer, FORE_SQLITE_CATEGORY, rows->categories,
                                         error);
  if (categories == NULL)
    return FALSE;
  products = fore_sqlite_number_names (append->writer, FORE_SQLITE_PRODUCT, rows->products, error);
  if (products == NULL)
    return FALSE;

  for (gsize i = 0; i < rows->n; i++) {
    rows->row[i].category = (guint32) categories[rows->row[i].category];
    rows->row[i].product = (guint32) products[rows->row[i].product];
  }
  sort_rows (rows);

  return TRUE;
}

/* Existing rows in the order of their keys, of which only some are wanted. */
typedef struct {
  ForeSqlite *writer;
  sqlite3_stmt *statement;
  gint64 key; /* of the row at hand; G_MAXINT64 when there are no more */
  gboolean has_begun;
} Existing;

static gboolean
find_existing (Existing *existing, gint64 key, gboolean *is_found, GError **error)
{
  for (int i = existing->has_begun ? 0 : MAX_STEPS; existing->key < key; i++) {
    int step;

    if (i >= MAX_STEPS) {
      sqlite3_reset (existing->statement);
      fore_sqlite_bind (existing->statement, "i", key);
      existing->has_begun = TRUE;
    }
    step = fore_sqlite_step (existing->writer, existing->statement, error);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
      return FALSE;
    existing->key = step == SQLITE_ROW ? sqlite3_column_int64 (existing->statement, 0) : G_MAXINT64;
  }
  *is_found = existing->key == key;

  return TRUE;
}

static void
note_new (Append *append, gsize i, ForeSqliteTally *tally)
{
  const ForeRow *row = &append->rows->row[i];
  gboolean is_imputed = (row->flags & FORE_ROW_MISSING) != 0;

  append->outcome[i].version = 1;
  append->counts.inserted++;
  append->counts.imputed += is_imputed;
  fore_sqlite_tally_add (tally, row->sales, is_imputed);
}

static void
note_update (Append *append, gsize i, sqlite3_stmt *existing, ForeSqliteTally *tally)
{
  const ForeRow *row = &append->rows->row[i];
  guint32 batch = (guint32) sqlite3_column_int64 (existing, 4);
  guint32 first_batch = (guint32) sqlite3_column_int64 (existing, 5);
  const ForeSqliteFormer former = {
    .product = row->product,
    .batch = batch & G_MAXINT32,
    .is_imputed = sqlite3_column_int (existing, 3) != 0,
    .sales = sqlite3_column_int64 (existing, 1),
  };

  append->outcome[i].version = (guint32) sqlite3_column_int64 (existing, 2) + 1;
  append->outcome[i].first_batch = first_batch != 0 ? first_batch : batch;
  append->counts.updated++;
  g_array_append_val (append->former, former);
  fore_sqlite_tally_remove (tally, former.sales, former.is_imputed);
  fore_sqlite_tally_add (tally, row->sales, FALSE);
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

  return TRUE;
}

/* Finds out what each row is: new, an update, or an empty cell that changes nothing. */
static gboolean
compare_with_store (Append *append, GError **error)
{
  const ForeRows *rows = append->rows;
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (
      append->writer,
      "SELECT key, sales, version, is_imputed, batch, first_batch FROM invoice "
      "WHERE key >= ? ORDER BY key",
      error);
  Existing existing = { append->writer, statement, -1, FALSE };
  ForeSqliteTally tally;

  if (statement == NULL)
    return FALSE;
  fore_sqlite_tally_start (&tally, append->writer);
  for (gsize i = 0; i < rows->n; i++) {
    gint64 key = key_of (&rows->row[i]);
    gboolean is_found;

    if ((fore_sqlite_key_cell (key) != append->cell &&
         !move_to_cell (append, fore_sqlite_key_cell (key), error)) ||
        !fore_sqlite_tally_move (&tally, key, error) ||
        !find_existing (&existing, key, &is_found, error))
      return FALSE;
    if (!is_found)
      note_new (append, i, &tally);
    else if ((rows->row[i].flags & FORE_ROW_MISSING) == 0)
      note_update (append, i, statement, &tally);
  }

  return move_to_cell (append, -1, error) && fore_sqlite_tally_finish (&tally, error);
}

static gboolean
is_written (gconstpointer data, gsize i)
{
  return ((const Append *) data)->outcome[i].version != 0;
}

static gint64
get_row_value (gconstpointer data, gsize i, int column)
{
  const Append *append = data;
  const ForeRow *row = &append->rows->row[i];

  switch (column) {
  case 0: return key_of (row);
  case 1: return row->sales;
  case 2: return append->outcome[i].version;
  case 3: return (row->flags & FORE_ROW_MISSING) != 0;
  case 4: return append->sequence;
  default: return append->outcome[i].first_batch;
  }
}

static gboolean
write_rows (Append *append, GError **error)
{
  ForeSqliteSource rows = { append->rows->n, is_written, get_row_value, append, 0 };

  return fore_sqlite_source_run (append->writer, &rows, "write-invoices.sql", error);
}

static gboolean
note_categories (Append *append, GError **error)
{
  g_autofree gboolean *is_noted = g_new0 (gboolean, FORE_SQLITE_MAX_CATEGORIES);

  for (gsize i = 0; i < append->rows->n; i++) {
    guint32 category = append->rows->row[i].category;

    if (is_noted[category])
      continue;
    is_noted[category] = TRUE;
    if (!fore_sqlite_run (append->writer, error,
                          "INSERT INTO upload_category (category, upload) VALUES (?, ?)", "ii",
                          (gint64) category, append->upload))
      return FALSE;
  }

  return fore_sqlite_run (append->writer, error, "touch-categories-of-upload.sql", "i",
                          append->upload);
}

static gboolean
complete_upload (Append *append, const char *error_log, GError **error)
{
  const ForeRows *rows = append->rows;
  const ForeUploadCounts *counts = &append->counts;
  gint64 first = rows->n > 0 ? FORE_SQLITE_DAY (rows->row[0].day) : -1;
  gint64 last = rows->n > 0 ? FORE_SQLITE_DAY (rows->row[rows->n - 1].day) : -1;

  return fore_sqlite_run (append->writer, error, "complete-upload.sql", "iiiiisiiii", counts->total,
                          counts->missing, counts->imputed, counts->inserted, counts->updated,
                          error_log, append->sequence, first, last, append->upload);
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
         number_rows (append, error) && compare_with_store (append, error) &&
         write_rows (append, error) && note_categories (append, error) &&
         complete_upload (append, error_log, error) &&
         fore_sqlite_close_job (append->writer, job, FORE_JOB_DONE, NULL, error) &&
         (forecast_options == NULL || fore_sqlite_queue_job (append->writer, forecast_options,
                                                             append->upload, &follower, error));
}

gboolean
fore_sqlite_append_batch (ForeStore *store,
                          gint64 job,
                          ForeRows *rows,
                          const ForeUploadCounts *read,
                          const char *error_log,
                          const char *forecast_options,
                          const ForeProgress *progress,
                          GCancellable *cancellable,
                          ForeUploadCounts *counts,
                          GError **error)
{
  g_autofree Outcome *outcome = g_new0 (Outcome, rows->n);
  g_autoptr (GArray) former = g_array_new (FALSE, FALSE, sizeof (ForeSqliteFormer));
  Append append = {
    .rows = rows,
    .outcome = outcome,
    .cell = -1,
    .former = former,
    .counts = { .total = read->total, .missing = read->missing },
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

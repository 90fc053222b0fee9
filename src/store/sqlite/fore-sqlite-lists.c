/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "fore-nameless-file.h"
#include "fore-sqlite-rows.h"
#include "fore-sqlite-sorter.h"

/*
 * Rows in the order of a column. By date they lie in the store so that any page is found by the
 * totals, or their keys are known as they are those of few products. In any other order, and of
 * many products that are searched for, their keys are put into a file once, where the pages are
 * read from; a row is then found by its key.
 */

/* Keys that are read at a time. */
#define PIECE ((gint64) 1024)

/* Rows between two reports of how far it is. */
#define REPORT_ROWS 65536

/* More numbers than these are given to no name and no upload. */
#define MAX_NUMBERS (G_GINT64_CONSTANT (1) << 26)

/* The part of the time that it takes to look at the rows. */
#define LOOKING 0.8

/*
 * @rank: (nullable) (array length=n_ranks): of each product, category or upload by its number
 * @n_all: rows that will be looked at, as far as is known
 */
typedef struct {
  ForeInvoiceList *list;
  ForeSqliteRows *rows;
  ForeSqliteSorter *sorter;
  guint32 *rank;
  gint64 n_ranks;
  const ForeProgress *progress;
  gint64 n_all;
} Builder;

/* --- Ranks of names --- */

typedef struct {
  gint64 number;
  char *key;
} Name;

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->key);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *name_a = a, *name_b = b;
  int order = strcmp (name_a->key, name_b->key);

  return order != 0 ? order : (name_a->number > name_b->number) - (name_a->number < name_b->number);
}

static gboolean
list_names (ForeSqlite *reader, const char *sql, GArray *names, gint64 *n_numbers, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, sql, error);
  int step;

  if (statement == NULL)
    return FALSE;
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    Name name = { .number = sqlite3_column_int64 (statement, 0) };

    if (!fore_sqlite_check_row (reader, statement, "is", error) ||
        g_cancellable_set_error_if_cancelled (reader->cancellable, error))
      return FALSE;
    if (name.number < 0 || name.number >= MAX_NUMBERS) {
      fore_sqlite_set_damaged (reader, sql, error);
      return FALSE;
    }
    name.key = g_utf8_collate_key_for_filename ((const char *) sqlite3_column_text (statement, 1),
                                                -1);
    g_array_append_val (names, name);
    *n_numbers = MAX (*n_numbers, name.number + 1);
  }

  return step == SQLITE_DONE;
}

/* Finds the place of each name among all of them. */
static gboolean
rank_names (Builder *builder, ForeSqlite *reader, const char *sql, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));

  g_array_set_clear_func (names, clear_name);
  if (!list_names (reader, sql, names, &builder->n_ranks, error))
    return FALSE;
  g_array_sort (names, compare_names);
  builder->rank = g_new0 (guint32, builder->n_ranks);
  for (guint i = 0; i < names->len; i++)
    builder->rank[g_array_index (names, Name, i).number] = i;

  return TRUE;
}

static gboolean
load_ranks (Builder *builder, ForeSqlite *reader, GError **error)
{
  static const char *const sql[] = {
    [FORE_INVOICE_PRODUCT] = "SELECT id, name FROM product",
    [FORE_INVOICE_CATEGORY] = "SELECT id, name FROM category",
    [FORE_INVOICE_BATCH] = "SELECT sequence, batch FROM upload WHERE sequence IS NOT NULL",
  };
  ForeInvoiceColumn column = builder->list->column;

  return column >= G_N_ELEMENTS (sql) || sql[column] == NULL ||
         rank_names (builder, reader, sql[column], error);
}

/* --- Making a list --- */

/* Nameless ones, which only a damaged store has, come last. */
static guint64
get_rank (const Builder *builder, gint64 number)
{
  return number >= 0 && number < builder->n_ranks ? builder->rank[number] : G_MAXUINT64;
}

static guint64
find_rank (const Builder *builder, const ForeSqliteRow *row)
{
  switch (builder->list->column) {
  case FORE_INVOICE_PRODUCT: return get_rank (builder, fore_sqlite_key_product (row->key));
  case FORE_INVOICE_CATEGORY: return get_rank (builder, fore_sqlite_key_category (row->key));
  case FORE_INVOICE_BATCH: return get_rank (builder, row->batch);
  case FORE_INVOICE_VERSION: return (guint64) fore_sqlite_past_updates (row->past);
  case FORE_INVOICE_SALES:
    /* So that negative amounts come first. */
    return (guint64) fore_sqlite_amount_sales (row->amount) ^ G_GUINT64_CONSTANT (1) << 63;
  case FORE_INVOICE_DATE:
  default: return 0;
  }
}

static gboolean
add_row (const ForeSqliteRow *row, gpointer data, GError **error)
{
  Builder *builder = data;
  ForeInvoiceList *list = builder->list;

  list->n_rows++;
  list->sum = (gint64) ((guint64) list->sum + (guint64) fore_sqlite_amount_sales (row->amount));
  if (list->n_rows % REPORT_ROWS == 0)
    fore_progress_report (builder->progress,
                          LOOKING * (double) builder->rows->n_seen / (double) builder->n_all,
                          _ ("Sorting rows"));

  return fore_sqlite_sorter_add (builder->sorter, find_rank (builder, row), row->key, error);
}

/* The folder of the store, on whose disk there is room, if it can be written to. */
static char *
find_folder (const ForeSqlite *reader)
{
  g_autofree char *folder = g_path_get_dirname (reader->path);

  return access (folder, W_OK) == 0 ? g_steal_pointer (&folder) : g_strdup (g_get_tmp_dir ());
}

static gboolean
sort_rows (ForeSqliteRows *rows,
           ForeInvoiceList *list,
           const ForeProgress *progress,
           GError **error)
{
  ForeSqlite *reader = rows->reader;
  g_autofree char *folder = find_folder (reader);
  g_autoptr (ForeSqliteSorter) sorter = fore_sqlite_sorter_new (folder, FORE_SQLITE_SORTER_LENGTH);
  Builder builder = { .list = list, .rows = rows, .sorter = sorter, .progress = progress };
  ForeCents total = 0;
  gboolean is_sorted;

  rows->limit = G_MAXINT64;
  rows->row_func = add_row;
  rows->data = &builder;
  is_sorted = fore_sqlite_count_totals (reader, &rows->query, &builder.n_all, &total, error) &&
              load_ranks (&builder, reader, error) && fore_sqlite_rows_walk (rows, error);
  if (is_sorted)
    list->file = fore_sqlite_sorter_finish (sorter, reader->cancellable, error);
  g_free (builder.rank);

  return is_sorted && list->file >= 0;
}

static ForeInvoiceList *
make_list (ForeSqlite *reader,
           const ForeInvoiceFilter *filter,
           ForeInvoiceColumn column,
           ForeInvoiceList *known,
           const ForeProgress *progress,
           GError **error)
{
  g_autoptr (ForeInvoiceList) list = NULL;
  g_auto (ForeSqliteRows) rows = { .reader = reader };
  gint64 version = -1;

  fore_sqlite_rows_init (&rows);
  if (!fore_sqlite_get_integer (reader, &version, error, "SELECT invoices FROM store_state", ""))
    return NULL;
  if (known != NULL && fore_invoice_list_holds (known, filter, column, version))
    return fore_invoice_list_ref (known);
  list = fore_invoice_list_new (filter, column, version);
  if (!fore_sqlite_query_resolve (reader, filter, &rows.query, error))
    return NULL;
  if (!rows.query.is_empty && (column != FORE_INVOICE_DATE || rows.query.is_product != NULL)) {
    if (!sort_rows (&rows, list, progress, error))
      return NULL;
  } else if (!fore_sqlite_rows_count (&rows, &list->n_rows, &list->sum, error)) {
    return NULL;
  }
  if (column == FORE_INVOICE_DATE)
    list->keys = g_steal_pointer (&rows.keys);

  return g_steal_pointer (&list);
}

ForeInvoiceList *
fore_sqlite_list_invoices (ForeStore *store,
                           const ForeInvoiceFilter *filter,
                           ForeInvoiceColumn column,
                           ForeInvoiceList *known,
                           const ForeProgress *progress,
                           GCancellable *cancellable,
                           GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, cancellable, error);
  ForeInvoiceList *list = NULL;

  if (reader != NULL)
    list = make_list (reader, filter, column, known, progress, error);
  fore_sqlite_end_read (store, reader);

  return list;
}

/* --- Reading a list --- */

/* Tells the rows of some keys. One that is not there any more has been taken back. */
static gboolean
tell_piece (ForeSqliteRows *rows, const gint64 *keys, gint64 n, GError **error)
{
  for (gint64 i = 0; i < n; i++) {
    gint64 key = keys[rows->is_descending ? n - 1 - i : i];

    rows->limit = 1;
    if (!fore_sqlite_rows_load (rows, key, key, error) || !fore_sqlite_rows_tell (rows, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
tell_from_file (ForeSqliteRows *rows,
                const ForeInvoiceList *list,
                gint64 offset,
                gint64 limit,
                GError **error)
{
  gint64 n_left = MIN (limit, list->n_rows - offset);
  gint64 keys[PIECE];

  while (n_left > 0) {
    gint64 n = MIN (n_left, PIECE);
    gint64 first = rows->is_descending ? list->n_rows - offset - n : offset;

    if (!fore_nameless_file_read (list->file, first * (goffset) sizeof *keys, keys,
                                  (gsize) n * sizeof *keys, error) ||
        !tell_piece (rows, keys, n, error))
      return FALSE;
    offset += n;
    n_left -= n;
  }

  return TRUE;
}

gboolean
fore_sqlite_each_listed (ForeStore *store,
                         ForeInvoiceList *list,
                         gboolean is_descending,
                         gint64 offset,
                         gint64 limit,
                         ForeInvoiceFunc func,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (ForeSqliteRows) rows = {
    .reader = fore_sqlite_begin_read (store, cancellable, error),
    .query = { .category = -1 },
    .is_descending = is_descending,
    .keys = list->keys != NULL ? g_array_ref (list->keys) : NULL,
    .offset = list->file >= 0 ? 0 : offset,
    .limit = limit < 0 ? G_MAXINT64 : limit,
    .func = func,
    .data = data,
  };
  gboolean is_told = FALSE;

  fore_sqlite_rows_init (&rows);
  if (rows.reader != NULL && list->file >= 0)
    is_told = tell_from_file (&rows, list, offset, rows.limit, error);
  else if (rows.reader != NULL && list->keys != NULL)
    is_told = fore_sqlite_rows_walk (&rows, error);
  else if (rows.reader != NULL && list->n_rows > 0)
    is_told = fore_sqlite_query_resolve (rows.reader, &list->filter, &rows.query, error) &&
              fore_sqlite_rows_walk (&rows, error);
  else
    is_told = rows.reader != NULL;
  fore_sqlite_end_read (store, rows.reader);

  return is_told;
}

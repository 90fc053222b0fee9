/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-row-spool.h"

#include "fore-error.h"
#include "fore-last-amounts.h"
#include "fore-nameless-file.h"
#include "fore-row-merge.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* What names and rows may take of the memory, in bytes; rows are there twice while they are
 * sorted. */
#define MEMORY ((gsize) 56 * 1024 * 1024)

/* Where names leave no room, rows are put aside in runs of as many as this. */
#define SHORTEST_RUN ((gsize) 128 * 1024)

/* How many rows the store gets at a time. */
#define PIECE ((gsize) 32 * 1024)

/*
 * @row: (array length=n): the rows that are in memory
 * @fd: of a file without a name, or -1; once there is one, rows in memory come after those in it
 * @n_in_file: how many rows are in it: whole runs, in the order of the file until they are
 *   sorted, each in its place
 */
struct _ForeRowSpool {
  ForeRowSource base;
  char *folder; /* (owned) */
  gsize length;
  gboolean sums_repeated;
  ForeNames *categories; /* (owned) */
  ForeNames *products;   /* (owned) */
  ForeRow *row;          /* (owned) (nullable) */
  gsize n;
  gsize n_allocated;
  int fd;
  gsize n_in_file;

  ForeRowOrder order;
  ForeRowMerge *merge;      /* (owned) (nullable) */
  ForeLastAmounts *amounts; /* (owned) (nullable): where rows lack theirs */
  ForeRow *piece;           /* (owned) (nullable) */
};

static gboolean start (ForeRowSource *source,
                       const guint32 *category_numbers,
                       const guint32 *product_numbers,
                       GCancellable *cancellable,
                       GError **error);
static gboolean next (ForeRowSource *source,
                      const ForeRow **rows,
                      gsize *n,
                      GCancellable *cancellable,
                      GError **error);
static void spool_free (ForeRowSource *source);

/**
 * fore_row_spool_new:
 * @folder: where rows may be put when they are many
 * @length: how many rows may lie in memory, fewer when there are many names; usually %FORE_ROW_SPOOL_LENGTH
 * @sums_repeated: whether rows with the same key are added up; otherwise the last one counts
 *
 * Returns: (transfer full): a spool without rows, to be freed as the source that it is
 */
ForeRowSpool *
fore_row_spool_new (const char *folder, gsize length, gboolean sums_repeated)
{
  ForeRowSpool *spool = g_new0 (ForeRowSpool, 1);

  g_return_val_if_fail (length > 0, NULL);

  spool->folder = g_strdup (folder);
  spool->length = length;
  spool->sums_repeated = sums_repeated;
  spool->categories = fore_names_new ();
  spool->products = fore_names_new ();
  spool->fd = -1;
  spool->base = (ForeRowSource){
    .categories = spool->categories,
    .products = spool->products,
    .start = start,
    .next = next,
    .free = spool_free,
  };
  return spool;
}

static void
spool_free (ForeRowSource *source)
{
  ForeRowSpool *spool = (ForeRowSpool *) source;

  if (spool->fd >= 0)
    close (spool->fd);
  fore_row_merge_free (spool->merge);
  fore_last_amounts_free (spool->amounts);
  fore_names_free (spool->categories);
  fore_names_free (spool->products);
  g_free (spool->folder);
  g_free (spool->row);
  g_free (spool->piece);
  g_free (spool);
}

/* Where to make the names of the rows to come. */
ForeNames *
fore_row_spool_get_categories (ForeRowSpool *spool)
{
  return spool->categories;
}

ForeNames *
fore_row_spool_get_products (ForeRowSpool *spool)
{
  return spool->products;
}

/* Puts the rows in memory into the file. */
static gboolean
put_aside (ForeRowSpool *spool, GError **error)
{
  if (spool->fd < 0)
    spool->fd = fore_nameless_file_open (spool->folder, error);
  if (spool->fd < 0)
    return FALSE;
  if (!fore_row_file_write (spool->fd, spool->n_in_file, spool->row, spool->n, error))
    return FALSE;
  spool->n_in_file += spool->n;
  spool->n = 0;

  return TRUE;
}

/* Whether there may be twice as many rows in memory as there are. */
static gboolean
has_room (const ForeRowSpool *spool)
{
  gsize names = fore_names_get_size (spool->categories) + fore_names_get_size (spool->products);

  return names + 2 * (2 * spool->n) * sizeof (ForeRow) <= MEMORY;
}

/* Makes room for another row, in memory or by putting aside those that are there. */
static gboolean
make_room (ForeRowSpool *spool, GError **error)
{
  if (spool->fd < 0 && spool->n >= SHORTEST_RUN && !has_room (spool))
    spool->length = MIN (spool->length, spool->n);
  if (spool->n == spool->length)
    return put_aside (spool, error);
  spool->n_allocated = MIN (spool->length, MAX (1024, spool->n * 2));
  spool->row = g_renew (ForeRow, spool->row, spool->n_allocated);

  return TRUE;
}

/**
 * fore_row_spool_append:
 * @spool: a spool that has not been started
 * @row: the next row of the file; its numbers are from the spool's names
 * @error: of GIO
 *
 * Returns: whether the row is kept
 */
gboolean
fore_row_spool_append (ForeRowSpool *spool, const ForeRow *row, GError **error)
{
  if (G_UNLIKELY (spool->n == spool->n_allocated) && !make_room (spool, error))
    return FALSE;
  spool->row[spool->n++] = *row;
  spool->base.n_rows++;
  if (row->flags & FORE_ROW_MISSING) {
    if (spool->amounts == NULL)
      spool->amounts = fore_last_amounts_new ();
    fore_last_amounts_expect (spool->amounts, row);
  }

  return TRUE;
}

/* The source that the spool is; frees the spool with it. */
ForeRowSource *
fore_row_spool_to_source (ForeRowSpool *spool)
{
  return &spool->base;
}

/* Sorts each run of the file where it lies. */
static gboolean
sort_file (ForeRowSpool *spool, GCancellable *cancellable, GError **error)
{
  if (spool->n > 0 && !put_aside (spool, error))
    return FALSE;
  spool->n_allocated = spool->length;
  if (spool->row == NULL)
    spool->row = g_new (ForeRow, spool->length);
  for (gsize first = 0; first < spool->n_in_file; first += spool->length) {
    gsize n = MIN (spool->length, spool->n_in_file - first);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !fore_row_file_read (spool->fd, first, spool->row, n, error))
      return FALSE;
    fore_row_sort (&spool->order, &spool->row, n);
    if (!fore_row_file_write (spool->fd, first, spool->row, n, error))
      return FALSE;
  }
  g_clear_pointer (&spool->row, g_free);

  return TRUE;
}

static gboolean
start (ForeRowSource *source,
       const guint32 *category_numbers,
       const guint32 *product_numbers,
       GCancellable *cancellable,
       GError **error)
{
  ForeRowSpool *spool = (ForeRowSpool *) source;

  g_clear_pointer (&spool->merge, fore_row_merge_free);
  fore_names_close (spool->categories);
  fore_names_close (spool->products);
  spool->base.n_repeated = 0;
  spool->order = (ForeRowOrder){
    .category_numbers = category_numbers,
    .product_numbers = product_numbers,
    .n_categories = fore_names_count (spool->categories),
    .n_products = fore_names_count (spool->products),
  };
  if (spool->amounts != NULL)
    fore_last_amounts_forget (spool->amounts);
  if (spool->piece == NULL)
    spool->piece = g_new (ForeRow, PIECE);
  if (spool->fd < 0) {
    fore_row_sort (&spool->order, &spool->row, spool->n);
    spool->merge = fore_row_merge_new_for_array (spool->row, spool->n);
  } else {
    if (!sort_file (spool, cancellable, error))
      return FALSE;
    spool->merge = fore_row_merge_new_for_file (spool->fd, spool->n_in_file, spool->length,
                                                &spool->order, error);
  }

  return spool->merge != NULL;
}

static gboolean
has_same_key (const ForeRow *a, const ForeRow *b)
{
  return a->product == b->product && a->category == b->category && a->day == b->day;
}

/* A sum of amounts that may be stored may be one that may not. */
static gboolean
add_amount (const ForeRowSpool *spool, ForeRow *sum, const ForeRow *row, GError **error)
{
  char day[FORE_DAY_BUFFER];

  if (row->flags & FORE_ROW_MISSING)
    return TRUE;
  sum->sales += row->sales;
  sum->flags &= ~(guint32) FORE_ROW_MISSING;
  if (ABS (sum->sales) <= FORE_CENTS_MAX)
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
               /* Translators: a product, a category and a date. */
               _ ("The rows of “%s” in “%s” on %s add up to more than 9999999999.99."),
               fore_names_get (spool->products, row->product),
               fore_names_get (spool->categories, row->category), fore_day_format (row->day, day));

  return FALSE;
}

/* Takes all rows of the next key, which follow each other in the order of the file. */
static gboolean
take_key (ForeRowSpool *spool, ForeRow *taken, GError **error)
{
  const ForeRow *row = fore_row_merge_peek (spool->merge);

  *taken = *row;
  for (;;) {
    if (spool->amounts != NULL && !spool->sums_repeated)
      taken->sales = fore_last_amounts_fill (spool->amounts, taken);
    if (!fore_row_merge_advance (spool->merge, error))
      return FALSE;
    row = fore_row_merge_peek (spool->merge);
    if (row == NULL || !has_same_key (row, taken))
      break;
    spool->base.n_repeated++;
    if (!spool->sums_repeated)
      *taken = *row;
    else if (!add_amount (spool, taken, row, error))
      return FALSE;
  }
  if (spool->amounts != NULL && spool->sums_repeated)
    taken->sales = fore_last_amounts_fill (spool->amounts, taken);

  return TRUE;
}

static gboolean
next (ForeRowSource *source,
      const ForeRow **rows,
      gsize *n,
      GCancellable *cancellable,
      GError **error)
{
  ForeRowSpool *spool = (ForeRowSpool *) source;
  const ForeRowOrder *order = &spool->order;
  gsize n_taken = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (; n_taken < PIECE && fore_row_merge_peek (spool->merge) != NULL; n_taken++) {
    ForeRow *taken = &spool->piece[n_taken];

    if (!take_key (spool, taken, error))
      return FALSE;
    taken->category = order->category_numbers[taken->category];
    taken->product = order->product_numbers[taken->product];
  }
  *rows = spool->piece;
  *n = n_taken;

  return TRUE;
}

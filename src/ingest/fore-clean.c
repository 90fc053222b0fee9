/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-clean.h"

#include <stdlib.h>
#include <string.h>

/* Digits of the radix sort: 2^11 counters stay in the first cache. */
#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

/* Of fewer rows, sorting by insertion is faster than counting digits. */
#define FEW_ROWS 48

typedef enum { SORT_BY_PRODUCT, SORT_BY_CATEGORY, SORT_BY_DAY } SortField;

/* What a row is sorted by: the places of its names in the order of their bytes, and its day
 * counted from the first one. */
typedef struct {
  guint32 *category_rank; /* (owned) */
  guint32 *product_rank;  /* (owned) */
  ForeDay first_day;
  guint32 largest[3]; /* for each SortField */
} SortKeys;

static int
compare_names (const void *a, const void *b, void *data)
{
  return strcmp (fore_names_get (data, *(const guint32 *) a),
                 fore_names_get (data, *(const guint32 *) b));
}

/* The place of each name in the order of their bytes. */
static guint32 *
rank_names (ForeNames *names)
{
  guint32 n = fore_names_count (names);
  g_autofree guint32 *order = g_new (guint32, n);
  guint32 *rank = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    order[i] = i;
  qsort_r (order, n, sizeof *order, compare_names, names);
  for (guint32 i = 0; i < n; i++)
    rank[order[i]] = i;

  return rank;
}

static void
keys_init (SortKeys *keys, const ForeRows *rows)
{
  ForeDay last_day = rows->row[0].day;

  keys->first_day = rows->row[0].day;
  for (gsize i = 1; i < rows->n; i++) {
    keys->first_day = MIN (keys->first_day, rows->row[i].day);
    last_day = MAX (last_day, rows->row[i].day);
  }
  keys->category_rank = rank_names (rows->categories);
  keys->product_rank = rank_names (rows->products);
  keys->largest[SORT_BY_PRODUCT] = fore_names_count (rows->products) - 1;
  keys->largest[SORT_BY_CATEGORY] = fore_names_count (rows->categories) - 1;
  keys->largest[SORT_BY_DAY] = (guint32) (last_day - keys->first_day);
}

static inline guint32
key_of (const SortKeys *keys, SortField field, const ForeRow *row)
{
  switch (field) {
  case SORT_BY_PRODUCT: return keys->product_rank[row->product];
  case SORT_BY_CATEGORY: return keys->category_rank[row->category];
  case SORT_BY_DAY:
  default: return (guint32) (row->day - keys->first_day);
  }
}

static inline guint64
key_in_day (const SortKeys *keys, const ForeRow *row)
{
  return ((guint64) keys->category_rank[row->category] << 32) | keys->product_rank[row->product];
}

/* One stable pass: @from in the order of one digit of one key to @to. Returns FALSE, and
 * leaves @to alone, when @from is in that order already. */
static gboolean
sort_by_digit (const SortKeys *keys,
               SortField field,
               int shift,
               const ForeRow *from,
               ForeRow *to,
               gsize n)
{
  gsize start[N_DIGITS] = { 0 };
  gboolean is_sorted = TRUE;
  guint32 last = 0;
  gsize sum = 0;

  for (gsize i = 0; i < n; i++) {
    guint32 digit = (key_of (keys, field, &from[i]) >> shift) & (N_DIGITS - 1);

    is_sorted &= digit >= last;
    last = digit;
    start[digit]++;
  }
  if (is_sorted)
    return FALSE;
  for (gsize digit = 0; digit < N_DIGITS; digit++) {
    gsize count = start[digit];

    start[digit] = sum;
    sum += count;
  }
  for (gsize i = 0; i < n; i++) {
    guint32 digit = (key_of (keys, field, &from[i]) >> shift) & (N_DIGITS - 1);

    to[start[digit]++] = from[i];
  }

  return TRUE;
}

/* Sorts @row by one key, least significant digit first; @other is room for as many. The two
 * change places as often as rows are moved. */
static void
sort_by_field (const SortKeys *keys, SortField field, ForeRow **row, ForeRow **other, gsize n)
{
  for (int shift = 0; shift < 32 && keys->largest[field] >> shift > 0; shift += DIGIT_BITS)
    if (sort_by_digit (keys, field, shift, *row, *other, n)) {
      ForeRow *sorted = *other;

      *other = *row;
      *row = sorted;
    }
}

static void
sort_few_in_day (const SortKeys *keys, ForeRow *row, gsize n)
{
  for (gsize i = 1; i < n; i++) {
    ForeRow moved = row[i];
    guint64 key = key_in_day (keys, &moved);
    gsize k = i;

    for (; k > 0 && key_in_day (keys, &row[k - 1]) > key; k--)
      row[k] = row[k - 1];
    row[k] = moved;
  }
}

/* Sorts the rows of one day by category, product and place in the file. */
static void
sort_in_day (const SortKeys *keys, ForeRow *row, ForeRow *other, gsize n)
{
  ForeRow *sorted = row;

  if (n <= FEW_ROWS) {
    sort_few_in_day (keys, row, n);
    return;
  }
  sort_by_field (keys, SORT_BY_PRODUCT, &sorted, &other, n);
  sort_by_field (keys, SORT_BY_CATEGORY, &sorted, &other, n);
  if (sorted != row)
    memcpy (row, sorted, n * sizeof *row);
}

/* By day first: files come in that order, or nearly, and the rows of a day fit into the
 * cache. */
static void
sort_rows (ForeRows *rows)
{
  SortKeys keys;
  ForeRow *other = g_new (ForeRow, rows->n_allocated);
  gsize start = 0;

  keys_init (&keys, rows);
  sort_by_field (&keys, SORT_BY_DAY, &rows->row, &other, rows->n);
  for (gsize i = 1; i <= rows->n; i++)
    if (i == rows->n || rows->row[i].day != rows->row[start].day) {
      sort_in_day (&keys, rows->row + start, other, i - start);
      start = i;
    }
  g_free (other);
  g_free (keys.category_rank);
  g_free (keys.product_rank);
}

/* The last amount of each (product, category), in an open-addressing hash table: it is asked
 * once per row. */
typedef struct {
  guint64 key; /* product and category, plus 1; 0 where empty */
  ForeCents sales;
} LastAmount;

typedef struct {
  LastAmount *slot; /* (owned) */
  gsize mask;
  gsize n;
} LastAmounts;

static LastAmount *
find_slot (LastAmount *slot, gsize mask, guint64 key)
{
  /* Fibonacci hashing: the high bits of a product with 2^64 / golden ratio. */
  gsize i = (gsize) ((key * G_GUINT64_CONSTANT (11400714819323198485)) >> 32) & mask;

  while (slot[i].key != 0 && slot[i].key != key)
    i = (i + 1) & mask;

  return &slot[i];
}

static void
grow (LastAmounts *amounts)
{
  gsize mask = amounts->mask * 2 + 1;
  LastAmount *slot = g_new0 (LastAmount, mask + 1);

  for (gsize i = 0; i <= amounts->mask; i++)
    if (amounts->slot[i].key != 0)
      *find_slot (slot, mask, amounts->slot[i].key) = amounts->slot[i];
  g_free (amounts->slot);
  amounts->slot = slot;
  amounts->mask = mask;
}

static LastAmount *
last_amount_of (LastAmounts *amounts, const ForeRow *row)
{
  guint64 key = (((guint64) row->product << 32) | row->category) + 1;
  LastAmount *found = find_slot (amounts->slot, amounts->mask, key);

  if (found->key != 0)
    return found;
  if (++amounts->n > amounts->mask / 2) {
    grow (amounts);
    found = find_slot (amounts->slot, amounts->mask, key);
  }
  found->key = key;

  return found;
}

/* Gives missing amounts the last one of the same product and category, or 0 before any. */
static void
fill_forward (ForeRows *rows)
{
  LastAmounts amounts = { g_new0 (LastAmount, 1024), 1023, 0 };

  for (gsize i = 0; i < rows->n; i++) {
    ForeRow *row = &rows->row[i];
    LastAmount *last = last_amount_of (&amounts, row);

    if (row->flags & FORE_ROW_MISSING)
      row->sales = last->sales;
    else
      last->sales = row->sales;
  }
  g_free (amounts.slot);
}

/* Of rows with one key, which stand together in the order of the file, the last one counts. */
static void
keep_last (ForeRows *rows)
{
  gsize n = 0;

  for (gsize i = 0; i < rows->n; i++) {
    const ForeRow *row = &rows->row[i];

    if (n > 0 && rows->row[n - 1].product == row->product &&
        rows->row[n - 1].category == row->category && rows->row[n - 1].day == row->day)
      n--;
    if (n < i)
      rows->row[n] = *row;
    n++;
  }
  rows->n = n;
}

/**
 * fore_clean:
 * @rows: the rows of a file, in its order
 *
 * Sorts by day, name of the category and name of the product (by their bytes), fills missing
 * amounts forward within each product and category, and keeps of each key the last row.
 */
void
fore_clean (ForeRows *rows)
{
  gboolean has_missing = FALSE;

  if (rows->n == 0)
    return;
  for (gsize i = 0; i < rows->n && !has_missing; i++)
    has_missing = rows->row[i].flags & FORE_ROW_MISSING;
  sort_rows (rows);
  if (has_missing)
    fill_forward (rows);
  keep_last (rows);
}

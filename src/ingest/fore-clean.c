/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-clean.h"

#include <stdlib.h>
#include <string.h>

/* Digits of the radix sort: 2^11 counters stay in the first cache. */
#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

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
  g_autofree gsize *start = g_new0 (gsize, N_DIGITS);
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

/* Sorts by day, category, product and place in the file: least significant digit first. */
static void
sort_rows (ForeRows *rows)
{
  SortKeys keys;
  ForeRow *other = g_new (ForeRow, rows->n_allocated);

  keys_init (&keys, rows);
  for (SortField field = SORT_BY_PRODUCT; field <= SORT_BY_DAY; field++)
    for (int shift = 0; shift < 32 && keys.largest[field] >> shift > 0; shift += DIGIT_BITS)
      if (sort_by_digit (&keys, field, shift, rows->row, other, rows->n)) {
        ForeRow *sorted = other;

        other = rows->row;
        rows->row = sorted;
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

    if (n > 0 && rows->row[n - 1].day == row->day && rows->row[n - 1].category == row->category &&
        rows->row[n - 1].product == row->product)
      n--;
    rows->row[n++] = *row;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-row-sort.h"

#include <string.h>

/* Digits of the radix sort: 2^11 counters stay in the first cache. */
#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

/* Of fewer rows, sorting by insertion is faster than counting digits. */
#define FEW_ROWS 48

typedef enum { SORT_BY_PRODUCT, SORT_BY_CATEGORY, SORT_BY_DAY } SortField;

/* What a row is sorted by: its numbers, and its day counted from the first one. */
typedef struct {
  const ForeRowOrder *order;
  ForeDay first_day;
  guint32 largest[3]; /* for each SortField */
} SortKeys;

static guint32
largest_of (const guint32 *numbers, guint32 n)
{
  guint32 largest = 0;

  for (guint32 i = 0; i < n; i++)
    largest = MAX (largest, numbers[i]);

  return largest;
}

static void
keys_init (SortKeys *keys, const ForeRowOrder *order, const ForeRow *row, gsize n)
{
  ForeDay last_day = row[0].day;

  keys->order = order;
  keys->first_day = row[0].day;
  for (gsize i = 1; i < n; i++) {
    keys->first_day = MIN (keys->first_day, row[i].day);
    last_day = MAX (last_day, row[i].day);
  }
  keys->largest[SORT_BY_PRODUCT] = largest_of (order->product_numbers, order->n_products);
  keys->largest[SORT_BY_CATEGORY] = largest_of (order->category_numbers, order->n_categories);
  keys->largest[SORT_BY_DAY] = (guint32) (last_day - keys->first_day);
}

static inline guint32
key_of (const SortKeys *keys, SortField field, const ForeRow *row)
{
  switch (field) {
  case SORT_BY_PRODUCT: return keys->order->product_numbers[row->product];
  case SORT_BY_CATEGORY: return keys->order->category_numbers[row->category];
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
    guint64 key = fore_row_order_in_day (keys->order, &moved);
    gsize k = i;

    for (; k > 0 && fore_row_order_in_day (keys->order, &row[k - 1]) > key; k--)
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

/**
 * fore_row_sort:
 * @order: what comes before what
 * @row: (inout) (array length=n): the rows; replaced by an array of the same size
 * @n: how many
 *
 * Sorts by day, number of the category and number of the product; rows that are the same in
 * these stay in their order. The days come first: files come in that order, or nearly, and
 * the rows of a day fit into the cache.
 */
void
fore_row_sort (const ForeRowOrder *order, ForeRow **row, gsize n)
{
  SortKeys keys;
  ForeRow *other;
  gsize start = 0;

  if (n == 0)
    return;
  other = g_new (ForeRow, n);
  keys_init (&keys, order, *row, n);
  sort_by_field (&keys, SORT_BY_DAY, row, &other, n);
  for (gsize i = 1; i <= n; i++)
    if (i == n || (*row)[i].day != (*row)[start].day) {
      sort_in_day (&keys, *row + start, other, i - start);
      start = i;
    }
  g_free (other);
}

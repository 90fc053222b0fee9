/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-last-amounts.h"

/* Most products never lack an amount: of them nothing need be known. */
typedef struct {
  guint64 key; /* product and category, plus 1; 0 where empty */
  ForeCents sales;
} LastAmount;

/* An open-addressing hash table: it is asked once per row. */
struct _ForeLastAmounts {
  LastAmount *slot; /* (owned) */
  gsize mask;
  gsize n;
};

ForeLastAmounts *
fore_last_amounts_new (void)
{
  ForeLastAmounts *amounts = g_new0 (ForeLastAmounts, 1);

  amounts->mask = 1023;
  amounts->slot = g_new0 (LastAmount, amounts->mask + 1);
  return amounts;
}

void
fore_last_amounts_free (ForeLastAmounts *amounts)
{
  if (amounts == NULL)
    return;
  g_free (amounts->slot);
  g_free (amounts);
}

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
grow (ForeLastAmounts *amounts)
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

static guint64
key_of (const ForeRow *row)
{
  return (((guint64) row->product << 32) | row->category) + 1;
}

/**
 * fore_last_amounts_expect:
 * @amounts: the amounts, none of them filled yet
 * @row: a row whose amount is missing
 *
 * Says that the last amount of its product in its category will be needed.
 */
void
fore_last_amounts_expect (ForeLastAmounts *amounts, const ForeRow *row)
{
  guint64 key = key_of (row);
  LastAmount *found = find_slot (amounts->slot, amounts->mask, key);

  if (found->key != 0)
    return;
  if (++amounts->n > amounts->mask / 2) {
    grow (amounts);
    found = find_slot (amounts->slot, amounts->mask, key);
  }
  found->key = key;
}

/**
 * fore_last_amounts_forget:
 * @amounts: the amounts so far
 *
 * Begins again with the first row.
 */
void
fore_last_amounts_forget (ForeLastAmounts *amounts)
{
  for (gsize i = 0; i <= amounts->mask; i++)
    amounts->slot[i].sales = 0;
}

/**
 * fore_last_amounts_fill:
 * @amounts: the amounts so far, which expect every row that lacks one
 * @row: the next row by day and, within a day, in the order of the file
 *
 * Returns: the amount of @row; where it is missing, the last one of the same product and
 *   category, or 0 before any
 */
ForeCents
fore_last_amounts_fill (ForeLastAmounts *amounts, const ForeRow *row)
{
  LastAmount *last = find_slot (amounts->slot, amounts->mask, key_of (row));

  if (last->key == 0)
    return row->sales;
  if ((row->flags & FORE_ROW_MISSING) == 0)
    last->sales = row->sales;

  return last->sales;
}

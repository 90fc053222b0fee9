/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-ledger.h"

#include <stdlib.h>

#include "fore-sqlite-source.h"

#define FIRST_N_SLOTS 1024

/**
 * fore_sqlite_ledger_init:
 * @ledger: (out caller-allocates): a ledger
 * @sql: the statement that writes it, as for fore_sqlite_source_run()
 * @n_values: numbers beside each key, 9 at most
 */
void
fore_sqlite_ledger_init (ForeSqliteLedger *ledger, const char *sql, guint n_values)
{
  *ledger = (ForeSqliteLedger){
    .sql = sql,
    .n_values = n_values,
    .entries = g_array_new (FALSE, TRUE, (guint) ((n_values + 1) * sizeof (gint64))),
    .slots = g_new0 (guint32, FIRST_N_SLOTS),
    .n_slots = FIRST_N_SLOTS,
  };
}

void
fore_sqlite_ledger_clear (ForeSqliteLedger *ledger)
{
  g_clear_pointer (&ledger->entries, g_array_unref);
  g_clear_pointer (&ledger->slots, g_free);
}

gsize
fore_sqlite_ledger_count (const ForeSqliteLedger *ledger)
{
  return ledger->entries->len;
}

static inline gint64 *
get_entry (const ForeSqliteLedger *ledger, gsize i)
{
  return (gint64 *) (gpointer) ledger->entries->data + i * (ledger->n_values + 1);
}

/* Where @key is or belongs; keys have much in common, so all of their bits count (Knuth's
 * multiplicative hash, with the golden ratio of 2^64). */
static inline gsize
find_slot (const ForeSqliteLedger *ledger, gint64 key)
{
  guint64 hash = (guint64) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  gsize slot = (gsize) (hash >> 32) & (ledger->n_slots - 1);

  while (ledger->slots[slot] != 0 && *get_entry (ledger, ledger->slots[slot] - 1) != key)
    slot = (slot + 1) & (ledger->n_slots - 1);

  return slot;
}

static void
double_slots (ForeSqliteLedger *ledger)
{
  g_free (ledger->slots);
  ledger->n_slots *= 2;
  ledger->slots = g_new0 (guint32, ledger->n_slots);
  for (guint32 i = 0; i < ledger->entries->len; i++)
    ledger->slots[find_slot (ledger, *get_entry (ledger, i))] = i + 1;
}

/**
 * fore_sqlite_ledger_find:
 * @ledger: a ledger
 * @key: a key
 *
 * Returns: (transfer none): its values, each 0 at first, until the next call
 */
gint64 *
fore_sqlite_ledger_find (ForeSqliteLedger *ledger, gint64 key)
{
  gsize slot = find_slot (ledger, key);

  if (ledger->slots[slot] == 0) {
    guint n = ledger->entries->len;

    if ((gsize) n * 2 >= ledger->n_slots) {
      double_slots (ledger);
      slot = find_slot (ledger, key);
    }
    g_array_set_size (ledger->entries, n + 1);
    *get_entry (ledger, n) = key;
    ledger->slots[slot] = n + 1;
  }

  return get_entry (ledger, ledger->slots[slot] - 1) + 1;
}

static int
compare_keys (const void *a, const void *b)
{
  gint64 key_a = *(const gint64 *) a, key_b = *(const gint64 *) b;

  return key_a < key_b ? -1 : key_a > key_b;
}

static gint64
get_value (gconstpointer data, gsize i, int column)
{
  return get_entry (data, i)[column];
}

/* Whether anything is to be changed. */
static gboolean
has_change (gconstpointer data, gsize i)
{
  const ForeSqliteLedger *ledger = data;

  for (guint v = 1; v <= ledger->n_values; v++)
    if (get_entry (ledger, i)[v] != 0)
      return TRUE;

  return FALSE;
}

/**
 * fore_sqlite_ledger_write:
 * @ledger: a ledger
 * @writer: a connection in a transaction
 * @error: return location
 *
 * Writes the changes; afterwards there are none.
 *
 * Returns: whether it could
 */
gboolean
fore_sqlite_ledger_write (ForeSqliteLedger *ledger, ForeSqlite *writer, GError **error)
{
  GArray *entries = ledger->entries;
  ForeSqliteSource source = {
    .n = entries->len,
    .has_row = has_change,
    .value = get_value,
    .data = ledger,
  };

  if (entries->len == 0)
    return TRUE;
  qsort (entries->data, entries->len, g_array_get_element_size (entries), compare_keys);
  if (!fore_sqlite_source_run (writer, &source, ledger->sql, error) ||
      (ledger->remove_sql != NULL &&
       !fore_sqlite_source_run (writer, &source, ledger->remove_sql, error)))
    return FALSE;
  g_array_set_size (entries, 0);
  memset (ledger->slots, 0, ledger->n_slots * sizeof *ledger->slots);

  return TRUE;
}

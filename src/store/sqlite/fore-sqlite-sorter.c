/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-sorter.h"

#include <string.h>
#include <unistd.h>

#include "fore-nameless-file.h"

/* Sorted runs go to a file and are then merged into another one, the smallest first by a heap of
 * the runs. */

/* Keys of all runs that are in memory while they are merged, and of one run at least. */
#define MERGED_LENGTH    ((gsize) 256 * 1024)
#define MIN_PIECE_LENGTH ((gsize) 256)

/* Digits of the radix sort. */
#define DIGIT_BITS 8
#define N_DIGITS   (1u << DIGIT_BITS)

typedef struct {
  guint64 rank;
  gint64 key;
} Item;

/* @next, @end: which items of the file are not in memory yet */
typedef struct {
  Item *piece; /* (owned) (array length=n) */
  gsize n;
  gsize position;
  gsize next;
  gsize end;
} Run;

struct _ForeSqliteSorter {
  char *folder; /* (owned) */
  gsize length;
  Item *item;  /* (owned) (array length=n): those of the run at hand */
  Item *other; /* (owned): room for as many */
  gsize n;
  int file; /* -1 before the first run is in it */
  gsize n_in_file;

  Run *runs; /* (owned) (nullable) (array length=n_runs) */
  gsize n_runs;
  gsize *heap; /* (owned) (nullable) (array length=n_heap): numbers of runs */
  gsize n_heap;
};

/**
 * fore_sqlite_sorter_new:
 * @folder: where keys are put
 * @length: how many are sorted in memory, usually %FORE_SQLITE_SORTER_LENGTH
 *
 * Returns: (transfer full): a sorter without keys
 */
ForeSqliteSorter *
fore_sqlite_sorter_new (const char *folder, gsize length)
{
  ForeSqliteSorter *sorter = g_new0 (ForeSqliteSorter, 1);

  sorter->folder = g_strdup (folder);
  sorter->length = length;
  sorter->item = g_new (Item, length);
  sorter->other = g_new (Item, length);
  sorter->file = -1;

  return sorter;
}

void
fore_sqlite_sorter_free (ForeSqliteSorter *sorter)
{
  if (sorter == NULL)
    return;
  if (sorter->file >= 0)
    close (sorter->file);
  for (gsize i = 0; i < sorter->n_runs; i++)
    g_free (sorter->runs[i].piece);
  g_free (sorter->runs);
  g_free (sorter->heap);
  g_free (sorter->item);
  g_free (sorter->other);
  g_free (sorter->folder);
  g_free (sorter);
}

/* Least significant digit first; one that is the same in all ranks moves nothing. */
static void
sort_run (ForeSqliteSorter *sorter)
{
  for (int shift = 0; shift < 64; shift += DIGIT_BITS) {
    gsize start[N_DIGITS] = { 0 };
    gsize sum = 0;
    Item *moved = sorter->other;

    for (gsize i = 0; i < sorter->n; i++)
      start[(sorter->item[i].rank >> shift) & (N_DIGITS - 1)]++;
    if (start[(sorter->item[0].rank >> shift) & (N_DIGITS - 1)] == sorter->n)
      continue;
    for (gsize digit = 0; digit < N_DIGITS; digit++) {
      gsize count = start[digit];

      start[digit] = sum;
      sum += count;
    }
    for (gsize i = 0; i < sorter->n; i++)
      moved[start[(sorter->item[i].rank >> shift) & (N_DIGITS - 1)]++] = sorter->item[i];
    sorter->other = sorter->item;
    sorter->item = moved;
  }
}

static gboolean
write_run (ForeSqliteSorter *sorter, GError **error)
{
  if (sorter->n == 0)
    return TRUE;
  sort_run (sorter);
  if (sorter->file < 0)
    sorter->file = fore_nameless_file_open (sorter->folder, error);
  if (sorter->file < 0 ||
      !fore_nameless_file_write (sorter->file, (goffset) (sorter->n_in_file * sizeof (Item)),
                                 sorter->item, sorter->n * sizeof (Item), error))
    return FALSE;
  sorter->n_in_file += sorter->n;
  sorter->n = 0;

  return TRUE;
}

/**
 * fore_sqlite_sorter_add:
 * @sorter: a sorter
 * @rank: where it belongs
 * @key: of the row
 * @error: of GIO
 *
 * Returns: whether it has been noted
 */
gboolean
fore_sqlite_sorter_add (ForeSqliteSorter *sorter, guint64 rank, gint64 key, GError **error)
{
  sorter->item[sorter->n++] = (Item){ rank, key };

  return sorter->n < sorter->length || write_run (sorter, error);
}

/* --- Merging --- */

static gboolean
read_piece (ForeSqliteSorter *sorter, Run *run, gsize length, GError **error)
{
  run->n = MIN (length, run->end - run->next);
  run->position = 0;
  if (!fore_nameless_file_read (sorter->file, (goffset) (run->next * sizeof (Item)), run->piece,
                                run->n * sizeof (Item), error))
    return FALSE;
  run->next += run->n;

  return TRUE;
}

static gboolean
comes_before (const ForeSqliteSorter *sorter, gsize a, gsize b)
{
  const Run *run_a = &sorter->runs[a], *run_b = &sorter->runs[b];
  guint64 rank_a = run_a->piece[run_a->position].rank, rank_b = run_b->piece[run_b->position].rank;

  return rank_a != rank_b ? rank_a < rank_b : a < b;
}

static void
sift_down (ForeSqliteSorter *sorter, gsize place)
{
  gsize run = sorter->heap[place];

  for (gsize child; (child = 2 * place + 1) < sorter->n_heap; place = child) {
    if (child + 1 < sorter->n_heap &&
        comes_before (sorter, sorter->heap[child + 1], sorter->heap[child]))
      child++;
    if (!comes_before (sorter, sorter->heap[child], run))
      break;
    sorter->heap[place] = sorter->heap[child];
  }
  sorter->heap[place] = run;
}

static gboolean
open_runs (ForeSqliteSorter *sorter, gsize piece_length, GError **error)
{
  for (gsize i = 0; i < sorter->n_runs; i++) {
    Run *run = &sorter->runs[i];

    run->piece = g_new (Item, piece_length);
    run->next = i * sorter->length;
    run->end = MIN (run->next + sorter->length, sorter->n_in_file);
    if (!read_piece (sorter, run, piece_length, error))
      return FALSE;
    sorter->heap[sorter->n_heap++] = i;
  }
  for (gsize place = sorter->n_heap; place-- > 0;)
    sift_down (sorter, place);

  return TRUE;
}

/* Takes the first key of all runs. */
static gboolean
take_key (ForeSqliteSorter *sorter, gsize piece_length, gint64 *key, GError **error)
{
  Run *run = &sorter->runs[sorter->heap[0]];

  *key = run->piece[run->position++].key;
  if (run->position == run->n) {
    if (run->next < run->end) {
      if (!read_piece (sorter, run, piece_length, error))
        return FALSE;
    } else {
      sorter->heap[0] = sorter->heap[--sorter->n_heap];
    }
  }
  if (sorter->n_heap > 0)
    sift_down (sorter, 0);

  return TRUE;
}

static gboolean
merge (ForeSqliteSorter *sorter, int sorted, GCancellable *cancellable, GError **error)
{
  gsize piece_length, n_keys = MERGED_LENGTH;
  g_autofree gint64 *keys = g_new (gint64, n_keys);
  goffset offset = 0;

  sorter->n_runs = (sorter->n_in_file + sorter->length - 1) / sorter->length;
  sorter->runs = g_new0 (Run, sorter->n_runs);
  sorter->heap = g_new (gsize, sorter->n_runs);
  piece_length = MAX (MERGED_LENGTH / MAX (sorter->n_runs, 1), MIN_PIECE_LENGTH);
  if (!open_runs (sorter, piece_length, error))
    return FALSE;
  while (sorter->n_heap > 0) {
    gsize n = 0;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    for (; n < n_keys && sorter->n_heap > 0; n++)
      if (!take_key (sorter, piece_length, &keys[n], error))
        return FALSE;
    if (!fore_nameless_file_write (sorted, offset, keys, n * sizeof *keys, error))
      return FALSE;
    offset += (goffset) (n * sizeof *keys);
  }

  return TRUE;
}

/**
 * fore_sqlite_sorter_finish:
 * @sorter: a sorter, which has nothing more to do then
 * @cancellable: (nullable): ends it
 * @error: of GIO
 *
 * Returns: descriptor of a file with the keys in their order, to be closed; -1 for none
 */
int
fore_sqlite_sorter_finish (ForeSqliteSorter *sorter, GCancellable *cancellable, GError **error)
{
  int sorted;

  if (!write_run (sorter, error))
    return -1;
  g_clear_pointer (&sorter->item, g_free);
  g_clear_pointer (&sorter->other, g_free);
  sorted = fore_nameless_file_open (sorter->folder, error);
  if (sorted >= 0 && !merge (sorter, sorted, cancellable, error)) {
    close (sorted);
    return -1;
  }

  return sorted;
}

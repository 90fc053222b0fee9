/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-row-merge.h"

#include "fore-nameless-file.h"

/* Rows that all runs together hold in memory, and those that one of them holds at least: a
 * disk wants to be read in pieces. */
#define ROWS_IN_MEMORY  ((gsize) 256 * 1024)
#define MIN_ROWS_OF_RUN ((gsize) 256)

typedef struct {
  const ForeRow *row; /* (array length=n): the part in memory */
  gsize position;
  gsize n;
  ForeRow *buffer; /* (owned) (nullable) */
  gsize buffer_length;
  gsize next; /* the place in the file of what follows */
  gsize end;
  gsize number; /* of the run: equal rows of an earlier one come first */
  ForeDay day;
  guint64 in_day;
} Run;

/* @heap: the runs that have rows, the one with the first row on top */
struct _ForeRowMerge {
  int fd;
  const ForeRowOrder *order; /* (unowned) (nullable) */
  Run *runs;                 /* (owned) (array length=n_runs) */
  gsize n_runs;
  Run **heap; /* (owned) (array length=n_heap) */
  gsize n_heap;
};

/* Reads rows from number @first of a file of rows. */
gboolean
fore_row_file_read (int fd, gsize first, ForeRow *row, gsize n, GError **error)
{
  return fore_nameless_file_read (fd, (goffset) (first * sizeof *row), row, n * sizeof *row, error);
}

/* Writes rows from number @first of a file of rows. */
gboolean
fore_row_file_write (int fd, gsize first, const ForeRow *row, gsize n, GError **error)
{
  return fore_nameless_file_write (fd, (goffset) (first * sizeof *row), row, n * sizeof *row,
                                   error);
}

static void
note_key (const ForeRowMerge *merge, Run *run)
{
  const ForeRow *row = &run->row[run->position];

  run->day = row->day;
  run->in_day = fore_row_order_in_day (merge->order, row);
}

static gboolean
comes_before (const Run *a, const Run *b)
{
  if (a->day != b->day)
    return a->day < b->day;
  if (a->in_day != b->in_day)
    return a->in_day < b->in_day;

  return a->number < b->number;
}

static void
sift_down (ForeRowMerge *merge, gsize i)
{
  Run *moved = merge->heap[i];

  for (gsize child; (child = 2 * i + 1) < merge->n_heap; i = child) {
    if (child + 1 < merge->n_heap && comes_before (merge->heap[child + 1], merge->heap[child]))
      child++;
    if (!comes_before (merge->heap[child], moved))
      break;
    merge->heap[i] = merge->heap[child];
  }
  merge->heap[i] = moved;
}

static gboolean
refill (ForeRowMerge *merge, Run *run, GError **error)
{
  gsize n = MIN (run->buffer_length, run->end - run->next);

  if (!fore_row_file_read (merge->fd, run->next, run->buffer, n, error))
    return FALSE;
  run->row = run->buffer;
  run->position = 0;
  run->n = n;
  run->next += n;

  return TRUE;
}

static ForeRowMerge *
merge_new (gsize n_runs)
{
  ForeRowMerge *merge = g_new0 (ForeRowMerge, 1);

  merge->runs = g_new0 (Run, n_runs);
  merge->n_runs = n_runs;
  merge->heap = g_new0 (Run *, n_runs);
  return merge;
}

/**
 * fore_row_merge_new_for_array:
 * @row: (array length=n): sorted rows, which must outlive the merge
 * @n: how many
 *
 * Returns: (transfer full): a merge of this one run
 */
ForeRowMerge *
fore_row_merge_new_for_array (const ForeRow *row, gsize n)
{
  ForeRowMerge *merge = merge_new (1);

  merge->runs[0] = (Run){ .row = row, .n = n };
  merge->heap[0] = &merge->runs[0];
  merge->n_heap = n > 0;
  return merge;
}

/**
 * fore_row_merge_new_for_file:
 * @fd: a file of rows, which must stay open
 * @n_rows: how many
 * @run_length: how many rows each run but the last has
 * @order: how the runs are sorted; it must outlive the merge
 * @error: of GIO
 *
 * Returns: (transfer full): a merge of the runs
 */
ForeRowMerge *
fore_row_merge_new_for_file (int fd,
                             gsize n_rows,
                             gsize run_length,
                             const ForeRowOrder *order,
                             GError **error)
{
  gsize n_runs = (n_rows + run_length - 1) / run_length;
  gsize length = MAX (MIN_ROWS_OF_RUN, ROWS_IN_MEMORY / MAX (n_runs, 1));
  g_autoptr (ForeRowMerge) merge = merge_new (n_runs);

  merge->fd = fd;
  merge->order = order;
  for (gsize i = 0; i < n_runs; i++) {
    Run *run = &merge->runs[i];

    run->number = i;
    run->next = i * run_length;
    run->end = MIN (n_rows, run->next + run_length);
    run->buffer_length = MIN (length, run_length);
    run->buffer = g_new (ForeRow, run->buffer_length);
    if (!refill (merge, run, error))
      return NULL;
    note_key (merge, run);
    merge->heap[i] = run;
  }
  merge->n_heap = n_runs;
  for (gsize i = n_runs / 2; i-- > 0;)
    sift_down (merge, i);

  return g_steal_pointer (&merge);
}

void
fore_row_merge_free (ForeRowMerge *merge)
{
  if (merge == NULL)
    return;
  for (gsize i = 0; i < merge->n_runs; i++)
    g_free (merge->runs[i].buffer);
  g_free (merge->runs);
  g_free (merge->heap);
  g_free (merge);
}

/**
 * fore_row_merge_peek:
 * @merge: a merge
 *
 * Returns: (transfer none) (nullable): the row at hand, %NULL at the end; valid until the
 *   merge advances
 */
const ForeRow *
fore_row_merge_peek (const ForeRowMerge *merge)
{
  const Run *run = merge->heap[0];

  return merge->n_heap > 0 ? &run->row[run->position] : NULL;
}

/**
 * fore_row_merge_advance:
 * @merge: a merge that has a row at hand
 * @error: of GIO
 *
 * Goes on to the next row. Of rows that are the same in the order, those of an earlier run come
 * first.
 *
 * Returns: whether it could
 */
gboolean
fore_row_merge_advance (ForeRowMerge *merge, GError **error)
{
  Run *run = merge->heap[0];

  if (++run->position == run->n) {
    if (run->next < run->end) {
      if (!refill (merge, run, error))
        return FALSE;
    } else {
      merge->heap[0] = merge->heap[--merge->n_heap];
      run = merge->heap[0];
      if (merge->n_heap > 0)
        sift_down (merge, 0);
      return TRUE;
    }
  }
  if (merge->n_heap > 1) {
    note_key (merge, run);
    sift_down (merge, 0);
  }

  return TRUE;
}

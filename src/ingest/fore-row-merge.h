/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-row-sort.h"

G_BEGIN_DECLS

/**
 * ForeRowMerge:
 *
 * Sorted runs of rows, read as one. Not thread-safe.
 */
typedef struct _ForeRowMerge ForeRowMerge;

ForeRowMerge *fore_row_merge_new_for_array (const ForeRow *row, gsize n);
ForeRowMerge *fore_row_merge_new_for_file (int fd,
                                           gsize n_rows,
                                           gsize run_length,
                                           const ForeRowOrder *order,
                                           GError **error);
void fore_row_merge_free (ForeRowMerge *merge);
const ForeRow *fore_row_merge_peek (const ForeRowMerge *merge);
gboolean fore_row_merge_advance (ForeRowMerge *merge, GError **error);
gboolean fore_row_file_read (int fd, gsize first, ForeRow *row, gsize n, GError **error);
gboolean fore_row_file_write (int fd, gsize first, const ForeRow *row, gsize n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRowMerge, fore_row_merge_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-row-source.h"

G_BEGIN_DECLS

/* How many rows lie in memory before they go into a file. */
#define FORE_ROW_SPOOL_LENGTH ((gsize) 1024 * 1024)

/**
 * ForeRowSpool:
 *
 * Takes the rows of a file in its order, and gives them back as a #ForeRowSource: sorted,
 * missing amounts filled forward within each product and category, and of each key the last
 * row or the sum of all. Not thread-safe.
 */
typedef struct _ForeRowSpool ForeRowSpool;

ForeRowSpool *fore_row_spool_new (const char *folder, gsize length, gboolean sums_repeated);
ForeNames *fore_row_spool_get_categories (ForeRowSpool *spool);
ForeNames *fore_row_spool_get_products (ForeRowSpool *spool);
gboolean fore_row_spool_append (ForeRowSpool *spool, const ForeRow *row, GError **error);
ForeRowSource *fore_row_spool_to_source (ForeRowSpool *spool);

G_END_DECLS

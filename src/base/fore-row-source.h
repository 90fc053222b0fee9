/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-rows.h"

G_BEGIN_DECLS

typedef struct _ForeRowSource ForeRowSource;

/**
 * ForeRowSource:
 * @categories: the names of the categories; each has a row
 * @products: the names of the products; each has a row
 * @n_rows: how many rows there are at most
 * @n_repeated: of the rows taken since the start, those that came again with the same key and
 *   became one with another
 * @start: begins at the first row, see fore_row_source_start()
 * @next: gives some rows, see fore_row_source_next()
 * @free: its end
 *
 * The rows of one file on their way to the store, however many: cleaned, each key once, by
 * day and then in the order that the store keeps. Implementations begin with this struct.
 */
struct _ForeRowSource {
  const ForeNames *categories;
  const ForeNames *products;
  guint64 n_rows;
  guint64 n_repeated;

  gboolean (*start) (ForeRowSource *source,
                     const guint32 *category_numbers,
                     const guint32 *product_numbers,
                     GCancellable *cancellable,
                     GError **error);
  gboolean (*next) (ForeRowSource *source,
                    const ForeRow **rows,
                    gsize *n,
                    GCancellable *cancellable,
                    GError **error);
  void (*free) (ForeRowSource *source);
};

ForeRowSource *fore_row_source_new_for_rows (ForeRows *rows);
void fore_row_source_free (ForeRowSource *source);
gboolean fore_row_source_start (ForeRowSource *source,
                                const guint32 *category_numbers,
                                const guint32 *product_numbers,
                                GCancellable *cancellable,
                                GError **error);
gboolean fore_row_source_next (ForeRowSource *source,
                               const ForeRow **rows,
                               gsize *n,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeRowSource, fore_row_source_free)

G_END_DECLS

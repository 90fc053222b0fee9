/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-store-backend.h"

/* The verbs about what a row was and would be, and about what is kept beside rows. */

/**
 * fore_store_list_versions:
 * @store: a store
 * @day: when
 * @category: in which category
 * @product: of what
 * @error: return location
 *
 * Errors: %FORE_ERROR_NOT_FOUND when there is no such row.
 *
 * Returns: (transfer full) (element-type ForeInvoiceVersion): what the row is and was, the
 *   newest first
 */
GPtrArray *
fore_store_list_versions (ForeStore *store,
                          ForeDay day,
                          const char *category,
                          const char *product,
                          GError **error)
{
  g_return_val_if_fail (store != NULL && category != NULL && product != NULL, NULL);

  return store->backend->list_versions (store, day, category, product, error);
}

/**
 * fore_store_count_changes:
 * @store: a store
 * @rows: the good rows of a file, as for fore_store_append_batch(); at their end afterwards
 * @cancellable: (nullable): ends the counting
 * @counts: (out): how many rows would be new, changed and unchanged
 * @error: return location
 *
 * Errors: %FORE_ERROR_REJECTED when the store has no room for so many names; what @rows says.
 *
 * Returns: whether it could be found out
 */
gboolean
fore_store_count_changes (ForeStore *store,
                          ForeRowSource *rows,
                          GCancellable *cancellable,
                          ForeChangeCounts *counts,
                          GError **error)
{
  g_return_val_if_fail (store != NULL && rows != NULL && counts != NULL, FALSE);

  *counts = (ForeChangeCounts){ 0 };
  return store->backend->count_changes (store, rows, cancellable, counts, error);
}

/**
 * fore_store_load_backtests:
 * @store: a store
 * @category: (nullable): a category, or %NULL for all
 * @error: return location
 *
 * Returns: (transfer full) (element-type ForeStoredBacktest): how models did, by category, what
 *   is current before what is not, and then the smallest MASE first
 */
GPtrArray *
fore_store_load_backtests (ForeStore *store, const char *category, GError **error)
{
  g_return_val_if_fail (store != NULL, NULL);

  return store->backend->load_backtests (store, category, error);
}

/**
 * fore_store_remember_mapping:
 * @store: a store
 * @header: the header of a file
 * @options: how a file with it is read
 * @error: return location
 *
 * Keeps @options for the next file with @header.
 *
 * Returns: whether it is in the store
 */
gboolean
fore_store_remember_mapping (ForeStore *store,
                             const char *header,
                             const char *options,
                             GError **error)
{
  g_return_val_if_fail (store != NULL && header != NULL && options != NULL, FALSE);

  return store->backend->remember_mapping (store, header, options, error);
}

/**
 * fore_store_recall_mapping:
 * @store: a store
 * @header: the header of a file
 * @options: (out) (nullable): what was remembered for it
 * @error: return location
 *
 * Returns: whether the store could be asked
 */
gboolean
fore_store_recall_mapping (ForeStore *store, const char *header, char **options, GError **error)
{
  g_return_val_if_fail (store != NULL && header != NULL && options != NULL, FALSE);

  *options = NULL;
  return store->backend->recall_mapping (store, header, options, error);
}

/**
 * fore_store_forget_mapping:
 * @store: a store
 * @header: (nullable): the header of a file, %NULL for any
 * @error: return location
 *
 * Forgets what was remembered for @header, if anything.
 *
 * Returns: whether nothing is remembered any more
 */
gboolean
fore_store_forget_mapping (ForeStore *store, const char *header, GError **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return store->backend->forget_mapping (store, header, error);
}

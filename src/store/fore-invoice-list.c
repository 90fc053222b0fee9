/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "fore-store-backend.h"

/**
 * fore_invoice_filter_assign:
 * @to: a filter that owns its texts
 * @from: what it becomes
 *
 * Copies a filter with its texts.
 */
void
fore_invoice_filter_assign (ForeInvoiceFilter *to, const ForeInvoiceFilter *from)
{
  ForeInvoiceFilter copy = *from;

  copy.category = g_strdup (from->category);
  copy.product = g_strdup (from->product);
  copy.search = g_strdup (from->search);
  copy.batch = g_strdup (from->batch);
  fore_invoice_filter_clear (to);
  *to = copy;
}

/**
 * fore_invoice_filter_clear:
 * @filter: a filter that owns its texts
 *
 * Frees them, and asks for nothing any more.
 */
void
fore_invoice_filter_clear (ForeInvoiceFilter *filter)
{
  g_free ((char *) filter->category);
  g_free ((char *) filter->product);
  g_free ((char *) filter->search);
  g_free ((char *) filter->batch);
  *filter = (ForeInvoiceFilter) FORE_INVOICE_FILTER_INIT;
}

/**
 * fore_invoice_filter_equal:
 * @one: a filter
 * @other: a filter
 *
 * Returns: whether they ask for the same
 */
gboolean
fore_invoice_filter_equal (const ForeInvoiceFilter *one, const ForeInvoiceFilter *other)
{
  return g_strcmp0 (one->category, other->category) == 0 &&
         g_strcmp0 (one->product, other->product) == 0 &&
         g_strcmp0 (one->search, other->search) == 0 && g_strcmp0 (one->batch, other->batch) == 0 &&
         one->from == other->from && one->to == other->to &&
         one->imputed_only == other->imputed_only;
}

/*
 * fore_invoice_list_new:
 *
 * Returns: (transfer full): a list to be filled in
 */
ForeInvoiceList *
fore_invoice_list_new (const ForeInvoiceFilter *filter, ForeInvoiceColumn column, gint64 version)
{
  ForeInvoiceList *list = g_new0 (ForeInvoiceList, 1);

  g_atomic_ref_count_init (&list->n_references);
  list->filter = (ForeInvoiceFilter) FORE_INVOICE_FILTER_INIT;
  fore_invoice_filter_assign (&list->filter, filter);
  list->column = column;
  list->version = version;
  list->file = -1;

  return list;
}

/*
 * fore_invoice_list_holds:
 *
 * Returns: whether this is what is asked for, and the invoices are still those of then
 */
gboolean
fore_invoice_list_holds (const ForeInvoiceList *list,
                         const ForeInvoiceFilter *filter,
                         ForeInvoiceColumn column,
                         gint64 version)
{
  return list->column == column && list->version == version &&
         fore_invoice_filter_equal (&list->filter, filter);
}

ForeInvoiceList *
fore_invoice_list_ref (ForeInvoiceList *list)
{
  g_atomic_ref_count_inc (&list->n_references);
  return list;
}

void
fore_invoice_list_unref (ForeInvoiceList *list)
{
  if (!g_atomic_ref_count_dec (&list->n_references))
    return;
  if (list->file >= 0)
    close (list->file);
  g_clear_pointer (&list->keys, g_array_unref);
  fore_invoice_filter_clear (&list->filter);
  g_free (list);
}

/**
 * fore_invoice_list_get_n_rows:
 * @list: a list
 *
 * Returns: how many rows there were
 */
gint64
fore_invoice_list_get_n_rows (const ForeInvoiceList *list)
{
  return list->n_rows;
}

/**
 * fore_invoice_list_get_sum:
 * @list: a list
 *
 * Returns: what they were worth together
 */
ForeCents
fore_invoice_list_get_sum (const ForeInvoiceList *list)
{
  return list->sum;
}

/**
 * fore_store_list_invoices:
 * @store: a store
 * @filter: which rows
 * @column: by what they are ordered
 * @known: (nullable): an earlier list, which is given back when it still holds
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * By date, the list is there at once, unless many products are searched for. Otherwise every row is
 * looked at, and the order is put into a file, so that the memory this takes is some 30 MB at
 * most.
 *
 * Returns: (transfer full): the rows
 */
ForeInvoiceList *
fore_store_list_invoices (ForeStore *store,
                          const ForeInvoiceFilter *filter,
                          ForeInvoiceColumn column,
                          ForeInvoiceList *known,
                          const ForeProgress *progress,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (store != NULL && filter != NULL, NULL);

  return store->backend->list_invoices (store, filter, column, known, progress, cancellable, error);
}

/**
 * fore_store_each_listed:
 * @store: a store
 * @list: rows of it
 * @is_descending: whether the last one comes first
 * @offset: how many of them to leave out
 * @limit: how many to give, -1 for all
 * @func: called with each
 * @data: its user data
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Tells rows as they are now, those that are still there.
 *
 * Returns: whether all were told
 */
gboolean
fore_store_each_listed (ForeStore *store,
                        ForeInvoiceList *list,
                        gboolean is_descending,
                        gint64 offset,
                        gint64 limit,
                        ForeInvoiceFunc func,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (store != NULL && list != NULL && func != NULL, FALSE);
  g_return_val_if_fail (offset >= 0 && limit >= -1, FALSE);

  return store->backend->each_listed (store, list, is_descending, offset, limit, func, data,
                                      cancellable, error);
}

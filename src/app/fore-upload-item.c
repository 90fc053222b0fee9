/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-upload-item.h"

struct _ForeUploadItem {
  GObject parent_instance;

  ForeUpload *upload; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ForeUploadItem, fore_upload_item, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
fore_upload_item_finalize (GObject *object)
{
  fore_upload_free (FORE_UPLOAD_ITEM (object)->upload);
  G_OBJECT_CLASS (fore_upload_item_parent_class)->finalize (object);
}

static void
fore_upload_item_class_init (ForeUploadItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_upload_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fore_upload_item_init (ForeUploadItem *item)
{
}

/**
 * fore_upload_item_new:
 * @upload: what it is
 *
 * Returns: (transfer full): an item with a copy of @upload
 */
ForeUploadItem *
fore_upload_item_new (const ForeUpload *upload)
{
  ForeUploadItem *item = g_object_new (FORE_TYPE_UPLOAD_ITEM, NULL);

  item->upload = fore_upload_copy (upload);
  return item;
}

/**
 * fore_upload_item_get_upload:
 * @item: an item
 *
 * Returns: (transfer none): what is known of the upload, until the item changes
 */
const ForeUpload *
fore_upload_item_get_upload (ForeUploadItem *item)
{
  return item->upload;
}

static gboolean
is_same (GListStore *items, guint position, const ForeUpload *upload)
{
  g_autoptr (ForeUploadItem) item = g_list_model_get_item (G_LIST_MODEL (items), position);

  return g_str_equal (item->upload->batch, upload->batch);
}

static void
refresh (GListStore *items, guint position, const ForeUpload *upload)
{
  g_autoptr (ForeUploadItem) item = g_list_model_get_item (G_LIST_MODEL (items), position);
  const ForeUpload *old = item->upload;

  if (old->status == upload->status && g_strcmp0 (old->error_log, upload->error_log) == 0 &&
      old->counts.total == upload->counts.total && old->counts.missing == upload->counts.missing &&
      old->counts.imputed == upload->counts.imputed &&
      old->counts.inserted == upload->counts.inserted &&
      old->counts.updated == upload->counts.updated)
    return;

  fore_upload_free (item->upload);
  item->upload = fore_upload_copy (upload);
  g_signal_emit (item, signals[CHANGED], 0);
}

/**
 * fore_upload_items_update:
 * @items: (element-type ForeUploadItem): the list as it is shown
 * @uploads: (element-type ForeUpload): the list as it shall be
 *
 * Brings a list up to date. What is in both stays the same object, so that its row neither
 * moves nor folds.
 */
void
fore_upload_items_update (GListStore *items, GPtrArray *uploads)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (items));
  guint n_new = uploads->len;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (n_old, n_new) && is_same (items, head, uploads->pdata[head]))
    head++;
  while (tail < MIN (n_old, n_new) - head &&
         is_same (items, n_old - 1 - tail, uploads->pdata[n_new - 1 - tail]))
    tail++;

  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = head; i < n_new - tail; i++)
    g_ptr_array_add (added, fore_upload_item_new (uploads->pdata[i]));
  if (n_old - head - tail > 0 || added->len > 0)
    g_list_store_splice (items, head, n_old - head - tail, added->pdata, added->len);

  for (guint i = 0; i < n_new; i++) {
    if (i < head || i >= n_new - tail)
      refresh (items, i, uploads->pdata[i]);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeUploadItem:
 *
 * An upload in a list. Signal "changed" tells that its content is a newer one.
 */
#define FORE_TYPE_UPLOAD_ITEM (fore_upload_item_get_type ())
G_DECLARE_FINAL_TYPE (ForeUploadItem, fore_upload_item, FORE, UPLOAD_ITEM, GObject)

ForeUploadItem *fore_upload_item_new (const ForeUpload *upload);
const ForeUpload *fore_upload_item_get_upload (ForeUploadItem *item);
void fore_upload_items_update (GListStore *items, GPtrArray *uploads);

G_END_DECLS

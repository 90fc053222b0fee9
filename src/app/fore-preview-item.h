/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-import-preview.h"

G_BEGIN_DECLS

/**
 * ForePreviewItem:
 *
 * A row of a file as it would be read: properties "line", "date", "product", "category", "sales"
 * and "note" are texts.
 */
#define FORE_TYPE_PREVIEW_ITEM (fore_preview_item_get_type ())
G_DECLARE_FINAL_TYPE (ForePreviewItem, fore_preview_item, FORE, PREVIEW_ITEM, GObject)

ForePreviewItem *fore_preview_item_new (const ForeImportPreview *preview, guint row);

G_END_DECLS

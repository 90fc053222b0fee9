/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-upload-item.h"

G_BEGIN_DECLS

/**
 * ForeUploadRow:
 *
 * An upload of the history: what came of it, and on demand everything else.
 */
#define FORE_TYPE_UPLOAD_ROW (fore_upload_row_get_type ())
G_DECLARE_FINAL_TYPE (ForeUploadRow, fore_upload_row, FORE, UPLOAD_ROW, AdwExpanderRow)

GtkWidget *fore_upload_row_new (ForeUploadItem *item);
ForeUploadItem *fore_upload_row_get_item (ForeUploadRow *row);

G_END_DECLS

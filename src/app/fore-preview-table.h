/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-import-preview.h"

G_BEGIN_DECLS

/**
 * ForePreviewTable:
 *
 * The first rows of a file as they would be read.
 */
#define FORE_TYPE_PREVIEW_TABLE (fore_preview_table_get_type ())
G_DECLARE_FINAL_TYPE (ForePreviewTable, fore_preview_table, FORE, PREVIEW_TABLE, AdwBin)

void fore_preview_table_show (ForePreviewTable *table, const ForeImportPreview *preview);

G_END_DECLS

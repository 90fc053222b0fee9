/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeVersionRow:
 *
 * One version of an invoice row: its amount, when it came, and with which upload.
 */
#define FORE_TYPE_VERSION_ROW (fore_version_row_get_type ())
G_DECLARE_FINAL_TYPE (ForeVersionRow, fore_version_row, FORE, VERSION_ROW, AdwActionRow)

GtkWidget *fore_version_row_new (const ForeInvoiceVersion *version, const char *filename);

G_END_DECLS

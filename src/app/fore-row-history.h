/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"
#include "fore-invoice-item.h"

G_BEGIN_DECLS

/**
 * ForeRowHistory:
 *
 * A dialog with the life of one invoice row: what it is, what it was, and which upload made
 * it so.
 */
#define FORE_TYPE_ROW_HISTORY (fore_row_history_get_type ())
G_DECLARE_FINAL_TYPE (ForeRowHistory, fore_row_history, FORE, ROW_HISTORY, AdwWindow)

ForeRowHistory *
fore_row_history_new (GtkWindow *parent, ForeEngine *engine, const ForeInvoiceRecord *record);

G_END_DECLS

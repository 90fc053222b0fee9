/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeInvoicesPage:
 *
 * All invoice rows as they stand now.
 */
#define FORE_TYPE_INVOICES_PAGE (fore_invoices_page_get_type ())
G_DECLARE_FINAL_TYPE (ForeInvoicesPage, fore_invoices_page, FORE, INVOICES_PAGE, AdwBin)

void
fore_invoices_page_set_engine (ForeInvoicesPage *page, ForeEngine *engine, GSettings *settings);
void fore_invoices_page_show_batch (ForeInvoicesPage *page, const char *batch);
void fore_invoices_page_search (ForeInvoicesPage *page);
void fore_invoices_page_set_narrow (ForeInvoicesPage *page, gboolean is_narrow);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeInvoiceFilterBar:
 *
 * Which invoice rows are wanted. Signal "changed" tells that others are.
 */
#define FORE_TYPE_INVOICE_FILTER_BAR (fore_invoice_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (ForeInvoiceFilterBar,
                      fore_invoice_filter_bar,
                      FORE,
                      INVOICE_FILTER_BAR,
                      AdwBin)

void fore_invoice_filter_bar_offer (ForeInvoiceFilterBar *bar,
                                    GPtrArray *categories,
                                    GPtrArray *uploads);
void fore_invoice_filter_bar_set_batch (ForeInvoiceFilterBar *bar, const char *batch);
void fore_invoice_filter_bar_get_filter (ForeInvoiceFilterBar *bar, ForeInvoiceFilter *filter);
void fore_invoice_filter_bar_clear (ForeInvoiceFilterBar *bar);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fore-engine.h"

G_BEGIN_DECLS

void fore_invoice_copy_async (gpointer source,
                              ForeEngine *engine,
                              ForeInvoiceList *list,
                              gboolean is_descending,
                              GtkBitset *positions,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback);
char *fore_invoice_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS

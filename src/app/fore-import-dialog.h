/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeImportDialog:
 *
 * What a file is taken for, to be looked at and changed before it is imported. Signal
 * "response" (gboolean is_wanted) comes once: import it, or leave it.
 */
#define FORE_TYPE_IMPORT_DIALOG (fore_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ForeImportDialog, fore_import_dialog, FORE, IMPORT_DIALOG, AdwWindow)

ForeImportDialog *fore_import_dialog_new (GtkWindow *parent,
                                          ForeEngine *engine,
                                          GFile *file,
                                          const char *name,
                                          ForeImportPreview *preview);
void fore_import_dialog_set_n_alike (ForeImportDialog *dialog, guint n_alike);
gboolean fore_import_dialog_is_for_all (ForeImportDialog *dialog);
ForeImportOptions *fore_import_dialog_dup_options (ForeImportDialog *dialog);

G_END_DECLS

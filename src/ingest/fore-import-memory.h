/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

GStrv fore_import_list_header_keys (const char *path,
                                    const ForeImportOptions *options,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean fore_import_options_are_worth_remembering (const ForeImportOptions *options);
void fore_import_options_recall (ForeImportOptions *options, const ForeImportOptions *remembered);

G_END_DECLS

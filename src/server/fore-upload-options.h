/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

ForeImportOptions *fore_upload_options_parse (GHashTable *query, gboolean *is_dry, GError **error);

G_END_DECLS

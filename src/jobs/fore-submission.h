/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-import.h"

G_BEGIN_DECLS

/* Inside of the folder: what an import job must know, as the text in its row. */
char *fore_submission_to_string (const ForeImportOptions *import,
                                 gboolean hold_forecast,
                                 const char *holidays);
gboolean fore_submission_parse (const char *text,
                                ForeImportOptions **import,
                                gboolean *hold_forecast,
                                char **holidays,
                                GError **error);

G_END_DECLS

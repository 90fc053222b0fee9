/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeUploadsPage:
 *
 * What is being imported, and what has been.
 */
#define FORE_TYPE_UPLOADS_PAGE (fore_uploads_page_get_type ())
G_DECLARE_FINAL_TYPE (ForeUploadsPage, fore_uploads_page, FORE, UPLOADS_PAGE, AdwBin)

void fore_uploads_page_set_engine (ForeUploadsPage *page, ForeEngine *engine);
void fore_uploads_page_reveal (ForeUploadsPage *page, const char *batch);
void fore_uploads_page_set_hidden (ForeUploadsPage *page, const char *batch, gboolean is_hidden);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeSearchProvider:
 *
 * Answers the search of the desktop with the categories, each with what it is expected to
 * sell. A search that comes before there is an engine is answered once there is one.
 *
 * Signals: "show-category" (the category) and "show-search" (what was searched for) when a
 * person wants to see more.
 */
#define FORE_TYPE_SEARCH_PROVIDER (fore_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (ForeSearchProvider, fore_search_provider, FORE, SEARCH_PROVIDER, GObject)

ForeSearchProvider *fore_search_provider_new (void);
gboolean fore_search_provider_export (ForeSearchProvider *provider,
                                      GDBusConnection *connection,
                                      const char *application_path,
                                      GError **error);
void fore_search_provider_unexport (ForeSearchProvider *provider);
void fore_search_provider_set_engine (ForeSearchProvider *provider, ForeEngine *engine);

G_END_DECLS

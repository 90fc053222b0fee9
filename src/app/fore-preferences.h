/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForePreferences:
 *
 * What can be set. Each setting holds at once.
 */
#define FORE_TYPE_PREFERENCES (fore_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ForePreferences, fore_preferences, FORE, PREFERENCES, AdwPreferencesWindow)

ForePreferences *fore_preferences_new (GtkWindow *parent,
                                       GSettings *settings,
                                       GObject *server,
                                       ForeEngine *engine,
                                       const char *data_dir);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeBackground:
 *
 * Keeps the program running while no window is open, when the settings want the REST API to
 * go on, and asks the desktop whether it may. A person who says no to the desktop switches the
 * setting off.
 */
#define FORE_TYPE_BACKGROUND (fore_background_get_type ())
G_DECLARE_FINAL_TYPE (ForeBackground, fore_background, FORE, BACKGROUND, GObject)

ForeBackground *fore_background_new (GApplication *application, GSettings *settings);
void fore_background_end (ForeBackground *background);

G_END_DECLS

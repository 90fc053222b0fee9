/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-engine.h"

G_BEGIN_DECLS

/**
 * ForeWindow:
 *
 * The window with its three pages. It may be shown before there is an engine: files that are
 * given to it meanwhile are imported as soon as there is one.
 */
#define FORE_TYPE_WINDOW (fore_window_get_type ())
G_DECLARE_FINAL_TYPE (ForeWindow, fore_window, FORE, WINDOW, AdwApplicationWindow)

ForeWindow *fore_window_new (GtkApplication *application, GSettings *settings);
void fore_window_set_engine (ForeWindow *window, ForeEngine *engine);
void fore_window_set_error (ForeWindow *window, const GError *error);
void fore_window_import (ForeWindow *window, GListModel *files);
void fore_window_toast (ForeWindow *window, const char *text);
void fore_window_show_page (ForeWindow *window, const char *name);
void fore_window_show_category (ForeWindow *window, const char *category);
void fore_window_search_categories (ForeWindow *window, const char *text);
void fore_window_reveal_upload (ForeWindow *window, const char *batch);

G_END_DECLS

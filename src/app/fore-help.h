/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeHelp:
 *
 * The questions that people have, with their answers.
 */
#define FORE_TYPE_HELP (fore_help_get_type ())
G_DECLARE_FINAL_TYPE (ForeHelp, fore_help, FORE, HELP, AdwPreferencesWindow)

ForeHelp *fore_help_new (GtkWindow *parent);

G_END_DECLS

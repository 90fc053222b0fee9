/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeApplication:
 *
 * The program: one window over one data folder. Started again over the same folder, it hands
 * over its files to the program that runs already.
 */
#define FORE_TYPE_APPLICATION (fore_application_get_type ())
G_DECLARE_FINAL_TYPE (ForeApplication, fore_application, FORE, APPLICATION, AdwApplication)

ForeApplication *fore_application_new (void);

G_END_DECLS

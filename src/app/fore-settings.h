/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-forecast-options.h"

G_BEGIN_DECLS

/* The value of “holidays” when they are those of “holiday-file”. */
#define FORE_HOLIDAYS_FROM_FILE "file"

GSettings *fore_settings_new (void);
ForeForecastOptions *fore_settings_get_forecast_options (GSettings *settings);
char *fore_settings_find_locale_dir (void);
char *fore_settings_find_data_file (const char *name);

G_END_DECLS

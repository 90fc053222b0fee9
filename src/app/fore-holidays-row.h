/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeHolidaysRow:
 *
 * Which holidays forecasts know of: none, those of a country, or those of a file.
 */
#define FORE_TYPE_HOLIDAYS_ROW (fore_holidays_row_get_type ())
G_DECLARE_FINAL_TYPE (ForeHolidaysRow, fore_holidays_row, FORE, HOLIDAYS_ROW, AdwComboRow)

void fore_holidays_row_set_settings (ForeHolidaysRow *row, GSettings *settings);

G_END_DECLS

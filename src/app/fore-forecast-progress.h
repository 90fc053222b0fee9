/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeForecastProgress:
 *
 * Tells while forecasts are being made, and lets that be stopped. Property "is-busy" tells
 * whether they are; otherwise nothing is shown.
 */
#define FORE_TYPE_FORECAST_PROGRESS (fore_forecast_progress_get_type ())
G_DECLARE_FINAL_TYPE (ForeForecastProgress, fore_forecast_progress, FORE, FORECAST_PROGRESS, AdwBin)

void fore_forecast_progress_set_jobs (ForeForecastProgress *progress, GListModel *jobs);
gboolean fore_forecast_progress_is_busy (ForeForecastProgress *progress);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-chart-scene.h"

G_BEGIN_DECLS

/**
 * ForeForecastReport:
 *
 * The page about one category that is printed.
 */
typedef struct _ForeForecastReport ForeForecastReport;

ForeForecastReport *fore_forecast_report_new (ForeOutlook *outlook, const ForeChartScene *scene);
void fore_forecast_report_free (ForeForecastReport *report);
void fore_forecast_report_draw (const ForeForecastReport *report,
                                cairo_t *cr,
                                double width,
                                double height,
                                gboolean is_right_to_left);
const char *fore_forecast_report_get_title (const ForeForecastReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeForecastReport, fore_forecast_report_free)

G_END_DECLS

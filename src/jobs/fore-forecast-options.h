/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-series.h"

G_BEGIN_DECLS

/**
 * ForeForecastOptions:
 * @categories: (nullable) (array zero-terminated=1): which ones, %NULL for all
 * @models: (nullable) (array zero-terminated=1): which ones, %NULL for the default ones
 * @horizon: steps ahead
 * @period: season length, 0 for the series' own
 * @gaps: what a day without an invoice means
 *
 * What a training run is asked for.
 */
typedef struct {
  GStrv categories;
  GStrv models;
  guint horizon;
  guint period;
  ForeGaps gaps;
} ForeForecastOptions;

/* Ten years of days. */
#define FORE_HORIZON_MAX 3653

ForeForecastOptions *fore_forecast_options_new (void);
ForeForecastOptions *fore_forecast_options_copy (const ForeForecastOptions *options);
void fore_forecast_options_free (ForeForecastOptions *options);
char *fore_forecast_options_to_string (const ForeForecastOptions *options);
ForeForecastOptions *fore_forecast_options_parse (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeForecastOptions, fore_forecast_options_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-model.h"

G_BEGIN_DECLS

/**
 * ForeForecastOptions:
 * @categories: (nullable) (array zero-terminated=1): which ones, %NULL for all
 * @models: (nullable) (array zero-terminated=1): which ones, %NULL for the default ones
 * @is_all: whether stored forecasts of these categories by other models are to go
 * @horizon: steps ahead
 * @period: season length, 0 for the series' own
 * @gaps: what a day without an invoice means
 * @holidays: (nullable): the code of a country, `none` or the path of a file, while @regressors does not
 *   have them yet
 * @regressors: (nullable): holidays and what else is known of days beforehand
 * @growth: form of Prophet's trend
 * @cap: the capacity of logistic growth, in the sales' units
 *
 * What a training run is asked for.
 */
typedef struct {
  GStrv categories;
  GStrv models;
  gboolean is_all;
  guint horizon;
  guint period;
  ForeGaps gaps;
  char *holidays;
  ForeRegressors *regressors;
  ForeGrowth growth;
  double cap;
} ForeForecastOptions;

/* Ten years of days. */
#define FORE_HORIZON_MAX 3653

ForeForecastOptions *fore_forecast_options_new (void);
ForeForecastOptions *fore_forecast_options_copy (const ForeForecastOptions *options);
void fore_forecast_options_free (ForeForecastOptions *options);
char *fore_forecast_options_to_string (const ForeForecastOptions *options);
ForeForecastOptions *fore_forecast_options_parse (const char *text, GError **error);
gboolean fore_forecast_options_read_holidays (ForeForecastOptions *options, GError **error);
gboolean fore_forecast_options_set_growth (ForeForecastOptions *options,
                                           const char *growth,
                                           double cap,
                                           GError **error);
gboolean fore_forecast_options_set_up (const ForeForecastOptions *options,
                                       const ForeSeries *series,
                                       ForeModelOptions *model_options,
                                       ForeRegressorTable **table,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeForecastOptions, fore_forecast_options_free)

G_END_DECLS

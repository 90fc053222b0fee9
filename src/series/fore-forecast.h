/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-regressors.h"

G_BEGIN_DECLS

/**
 * ForeForecast:
 * @category: what is sold
 * @model: id of the model, such as "prophet"
 * @horizon: number of days (or weeks, months) ahead
 * @day: (array length=horizon): the days
 * @value: (array length=horizon): the point forecasts
 * @lower_80: (array length=horizon): lower end of the 80 % band
 * @upper_80: (array length=horizon): upper end of the 80 % band
 * @lower_95: (array length=horizon): lower end of the 95 % band
 * @upper_95: (array length=horizon): upper end of the 95 % band
 * @holidays: (owned) (nullable): the calendar of holidays that it was made with
 * @note: (nullable): what the reader must know, such as that a smaller model was taken
 *
 * Always lower_95 <= lower_80 <= value <= upper_80 <= upper_95, all finite.
 */
typedef struct {
  char *category;
  char *model;
  gsize horizon;
  ForeDay *day;
  double *value;
  double *lower_80;
  double *upper_80;
  double *lower_95;
  double *upper_95;
  ForeRegressors *holidays;
  char *note;
} ForeForecast;

ForeForecast *fore_forecast_new (const char *category, const char *model, gsize horizon);
ForeForecast *fore_forecast_copy (const ForeForecast *forecast);
const ForeRegressors *fore_forecasts_find_holidays (GPtrArray *forecasts, const char *model);
void fore_forecast_free (ForeForecast *forecast);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeForecast, fore_forecast_free)

G_END_DECLS

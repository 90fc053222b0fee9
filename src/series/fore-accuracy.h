/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-forecast.h"

G_BEGIN_DECLS

/**
 * ForeAccuracy:
 * @n: number of days compared; days whose actual value is missing are left out
 * @mean_size: mean absolute actual value
 * @mae: mean absolute error
 * @rmse: root mean squared error
 * @bias: mean of actual minus forecast
 * @wape: sum of absolute errors over sum of absolute actual values, in percent
 * @smape: symmetric mean absolute percentage error, in percent from 0 to 200
 * @mase: mean absolute error over the scale of the history
 * @coverage_80: share of days within the 80 % band
 * @coverage_95: share of days within the 95 % band
 * @winkler_80: mean interval score of the 80 % band
 * @winkler_95: mean interval score of the 95 % band
 *
 * How a forecast did. All are finite; without any day compared they are zero.
 */
typedef struct {
  gsize n;
  double mean_size;
  double mae;
  double rmse;
  double bias;
  double wape;
  double smape;
  double mase;
  double coverage_80;
  double coverage_95;
  double winkler_80;
  double winkler_95;
} ForeAccuracy;

double fore_accuracy_scale (const double *y, gsize n, guint period);
void fore_accuracy_measure (ForeAccuracy *accuracy,
                            const ForeForecast *forecast,
                            const double *actual,
                            double scale);
void fore_accuracy_add (ForeAccuracy *pooled, const ForeAccuracy *more);
double fore_accuracy_interval_score (double actual, double lower, double upper, double level);

G_END_DECLS

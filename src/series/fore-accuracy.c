/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures as in Hyndman & Koehler (2006), "Another look at measures of forecast accuracy",
 * and Makridakis, Spiliotis & Assimakopoulos (2020), "The M4 competition", section 2.2. */
#include "fore-accuracy.h"

#include <math.h>

/* Mean |y(t) - y(t - lag)| over the pairs that are known, 0 without any. */
static double
mean_absolute_difference (const double *y, gsize n, gsize lag)
{
  double sum = 0;
  gsize n_pairs = 0;

  for (gsize t = lag; t < n; t++) {
    double difference = fabs (y[t] - y[t - lag]);

    if (isnan (difference))
      continue;
    sum += difference;
    n_pairs++;
  }

  return n_pairs > 0 ? sum / (double) n_pairs : 0;
}

static double
mean_absolute_value (const double *y, gsize n)
{
  double sum = 0;
  gsize n_known = 0;

  for (gsize t = 0; t < n; t++) {
    if (isnan (y[t]))
      continue;
    sum += fabs (y[t]);
    n_known++;
  }

  return n_known > 0 ? sum / (double) n_known : 0;
}

/**
 * fore_accuracy_scale:
 * @y: (array length=n): the history, NaN where missing
 * @n: its length
 * @period: season length, at least 1
 *
 * What MASE divides by: the mean absolute seasonal naive error of the history, equation (4.3)
 * of Makridakis, Spiliotis & Assimakopoulos (2020). A history that has no such error (shorter
 * than a season, or repeating itself exactly) is scaled by the mean absolute change from one
 * value to the next, else by the mean absolute value, else by 1, so that MASE stays finite.
 *
 * Returns: the scale, above 0
 */
double
fore_accuracy_scale (const double *y, gsize n, guint period)
{
  double scale = mean_absolute_difference (y, n, MAX (period, 1));

  if (scale <= 0)
    scale = mean_absolute_difference (y, n, 1);
  if (scale <= 0)
    scale = mean_absolute_value (y, n);

  return scale > 0 ? scale : 1;
}

/**
 * fore_accuracy_interval_score:
 * @actual: what happened
 * @lower: lower end of the band
 * @upper: upper end of the band
 * @level: what the band should cover, such as 0.95
 *
 * Winkler's score: the width of the band, and 2 / (1 - @level) times the distance to it when
 * it was missed. Equation (43) of Gneiting & Raftery (2007), "Strictly proper scoring rules,
 * prediction, and estimation".
 *
 * Returns: the score, smaller is better
 */
double
fore_accuracy_interval_score (double actual, double lower, double upper, double level)
{
  double distance = MAX (lower - actual, 0) + MAX (actual - upper, 0);

  return upper - lower + 2 / (1 - level) * distance;
}

static void
add_day (ForeAccuracy *sums, const ForeForecast *forecast, gsize h, double actual)
{
  double error = actual - forecast->value[h];
  double size = fabs (actual) + fabs (forecast->value[h]);

  sums->n++;
  sums->mae += fabs (error);
  sums->rmse += error * error;
  sums->bias += error;
  sums->mean_size += fabs (actual);
  sums->smape += size > 0 ? 200 * fabs (error) / size : 0;
  sums->coverage_80 += actual >= forecast->lower_80[h] && actual <= forecast->upper_80[h];
  sums->coverage_95 += actual >= forecast->lower_95[h] && actual <= forecast->upper_95[h];
  sums->winkler_80 += fore_accuracy_interval_score (actual, forecast->lower_80[h],
                                                    forecast->upper_80[h], 0.80);
  sums->winkler_95 += fore_accuracy_interval_score (actual, forecast->lower_95[h],
                                                    forecast->upper_95[h], 0.95);
}

static double
percentage_error (double mae, double mean_size)
{
  return 100 * (mean_size > 0 ? mae / mean_size : mae > 0);
}

/**
 * fore_accuracy_measure:
 * @accuracy: (out): the measures
 * @forecast: a forecast
 * @actual: (array): what happened on its days, NaN where not known, `forecast->horizon` values
 * @scale: from fore_accuracy_scale()
 *
 * Compares a forecast with what happened. sMAPE counts a day on which both are zero as
 * hit; when nothing at all was sold, WAPE is 0 for a perfect forecast and else 100.
 */
void
fore_accuracy_measure (ForeAccuracy *accuracy,
                       const ForeForecast *forecast,
                       const double *actual,
                       double scale)
{
  ForeAccuracy sums = { 0 };
  double n;

  for (gsize h = 0; h < forecast->horizon; h++) {
    if (!isnan (actual[h]))
      add_day (&sums, forecast, h, actual[h]);
  }

  n = (double) MAX (sums.n, 1);
  *accuracy = (ForeAccuracy){
    .n = sums.n,
    .mean_size = sums.mean_size / n,
    .mae = sums.mae / n,
    .rmse = sqrt (sums.rmse / n),
    .bias = sums.bias / n,
    .wape = percentage_error (sums.mae, sums.mean_size),
    .smape = sums.smape / n,
    .mase = sums.mae / n / scale,
    .coverage_80 = sums.coverage_80 / n,
    .coverage_95 = sums.coverage_95 / n,
    .winkler_80 = sums.winkler_80 / n,
    .winkler_95 = sums.winkler_95 / n,
  };
}

/**
 * fore_accuracy_add:
 * @pooled: (inout): the measures of some days, all 0 for none
 * @more: those of other days
 *
 * Makes @pooled the measures of all these days together. MASE keeps the scale that each day
 * had.
 */
void
fore_accuracy_add (ForeAccuracy *pooled, const ForeAccuracy *more)
{
  double share = more->n > 0 ? (double) more->n / (double) (pooled->n + more->n) : 0;
  double mean_square = (1 - share) * pooled->rmse * pooled->rmse + share * more->rmse * more->rmse;

  pooled->n += more->n;
  pooled->mean_size += share * (more->mean_size - pooled->mean_size);
  pooled->mae += share * (more->mae - pooled->mae);
  pooled->rmse = sqrt (mean_square);
  pooled->bias += share * (more->bias - pooled->bias);
  pooled->wape = percentage_error (pooled->mae, pooled->mean_size);
  pooled->smape += share * (more->smape - pooled->smape);
  pooled->mase += share * (more->mase - pooled->mase);
  pooled->coverage_80 += share * (more->coverage_80 - pooled->coverage_80);
  pooled->coverage_95 += share * (more->coverage_95 - pooled->coverage_95);
  pooled->winkler_80 += share * (more->winkler_80 - pooled->winkler_80);
  pooled->winkler_95 += share * (more->winkler_95 - pooled->winkler_95);
}

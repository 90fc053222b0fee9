/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The level that sales have lately, where Prophet's trend misses it. Its slope changes in the
 * first 80 % of the history only and against a prior, so that what it leaves over may have a
 * level of its own in the end: that of simple exponential smoothing, ETS(A,N,N) of Hyndman,
 * Koehler, Ord & Snyder (2008), equation (2.4), which goes on as it is. How much of it is good
 * for a forecast a history tells by what it would have been good for before: forecasts with and
 * without it are combined as members of the ensemble are. */
#include "fore-prophet-level.h"

#include <math.h>

#include "fore-components.h"
#include "fore-ensemble.h"

/* With fewer residuals than this their level cannot be told from their noise. */
#define FEWEST_TO_SMOOTH 30

static double
smooth (gsize n, const double *residual, double alpha, double *sum_squares)
{
  double level = 0;

  *sum_squares = 0;
  for (gsize t = 0; t < n; t++) {
    double error = residual[t] - level;

    if (isnan (error))
      continue;
    *sum_squares += error * error;
    level += alpha * error;
  }

  return level;
}

/**
 * fore_prophet_level:
 * @n: number of residuals
 * @residual: (array length=n): what a model leaves over, NaN where not known
 *
 * Smooths residuals from a level of zero on, with the parameter that has the least squared errors
 * one step ahead, on a grid, as these are flat around their minimum.
 *
 * Returns: their level in the end; 0 when they are too few to tell one
 */
double
fore_prophet_level (gsize n, const double *residual)
{
  static const double alphas[] = { 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7 };
  double level = 0, least;
  gsize n_known = 0;

  for (gsize t = 0; t < n; t++)
    n_known += !isnan (residual[t]);
  if (n_known < FEWEST_TO_SMOOTH)
    return 0;

  smooth (n, residual, 0, &least);
  for (guint i = 0; i < G_N_ELEMENTS (alphas); i++) {
    double sum_squares, end = smooth (n, residual, alphas[i], &sum_squares);

    if (sum_squares < least) {
      least = sum_squares;
      level = end;
    }
  }

  return level;
}

/* Sums of absolute errors of the past, without the level and with it. */
static void
compare (const ForeFit *fit, double error[2])
{
  error[0] = error[1] = 0;
  for (guint i = 0; i < fit->pasts->len; i++) {
    const ForePast *past = g_ptr_array_index (fit->pasts, i);

    for (gsize h = 0; h < past->forecast->horizon; h++) {
      double without = past->actual[h] - past->forecast->value[h];
      double shift = past->level_shift != NULL ? past->level_shift[h] : 0;

      if (isnan (without))
        continue;
      error[0] += fabs (without);
      error[1] += fabs (without - shift);
    }
  }
}

static void
move (ForeForecast *forecast, gsize h, double by)
{
  forecast->value[h] += by;
  forecast->lower_80[h] += by;
  forecast->upper_80[h] += by;
  forecast->lower_95[h] += by;
  forecast->upper_95[h] += by;
}

/**
 * fore_prophet_level_take_in:
 * @fit: (inout): a model with its past
 * @closed: weekdays that are always closed, which have no level
 *
 * Moves a forecast and those of the past by their level_shift, as far as that would have served
 * the past. It becomes a component of its own. A model that has no level_shift stays.
 */
void
fore_prophet_level_take_in (ForeFit *fit, ForeClosedDays closed)
{
  ForeModelResult *result = fit->result;
  ForeComponent *level;
  double error[2], weight[2];

  if (result->level_shift == NULL)
    return;
  compare (fit, error);
  fore_ensemble_weigh (2, error, weight);

  level = fore_components_need (result, "level");
  for (gsize h = 0; h < result->forecast->horizon; h++) {
    if (fore_closed_days_contain (closed, result->forecast->day[h]))
      continue;
    level->value[h] = weight[1] * result->level_shift[h];
    move (result->forecast, h, level->value[h]);
  }
  for (guint i = 0; i < fit->pasts->len; i++) {
    ForePast *past = g_ptr_array_index (fit->pasts, i);

    for (gsize h = 0; past->level_shift != NULL && h < past->forecast->horizon; h++)
      move (past->forecast, h, weight[1] * past->level_shift[h]);
  }
}

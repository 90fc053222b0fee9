/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bands that hold what they promise: split conformal prediction with normalised scores.
 *
 * The score of a past day is how far it was off in units of the model's own standard
 * deviation for that horizon (Lei, G'Sell, Rinaldo, Tibshirani & Wasserman (2018),
 * "Distribution-free predictive inference for regression", section 5.2). A new band is as
 * wide, in the same units, as the quantile of the scores. As scores of a series are few and
 * not exchangeable, they are weighted as in Barber, Candès, Ramdas & Tibshirani (2023),
 * "Conformal prediction beyond exchangeability", where what weighs on infinity there is
 * replaced by a heavy-tailed prior here: without a past, that prior is the band. */
#include "fore-calibrate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "fore-past.h"

/* Two-sided 95 % quantile of the standard normal distribution. */
#define NORMAL_95 1.959963984540054

/* The prior: Student's t with as many degrees of freedom as there are origins to judge the
 * model's own deviation by. Its weight when all of them are there is that of one origin more,
 * the forecast itself; it grows as there are fewer. */
#define PRIOR_FREEDOM ((double) FORE_PAST_ORIGINS)
#define PRIOR_WEIGHT  (1.0 / (FORE_PAST_ORIGINS + 1))

/* No band gets more standard deviations than this. */
#define WIDEST 20.0

static double
side_deviation (const ForeForecast *forecast, gsize h, double error)
{
  double side = error > 0 ? forecast->upper_95[h] - forecast->value[h]
                          : forecast->value[h] - forecast->lower_95[h];

  return side / NORMAL_95;
}

static GArray *
find_scores (GPtrArray *pasts)
{
  GArray *scores = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < pasts->len; i++) {
    const ForePast *past = g_ptr_array_index (pasts, i);

    for (gsize h = 0; h < past->forecast->horizon; h++) {
      double error = past->actual[h] - past->forecast->value[h];
      double deviation = side_deviation (past->forecast, h, error);
      double score = deviation > 0 ? MIN (fabs (error) / deviation, WIDEST) : WIDEST;

      if (isnan (error))
        continue;
      if (error == 0)
        score = 0;
      g_array_append_val (scores, score);
    }
  }

  return scores;
}

/* Share of days that a band of @width standard deviations would have held. */
static double
held (const GArray *scores, double prior_weight, double width)
{
  double prior = 1 - 2 * gsl_cdf_tdist_Q (width, PRIOR_FREEDOM);
  guint n_held = 0;

  for (guint i = 0; i < scores->len; i++)
    n_held += g_array_index (scores, double, i) <= width;
  if (scores->len == 0)
    return prior;

  return prior_weight * prior + (1 - prior_weight) * n_held / scores->len;
}

static double
find_width (const GArray *scores, double prior_weight, double level)
{
  double narrow = 0, wide = WIDEST;

  for (int i = 0; i < 50; i++) {
    double width = (narrow + wide) / 2;

    if (held (scores, prior_weight, width) < level)
      narrow = width;
    else
      wide = width;
  }

  return wide;
}

/**
 * fore_calibrate_limit:
 * @forecast: (inout): a forecast
 * @naive: that of seasonal naive for the same days
 *
 * Takes in bands that are wider than those of seasonal naive, which knows nothing: a model
 * that claims to know less is wrong about itself.
 */
void
fore_calibrate_limit (ForeForecast *forecast, const ForeForecast *naive)
{
  for (gsize h = 0; h < forecast->horizon; h++) {
    double value = forecast->value[h];
    double half_80 = naive->upper_80[h] - naive->value[h];
    double half_95 = naive->upper_95[h] - naive->value[h];

    /* A naive band without a width is one that had nothing to measure. */
    if (half_95 <= 0)
      continue;
    forecast->lower_80[h] = MAX (forecast->lower_80[h], value - half_80);
    forecast->upper_80[h] = MIN (forecast->upper_80[h], value + half_80);
    forecast->lower_95[h] = MAX (forecast->lower_95[h], value - half_95);
    forecast->upper_95[h] = MIN (forecast->upper_95[h], value + half_95);
  }
}

/**
 * fore_calibrate_bands:
 * @forecast: (inout): a forecast
 * @pasts: (element-type ForePast): what the same model would have said before
 *
 * Makes both bands as wide as they should have been in the past, below and above in the
 * proportion that the model gives them.
 */
void
fore_calibrate_bands (ForeForecast *forecast, GPtrArray *pasts)
{
  g_autoptr (GArray) scores = find_scores (pasts);
  double weight = MIN (1, PRIOR_WEIGHT * FORE_PAST_ORIGINS / MAX (pasts->len, 1));
  double width_80 = find_width (scores, weight, 0.80) / NORMAL_95;
  double width_95 = find_width (scores, weight, 0.95) / NORMAL_95;

  for (gsize h = 0; h < forecast->horizon; h++) {
    double value = forecast->value[h];
    double below = value - forecast->lower_95[h], above = forecast->upper_95[h] - value;

    forecast->lower_80[h] = value - width_80 * below;
    forecast->upper_80[h] = value + width_80 * above;
    forecast->lower_95[h] = value - width_95 * below;
    forecast->upper_95[h] = value + width_95 * above;
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and scaling of Prophet: S. J. Taylor and B. Letham (2018), Forecasting at scale, The
 * American Statistician 72(1), section 3, and the defaults of its R package, version 1.0. */
#include "fore-prophet-design.h"

#include <math.h>

#include "fore-fourier.h"

#define DAYS_FOR_YEARLY 730
#define DAYS_FOR_WEEKLY 14

/**
 * fore_prophet_default_terms:
 * @n: rows
 * @day: (array length=n): their days, rising
 * @y: (array length=n): their values, NaN where missing
 * @is_multiplicative: mode of the terms
 * @term: (out caller-allocates): the terms
 *
 * Prophet's own choice: a yearly seasonality when the known values span two years, a weekly one
 * when they span two weeks and two of them lie less than a week apart.
 *
 * Returns: number of terms
 */
gsize
fore_prophet_default_terms (gsize n,
                            const ForeDay *day,
                            const double *y,
                            gboolean is_multiplicative,
                            ForeProphetTerm term[2])
{
  ForeDay first = FORE_DAY_NONE, last = FORE_DAY_NONE, nearest = G_MAXINT32;
  gsize n_terms = 0;

  for (gsize i = 0; i < n; i++) {
    if (isnan (y[i]))
      continue;
    if (first == FORE_DAY_NONE)
      first = day[i];
    else
      nearest = MIN (nearest, day[i] - last);
    last = day[i];
  }
  if (last - first >= DAYS_FOR_YEARLY)
    term[n_terms++] = (ForeProphetTerm){ "yearly",          365.25, 10, FORE_PROPHET_PRIOR_SCALE,
                                         is_multiplicative, NULL };
  if (last - first >= DAYS_FOR_WEEKLY && nearest < 7)
    term[n_terms++] = (ForeProphetTerm){ "weekly",          7.0, 3, FORE_PROPHET_PRIOR_SCALE,
                                         is_multiplicative, NULL };
  return n_terms;
}

/* Equally spaced among the known values of the first @range of them, the first one left out.
 * A half rounds to the even index, counted from 1, as it does in R. */
static void
place_changepoints (ForeProphetDesign *design, guint n_changepoints, double range)
{
  double hist_size = floor ((double) design->T * range);
  double distance;
  gsize known = 0, row = 0;

  design->S = design->growth == FORE_GROWTH_FLAT || hist_size < 2
                  ? 0
                  : MIN ((gsize) n_changepoints, (gsize) hist_size - 1);
  design->t_change = g_new (double, design->S);
  design->change_row = g_new (gsize, design->S);
  if (design->S == 0)
    return;

  distance = (hist_size - 1.0) / (double) design->S;
  for (gsize j = 0; j < design->S; j++) {
    gsize index = (gsize) rint (1.0 + (double) (j + 1) * distance);

    for (; known < index; row++)
      known += !isnan (design->y[row]);
    design->change_row[j] = row - 1;
    design->t_change[j] = design->t[row - 1];
  }
}

static void
scale_history (ForeProphetDesign *design, const ForeDay *day, const double *y)
{
  gsize first = design->n, last = 0;
  double largest = 0.0;

  for (gsize i = 0; i < design->n; i++) {
    if (isnan (y[i]))
      continue;
    first = MIN (first, i);
    last = i;
    design->T++;
    largest = MAX (largest, fabs (y[i]));
  }

  design->y_scale = largest > 0.0 ? largest : 1.0;
  design->t_start = day[first];
  design->t_scale = MAX (day[last] - day[first], 1);
  for (gsize i = 0; i < design->n; i++)
    design->y[i] = y[i] / design->y_scale;
  for (gsize i = 0; i < design->n + design->horizon; i++)
    design->t[i] = (day[i] - design->t_start) / design->t_scale;
}

/* Prophet standardises a regressor over the history unless it is an indicator or constant. */
static void
fill_regressor (ForeProphetDesign *design, const double *regressor, gsize column)
{
  double mean = 0.0, deviation = 0.0;
  gboolean is_indicator = TRUE;

  for (gsize i = 0; i < design->n; i++)
    if (!isnan (design->y[i])) {
      mean += regressor[i] / (double) design->T;
      is_indicator = is_indicator && (regressor[i] == 0.0 || regressor[i] == 1.0);
    }
  for (gsize i = 0; i < design->n; i++)
    if (!isnan (design->y[i]))
      deviation += (regressor[i] - mean) * (regressor[i] - mean);
  deviation = sqrt (deviation / MAX ((double) design->T - 1.0, 1.0));
  if (is_indicator || !(deviation > 1e-12 * fabs (mean))) {
    mean = 0.0;
    deviation = 1.0;
  }

  for (gsize i = 0; i < design->n + design->horizon; i++)
    design->X[i * design->stride + column] = (regressor[i] - mean) / deviation;
}

static void
fill_terms (ForeProphetDesign *design, const ForeProphetSettings *settings, const ForeDay *day)
{
  for (gsize k = 0; k < settings->n_terms; k++) {
    const ForeProphetTerm *term = &settings->term[k];
    gsize first = design->first_column[k];

    for (gsize column = first; column < design->first_column[k + 1]; column++) {
      design->sigmas[column] = term->prior_scale;
      design->is_multiplicative[column] = term->is_multiplicative;
    }
    design->any_multiplicative = design->any_multiplicative || term->is_multiplicative;

    if (term->regressor != NULL)
      fill_regressor (design, term->regressor, first);
    else
      for (gsize i = 0; i < design->n + design->horizon; i++)
        fore_fourier_fill (day[i], term->period, term->fourier_order,
                           design->X + i * design->stride + first);
  }
}

/**
 * fore_prophet_design_new:
 * @settings: the form of the model
 * @n: rows of the history
 * @horizon: rows of the future
 * @day: (array): days of the history and, after them, of the future, rising
 * @y: (array length=n): values of the history, NaN where missing, at least one known
 *
 * Returns: (transfer full): the data of the posterior
 */
ForeProphetDesign *
fore_prophet_design_new (const ForeProphetSettings *settings,
                         gsize n,
                         gsize horizon,
                         const ForeDay *day,
                         const double *y)
{
  ForeProphetDesign *design = g_new0 (ForeProphetDesign, 1);

  design->growth = settings->growth;
  design->n = n;
  design->horizon = horizon;
  design->tau = settings->changepoint_prior_scale;
  design->t = g_new (double, n + horizon);
  design->y = g_new (double, n);
  scale_history (design, day, y);
  if (design->growth == FORE_GROWTH_LOGISTIC) {
    design->cap = g_new (double, n + horizon);
    for (gsize i = 0; i < n + horizon; i++)
      design->cap[i] = settings->cap[i] / design->y_scale;
  }
  place_changepoints (design, settings->n_changepoints, settings->changepoint_range);

  design->first_column = g_new0 (gsize, settings->n_terms + 1);
  for (gsize k = 0; k < settings->n_terms; k++)
    design->first_column[k + 1] = design->first_column[k] +
                                  (settings->term[k].regressor != NULL
                                       ? 1
                                       : 2 * settings->term[k].fourier_order);
  design->K = design->first_column[settings->n_terms];
  design->stride = (design->K + 3) / 4 * 4;
  design->X = g_new0 (double, (n + horizon) * design->stride);
  design->sigmas = g_new (double, design->K);
  design->is_multiplicative = g_new (gboolean, design->K);
  fill_terms (design, settings, day);

  return design;
}

/**
 * fore_prophet_design_set_mode:
 * @design: data
 * @is_multiplicative: whether all terms multiply the trend, or all are added to it
 */
void
fore_prophet_design_set_mode (ForeProphetDesign *design, gboolean is_multiplicative)
{
  for (gsize k = 0; k < design->K; k++)
    design->is_multiplicative[k] = is_multiplicative;
  design->any_multiplicative = is_multiplicative && design->K > 0;
}

void
fore_prophet_design_free (ForeProphetDesign *design)
{
  if (design == NULL)
    return;
  g_free (design->t);
  g_free (design->y);
  g_free (design->cap);
  g_free (design->X);
  g_free (design->sigmas);
  g_free (design->is_multiplicative);
  g_free (design->first_column);
  g_free (design->t_change);
  g_free (design->change_row);
  g_free (design);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-ets-start.h"

#include <math.h>

/* What the first states are read from: so many seasons, but at least so many values. */
#define SEASONS 4
#define FEWEST  12

/* A line through the known ones of the first @n values; flat where it would leave the values. */
static void
fit_line (gsize n, const double *y, gboolean has_slope, double *level, double *slope)
{
  double n_known = 0, mean_t = 0, mean_y = 0, stt = 0, sty = 0;

  for (gsize t = 0; t < n; t++)
    if (!isnan (y[t])) {
      n_known++;
      mean_t += ((double) t - mean_t) / n_known;
      mean_y += (y[t] - mean_y) / n_known;
    }
  for (gsize t = 0; t < n; t++)
    if (!isnan (y[t])) {
      stt += ((double) t - mean_t) * ((double) t - mean_t);
      sty += ((double) t - mean_t) * (y[t] - mean_y);
    }
  *slope = has_slope && stt > 0 ? sty / stt : 0.0;
  *level = mean_y - *slope * (mean_t + 1.0);
}

/* The mean distance (or ratio) of each season from the line; nothing where it has no value. */
static void
fit_seasons (ForeEts *ets, gsize n, const double *y)
{
  guint m = ets->form.m;
  gboolean is_multiplicative = ets->form.season == FORE_ETS_MULTIPLICATIVE;

  for (guint j = 0; j < m; j++) {
    double sum = 0, n_known = 0;

    for (gsize t = j; t < n; t += m) {
      double line = ets->l + ets->b * (double) (t + 1);

      if (isnan (y[t]))
        continue;
      n_known++;
      sum += is_multiplicative ? y[t] / line : y[t] - line;
    }
    if (n_known > 0)
      ets->s[j] = sum / n_known;
  }
}

/**
 * fore_ets_start:
 * @form: a form
 * @n: number of values
 * @y: (array length=n): the values, NaN where missing
 *
 * Reads initial states off the first values: a line, and the mean of each season around it.
 *
 * Returns: (transfer full): @form with these states; the smoothing parameters are not set
 */
ForeEts *
fore_ets_start (const ForeEtsForm *form, gsize n, const double *y)
{
  ForeEts *ets = fore_ets_new (form);
  gsize n_used = MIN (n, MAX (FEWEST, SEASONS * form->m));
  gsize n_known = 0;
  double end;

  for (gsize t = 0; t < n_used; t++)
    n_known += !isnan (y[t]);
  if (n_known < FEWEST)
    n_used = n;

  fit_line (n_used, y, form->trend != FORE_ETS_NONE, &ets->l, &ets->b);
  end = ets->l + ets->b * (double) n_used;
  /* Where values are multiplied the line must stay well above zero. */
  if ((form->error == FORE_ETS_MULTIPLICATIVE || form->season == FORE_ETS_MULTIPLICATIVE) &&
      MIN (ets->l, end) < 0.25 * MAX (ets->l, end)) {
    fit_line (n_used, y, FALSE, &ets->l, &ets->b);
  }
  if (form->season != FORE_ETS_NONE) {
    fit_seasons (ets, n_used, y);
    fore_ets_normalize (ets);
  }

  return ets;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The test for a unit root of D. Kwiatkowski, P. C. B. Phillips, P. Schmidt and Y. Shin, Journal
 * of Econometrics 54 (1992), for stationarity about a level.
 */
#include "fore-unit-root.h"

#include <math.h>

/* Its critical value at 5 % (table 1, upper panel). */
#define CRITICAL_5_PERCENT 0.463

static gboolean
is_constant (gsize n, const double *x)
{
  for (gsize t = 1; t < n; t++)
    if (x[t] != x[0])
      return FALSE;

  return TRUE;
}

/**
 * fore_kpss_statistic:
 * @n: length
 * @x: (array length=n): a series
 *
 * The statistic eta_mu (equation 13 with the long-run variance of equation 10, Bartlett
 * weights); the lags, 3 sqrt(n) / 13, are those of R. J. Hyndman and Y. Khandakar, Journal of
 * Statistical Software 27 (2008).
 *
 * Returns: the statistic, 0 for a constant series
 */
double
fore_kpss_statistic (gsize n, const double *x)
{
  gsize n_lags = (gsize) (3.0 * sqrt ((double) n) / 13.0);
  double mean = 0.0, level = 0.0, sum = 0.0, variance = 0.0;

  /* Rounding must not make a constant vary. */
  if (is_constant (n, x))
    return 0.0;
  for (gsize t = 0; t < n; t++)
    mean += x[t] / (double) n;
  for (gsize t = 0; t < n; t++) {
    level += x[t] - mean;
    sum += level * level;
  }
  for (gsize k = 0; k <= n_lags && k < n; k++) {
    double covariance = 0.0;

    for (gsize t = k; t < n; t++)
      covariance += (x[t] - mean) * (x[t - k] - mean);
    variance += covariance * (k == 0 ? 1.0 : 2.0 * (1.0 - (double) k / (n_lags + 1.0)));
  }

  return variance > 0.0 ? sum / ((double) n * variance) : 0.0;
}

/**
 * fore_count_differences:
 * @n: length
 * @x: (array length=n): a series
 * @largest: the largest number to answer
 *
 * Returns: how often the series must be differenced until the test no longer rejects
 *   stationarity at 5 %
 */
guint
fore_count_differences (gsize n, const double *x, guint largest)
{
  g_autofree double *w = g_memdup2 (x, n * sizeof *x);
  guint d = 0;

  while (d < largest && n > 3 && fore_kpss_statistic (n, w) > CRITICAL_5_PERCENT) {
    d++;
    n--;
    for (gsize t = 0; t < n; t++)
      w[t] = w[t + 1] - w[t];
  }

  return d;
}

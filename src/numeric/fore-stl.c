/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The seasonal-trend decomposition by loess of R. B. Cleveland, W. S. Cleveland, J. E. McRae
 * and I. Terpenning, Journal of Official Statistics 6 (1990), without its robustness weights
 * and its interpolation between every few points. Letters as there: n_s, n_l and n_t are the
 * windows of the seasonal, the low-pass and the trend smoother.
 */
#include "fore-stl.h"

#include <math.h>
#include <string.h>

#define SEASONAL_WINDOW  11
#define INNER_ITERATIONS 2
#define ROUNDING         1e-28

static guint
next_odd (double x)
{
  guint up = (guint) ceil (x);

  return up % 2 == 1 ? up : up + 1;
}

/* Loess of degree 0 or 1 through the @q values nearest to position x, which may lie outside of
 * 0 … n - 1: weighted sums of powers of the distance to x, with tricube weights. */
static double
loess_at (gsize n, const double *y, gsize stride, double x, guint window, guint degree)
{
  gsize q = MIN (window, n);
  gsize first = (gsize) CLAMP (floor (x) - (double) ((q - 1) / 2), 0.0, (double) (n - q));
  double reach = MAX (x - (double) first, (double) (first + q - 1) - x);
  double S0 = 0.0, S1 = 0.0, S2 = 0.0, T0 = 0.0, T1 = 0.0, determinant;

  if (window > n)
    reach += (double) (window - n) / 2.0;
  for (gsize i = first; i < first + q; i++) {
    double distance = (double) i - x, share = reach > 0.0 ? fabs (distance) / reach : 0.0;
    double cube = 1.0 - share * share * share, weight = share < 0.999 ? cube * cube * cube : 0.0;

    S0 += weight;
    S1 += weight * distance;
    S2 += weight * distance * distance;
    T0 += weight * y[i * stride];
    T1 += weight * distance * y[i * stride];
  }
  determinant = S0 * S2 - S1 * S1;
  if (degree == 0 || !(determinant > 1e-9 * S0 * S2))
    return S0 > 0.0 ? T0 / S0 : y[first * stride];

  return (S2 * T0 - S1 * T1) / determinant;
}

/* Smooths each season's own series and extends it by one season at both ends: C (n + 2 p). */
static void
smooth_seasons (gsize n, const double *detrended, guint p, double *C)
{
  for (guint season = 0; season < p; season++) {
    gsize n_cycle = (n - season + p - 1) / p;

    for (gsize i = 0; i < n_cycle + 2; i++)
      C[season + i * p] = loess_at (n_cycle, detrended + season, p, (double) i - 1.0,
                                    SEASONAL_WINDOW, 0);
  }
}

/* Running mean of `length` values in place; returns how many are left. */
static gsize
running_mean (gsize n, double *x, gsize length)
{
  for (gsize t = 0; t + length <= n; t++) {
    double sum = 0.0;

    for (gsize k = 0; k < length; k++)
      sum += x[t + k];
    x[t] = sum / (double) length;
  }

  return n - length + 1;
}

/**
 * fore_stl_decompose:
 * @n: length, at least two seasons
 * @y: (array length=n): a series without gaps
 * @period: season length, at least 2
 * @trend: (array length=n) (out caller-allocates): the trend
 * @seasonal: (array length=n) (out caller-allocates): the season
 *
 * What is left of @y is the remainder. Windows are those that Hyndman and Khandakar's order
 * search takes.
 */
void
fore_stl_decompose (gsize n, const double *y, guint period, double *trend, double *seasonal)
{
  guint n_t = next_odd (1.5 * period / (1.0 - 1.5 / SEASONAL_WINDOW)), n_l = next_odd (period);
  gsize n_extended = n + 2 * (gsize) period, left;
  g_autofree double *work = g_new (double, n);
  g_autofree double *C = g_new (double, n_extended);
  g_autofree double *low = g_new (double, n_extended);

  memset (trend, 0, n * sizeof *trend);
  for (guint k = 0; k < INNER_ITERATIONS; k++) {
    for (gsize t = 0; t < n; t++)
      work[t] = y[t] - trend[t];
    smooth_seasons (n, work, period, C);

    memcpy (low, C, n_extended * sizeof *low);
    left = running_mean (n_extended, low, period);
    left = running_mean (left, low, period);
    running_mean (left, low, 3);
    for (gsize t = 0; t < n; t++)
      seasonal[t] = C[t + period] - loess_at (n, low, 1, (double) t, n_l, 1);

    for (gsize t = 0; t < n; t++)
      work[t] = y[t] - seasonal[t];
    for (gsize t = 0; t < n; t++)
      trend[t] = loess_at (n, work, 1, (double) t, n_t, 1);
  }
}

static double
variance_of (gsize n, const double *x)
{
  double mean = 0.0, sum = 0.0;

  for (gsize t = 0; t < n; t++)
    mean += x[t] / (double) n;
  for (gsize t = 0; t < n; t++)
    sum += (x[t] - mean) * (x[t] - mean);

  return sum / (double) n;
}

/**
 * fore_stl_seasonal_strength:
 * @n: length, at least two seasons
 * @y: (array length=n): a series without gaps
 * @period: season length, at least 2
 *
 * How much of what is not trend is season: 1 - Var (remainder) / Var (seasonal + remainder), as
 * in X. Wang, K. Smith and R. Hyndman, Data Mining and Knowledge Discovery 13 (2006).
 *
 * Returns: from 0, no season, to 1, nothing else
 */
double
fore_stl_seasonal_strength (gsize n, const double *y, guint period)
{
  g_autofree double *trend = g_new (double, n);
  g_autofree double *seasonal = g_new (double, n);
  double remainder, both, size = 0.0;

  fore_stl_decompose (n, y, period, trend, seasonal);
  for (gsize t = 0; t < n; t++) {
    size = MAX (size, fabs (y[t]));
    trend[t] = y[t] - trend[t];
  }
  both = variance_of (n, trend);
  for (gsize t = 0; t < n; t++)
    trend[t] -= seasonal[t];
  remainder = variance_of (n, trend);

  /* Less than that is the rounding of a constant. */
  return both > ROUNDING * size * size ? CLAMP (1.0 - remainder / both, 0.0, 1.0) : 0.0;
}

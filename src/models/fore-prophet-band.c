/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prophet's uncertainty of the future, which it simulates, in closed form.
 *
 * After the end of the history, at time 1, slopes change as a Poisson process of S changes per
 * unit of time, by Laplace (0, b) each, b the mean absolute change in the history (Taylor &
 * Letham 2018, section 3.1.4). At time 1 + h a change made at 1 + s has moved the trend by
 * (h - s) times its size, so that the characteristic function of the trend's deviation is
 *
 *   exp (S int_0^h (1 / (1 + b^2 w^2 u^2) - 1) dw) = exp (rate (atan (reach u) / (reach u) - 1))
 *
 * with rate = S h and reach = b h, and the noise multiplies it by exp (-sigma^2 u^2 / 2). The
 * distribution function follows by R. B. Davies (1973), Numerical inversion of a characteristic
 * function, Biometrika 60(2), equation (5), and its quantiles by Newton's method. There is no
 * Monte Carlo error and no seed. */
#include "fore-prophet-band.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Beyond this many standard deviations, and reaches, lies less than 1e-8. */
#define DEVIATIONS_SEEN 7.0
#define REACHES_SEEN    18.0

/* Where exp (-x^2 / 2) is less than 1e-9. */
#define LAST_FREQUENCY 6.5

/* Noise below this share of the trend's deviation is raised to it, which widens a band by less
 * than 0.1 % and bounds the number of frequencies. That of a future without a change, which can
 * be most of the band, is kept as it is. */
#define LEAST_NOISE (1.0 / 25.0)

#define MOST_STEPS 60

typedef struct {
  const ForeProphetFuture *future;
  double no_change; /* probability of no change */
  gsize n;
  double distance; /* of the frequencies (k + 1/2) distance */
  double *weight;  /* n, characteristic function given a change, times its probability */
} Inversion;

/**
 * fore_prophet_future_variance:
 * @future: a time of the future
 *
 * Returns: variance of the value
 */
double
fore_prophet_future_variance (const ForeProphetFuture *future)
{
  return future->sigma * future->sigma + future->rate * future->reach * future->reach * 2.0 / 3.0;
}

static void
prepare (Inversion *inversion, const ForeProphetFuture *future)
{
  double deviation = sqrt (fore_prophet_future_variance (future));
  double noise = MAX (future->sigma, LEAST_NOISE * MAX (deviation, future->reach));
  double seen = DEVIATIONS_SEEN * deviation + REACHES_SEEN * future->reach;

  inversion->future = future;
  inversion->no_change = exp (-future->rate);
  inversion->distance = G_PI / seen;
  inversion->n = (gsize) ceil (LAST_FREQUENCY / (noise * inversion->distance));
  inversion->weight = g_new (double, inversion->n);
  for (gsize k = 0; k < inversion->n; k++) {
    double u = ((double) k + 0.5) * inversion->distance;
    double x = future->reach * u;

    inversion->weight[k] = (exp (future->rate * (atan (x) / x - 1.0)) - inversion->no_change) *
                           exp (-0.5 * noise * noise * u * u);
  }
}

/* The distribution function at @x >= 0, and the density. */
static double
distribute (const Inversion *inversion, double x, double *density)
{
  double sine, cosine, turn_sine, turn_cosine, sum = 0.0, sum_density = 0.0;

  sincos (0.5 * inversion->distance * x, &sine, &cosine);
  sincos (inversion->distance * x, &turn_sine, &turn_cosine);
  for (gsize k = 0; k < inversion->n; k++) {
    double next = sine * turn_cosine + cosine * turn_sine;

    sum += inversion->weight[k] * sine / ((double) k + 0.5);
    sum_density += inversion->weight[k] * cosine;
    cosine = cosine * turn_cosine - sine * turn_sine;
    sine = next;
  }
  *density = inversion->no_change * gsl_ran_gaussian_pdf (x, inversion->future->sigma) +
             sum_density * inversion->distance / G_PI;
  return inversion->no_change * gsl_cdf_gaussian_P (x, inversion->future->sigma) +
         0.5 * (1.0 - inversion->no_change) + sum / G_PI;
}

static double
find_quantile (const Inversion *inversion, double probability)
{
  double deviation = sqrt (fore_prophet_future_variance (inversion->future));
  double lower = 0.0, upper = G_PI / inversion->distance;
  double x = MIN (gsl_cdf_ugaussian_Pinv (probability) * deviation, 0.5 * upper);

  for (int i = 0; i < MOST_STEPS && upper - lower > 1e-9 * deviation; i++) {
    double density, excess = distribute (inversion, x, &density) - probability;
    double next = x - excess / density;

    if (excess > 0.0)
      upper = x;
    else
      lower = x;
    if (!(next > lower && next < upper))
      next = 0.5 * (lower + upper);
    if (fabs (next - x) <= 1e-9 * deviation)
      return next;
    x = next;
  }
  return x;
}

/**
 * fore_prophet_half_widths:
 * @future: a time of the future
 * @n: number of bands
 * @level: (array length=n): their levels, rising, such as 0.8 and 0.95
 * @half_width: (array length=n) (out caller-allocates): half of their widths
 *
 * The value is distributed symmetrically about its forecast.
 */
void
fore_prophet_half_widths (const ForeProphetFuture *future,
                          gsize n,
                          const double *level,
                          double *half_width)
{
  double trend_variance = fore_prophet_future_variance (future) - future->sigma * future->sigma;
  Inversion inversion = { 0 };

  /* A trend that adds less than a millionth to the variance cannot be seen. */
  if (trend_variance <= 1e-6 * future->sigma * future->sigma) {
    for (gsize i = 0; i < n; i++)
      half_width[i] = gsl_cdf_gaussian_Pinv (0.5 + 0.5 * level[i], future->sigma);
    return;
  }

  prepare (&inversion, future);
  for (gsize i = 0; i < n; i++) {
    half_width[i] = find_quantile (&inversion, 0.5 + 0.5 * level[i]);
    if (i > 0)
      half_width[i] = MAX (half_width[i], half_width[i - 1]);
  }
  g_free (inversion.weight);
}

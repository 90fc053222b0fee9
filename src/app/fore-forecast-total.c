/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The band of a sum. Adding up the ends of the daily bands would take all errors for one
 * and the same, and give a band far too wide; treating them as independent would give one
 * too narrow. How the daily bands grow tells what is in between: with errors
 * e_h = sum_j psi_j a_(h-j) (Hyndman & Athanasopoulos, Forecasting: Principles and Practice,
 * 3rd ed., 9.8) the variance h steps ahead is sigma^2 (psi_0^2 + ... + psi_(h-1)^2), so
 * psi_j^2 is the growth of the variance in units of the first one, and an innovation on day i
 * enters the sum with psi_0 + ... + psi_(n-1-i). */
#include "fore-config.h"

#include <math.h>

#include "fore-forecast-total.h"

/* A band breathes with the season; its growth is that of its least width within a week. */
#define SEASON 7

/* psi[0..n-1] from the widths; the local scale of each day goes to scale[0..n-1]. */
static void
carry_over (const double *width, gsize n, double *psi, double *scale)
{
  double first = 0;
  double grown = 1;

  for (gsize h = 0; h < n; h++) {
    gsize from = MIN (h, n > SEASON ? n - SEASON : 0);
    double least = INFINITY;

    /* Closed days have no width and say nothing about growth. */
    for (gsize j = from; j < n; j++) {
      if (width[j] > 0)
        least = MIN (least, width[j]);
    }
    if (!isfinite (least))
      least = first;
    if (first == 0)
      first = least;

    double growth = first > 0 ? MAX (least / first, grown) : 1;
    psi[h] = h == 0 ? 1 : sqrt (growth * growth - grown * grown);
    grown = growth;
    scale[h] = width[h] / growth;
  }
}

/* Half-width of the sum's band on one side, from those of the days. */
static double
sum_width (const double *width, gsize n)
{
  g_autofree double *psi = g_new (double, n);
  g_autofree double *scale = g_new (double, n);
  double variance = 0;

  carry_over (width, n, psi, scale);
  for (gsize i = 0; i < n; i++) {
    double weight = 0;

    for (gsize h = i; h < n; h++)
      weight += scale[h] * psi[h - i];
    variance += weight * weight;
  }
  return sqrt (variance);
}

/**
 * fore_forecast_total:
 * @forecast: a forecast with its bands
 *
 * Returns: the sum over all its days with the 80 % band of that sum, in the sales' units
 */
ForeForecastTotal
fore_forecast_total (const ForeForecast *forecast)
{
  gsize n = forecast->horizon;
  g_autofree double *below = g_new (double, n);
  g_autofree double *above = g_new (double, n);
  ForeForecastTotal total = { 0 };

  for (gsize i = 0; i < n; i++) {
    total.value += forecast->value[i];
    below[i] = forecast->value[i] - forecast->lower_80[i];
    above[i] = forecast->upper_80[i] - forecast->value[i];
  }
  total.lower = total.value - sum_width (below, n);
  total.upper = total.value + sum_width (above, n);
  return total;
}

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

/* Half-width of the band of the sum of the days @from to @to - 1 on one side, from those of all
 * @n days: an innovation before @from is still felt in it. It is never wider than if all errors
 * were one and the same. */
static double
sum_width (const double *width, gsize n, gsize from, gsize to)
{
  g_autofree double *psi = g_new (double, n);
  g_autofree double *scale = g_new (double, n);
  double variance = 0, widest = 0;

  carry_over (width, n, psi, scale);
  for (gsize i = from; i < to; i++)
    widest += width[i];
  for (gsize i = 0; i < to; i++) {
    double weight = 0;

    for (gsize h = MAX (i, from); h < to; h++)
      weight += scale[h] * psi[h - i];
    variance += weight * weight;
  }
  return MIN (sqrt (variance), widest);
}

/**
 * fore_forecast_total:
 * @forecast: a forecast with its bands
 * @from: the first day of the sum, from 0
 * @to: the one after the last day of the sum, at most the horizon
 *
 * Returns: the sum over these days with the bands of that sum, in the sales' units
 */
ForeForecastTotal
fore_forecast_total (const ForeForecast *forecast, gsize from, gsize to)
{
  const double *end[] = { forecast->lower_80, forecast->upper_80, forecast->lower_95,
                          forecast->upper_95 };
  g_autofree double *width = g_new (double, forecast->horizon);
  ForeForecastTotal total = { 0 };
  double *into[] = { &total.lower_80, &total.upper_80, &total.lower_95, &total.upper_95 };

  for (gsize i = from; i < to; i++)
    total.value += forecast->value[i];
  for (gsize k = 0; k < G_N_ELEMENTS (end); k++) {
    for (gsize i = 0; i < forecast->horizon; i++)
      width[i] = fabs (end[k][i] - forecast->value[i]);
    *into[k] = total.value + (k % 2 == 0 ? -1 : 1) * sum_width (width, forecast->horizon, from, to);
  }
  return total;
}

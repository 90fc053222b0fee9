/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

/* Pixels from one point of a forecast to the next, below which its points are put together, and
 * how far apart they are then at least. */
#define LEAST_DISTANCE 1.25
#define THIN_DISTANCE  4.0

#define WEEK 7

static void
put_together (const ForeForecast *forecast, gsize from, gsize to, ForeForecast *thin, gsize k)
{
  double n = (double) (to - from);

  thin->day[k] = forecast->day[from + (to - from) / 2];
  thin->lower_80[k] = thin->lower_95[k] = INFINITY;
  thin->upper_80[k] = thin->upper_95[k] = -INFINITY;
  for (gsize i = from; i < to; i++) {
    thin->value[k] += forecast->value[i] / n;
    thin->lower_80[k] = MIN (thin->lower_80[k], forecast->lower_80[i]);
    thin->upper_80[k] = MAX (thin->upper_80[k], forecast->upper_80[i]);
    thin->lower_95[k] = MIN (thin->lower_95[k], forecast->lower_95[i]);
    thin->upper_95[k] = MAX (thin->upper_95[k], forecast->upper_95[i]);
  }
}

/*
 * fore_chart_thin:
 * @axes: where it is drawn
 * @forecast: a forecast
 *
 * Where the days stand so close that neither weekdays nor dashes can be told apart, whole weeks
 * are put together: the mean of the values and the outermost ends of the bands.
 *
 * Returns: (transfer full): what is to be drawn instead
 */
ForeForecast *
fore_chart_thin (const ForeChartAxes *axes, const ForeForecast *forecast)
{
  gsize last = forecast->horizon - 1;
  double pixels = fore_chart_axes_x (axes, forecast->day[last]) -
                  fore_chart_axes_x (axes, forecast->day[0]);
  double distance = last > 0 ? pixels / (double) last : INFINITY;
  gsize n_together, k = 0;
  ForeForecast *thin;

  if (distance >= LEAST_DISTANCE)
    return fore_forecast_copy (forecast);
  n_together = WEEK * (gsize) ceil (THIN_DISTANCE / (WEEK * distance));
  thin = fore_forecast_new (forecast->category, forecast->model, last / n_together + 1);
  for (gsize from = 0; from <= last; from += n_together, k++)
    put_together (forecast, from, MIN (from + n_together, forecast->horizon), thin, k);
  return thin;
}

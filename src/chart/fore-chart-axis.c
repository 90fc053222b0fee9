/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"
#include "fore-sign.h"

#define LABEL_GAP        6.0
#define PIXELS_PER_VALUE 56.0
#define MOST_TICKS       64

/**
 * fore_chart_axes_x:
 * @axes: axes
 * @day: a day
 *
 * Returns: where it is, from the left
 */
double
fore_chart_axes_x (const ForeChartAxes *axes, double day)
{
  return axes->left + (day - axes->first_day) / (axes->last_day - axes->first_day) * axes->width;
}

/**
 * fore_chart_axes_day:
 * @axes: axes
 * @x: how far from the left
 *
 * Returns: the day that is there
 */
double
fore_chart_axes_day (const ForeChartAxes *axes, double x)
{
  return axes->first_day + (x - axes->left) / axes->width * (axes->last_day - axes->first_day);
}

double
fore_chart_axes_y (const ForeChartAxes *axes, double value)
{
  return axes->top + (axes->high - value) / (axes->high - axes->low) * axes->height;
}

/* 1, 2 or 5 times a power of ten, such that about @n steps make up @range. */
static double
nice_step (double range, double n)
{
  double rough = range / MAX (n, 1.0);
  double power = pow (10.0, floor (log10 (rough)));
  double lead = rough / power;

  return power * (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0);
}

static double
value_step (const ForeChartAxes *axes)
{
  return nice_step (axes->high - axes->low, MAX (axes->height / PIXELS_PER_VALUE, 2.0));
}

static void
include (double value, double *low, double *high)
{
  if (!isfinite (value))
    return;
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

/*
 * fore_chart_axes_find_visible:
 * @axes: axes with their days
 * @history: a series
 * @from: (out): the first value in sight, or the one before it
 * @to: (out): the one after the last value in sight, or the one after that
 */
void
fore_chart_axes_find_visible (const ForeChartAxes *axes,
                              const ForeSeries *history,
                              gsize *from,
                              gsize *to)
{
  double step = fore_chart_step_days (history->step), n = (double) history->n;

  *from = (gsize) CLAMP (floor ((axes->first_day - history->first_day) / step) - 1.0, 0.0, n);
  *to = (gsize) CLAMP (ceil ((axes->last_day - history->first_day) / step) + 2.0, 0.0, n);
}

static void
include_history (const ForeChartAxes *axes, const ForeSeries *history, double *low, double *high)
{
  gsize from, to;

  fore_chart_axes_find_visible (axes, history, &from, &to);
  for (gsize i = from; i < to; i++) {
    ForeDay day = fore_series_day (history, i);

    if (day >= axes->first_day && day <= axes->last_day)
      include (history->y[i], low, high);
  }
}

static void
include_forecasts (const ForeChartAxes *axes, GPtrArray *forecasts, double *low, double *high)
{
  for (guint k = 0; k < forecasts->len; k++) {
    const ForeForecast *forecast = g_ptr_array_index (forecasts, k);

    for (gsize i = 0; i < forecast->horizon; i++) {
      if (forecast->day[i] < axes->first_day || forecast->day[i] > axes->last_day)
        continue;
      include (forecast->value[i], low, high);
      if (k == 0) {
        include (forecast->lower_95[i], low, high);
        include (forecast->upper_95[i], low, high);
      }
    }
  }
}

/*
 * fore_chart_axes_fit_values:
 * @axes: axes with their days; gets its values
 * @chart: what is shown
 *
 * The range holds everything in sight. It starts at zero when that costs little room: a
 * cut axis makes small changes look large.
 */
void
fore_chart_axes_fit_values (ForeChartAxes *axes, const ForeChart *chart)
{
  double low = INFINITY, high = -INFINITY, margin, step;

  if (chart->history != NULL)
    include_history (axes, chart->history, &low, &high);
  if (chart->forecasts != NULL)
    include_forecasts (axes, chart->forecasts, &low, &high);
  if (low > high)
    low = high = 0.0;
  if (low >= 0.0 && low < 0.6 * high)
    low = 0.0;
  if (high - low < 1e-9 * MAX (fabs (low), fabs (high)) || high == low) {
    margin = MAX (fabs (high) * 0.1, 1.0);
    low -= low == 0.0 ? 0.0 : margin;
    high += margin;
  }

  /* Whole half steps, so that the lines stay where they are while the days move. */
  margin = (high - low) * 0.04;
  step = 0.5 * nice_step (high - low, 5.0);
  axes->high = ceil ((high + margin) / step) * step;
  axes->low = low == 0.0 ? 0.0 : floor ((low - margin) / step) * step;
}

/*
 * fore_chart_format_value:
 * @value: an amount
 * @step: distance of two labels, which tells how many places matter; 0 for two places
 *
 * Returns: (transfer full): the amount with the separators of the locale
 */
char *
fore_chart_format_value (double value, double step)
{
  int n_places = step <= 0.0 ? 2 : step >= 1.0 ? 0 : MIN ((int) ceil (-log10 (step)), 2);

  if (fabs (value) < step * 1e-6)
    value = 0.0;

  g_autofree char *digits = g_strdup_printf ("%'.*f", n_places, fabs (value));

  return fore_sign_add (value < 0.0, digits);
}

void
fore_chart_canvas_line (ForeChartCanvas *canvas, double x1, double y1, double x2, double y2)
{
  cairo_move_to (canvas->cr, x1, y1);
  cairo_line_to (canvas->cr, x2, y2);
  cairo_stroke (canvas->cr);
}

/* Lines across the plot and the values beside them. */
void
fore_chart_axes_draw_values (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  double step = value_step (axes);
  double first = ceil (axes->low / step);

  for (int i = 0; i < MOST_TICKS && (first + i) * step <= axes->high; i++) {
    double value = (first + i) * step;
    double y = floor (fore_chart_axes_y (axes, value)) + 0.5;
    g_autofree char *text = fore_chart_format_value (value, step);
    int width, height;

    fore_chart_set_colour (canvas->cr, canvas->style->grid, value == 0.0 ? 2.0 : 1.0);
    cairo_set_line_width (canvas->cr, 1.0);
    fore_chart_canvas_line (canvas, axes->left, y, axes->left + axes->width, y);
    fore_chart_set_text (canvas, text, &width, &height);
    fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
    fore_chart_show_text (canvas, axes->left - LABEL_GAP - width, y - height / 2.0);
  }
}

/*
 * fore_chart_axes_measure_labels:
 * @canvas: a canvas whose axes have their values and height
 *
 * Returns: the room that the labels of the values need
 */
double
fore_chart_axes_measure_labels (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  double step = value_step (axes);
  double ends[] = { ceil (axes->low / step) * step, floor (axes->high / step) * step };
  double widest = 0.0;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *text = fore_chart_format_value (ends[i], step);
    int width;

    fore_chart_set_text (canvas, text, &width, NULL);
    widest = MAX (widest, width);
  }
  return widest + LABEL_GAP;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LABEL_GAP        6.0
#define PIXELS_PER_VALUE 56.0
#define MOST_TICKS       64

/* The distances of two labelled days, and the room a label of that kind needs. */
typedef struct {
  int days;
  int months;
  double pixels;
} DateStep;

static const DateStep date_steps[] = {
  { 1, 0, 58 },   { 2, 0, 58 },   { 7, 0, 58 },    { 14, 0, 58 },   { 0, 1, 48 },  { 0, 2, 48 },
  { 0, 3, 48 },   { 0, 6, 48 },   { 0, 12, 44 },   { 0, 24, 44 },   { 0, 60, 44 }, { 0, 120, 44 },
  { 0, 240, 44 }, { 0, 600, 44 }, { 0, 1200, 44 }, { 0, 6000, 44 },
};

double
fore_chart_axes_x (const ForeChartAxes *axes, double day)
{
  double n_days = MAX (axes->last_day - axes->first_day, 1);

  return axes->left + (day - axes->first_day) / n_days * axes->width;
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

static void
include_history (const ForeChartAxes *axes, const ForeSeries *history, double *low, double *high)
{
  for (gsize i = 0; i < history->n; i++) {
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
  double low = INFINITY, high = -INFINITY, margin;

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

  margin = (high - low) * 0.06;
  axes->high = high + margin;
  axes->low = low == 0.0 ? 0.0 : low - margin;
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
  return g_strdup_printf ("%'.*f", n_places, value);
}

static char *
format_date (ForeDay day, const char *format)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  fore_day_to_date (CLAMP (day, FORE_DAY_MIN, FORE_DAY_MAX), &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 12, 0, 0);
  return g_date_time_format (date, format);
}

/*
 * fore_chart_format_day:
 * @day: a day
 *
 * Returns: (transfer full): the day with its weekday, in the manner of the locale
 */
char *
fore_chart_format_day (ForeDay day)
{
  /* Translators: a date with its weekday, see the manual of g_date_time_format(). */
  return format_date (day, C_ ("chart", "%a, %-e %b %Y"));
}

static const DateStep *
choose_date_step (const ForeChartAxes *axes)
{
  double pixels_per_day = axes->width / MAX (axes->last_day - axes->first_day, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (date_steps); i++) {
    double n_days = date_steps[i].days + date_steps[i].months * 30.44;

    if (n_days * pixels_per_day >= date_steps[i].pixels)
      return &date_steps[i];
  }
  return &date_steps[G_N_ELEMENTS (date_steps) - 1];
}

/* The first labelled day: weeks start on Mondays, months are counted from year 0. */
static ForeDay
first_tick (ForeDay first_day, const DateStep *step)
{
  int year, month, day_of_month, n_months;

  if (step->days > 0)
    return step->days < 7 ? first_day
                          : (ForeDay) (first_day + (7 - fore_day_weekday (first_day)) % 7);

  fore_day_to_date (first_day, &year, &month, &day_of_month);
  n_months = year * 12 + month - 1 + (day_of_month > 1);
  n_months = (n_months + step->months - 1) / step->months * step->months;
  return fore_day_from_date (n_months / 12, n_months % 12 + 1, 1);
}

static ForeDay
next_tick (ForeDay day, const DateStep *step)
{
  int year, month, day_of_month, n_months;

  if (step->days > 0)
    return day + step->days;

  fore_day_to_date (day, &year, &month, &day_of_month);
  n_months = year * 12 + month - 1 + step->months;
  return fore_day_from_date (n_months / 12, n_months % 12 + 1, 1);
}

static char *
tick_text (ForeDay day, const DateStep *step)
{
  if (step->days > 0)
    /* Translators: a day under the time axis, see the manual of g_date_time_format().
     * xgettext:no-c-format */
    return format_date (day, C_ ("chart", "%-e %b"));
  if (step->months < 12)
    /* Translators: a month under the time axis, see the manual of g_date_time_format().
     * xgettext:no-c-format */
    return format_date (day, C_ ("chart", "%b"));
  return format_date (day, "%Y");
}

static void
draw_line (ForeChartCanvas *canvas, double x1, double y1, double x2, double y2)
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
    draw_line (canvas, axes->left, y, axes->left + axes->width, y);
    fore_chart_set_text (canvas, text, &width, &height);
    fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
    fore_chart_show_text (canvas, axes->left - LABEL_GAP - width, y - height / 2.0);
  }
}

/* Lines up the plot and, when it @has_labels, the dates below them. */
void
fore_chart_axes_draw_dates (ForeChartCanvas *canvas, gboolean has_labels)
{
  const ForeChartAxes *axes = &canvas->axes;
  const DateStep *step = choose_date_step (axes);
  ForeDay day = first_tick (axes->first_day, step);
  g_autofree char *last_year = NULL;
  double bottom = axes->top + axes->height;

  for (int i = 0; i < MOST_TICKS * 4 && day != FORE_DAY_NONE && day <= axes->last_day; i++) {
    double x = floor (fore_chart_axes_x (axes, day)) + 0.5;
    g_autofree char *text = tick_text (day, step);
    g_autofree char *year = format_date (day, "%Y");
    int width, height;

    fore_chart_set_colour (canvas->cr, canvas->style->grid, 1.0);
    cairo_set_line_width (canvas->cr, 1.0);
    draw_line (canvas, x, axes->top, x, bottom + (has_labels ? 4.0 : 0.0));
    fore_chart_set_text (canvas, text, &width, &height);
    fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
    if (has_labels && x + width / 2.0 <= axes->left + axes->width + axes->left * 0.5) {
      fore_chart_show_text (canvas, x - width / 2.0, bottom + LABEL_GAP);
      if (step->months < 12 && g_strcmp0 (year, last_year) != 0) {
        fore_chart_set_text (canvas, year, &width, NULL);
        fore_chart_show_text (canvas, x - width / 2.0, bottom + LABEL_GAP + height);
        g_free (g_steal_pointer (&last_year));
        last_year = g_steal_pointer (&year);
      }
    }
    day = next_tick (day, step);
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

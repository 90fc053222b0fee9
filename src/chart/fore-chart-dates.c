/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include "fore-config.h"

#include <glib/gi18n-lib.h>

#define LABEL_GAP  6.0
#define MOST_TICKS 256

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

/*
 * fore_chart_format_point:
 * @day: a day
 * @step: what begins on it
 *
 * Returns: (transfer full): the day, week or month
 */
char *
fore_chart_format_point (ForeDay day, ForeStep step)
{
  g_autofree char *text = NULL;

  switch (step) {
  case FORE_STEP_MONTH:
    /* Translators: a month with its year, see the manual of g_date_time_format().
     * xgettext:no-c-format */
    return format_date (day, C_ ("chart", "%B %Y"));
  case FORE_STEP_WEEK:
    text = fore_chart_format_day (day);
    /* Translators: the week that begins on this day. */
    return g_strdup_printf (C_ ("chart", "Week of %s"), text);
  case FORE_STEP_DAY:
  default: return fore_chart_format_day (day);
  }
}

static const DateStep *
choose_date_step (const ForeChartAxes *axes)
{
  double pixels_per_day = axes->width / (axes->last_day - axes->first_day);

  for (gsize i = 0; i < G_N_ELEMENTS (date_steps); i++) {
    double n_days = date_steps[i].days + date_steps[i].months * 30.44;

    if (n_days * pixels_per_day >= date_steps[i].pixels)
      return &date_steps[i];
  }
  return &date_steps[G_N_ELEMENTS (date_steps) - 1];
}

/* 1970-01-05, from which weeks are counted. */
#define FIRST_MONDAY 4

/* The first labelled day: weeks start on Mondays, months are counted from year 0. */
static ForeDay
first_tick (ForeDay first_day, const DateStep *step)
{
  int year, month, day_of_month, n_months;

  /* The same days whatever is in sight, or labels would dance while the days move. */
  if (step->days > 0)
    return first_day + (FIRST_MONDAY - first_day % step->days + step->days) % step->days;

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

/* Lines up the plot and, when it @has_labels, the dates below them. */
void
fore_chart_axes_draw_dates (ForeChartCanvas *canvas, gboolean has_labels)
{
  const ForeChartAxes *axes = &canvas->axes;
  const DateStep *step = choose_date_step (axes);
  ForeDay day = first_tick ((ForeDay) ceil (axes->first_day), step);
  g_autofree char *last_year = NULL;
  double bottom = axes->top + axes->height;
  double end = axes->left + axes->width + LABEL_GAP;

  for (int i = 0; i < MOST_TICKS && day != FORE_DAY_NONE && day <= axes->last_day; i++) {
    double x = floor (fore_chart_axes_x (axes, day)) + 0.5;
    g_autofree char *text = tick_text (day, step);
    g_autofree char *year = format_date (day, "%Y");
    int width, height;

    fore_chart_set_colour (canvas->cr, canvas->style->grid, 1.0);
    cairo_set_line_width (canvas->cr, 1.0);
    fore_chart_canvas_line (canvas, x, axes->top, x, bottom + (has_labels ? 4.0 : 0.0));
    fore_chart_set_text (canvas, text, &width, &height);
    fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
    if (has_labels) {
      fore_chart_show_text (canvas, MIN (x - width / 2.0, end - width), bottom + LABEL_GAP);
      if (step->months < 12 && g_strcmp0 (year, last_year) != 0) {
        fore_chart_set_text (canvas, year, &width, NULL);
        fore_chart_show_text (canvas, MIN (x - width / 2.0, end - width),
                              bottom + LABEL_GAP + height);
        g_free (g_steal_pointer (&last_year));
        last_year = g_steal_pointer (&year);
      }
    }
    day = next_tick (day, step);
  }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <math.h>

#include "fore-forecast.h"
#include "fore-series.h"

G_BEGIN_DECLS

/* Models that can be told apart by colour and dashes. */
#define FORE_CHART_MAX_MODELS 5

/**
 * ForeChartStyle:
 * @background: behind everything; drawn unless its alpha is 0
 * @foreground: text and axes
 * @grid: grid lines and the line between past and future
 * @history: what was sold
 * @forecast: one a model, in the order they are given
 * @line_width: of the history in pixels
 * @font: Pango's description, such as "Cantarell 10"
 * @is_right_to_left: whether texts begin on the right; time always runs to the right
 *
 * How a chart looks, apart from its content. Colours are 0xRRGGBBAA.
 */
typedef struct {
  guint32 background;
  guint32 foreground;
  guint32 grid;
  guint32 history;
  guint32 forecast[FORE_CHART_MAX_MODELS];
  double line_width;
  const char *font;
  gboolean is_right_to_left;
} ForeChartStyle;

extern const ForeChartStyle fore_chart_style_light;
extern const ForeChartStyle fore_chart_style_dark;
extern const ForeChartStyle fore_chart_style_high_contrast;
extern const ForeChartStyle fore_chart_style_high_contrast_dark;

/**
 * ForeChartMark:
 * @day: where it is
 * @is_holiday: whether it is a day out of the ordinary each year; the trend changes otherwise
 * @effect: what the holiday adds to the sales
 * @name: (nullable): what the holiday is called, where that is known
 *
 * Something about a day that a model has found.
 */
typedef struct {
  ForeDay day;
  gboolean is_holiday;
  double effect;
  const char *name;
} ForeChartMark;

/**
 * ForeChart:
 * @title: (nullable): above the plot
 * @history: (nullable): what was sold; its step is that of the chart
 * @forecasts: (element-type ForeForecast) (nullable): what is expected; the first one with
 *   its bands, the others as lines
 * @mark: (array length=n_marks) (nullable): by day
 * @n_marks: how many there are
 * @left: the day at the left end, or NaN for a good one
 * @right: the day at the right end, or NaN for a good one
 * @cursor: the day whose values are shown, or %FORE_DAY_NONE
 * @selection: both ends of what is being chosen, or %FORE_DAY_NONE
 *
 * What a chart shows. It owns nothing.
 */
typedef struct {
  const char *title;
  const ForeSeries *history;
  GPtrArray *forecasts;
  const ForeChartMark *mark;
  gsize n_marks;
  double left;
  double right;
  ForeDay cursor;
  ForeDay selection[2];
} ForeChart;

#define FORE_CHART_INIT                                                \
  {                                                                    \
    .left = NAN, .right = NAN, .cursor = FORE_DAY_NONE, .selection = { \
      FORE_DAY_NONE,                                                   \
      FORE_DAY_NONE                                                    \
    }                                                                  \
  }

/**
 * ForeChartAxes:
 *
 * From days and values to pixels: the rectangle of the plot, and the ranges that fill it. Days
 * may be parts of days.
 */
typedef struct {
  double left, top, width, height;
  double first_day, last_day;
  double low, high;
} ForeChartAxes;

void fore_chart_draw (const ForeChart *chart,
                      const ForeChartStyle *style,
                      cairo_t *cr,
                      double width,
                      double height,
                      ForeChartAxes *axes);
GBytes *fore_chart_to_bytes (const ForeChart *chart,
                             const ForeChartStyle *style,
                             const char *format,
                             double width,
                             double height,
                             GError **error);
gboolean fore_chart_write (const ForeChart *chart,
                           const ForeChartStyle *style,
                           const char *path,
                           double width,
                           double height,
                           GError **error);
void fore_chart_get_range (const ForeChart *chart, double *left, double *right);
gboolean fore_chart_get_extent (const ForeChart *chart, double *first_day, double *last_day);
double fore_chart_axes_x (const ForeChartAxes *axes, double day);
double fore_chart_axes_day (const ForeChartAxes *axes, double x);
ForeStep fore_chart_get_step (const ForeChart *chart);
double fore_chart_step_days (ForeStep step);
ForeDay fore_chart_snap (const ForeChart *chart, double day);
ForeDay fore_chart_move (const ForeChart *chart, ForeDay day, int n_steps);
char *fore_chart_describe (const ForeChart *chart);
char *fore_chart_describe_day (const ForeChart *chart, ForeDay day);
char *fore_chart_describe_range (const ForeChart *chart, ForeDay first_day, ForeDay last_day);
const char *fore_chart_holiday_title (ForeDay day);
const char *fore_chart_model_title (const char *model);

/**
 * ForeChartPanel:
 * @title: above the panel
 * @value: (array): what is shown, a value a day, NaN where there is none
 */
typedef struct {
  const char *title;
  const double *value;
} ForeChartPanel;

/**
 * ForeChartPanels:
 * @first_day: the day of the first value of each panel
 * @n: values of each panel
 * @n_past: how many of them lie in the past
 * @left: the day at the left end
 * @right: the day at the right end
 * @n_panels: how many there are
 * @panel: (array length=n_panels): from top to bottom
 *
 * Small charts below each other that share their days. It owns nothing.
 */
typedef struct {
  ForeDay first_day;
  gsize n;
  gsize n_past;
  double left;
  double right;
  gsize n_panels;
  const ForeChartPanel *panel;
} ForeChartPanels;

void fore_chart_draw_panels (const ForeChartPanels *panels,
                             const ForeChartStyle *style,
                             cairo_t *cr,
                             double width,
                             double height);
char *fore_chart_describe_panels (const ForeChartPanels *panels);
const char *fore_chart_component_title (const char *component);

void fore_chart_draw_sparkline (const double *values,
                                gsize n,
                                const ForeChartStyle *style,
                                cairo_t *cr,
                                double width,
                                double height);

G_END_DECLS

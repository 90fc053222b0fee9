/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

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
 * ForeChart:
 * @title: (nullable): above the plot
 * @history: (nullable): what was sold
 * @forecasts: (element-type ForeForecast) (nullable): what is expected; the first one with
 *   its bands, the others as lines
 * @first_day: left end, or %FORE_DAY_NONE for a good one
 * @last_day: right end, or %FORE_DAY_NONE for a good one
 * @cursor: the day whose values are shown, or %FORE_DAY_NONE
 *
 * What a chart shows. It owns nothing.
 */
typedef struct {
  const char *title;
  const ForeSeries *history;
  GPtrArray *forecasts;
  ForeDay first_day;
  ForeDay last_day;
  ForeDay cursor;
} ForeChart;

#define FORE_CHART_INIT                                                            \
  {                                                                                \
    .first_day = FORE_DAY_NONE, .last_day = FORE_DAY_NONE, .cursor = FORE_DAY_NONE \
  }

void fore_chart_draw (const ForeChart *chart,
                      const ForeChartStyle *style,
                      cairo_t *cr,
                      double width,
                      double height);
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
void fore_chart_get_range (const ForeChart *chart, ForeDay *first_day, ForeDay *last_day);
ForeDay fore_chart_day_at (const ForeChart *chart,
                           const ForeChartStyle *style,
                           double width,
                           double height,
                           double x);
char *fore_chart_describe (const ForeChart *chart);
char *fore_chart_describe_day (const ForeChart *chart, ForeDay day);
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
 * @left: the first day in sight
 * @n_panels: how many there are
 * @panel: (array length=n_panels): from top to bottom
 *
 * Small charts below each other that share their days. It owns nothing.
 */
typedef struct {
  ForeDay first_day;
  gsize n;
  gsize n_past;
  ForeDay left;
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

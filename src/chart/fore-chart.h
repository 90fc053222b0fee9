/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pango.h>

#include "fore-forecast.h"
#include "fore-series.h"

G_BEGIN_DECLS

/**
 * ForeChartStyle:
 *
 * How a chart looks, apart from its content. Colours are 0xRRGGBBAA.
 */
typedef struct {
  guint32 background;
  guint32 foreground;
  guint32 grid;
  guint32 history;
  guint32 forecast[4]; /* one a model, in the order they are given */
  double line_width;
  const char *font; /* Pango's description, such as "Cantarell 10" */
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
 * @forecasts: (element-type ForeForecast): what is expected; the first one with its bands
 *   drawn, the others as lines when there are several
 * @first_day: left end, or %FORE_DAY_NONE for a good one
 * @last_day: right end, or %FORE_DAY_NONE for a good one
 *
 * What a chart shows. It owns nothing.
 */
typedef struct {
  const char *title;
  const ForeSeries *history;
  GPtrArray *forecasts;
  ForeDay first_day;
  ForeDay last_day;
} ForeChart;

#define FORE_CHART_INIT                                   \
  {                                                       \
    .first_day = FORE_DAY_NONE, .last_day = FORE_DAY_NONE \
  }

void fore_chart_draw (const ForeChart *chart,
                      const ForeChartStyle *style,
                      cairo_t *cr,
                      double width,
                      double height);
gboolean fore_chart_write (const ForeChart *chart,
                           const ForeChartStyle *style,
                           const char *path,
                           double width,
                           double height,
                           GError **error);
/* The day under a horizontal position of the plot, or FORE_DAY_NONE. */
ForeDay fore_chart_day_at (const ForeChart *chart,
                           const ForeChartStyle *style,
                           double width,
                           double height,
                           double x);
/* What a chart says, in a few sentences for those who cannot see it. */
char *fore_chart_describe (const ForeChart *chart);

G_END_DECLS

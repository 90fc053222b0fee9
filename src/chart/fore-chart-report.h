/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-chart.h"

G_BEGIN_DECLS

/**
 * ForeChartReport:
 * @title: what it is about
 * @subtitle: (nullable): when it was made, or how it is to be read
 * @chart: the chart
 * @sentences: (array zero-terminated=1): what it says, in words
 * @columns: (array zero-terminated=1): titles of the columns of the table; the first one is read
 *   from the beginning, the others are numbers
 * @cells: (element-type utf8): the table, row by row
 * @footer: (nullable): at the foot of the page
 *
 * A page about one category, to be printed and taken to a meeting. It owns nothing.
 */
typedef struct {
  const char *title;
  const char *subtitle;
  const ForeChart *chart;
  const char *const *sentences;
  const char *const *columns;
  GPtrArray *cells;
  const char *footer;
} ForeChartReport;

void fore_chart_draw_report (const ForeChartReport *report,
                             const ForeChartStyle *style,
                             cairo_t *cr,
                             double width,
                             double height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fore-chart-scene.h"

G_BEGIN_DECLS

/**
 * ForeChartContent:
 *
 * A chart that is dragged out of the window or copied: as a picture, a drawing or a file, drawn
 * when somebody takes it.
 */
#define FORE_TYPE_CHART_CONTENT (fore_chart_content_get_type ())
G_DECLARE_FINAL_TYPE (ForeChartContent, fore_chart_content, FORE, CHART_CONTENT, GdkContentProvider)

GdkContentProvider *fore_chart_content_new (const ForeChartScene *scene);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-anatomy.h"

G_BEGIN_DECLS

/**
 * ForeChartScene:
 * @outlook: (nullable): where the values come from, in the step of the chart
 * @forecasts: (nullable): those of @outlook that are shown
 * @anatomy: (nullable): where the marks come from
 * @left: the day at the left end, or NaN
 * @right: the day at the right end, or NaN
 *
 * A chart together with what it shows, for everybody who draws it: window, file, printer and
 * whoever it is dragged to.
 */
typedef struct {
  ForeOutlook *outlook;
  GPtrArray *forecasts;
  ForeAnatomy *anatomy;
  double left;
  double right;
} ForeChartScene;

#define FORE_CHART_SCENE_INIT  \
  {                            \
    .left = NAN, .right = NAN, \
  }

void fore_chart_scene_set (ForeChartScene *scene, ForeOutlook *outlook, const char *model);
void fore_chart_scene_set_anatomy (ForeChartScene *scene, ForeAnatomy *anatomy);
void fore_chart_scene_get_chart (const ForeChartScene *scene, ForeChart *chart);
ForeChartScene *fore_chart_scene_copy (const ForeChartScene *scene);
void fore_chart_scene_clear (ForeChartScene *scene);
void fore_chart_scene_free (ForeChartScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeChartScene, fore_chart_scene_free)

G_END_DECLS

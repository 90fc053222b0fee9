/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-scene.h"

/**
 * fore_chart_scene_set:
 * @scene: a scene
 * @outlook: (nullable): what is known of a category
 * @model: (nullable): id of the model to show, %NULL for all
 */
void
fore_chart_scene_set (ForeChartScene *scene, ForeOutlook *outlook, const char *model)
{
  if (outlook != NULL)
    fore_outlook_ref (outlook);
  g_clear_pointer (&scene->forecasts, g_ptr_array_unref);
  g_clear_pointer (&scene->outlook, fore_outlook_unref);
  scene->outlook = outlook;
  if (outlook != NULL)
    scene->forecasts = fore_outlook_order_forecasts (outlook, model);
}

/**
 * fore_chart_scene_set_anatomy:
 * @scene: a scene
 * @anatomy: (nullable): whose marks are shown
 */
void
fore_chart_scene_set_anatomy (ForeChartScene *scene, ForeAnatomy *anatomy)
{
  if (anatomy != NULL)
    fore_anatomy_ref (anatomy);
  g_clear_pointer (&scene->anatomy, fore_anatomy_unref);
  scene->anatomy = anatomy;
}

/**
 * fore_chart_scene_get_chart:
 * @scene: a scene
 * @chart: (out): what to draw, valid until the scene changes
 */
void
fore_chart_scene_get_chart (const ForeChartScene *scene, ForeChart *chart)
{
  *chart = (ForeChart) FORE_CHART_INIT;
  if (scene->outlook == NULL)
    return;
  chart->history = scene->outlook->history;
  chart->forecasts = scene->forecasts;
  chart->left = scene->left;
  chart->right = scene->right;
  if (scene->anatomy != NULL) {
    chart->mark = scene->anatomy->mark;
    chart->n_marks = scene->anatomy->n_marks;
  }
}

/**
 * fore_chart_scene_copy:
 * @scene: a scene
 *
 * Returns: (transfer full): the same, which does not change when @scene does
 */
ForeChartScene *
fore_chart_scene_copy (const ForeChartScene *scene)
{
  ForeChartScene *copy = g_new0 (ForeChartScene, 1);

  *copy = *scene;
  if (copy->outlook != NULL)
    fore_outlook_ref (copy->outlook);
  if (copy->forecasts != NULL)
    g_ptr_array_ref (copy->forecasts);
  if (copy->anatomy != NULL)
    fore_anatomy_ref (copy->anatomy);
  return copy;
}

void
fore_chart_scene_clear (ForeChartScene *scene)
{
  g_clear_pointer (&scene->forecasts, g_ptr_array_unref);
  g_clear_pointer (&scene->outlook, fore_outlook_unref);
  g_clear_pointer (&scene->anatomy, fore_anatomy_unref);
}

void
fore_chart_scene_free (ForeChartScene *scene)
{
  fore_chart_scene_clear (scene);
  g_free (scene);
}

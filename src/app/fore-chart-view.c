/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-chart-content.h"
#include "fore-chart-look.h"
#include "fore-chart-view-private.h"
#include "fore-toolkit.h"

/* What is in sight at least, in steps of the chart. */
#define LEAST_STEPS 10.0

G_DEFINE_FINAL_TYPE (ForeChartView, fore_chart_view, GTK_TYPE_WIDGET)

static guint range_changed_signal;

/* --- What is shown --- */

static void
get_chart (ForeChartView *view, ForeChart *chart)
{
  fore_chart_scene_get_chart (&view->scene, chart);
  chart->cursor = view->cursor;
  chart->selection[0] = view->selection[0];
  chart->selection[1] = view->selection[1];
}

static void
fore_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  g_auto (ForeChartStyle) style = { 0 };
  ForeChart chart;

  if (view->scene.outlook == NULL || width < 1 || height < 1)
    return;
  fore_chart_look_get (widget, &style);
  get_chart (view, &chart);

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  fore_chart_draw (&chart, &style, cr, width, height, &view->axes);
  cairo_destroy (cr);
}

static void
update_description (ForeChartView *view)
{
  ForeChart chart;

  get_chart (view, &chart);
  g_autofree char *description = view->is_told && view->cursor != FORE_DAY_NONE
                                     ? fore_chart_describe_day (&chart, view->cursor)
                                     : fore_chart_describe (&chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

/**
 * fore_chart_view_get_scene:
 * @view: the view
 *
 * Returns: (transfer none): what it shows, valid until its content changes
 */
const ForeChartScene *
fore_chart_view_get_scene (ForeChartView *view)
{
  return &view->scene;
}

/**
 * fore_chart_view_get_range:
 * @view: the view
 * @left: (out): the day at its left end
 * @right: (out): the day at its right end
 */
void
fore_chart_view_get_range (ForeChartView *view, double *left, double *right)
{
  ForeChart chart;

  get_chart (view, &chart);
  fore_chart_get_range (&chart, left, right);
}

/* --- The cursor, and the days that are being chosen --- */

/* What follows the pointer is not told to those who do not see it. */
void
fore_chart_view_set_cursor (ForeChartView *view, ForeDay day, gboolean is_told)
{
  if (view->cursor == day)
    return;
  view->cursor = day;
  view->is_told = is_told;
  gtk_widget_queue_draw (GTK_WIDGET (view));
  if (!is_told)
    return;
  update_description (view);
  if (day != FORE_DAY_NONE) {
    ForeChart chart;

    get_chart (view, &chart);
    g_autofree char *text = fore_chart_describe_day (&chart, day);
    fore_toolkit_announce (GTK_WIDGET (view), text);
  }
}

void
fore_chart_view_set_selection (ForeChartView *view, ForeDay one, ForeDay other)
{
  view->selection[0] = one;
  view->selection[1] = other;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/* --- What is in sight --- */

/**
 * fore_chart_view_set_range:
 * @view: the view
 * @left: the day at the left end
 * @right: the day at the right end
 *
 * Brings other days into sight, as far as they are known.
 */
void
fore_chart_view_set_range (ForeChartView *view, double left, double right)
{
  double first_day, last_day, width;
  ForeChart chart;

  get_chart (view, &chart);
  if (!fore_chart_get_extent (&chart, &first_day, &last_day))
    return;
  width = CLAMP (
      right - left,
      MIN (LEAST_STEPS * fore_chart_step_days (fore_chart_get_step (&chart)), last_day - first_day),
      last_day - first_day);
  left = CLAMP (left, first_day, last_day - width);
  if (left == view->scene.left && left + width == view->scene.right)
    return;
  view->scene.left = left;
  view->scene.right = left + width;
  if (gtk_widget_is_focus (GTK_WIDGET (view)))
    update_description (view);
  gtk_widget_queue_draw (GTK_WIDGET (view));
  g_signal_emit (view, range_changed_signal, 0);
}

/* Shows @factor times as many days; @centre stays where it is. */
void
fore_chart_view_zoom (ForeChartView *view, double factor, double centre)
{
  double left, right;

  fore_chart_view_get_range (view, &left, &right);
  centre = CLAMP (centre, left, right);
  fore_chart_view_set_range (view, centre - (centre - left) * factor,
                             centre + (right - centre) * factor);
}

/* Moves by @share of what is in sight. */
void
fore_chart_view_pan (ForeChartView *view, double share)
{
  double left, right, way;

  fore_chart_view_get_range (view, &left, &right);
  way = (right - left) * share;
  fore_chart_view_set_range (view, left + way, right + way);
}

/* Around the cursor, or else around now. */
static void
zoom_by_key (ForeChartView *view, double factor)
{
  double left, right;
  ForeChart chart;
  double centre = view->cursor;

  get_chart (view, &chart);
  fore_chart_view_get_range (view, &left, &right);
  if (view->cursor == FORE_DAY_NONE)
    centre = chart.forecasts != NULL && chart.forecasts->len > 0
                 ? ((ForeForecast *) chart.forecasts->pdata[0])->day[0]
                 : right;
  fore_chart_view_zoom (view, factor, centre);
}

void
fore_chart_view_zoom_in (ForeChartView *view)
{
  zoom_by_key (view, 0.5);
}

void
fore_chart_view_zoom_out (ForeChartView *view)
{
  zoom_by_key (view, 2.0);
}

/**
 * fore_chart_view_reset:
 * @view: the view
 *
 * Brings the usual days into sight.
 */
void
fore_chart_view_reset (ForeChartView *view)
{
  view->scene.left = NAN;
  view->scene.right = NAN;
  update_description (view);
  fore_chart_view_set_selection (view, FORE_DAY_NONE, FORE_DAY_NONE);
  g_signal_emit (view, range_changed_signal, 0);
}

/* --- Content --- */

/**
 * fore_chart_view_set_content:
 * @view: the view
 * @outlook: (nullable): what to show
 * @model: (nullable): id of the model to show, %NULL for all
 *
 * Shows a category. What is in sight stays as long as it is the same one.
 */
void
fore_chart_view_set_content (ForeChartView *view, ForeOutlook *outlook, const char *model)
{
  const ForeOutlook *former = view->scene.outlook;
  gboolean is_other = former == NULL || outlook == NULL ||
                      g_strcmp0 (former->category, outlook->category) != 0;

  fore_chart_scene_set (&view->scene, outlook, model);
  if (is_other) {
    fore_chart_scene_set_anatomy (&view->scene, NULL);
    fore_chart_view_reset (view);
  }
  view->cursor = FORE_DAY_NONE;
  /* Translators: name of a chart, for screen readers; %s is a category */
  g_autofree char *label = outlook != NULL ? g_strdup_printf (_ ("Sales of %s"), outlook->category)
                                           : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  update_description (view);
  gtk_widget_queue_draw (GTK_WIDGET (view));
  g_signal_emit (view, range_changed_signal, 0);
}

/**
 * fore_chart_view_set_anatomy:
 * @view: the view
 * @anatomy: (nullable): whose holidays and bends of the trend are marked
 */
void
fore_chart_view_set_anatomy (ForeChartView *view, ForeAnatomy *anatomy)
{
  if (view->scene.anatomy == anatomy)
    return;
  fore_chart_scene_set_anatomy (&view->scene, anatomy);
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);

  if (view->scene.outlook == NULL)
    return;
  g_autoptr (GdkContentProvider) content = fore_chart_content_new (&view->scene);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  fore_toolkit_toast (widget, _ ("The chart has been copied."));
}

/* --- The widget --- */

static void
fore_chart_view_dispose (GObject *object)
{
  fore_chart_scene_clear (&FORE_CHART_VIEW (object)->scene);
  G_OBJECT_CLASS (fore_chart_view_parent_class)->dispose (object);
}

static void
do_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);

  if (g_str_equal (action, "chart.zoom-in"))
    fore_chart_view_zoom_in (view);
  else if (g_str_equal (action, "chart.zoom-out"))
    fore_chart_view_zoom_out (view);
  else
    fore_chart_view_reset (view);
}

static void
fore_chart_view_class_init (ForeChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_chart_view_dispose;
  widget_class->snapshot = fore_chart_view_snapshot;
  range_changed_signal = g_signal_new ("range-changed", FORE_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_install_action (widget_class, "chart.zoom-in", NULL, do_action);
  gtk_widget_class_install_action (widget_class, "chart.zoom-out", NULL, do_action);
  gtk_widget_class_install_action (widget_class, "chart.reset", NULL, do_action);
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy);
  fore_chart_view_add_bindings (widget_class);
}

static void
fore_chart_view_init (ForeChartView *view)
{
  view->scene = (ForeChartScene) FORE_CHART_SCENE_INIT;
  view->cursor = view->selection[0] = view->selection[1] = FORE_DAY_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (view), TRUE);
  fore_chart_view_add_gestures (view);
  fore_chart_look_follow (GTK_WIDGET (view));
}

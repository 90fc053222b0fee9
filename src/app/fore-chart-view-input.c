/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How mouse, fingers and keys move the cursor of a chart, and the chart itself. */
#include "fore-chart-content.h"
#include "fore-chart-view-private.h"

#define LEAST_DRAG   8.0  /* pixels, below which a drag is a click */
#define WHEEL_ZOOM   1.25 /* times the days, each click of the wheel */
#define WHEEL_PAN    0.1  /* of what is in sight, each click of the wheel */
#define KEY_PAN      0.25 /* of what is in sight, each press of a key */
#define STEPS_A_PAGE 7

static gboolean
is_in_plot (ForeChartView *view, double x, double y)
{
  return x >= view->axes.left && x <= view->axes.left + view->axes.width && y >= view->axes.top &&
         y <= view->axes.top + view->axes.height;
}

static ForeDay
day_at (ForeChartView *view, double x)
{
  ForeChart chart;

  fore_chart_scene_get_chart (&view->scene, &chart);
  return fore_chart_snap (
      &chart, fore_chart_axes_day (&view->axes,
                                   CLAMP (x, view->axes.left, view->axes.left + view->axes.width)));
}

/* --- Keys --- */

/* Where the cursor comes in: where past and future meet. */
static ForeDay
first_cursor (const ForeChart *chart)
{
  double first_day, last_day;

  if (chart->forecasts != NULL && chart->forecasts->len > 0)
    return ((ForeForecast *) chart->forecasts->pdata[0])->day[0];
  return fore_chart_get_extent (chart, &first_day, &last_day) ? fore_chart_snap (chart, last_day)
                                                              : FORE_DAY_NONE;
}

/* Brings a day into sight. */
static void
follow (ForeChartView *view, ForeDay day)
{
  double left, right;

  fore_chart_view_get_range (view, &left, &right);
  if (day < left)
    fore_chart_view_set_range (view, day, day + right - left);
  else if (day > right)
    fore_chart_view_set_range (view, day - (right - left), day);
}

static gboolean
move_cursor (GtkWidget *widget, GVariant *args, gpointer data)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  double first_day, last_day;
  ForeDay day;
  gboolean is_choosing;
  ForeChart chart;
  int steps;

  fore_chart_scene_get_chart (&view->scene, &chart);
  if (!fore_chart_get_extent (&chart, &first_day, &last_day))
    return FALSE;
  g_variant_get (args, "(ib)", &steps, &is_choosing);
  if (ABS (steps) == G_MAXINT32)
    day = fore_chart_snap (&chart, steps < 0 ? first_day : last_day);
  else if (view->cursor == FORE_DAY_NONE)
    day = first_cursor (&chart);
  else
    day = fore_chart_move (&chart, view->cursor, steps);

  if (is_choosing)
    fore_chart_view_set_selection (view,
                                   view->selection[0] != FORE_DAY_NONE ? view->selection[0]
                                   : view->cursor != FORE_DAY_NONE     ? view->cursor
                                                                       : day,
                                   day);
  else
    fore_chart_view_set_selection (view, FORE_DAY_NONE, FORE_DAY_NONE);
  follow (view, day);
  fore_chart_view_set_cursor (view, day, TRUE);
  return TRUE;
}

static gboolean
escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  gboolean was_shown = view->cursor != FORE_DAY_NONE || view->selection[0] != FORE_DAY_NONE;

  fore_chart_view_set_selection (view, FORE_DAY_NONE, FORE_DAY_NONE);
  fore_chart_view_set_cursor (view, FORE_DAY_NONE, TRUE);
  return was_shown;
}

static gboolean
show_selection (ForeChartView *view)
{
  ForeDay one = view->selection[0], other = view->selection[1];

  fore_chart_view_set_selection (view, FORE_DAY_NONE, FORE_DAY_NONE);
  if (one == FORE_DAY_NONE || one == other)
    return FALSE;
  fore_chart_view_set_range (view, MIN (one, other), MAX (one, other));
  return TRUE;
}

static gboolean
accept (GtkWidget *widget, GVariant *args, gpointer data)
{
  return show_selection (FORE_CHART_VIEW (widget));
}

static gboolean
pan (GtkWidget *widget, GVariant *args, gpointer data)
{
  double share;

  g_variant_get (args, "d", &share);
  fore_chart_view_pan (FORE_CHART_VIEW (widget), share);
  return TRUE;
}

void
fore_chart_view_add_bindings (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    int steps;
  } moves[] = {
    { GDK_KEY_Left, -1 },
    { GDK_KEY_Right, 1 },
    { GDK_KEY_Page_Up, -STEPS_A_PAGE },
    { GDK_KEY_Page_Down, STEPS_A_PAGE },
    { GDK_KEY_Home, -G_MAXINT32 },
    { GDK_KEY_End, G_MAXINT32 },
  };
  static const struct {
    guint key;
    const char *action;
  } actions[] = {
    { GDK_KEY_plus, "chart.zoom-in" },   { GDK_KEY_equal, "chart.zoom-in" },
    { GDK_KEY_KP_Add, "chart.zoom-in" }, { GDK_KEY_minus, "chart.zoom-out" },
    { GDK_KEY_0, "chart.reset" },        { GDK_KEY_KP_Subtract, "chart.zoom-out" },
    { GDK_KEY_KP_0, "chart.reset" },     { GDK_KEY_c, "chart.copy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++) {
    gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cursor, "(ib)",
                                  moves[i].steps, FALSE);
    gtk_widget_class_add_binding (widget_class, moves[i].key, GDK_SHIFT_MASK, move_cursor, "(ib)",
                                  moves[i].steps, TRUE);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_add_binding_action (widget_class, actions[i].key, GDK_CONTROL_MASK,
                                         actions[i].action, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, pan, "d", -KEY_PAN);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK, pan, "d", KEY_PAN);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, accept, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape, NULL);
}

/* --- The pointer --- */

static void
on_motion (ForeChartView *view, double x, double y)
{
  gboolean is_inside = is_in_plot (view, x, y);

  view->pointer_x = x;
  fore_chart_view_set_cursor (view, is_inside ? day_at (view, x) : FORE_DAY_NONE, FALSE);
  /* What is around the plot can be dragged away. */
  gtk_widget_set_cursor_from_name (GTK_WIDGET (view), is_inside ? "crosshair" : "grab");
}

static void
on_leave (ForeChartView *view)
{
  fore_chart_view_set_cursor (view, FORE_DAY_NONE, FALSE);
}

static gboolean
on_scroll (ForeChartView *view, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if (state & GDK_CONTROL_MASK)
    fore_chart_view_zoom (view, pow (WHEEL_ZOOM, dy),
                          fore_chart_axes_day (&view->axes, view->pointer_x));
  else if (state & GDK_SHIFT_MASK)
    fore_chart_view_pan (view, WHEEL_PAN * (dx + dy));
  else if (fabs (dx) > fabs (dy))
    fore_chart_view_pan (view, WHEEL_PAN * dx);
  else
    return GDK_EVENT_PROPAGATE; /* the page scrolls */
  return GDK_EVENT_STOP;
}

/* A drag chooses days with the mouse, and moves the chart with a finger, the middle button or
 * while Shift is held. */
static void
on_drag_begin (ForeChartView *view, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (gesture));
  GdkDevice *device = gtk_gesture_get_device (gesture);
  gboolean is_touch = device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (!is_in_plot (view, x, y) || view->scene.outlook == NULL || button == GDK_BUTTON_SECONDARY) {
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (view));
  view->is_panning = is_touch || button == GDK_BUTTON_MIDDLE || (state & GDK_SHIFT_MASK) != 0;
  fore_chart_view_get_range (view, &view->gesture_left, &view->gesture_right);
}

static void
on_drag_update (ForeChartView *view, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (view->is_panning) {
    double days = view->gesture_right - view->gesture_left;

    if (fabs (dx) >= LEAST_DRAG && fabs (dx) > fabs (dy))
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    fore_chart_view_set_range (view, view->gesture_left - dx / view->axes.width * days,
                               view->gesture_right - dx / view->axes.width * days);
  } else if (fabs (dx) >= LEAST_DRAG || view->selection[0] != FORE_DAY_NONE) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    fore_chart_view_set_cursor (view, FORE_DAY_NONE, FALSE);
    fore_chart_view_set_selection (view, day_at (view, x), day_at (view, x + dx));
  }
}

static void
on_drag_end (ForeChartView *view, double dx, double dy, GtkGestureDrag *gesture)
{
  if (!view->is_panning)
    show_selection (view);
  view->is_panning = FALSE;
}

static void
on_drag_cancel (ForeChartView *view)
{
  fore_chart_view_set_selection (view, FORE_DAY_NONE, FORE_DAY_NONE);
}

static void
on_pressed (ForeChartView *view, int n_presses, double x, double y)
{
  if (n_presses == 2 && is_in_plot (view, x, y))
    fore_chart_view_reset (view);
}

static void
on_pinch_begin (ForeChartView *view, GdkEventSequence *sequence, GtkGesture *gesture)
{
  double x, y;

  fore_chart_view_get_range (view, &view->gesture_left, &view->gesture_right);
  if (!gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    x = view->pointer_x;
  view->gesture_centre = fore_chart_axes_day (&view->axes, x);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pinch (ForeChartView *view, double scale)
{
  double centre = CLAMP (view->gesture_centre, view->gesture_left, view->gesture_right);

  if (scale > 0)
    fore_chart_view_set_range (view, centre - (centre - view->gesture_left) / scale,
                               centre + (view->gesture_right - centre) / scale);
}

/* --- Taking the picture away --- */

static GdkContentProvider *
on_drag_prepare (ForeChartView *view, double x, double y)
{
  if (view->scene.outlook == NULL || is_in_plot (view, x, y))
    return NULL;
  return fore_chart_content_new (&view->scene);
}

static void
on_picture_drag_begin (ForeChartView *view, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (GTK_WIDGET (view));
  g_autoptr (GdkPaintable) still = gdk_paintable_get_current_image (icon);

  gtk_drag_source_set_icon (source, still, (int) view->pointer_x, 0);
}

/* --- All together --- */

static void
add (ForeChartView *view, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (controller));
}

void
fore_chart_view_add_gestures (ForeChartView *view)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), view);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), view);
  add (view, motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), view);
  add (view, scroll);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), view);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), view);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), view);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (on_drag_cancel), view);
  add (view, drag);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), view);
  add (view, click);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (on_pinch_begin), view);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (on_pinch), view);
  add (view, pinch);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), view);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_picture_drag_begin), view);
  add (view, source);
}

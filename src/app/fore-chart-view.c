/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-chart-look.h"
#include "fore-chart-view.h"

/* How many days of the past a zoomed chart shows at least. */
#define LEAST_HISTORY 14

struct _ForeChartView {
  GtkWidget parent_instance;

  ForeOutlook *outlook; /* (owned) (nullable) */
  GPtrArray *forecasts; /* (owned) (nullable): those of @outlook that are shown */
  ForeDay first_day;    /* as the person chose it, or FORE_DAY_NONE */
  ForeDay cursor;       /* the day whose values are shown, or FORE_DAY_NONE */
};

G_DEFINE_FINAL_TYPE (ForeChartView, fore_chart_view, GTK_TYPE_WIDGET)

/* --- What is shown --- */

/**
 * fore_chart_view_get_chart:
 * @view: the view
 * @chart: (out): what it shows, valid until its content changes
 */
void
fore_chart_view_get_chart (ForeChartView *view, ForeChart *chart)
{
  *chart = (ForeChart) FORE_CHART_INIT;
  if (view->outlook == NULL)
    return;
  chart->history = view->outlook->history;
  chart->forecasts = view->forecasts;
  chart->first_day = view->first_day;
  chart->cursor = view->cursor;
}

static void
fore_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  g_auto (ForeChartStyle) style = { 0 };
  ForeChart chart;

  if (view->outlook == NULL || width < 1 || height < 1)
    return;
  fore_chart_look_get (GTK_WIDGET (view), &style);
  fore_chart_view_get_chart (view, &chart);

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  fore_chart_draw (&chart, &style, cr, width, height);
  cairo_destroy (cr);
}

static void
update_description (ForeChartView *view)
{
  ForeChart chart;

  fore_chart_view_get_chart (view, &chart);
  g_autofree char *description = view->cursor != FORE_DAY_NONE
                                     ? fore_chart_describe_day (&chart, view->cursor)
                                     : fore_chart_describe (&chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

/* --- The cursor --- */

static void
set_cursor (ForeChartView *view, ForeDay day)
{
  if (view->cursor == day)
    return;
  view->cursor = day;
  update_description (view);
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static gboolean
move_cursor (GtkWidget *widget, GVariant *args, gpointer data)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  ForeDay first_day, last_day;
  ForeChart chart;
  int days;

  if (view->outlook == NULL)
    return FALSE;
  g_variant_get (args, "i", &days);
  fore_chart_view_get_chart (view, &chart);
  fore_chart_get_range (&chart, &first_day, &last_day);
  if (first_day == FORE_DAY_NONE)
    return FALSE;
  /* The cursor comes in where past and future meet. */
  if (view->cursor == FORE_DAY_NONE && view->forecasts->len > 0)
    set_cursor (view, ((ForeForecast *) view->forecasts->pdata[0])->day[0]);
  else if (view->cursor == FORE_DAY_NONE)
    set_cursor (view, last_day);
  else
    set_cursor (view, (ForeDay) CLAMP ((gint64) view->cursor + days, first_day, last_day));
  return TRUE;
}

static gboolean
hide_cursor (GtkWidget *widget, GVariant *args, gpointer data)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  gboolean was_shown = view->cursor != FORE_DAY_NONE;

  set_cursor (view, FORE_DAY_NONE);
  return was_shown;
}

static void
on_motion (ForeChartView *view, double x, double y)
{
  g_auto (ForeChartStyle) style = { 0 };
  ForeChart chart;

  if (view->outlook == NULL)
    return;
  fore_chart_look_get (GTK_WIDGET (view), &style);
  fore_chart_view_get_chart (view, &chart);
  set_cursor (view, fore_chart_day_at (&chart, &style, gtk_widget_get_width (GTK_WIDGET (view)),
                                       gtk_widget_get_height (GTK_WIDGET (view)), x));
}

static void
on_leave (ForeChartView *view)
{
  set_cursor (view, FORE_DAY_NONE);
}

/* --- Zooming --- */

static gboolean
zoom (GtkWidget *widget, GVariant *args, gpointer data)
{
  ForeChartView *view = FORE_CHART_VIEW (widget);
  const ForeSeries *history = view->outlook != NULL ? view->outlook->history : NULL;
  ForeDay first_day, last_day;
  ForeChart chart;
  double factor;

  if (history == NULL)
    return FALSE;
  g_variant_get (args, "d", &factor);
  if (factor == 0) {
    view->first_day = FORE_DAY_NONE;
  } else {
    ForeDay end = fore_series_day (history, history->n - 1);

    fore_chart_view_get_chart (view, &chart);
    fore_chart_get_range (&chart, &first_day, &last_day);
    int days = (int) ((end - first_day) * factor);
    view->first_day = MAX (end - MAX (days, LEAST_HISTORY), history->first_day);
  }
  gtk_widget_queue_draw (widget);
  return TRUE;
}

static gboolean
on_scroll (ForeChartView *view, double dx, double dy, GtkEventController *controller)
{
  if (!(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  zoom (GTK_WIDGET (view), g_variant_new ("d", dy > 0 ? 1.25 : 0.8), NULL);
  return GDK_EVENT_STOP;
}

/* --- The widget --- */

/**
 * fore_chart_view_set_content:
 * @view: the view
 * @outlook: (nullable): what to show
 * @model: (nullable): id of the model to show, %NULL for all
 */
void
fore_chart_view_set_content (ForeChartView *view, ForeOutlook *outlook, const char *model)
{
  gboolean is_other = view->outlook == NULL || outlook == NULL ||
                      g_strcmp0 (view->outlook->category, outlook->category) != 0;

  if (outlook != NULL)
    fore_outlook_ref (outlook);
  g_clear_pointer (&view->forecasts, g_ptr_array_unref);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  view->outlook = outlook;
  if (outlook != NULL)
    view->forecasts = fore_outlook_order_forecasts (outlook, model);
  if (is_other) {
    view->first_day = FORE_DAY_NONE;
    view->cursor = FORE_DAY_NONE;
  }
  /* Translators: name of a chart, for screen readers; %s is a category */
  g_autofree char *label = outlook != NULL ? g_strdup_printf (_ ("Sales of %s"), outlook->category)
                                           : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  update_description (view);
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static void
fore_chart_view_dispose (GObject *object)
{
  ForeChartView *view = FORE_CHART_VIEW (object);

  g_clear_pointer (&view->forecasts, g_ptr_array_unref);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  G_OBJECT_CLASS (fore_chart_view_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    int days;
  } moves[] = {
    { GDK_KEY_Left, -1 },     { GDK_KEY_Right, 1 },          { GDK_KEY_Page_Up, -7 },
    { GDK_KEY_Page_Down, 7 }, { GDK_KEY_Home, -G_MAXINT32 }, { GDK_KEY_End, G_MAXINT32 },
  };
  static const struct {
    guint key;
    double factor;
  } zooms[] = {
    { GDK_KEY_plus, 0.5 }, { GDK_KEY_equal, 0.5 },     { GDK_KEY_KP_Add, 0.5 },
    { GDK_KEY_minus, 2 },  { GDK_KEY_KP_Subtract, 2 }, { GDK_KEY_0, 0 },
    { GDK_KEY_KP_0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cursor, "i", moves[i].days);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, GDK_CONTROL_MASK, zoom, "d",
                                  zooms[i].factor);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, hide_cursor, NULL);
}

static void
fore_chart_view_class_init (ForeChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_chart_view_dispose;
  widget_class->snapshot = fore_chart_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
  add_bindings (widget_class);
}

static void
fore_chart_view_init (ForeChartView *view)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  view->first_day = FORE_DAY_NONE;
  view->cursor = FORE_DAY_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (view), TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), view);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), view);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), view);
  gtk_widget_add_controller (GTK_WIDGET (view), scroll);
  fore_chart_look_follow (GTK_WIDGET (view));
}

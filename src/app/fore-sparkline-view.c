/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-chart-look.h"
#include "fore-sparkline-view.h"

struct _ForeSparklineView {
  GtkWidget parent_instance;

  GBytes *values; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ForeSparklineView, fore_sparkline_view, GTK_TYPE_WIDGET)

typedef enum {
  PROP_VALUES = 1,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

static void
fore_sparkline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ForeSparklineView *view = FORE_SPARKLINE_VIEW (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  g_auto (ForeChartStyle) style = { 0 };
  const double *values;
  gsize size;

  if (view->values == NULL || width < 1 || height < 1)
    return;
  values = g_bytes_get_data (view->values, &size);
  fore_chart_look_get (widget, &style);

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  fore_chart_draw_sparkline (values, size / sizeof *values, &style, cr, width, height);
  cairo_destroy (cr);
}

static void
fore_sparkline_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ForeSparklineView *view = FORE_SPARKLINE_VIEW (object);

  if (id != PROP_VALUES) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_clear_pointer (&view->values, g_bytes_unref);
  view->values = g_value_dup_boxed (value);
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

static void
fore_sparkline_view_finalize (GObject *object)
{
  g_clear_pointer (&FORE_SPARKLINE_VIEW (object)->values, g_bytes_unref);
  G_OBJECT_CLASS (fore_sparkline_view_parent_class)->finalize (object);
}

static void
fore_sparkline_view_class_init (ForeSparklineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = fore_sparkline_view_set_property;
  object_class->finalize = fore_sparkline_view_finalize;
  widget_class->snapshot = fore_sparkline_view_snapshot;
  properties[PROP_VALUES] = g_param_spec_boxed ("values", NULL, NULL, G_TYPE_BYTES,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
fore_sparkline_view_init (ForeSparklineView *view)
{
  fore_chart_look_follow (GTK_WIDGET (view));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-chart-look.h"
#include "fore-components-view.h"

#define PANEL_HEIGHT 96

struct _ForeComponentsView {
  AdwBin parent_instance;

  ForeAnatomist *anatomist; /* (owned) (nullable) */
  ForeAnatomy *anatomy;     /* (owned) (nullable): what is shown */
  char *model;              /* (owned) (nullable): what is to be taken apart */
  double left;              /* the days in sight */
  double right;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *caption_label;
  GtkDrawingArea *area;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (ForeComponentsView, fore_components_view, ADW_TYPE_BIN)

/* --- What is shown --- */

static ForeChartPanels
get_panels (ForeComponentsView *view)
{
  return (ForeChartPanels){
    .first_day = view->anatomy->first_day,
    .n = view->anatomy->n_days,
    .n_past = view->anatomy->n_past,
    .left = view->left,
    .right = view->right,
    .n_panels = view->anatomy->n_panels,
    .panel = view->anatomy->panel,
  };
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  ForeComponentsView *view = FORE_COMPONENTS_VIEW (data);
  g_auto (ForeChartStyle) style = { 0 };

  if (view->anatomy == NULL)
    return;
  ForeChartPanels panels = get_panels (view);
  fore_chart_look_get (GTK_WIDGET (area), &style);
  fore_chart_draw_panels (&panels, &style, cr, width, height);
}

static void
describe (ForeComponentsView *view)
{
  ForeChartPanels panels = get_panels (view);
  g_autofree char *description = fore_chart_describe_panels (&panels);

  gtk_accessible_update_property (GTK_ACCESSIBLE (view->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
show_anatomy (ForeComponentsView *view, ForeAnatomy *anatomy)
{
  g_autofree char *caption =
      /* Translators: a model, whose forecast is shown in parts such as trend, week and year */
      g_strdup_printf (_ ("What the forecast of %s is made of"),
                       fore_chart_model_title (view->model));

  fore_anatomy_ref (anatomy);
  g_clear_pointer (&view->anatomy, fore_anatomy_unref);
  view->anatomy = anatomy;
  gtk_label_set_text (view->caption_label, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  caption, -1);
  describe (view);
  gtk_drawing_area_set_content_height (view->area, PANEL_HEIGHT * (int) anatomy->n_panels);
  gtk_widget_queue_draw (GTK_WIDGET (view->area));
  gtk_stack_set_visible_child_name (view->stack, "chart");
}

static void
show_error (ForeComponentsView *view, const GError *error)
{
  adw_status_page_set_description (view->error_page, error != NULL ? error->message : NULL);
  gtk_stack_set_visible_child_name (view->stack, "error");
}

/* What nobody sees is not fitted. */
static void
update (ForeComponentsView *view)
{
  const GError *error;
  ForeAnatomy *anatomy;
  gboolean is_busy;

  if (!gtk_widget_get_mapped (GTK_WIDGET (view)) || view->anatomist == NULL || view->model == NULL)
    return;
  anatomy = fore_anatomist_get (view->anatomist, view->model, &error);
  is_busy = anatomy == NULL && error == NULL;
  gtk_spinner_set_spinning (view->spinner, is_busy);
  if (is_busy)
    gtk_stack_set_visible_child_name (view->stack, "busy");
  else if (error != NULL || anatomy->n_panels == 0)
    show_error (view, error);
  else
    show_anatomy (view, anatomy);
}

/**
 * fore_components_view_set_anatomist:
 * @view: the view
 * @anatomist: who takes forecasts apart
 *
 * Connects the view. Called once.
 */
void
fore_components_view_set_anatomist (ForeComponentsView *view, ForeAnatomist *anatomist)
{
  g_return_if_fail (view->anatomist == NULL);

  view->anatomist = g_object_ref (anatomist);
  g_signal_connect_object (anatomist, "fitted", G_CALLBACK (update), view, G_CONNECT_SWAPPED);
}

/**
 * fore_components_view_set_model:
 * @view: the view
 * @model: (nullable): id of the model whose forecast is taken apart, as soon as the view is seen
 */
void
fore_components_view_set_model (ForeComponentsView *view, const char *model)
{
  g_free (view->model);
  view->model = g_strdup (model);
  update (view);
}

/**
 * fore_components_view_set_range:
 * @view: the view
 * @left: the day at the left end
 * @right: the day at the right end
 */
void
fore_components_view_set_range (ForeComponentsView *view, double left, double right)
{
  view->left = left;
  view->right = right;
  if (view->anatomy == NULL || !gtk_widget_get_mapped (GTK_WIDGET (view)))
    return;
  describe (view);
  gtk_widget_queue_draw (GTK_WIDGET (view->area));
}

/* --- The widget --- */

static void
fore_components_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fore_components_view_parent_class)->map (widget);
  update (FORE_COMPONENTS_VIEW (widget));
}

static void
fore_components_view_dispose (GObject *object)
{
  ForeComponentsView *view = FORE_COMPONENTS_VIEW (object);

  g_clear_object (&view->anatomist);
  g_clear_pointer (&view->anatomy, fore_anatomy_unref);
  g_clear_pointer (&view->model, g_free);
  G_OBJECT_CLASS (fore_components_view_parent_class)->dispose (object);
}

static void
fore_components_view_class_init (ForeComponentsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_components_view_dispose;
  widget_class->map = fore_components_view_map;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-components-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeComponentsView, stack);
  gtk_widget_class_bind_template_child (widget_class, ForeComponentsView, spinner);
  gtk_widget_class_bind_template_child (widget_class, ForeComponentsView, caption_label);
  gtk_widget_class_bind_template_child (widget_class, ForeComponentsView, area);
  gtk_widget_class_bind_template_child (widget_class, ForeComponentsView, error_page);
}

static void
fore_components_view_init (ForeComponentsView *view)
{
  gtk_widget_init_template (GTK_WIDGET (view));
  gtk_drawing_area_set_draw_func (view->area, draw, view, NULL);
  fore_chart_look_follow (GTK_WIDGET (view->area));
}

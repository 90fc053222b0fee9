/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-chart-look.h"
#include "fore-components-view.h"
#include "fore-forecaster.h"

/* The model to take apart where the one that is shown has no parts of its own. */
#define PLAIN_MODEL "prophet"

/* How many days of the past are in sight, as a multiple of the horizon and at least. */
#define PAST_HORIZONS 3
#define LEAST_PAST    120

/* What is taken apart. */
typedef struct {
  ForeOutlook *outlook; /* (owned) */
  char *model;          /* (owned) */
  gsize horizon;
} Request;

/* Panels that own what they show. */
typedef struct {
  ForeModelResult *result; /* (owned) */
  ForeChartPanels panels;
  ForeChartPanel *panel; /* (owned) */
  GPtrArray *values;     /* (owned): of each panel */
} Parts;

struct _ForeComponentsView {
  AdwBin parent_instance;

  ForeEngine *engine;    /* (owned) (nullable) */
  ForeOutlook *outlook;  /* (owned) (nullable) */
  char *model;           /* (owned) (nullable): what is to be taken apart */
  gsize horizon;         /* of its forecast */
  GHashTable *known;     /* (owned) (element-type utf8 Parts): of @outlook, by model */
  GCancellable *fitting; /* (owned) (nullable): of the fit that counts */

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *caption_label;
  GtkDrawingArea *area;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (ForeComponentsView, fore_components_view, ADW_TYPE_BIN)

static void
request_free (gpointer data)
{
  Request *request = data;

  fore_outlook_unref (request->outlook);
  g_free (request->model);
  g_free (request);
}

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  fore_model_result_unref (parts->result);
  g_free (parts->panel);
  g_ptr_array_unref (parts->values);
  g_free (parts);
}

static double *
join (const ForeComponent *component, gsize n, gsize horizon)
{
  double *values = g_new (double, n + horizon);

  for (gsize i = 0; i < n; i++)
    values[i] = component->fitted != NULL ? component->fitted[i] : NAN;
  memcpy (values + n, component->value, horizon * sizeof *values);
  return values;
}

static Parts *
parts_new (ForeModelResult *result, const ForeSeries *history)
{
  Parts *parts = g_new0 (Parts, 1);
  gsize horizon = result->forecast->horizon;
  ForeDay past = MAX (PAST_HORIZONS * (ForeDay) horizon, LEAST_PAST);

  parts->result = fore_model_result_ref (result);
  parts->values = g_ptr_array_new_with_free_func (g_free);
  parts->panel = g_new0 (ForeChartPanel, result->components->len);
  for (guint i = 0; i < result->components->len; i++) {
    const ForeComponent *component = result->components->pdata[i];

    g_ptr_array_add (parts->values, join (component, history->n, horizon));
    parts->panel[i].title = fore_chart_component_title (component->name);
    parts->panel[i].value = parts->values->pdata[i];
  }
  parts->panels = (ForeChartPanels){
    .first_day = history->first_day,
    .n = history->n + horizon,
    .n_past = history->n,
    .left = MAX (history->first_day, history->first_day + (ForeDay) history->n - past),
    .n_panels = result->components->len,
    .panel = parts->panel,
  };
  return parts;
}

/* --- What is shown --- */

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  ForeComponentsView *view = FORE_COMPONENTS_VIEW (data);
  const Parts *parts = view->model != NULL ? g_hash_table_lookup (view->known, view->model) : NULL;
  g_auto (ForeChartStyle) style = { 0 };

  if (parts == NULL)
    return;
  fore_chart_look_get (GTK_WIDGET (area), &style);
  fore_chart_draw_panels (&parts->panels, &style, cr, width, height);
}

static void
show_parts (ForeComponentsView *view, const Parts *parts)
{
  g_autofree char *description = fore_chart_describe_panels (&parts->panels);
  g_autofree char *caption =
      /* Translators: a model, whose forecast is shown in parts such as trend, week and year */
      g_strdup_printf (_ ("What the forecast of %s is made of"),
                       fore_chart_model_title (view->model));

  if (parts->panels.n_panels == 0) {
    adw_status_page_set_description (view->error_page, NULL);
    gtk_stack_set_visible_child_name (view->stack, "error");
    return;
  }
  gtk_label_set_text (view->caption_label, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  caption, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_queue_draw (GTK_WIDGET (view->area));
  gtk_stack_set_visible_child_name (view->stack, "chart");
}

/* --- Fitting --- */

static void
fit (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  const char *const models[] = { request->model, NULL };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  GError *error = NULL;

  options.horizon = request->horizon;
  g_autoptr (GPtrArray) results = fore_forecaster_run (request->outlook->history, models, &options,
                                                       cancellable, &error);
  if (results == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, parts_new (results->pdata[0], request->outlook->history),
                           parts_free);
}

static void
on_fitted (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeComponentsView *view = FORE_COMPONENTS_VIEW (source);
  const Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Parts *parts = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&view->fitting);
  gtk_spinner_stop (view->spinner);
  if (parts == NULL) {
    adw_status_page_set_description (view->error_page, error->message);
    gtk_stack_set_visible_child_name (view->stack, "error");
    return;
  }
  g_hash_table_replace (view->known, g_strdup (request->model), parts);
  show_parts (view, parts);
}

static void
cancel (ForeComponentsView *view)
{
  if (view->fitting != NULL)
    g_cancellable_cancel (view->fitting);
  g_clear_object (&view->fitting);
}

/* What nobody sees is not fitted. */
static void
start (ForeComponentsView *view)
{
  const Parts *parts;
  Request *request;

  if (!gtk_widget_get_mapped (GTK_WIDGET (view)) || view->model == NULL || view->fitting != NULL)
    return;
  parts = g_hash_table_lookup (view->known, view->model);
  if (parts != NULL) {
    show_parts (view, parts);
    return;
  }

  view->fitting = g_cancellable_new ();
  gtk_stack_set_visible_child_name (view->stack, "busy");
  gtk_spinner_start (view->spinner);
  request = g_new0 (Request, 1);
  request->outlook = fore_outlook_ref (view->outlook);
  request->model = g_strdup (view->model);
  request->horizon = view->horizon;
  g_autoptr (GTask) task = g_task_new (view, view->fitting, on_fitted, NULL);
  g_task_set_task_data (task, request, request_free);
  fore_engine_run_async (view->engine, task, fit);
}

/**
 * fore_components_view_set_forecast:
 * @view: the view
 * @engine: what does the work
 * @outlook: what is known of the category
 * @forecast: (nullable): the forecast to take apart
 *
 * Takes a forecast apart, as soon as the view is seen. What has been fitted for @outlook is
 * kept.
 */
void
fore_components_view_set_forecast (ForeComponentsView *view,
                                   ForeEngine *engine,
                                   ForeOutlook *outlook,
                                   const ForeForecast *forecast)
{
  const char *model = forecast != NULL ? forecast->model : NULL;
  gsize horizon = forecast != NULL ? forecast->horizon : 0;

  if (g_strcmp0 (model, "ensemble") == 0 || g_strcmp0 (model, "seasonal_naive") == 0 ||
      g_strcmp0 (model, "sarimax") == 0)
    model = PLAIN_MODEL;
  if (outlook->history == NULL)
    model = NULL;

  cancel (view);
  if (view->outlook != outlook || view->horizon != horizon)
    g_hash_table_remove_all (view->known);
  fore_outlook_ref (outlook);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  view->outlook = outlook;
  g_set_object (&view->engine, engine);
  g_free (view->model);
  view->model = g_strdup (model);
  view->horizon = horizon;
  start (view);
}

/* --- The widget --- */

static void
fore_components_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (fore_components_view_parent_class)->map (widget);
  start (FORE_COMPONENTS_VIEW (widget));
}

static void
fore_components_view_dispose (GObject *object)
{
  ForeComponentsView *view = FORE_COMPONENTS_VIEW (object);

  cancel (view);
  g_clear_object (&view->engine);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  g_clear_pointer (&view->model, g_free);
  g_clear_pointer (&view->known, g_hash_table_unref);
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
  view->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, parts_free);
  gtk_widget_init_template (GTK_WIDGET (view));
  gtk_drawing_area_set_draw_func (view->area, draw, view, NULL);
  fore_chart_look_follow (GTK_WIDGET (view->area));
}

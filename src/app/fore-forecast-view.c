/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-anatomist.h"
#include "fore-columns.h"
#include "fore-forecast-day.h"
#include "fore-forecast-request.h"
#include "fore-forecast-view-private.h"
#include "fore-forecast-words.h"
#include "fore-outlook-steps.h"
#include "fore-settings.h"
#include "fore-toolkit.h"

/* The model that finds holidays and bends. */
#define FINDING_MODEL "prophet"

G_DEFINE_FINAL_TYPE (ForeForecastView, fore_forecast_view, ADW_TYPE_BIN)

typedef enum {
  PROP_STEP = 1,
  N_PROPERTIES,
} Property;
static GParamSpec *properties[N_PROPERTIES];

/* --- What is shown --- */

/*
 * fore_forecast_view_get_model:
 * @view: the view
 *
 * Returns: (nullable): the id of the model that is shown, %NULL for all
 */
const char *
fore_forecast_view_get_model (ForeForecastView *view)
{
  if (view->is_all || view->outlook == NULL || view->outlook->forecasts->len == 0)
    return NULL;
  for (guint i = 0; i < view->outlook->forecasts->len; i++) {
    ForeForecast *forecast = view->outlook->forecasts->pdata[i];

    if (g_strcmp0 (forecast->model, view->model) == 0)
      return forecast->model;
  }
  return ((ForeForecast *) view->outlook->forecasts->pdata[0])->model;
}

static void
set_text (GtkLabel *label, GtkWidget *shown, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (shown, text != NULL && *text != '\0');
}

static void
show_words (ForeForecastView *view, const ForeForecast *forecast)
{
  g_autofree char *sentence = forecast != NULL
                                  ? fore_forecast_words_total (view->outlook, forecast)
                                  : g_strdup (_ ("There is no forecast of this category yet."));
  g_autofree char *accuracy = forecast != NULL
                                  ? fore_forecast_words_accuracy (view->outlook, forecast->model)
                                  : NULL;

  gtk_label_set_text (view->sentence_label, sentence);
  set_text (view->accuracy_label, GTK_WIDGET (view->accuracy_label), accuracy);
  set_text (view->note_label, view->note_box, forecast != NULL ? forecast->note : NULL);
}

static void
show_chart (ForeForecastView *view)
{
  ForeStep step = g_str_equal (view->step, "month")  ? FORE_STEP_MONTH
                  : g_str_equal (view->step, "week") ? FORE_STEP_WEEK
                                                     : FORE_STEP_DAY;
  g_autoptr (ForeOutlook) shown = fore_outlook_add_up (view->outlook, step);

  fore_chart_view_set_content (view->chart, shown, fore_forecast_view_get_model (view));
}

static void
show_marks (ForeForecastView *view)
{
  fore_chart_view_set_anatomy (view->chart,
                               fore_anatomist_get (view->anatomist, FINDING_MODEL, NULL));
}

static void
show_forecast (ForeForecastView *view)
{
  const char *model = fore_forecast_view_get_model (view);
  g_autoptr (GPtrArray) forecasts = fore_outlook_order_forecasts (view->outlook, model);
  const ForeForecast *forecast = forecasts->len > 0 ? forecasts->pdata[0] : NULL;

  show_chart (view);
  show_words (view, forecast);
  fore_forecast_days_update (view->days, forecast);
  fore_anatomist_set_outlook (view->anatomist, view->outlook,
                              forecast != NULL ? forecast->horizon : 1);
  show_marks (view);
  fore_components_view_set_model (view->components, forecast != NULL ? forecast->model : NULL);
}

static void
on_range_changed (ForeForecastView *view)
{
  double left, right;

  fore_chart_view_get_range (view->chart, &left, &right);
  fore_components_view_set_range (view->components, left, right);
}

/* --- Which model --- */

static void
update_models (ForeForecastView *view)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *model = fore_forecast_view_get_model (view);
  guint selected = 0;

  g_ptr_array_set_size (view->model_ids, 0);
  for (guint i = 0; i < view->outlook->forecasts->len; i++) {
    ForeForecast *forecast = view->outlook->forecasts->pdata[i];

    if (g_strcmp0 (forecast->model, model) == 0)
      selected = i;
    g_ptr_array_add (view->model_ids, g_strdup (forecast->model));
    gtk_string_list_append (titles, fore_chart_model_title (forecast->model));
  }
  if (view->model_ids->len > 1) {
    if (view->is_all)
      selected = view->model_ids->len;
    g_ptr_array_add (view->model_ids, NULL);
    gtk_string_list_append (titles, _ ("All Models"));
  }

  view->is_updating = TRUE;
  gtk_drop_down_set_model (view->model_drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (view->model_drop_down, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (view->model_drop_down), view->model_ids->len > 0);
  view->is_updating = FALSE;
}

static void
on_model_changed (ForeForecastView *view)
{
  guint selected = gtk_drop_down_get_selected (view->model_drop_down);

  if (view->is_updating || selected >= view->model_ids->len)
    return;
  view->is_all = view->model_ids->pdata[selected] == NULL;
  g_free (view->model);
  view->model = g_strdup (view->model_ids->pdata[selected]);
  show_forecast (view);
}

static void
on_model_activated (ForeForecastView *view, const char *model)
{
  for (guint i = 0; i < view->model_ids->len; i++)
    if (g_strcmp0 (view->model_ids->pdata[i], model) == 0)
      gtk_drop_down_set_selected (view->model_drop_down, i);
}

/* --- Reading --- */

/* What is to be read. */
typedef struct {
  ForeEngine *engine; /* (owned) */
  char *category;     /* (owned) */
  ForeGaps gaps;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->engine);
  g_free (request->category);
  g_free (request);
}

static void
read_outlook (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  ForeOutlook *outlook = fore_outlook_load (fore_engine_get_store (request->engine),
                                            request->category, request->gaps, &error);

  if (outlook != NULL)
    g_task_return_pointer (task, outlook, (GDestroyNotify) fore_outlook_unref);
  else
    g_task_return_error (task, error);
}

/* Shows how the category is forecast now, or would be. */
static void
update_training (ForeForecastView *view)
{
  g_autoptr (ForeForecastOptions) options = fore_settings_get_forecast_options (view->settings);
  g_autoptr (GPtrArray) models = g_ptr_array_new ();
  guint horizon = options->horizon;

  for (guint i = 0; i < view->outlook->forecasts->len; i++) {
    const ForeForecast *forecast = view->outlook->forecasts->pdata[i];

    horizon = (guint) forecast->horizon;
    g_ptr_array_add (models, forecast->model);
  }
  for (char **model = options->models; models->len == 0 && model != NULL && *model != NULL; model++)
    g_ptr_array_add (models, *model);
  g_ptr_array_add (models, NULL);
  fore_training_popover_set_choice (view->training, fore_outlook_get_step (view->outlook), horizon,
                                    (const char *const *) models->pdata);
  g_autofree char *title = fore_forecast_words_horizon (fore_outlook_get_step (view->outlook),
                                                        horizon);
  gtk_menu_button_set_label (view->training_button, title);
}

static void
on_outlook_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (source);
  g_autoptr (GError) error = NULL;
  ForeOutlook *outlook = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fore_loader_end (&view->loader))
    fore_forecast_view_reload (view);
  if (outlook == NULL) {
    fore_toolkit_toast (GTK_WIDGET (view), error->message);
    return;
  }
  /* Another category has been forecast: lists that are unfolded here stay so. */
  if (view->outlook != NULL && fore_outlook_equal (view->outlook, outlook)) {
    fore_outlook_unref (outlook);
    return;
  }
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  view->outlook = outlook;
  gtk_label_set_text (view->title_label, outlook->category);
  update_models (view);
  update_training (view);
  show_forecast (view);
  fore_accuracy_view_set_outlook (view->accuracy, outlook);
}

/**
 * fore_forecast_view_reload:
 * @view: the view
 *
 * Reads the category anew.
 */
void
fore_forecast_view_reload (ForeForecastView *view)
{
  GCancellable *cancellable;
  Request *request;

  if (view->engine == NULL || view->category == NULL)
    return;
  cancellable = fore_loader_begin (&view->loader);
  if (cancellable == NULL)
    return;

  request = g_new (Request, 1);
  request->engine = g_object_ref (view->engine);
  request->category = g_strdup (view->category);
  request->gaps = (ForeGaps) g_settings_get_enum (view->settings, "gaps");
  g_autoptr (GTask) task = g_task_new (view, cancellable, on_outlook_read, NULL);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  fore_engine_run_async (view->engine, task, read_outlook);
}

/**
 * fore_forecast_view_set_category:
 * @view: the view
 * @category: (nullable): the category to show, by its best model
 */
void
fore_forecast_view_set_category (ForeForecastView *view, const char *category)
{
  if (g_strcmp0 (view->category, category) == 0)
    return;
  g_free (view->category);
  view->category = g_strdup (category);
  g_clear_pointer (&view->model, g_free);
  fore_loader_cancel (&view->loader);
  fore_forecast_view_reload (view);
}

/* --- Forecasting again --- */

static void
on_train (ForeForecastView *view)
{
  ForeForecastOptions *options = fore_settings_get_forecast_options (view->settings);

  fore_training_popover_fill_options (view->training, options);
  options->categories = g_new0 (char *, 2);
  options->categories[0] = g_strdup (view->category);
  options->is_all = TRUE;
  fore_forecast_request (GTK_WIDGET (view), view->engine, options);
}

static void
on_busy_changed (ForeForecastView *view)
{
  gtk_widget_set_sensitive (GTK_WIDGET (view->training_button),
                            !fore_forecast_progress_is_busy (view->progress));
}

/* --- The widget --- */

static void
add_columns (ForeForecastView *view)
{
  g_autoptr (GtkSelectionModel) selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (G_LIST_MODEL (view->days))));

  gtk_column_view_column_set_expand (fore_columns_add (view->table, C_ ("column", "Date"),
                                                       FORE_TYPE_FORECAST_DAY, "day-text",
                                                       FORE_COLUMN_DATE),
                                     TRUE);
  fore_columns_add (view->table, C_ ("column", "Sales"), FORE_TYPE_FORECAST_DAY, "value-text",
                    FORE_COLUMN_NUMBER);
  fore_columns_add (view->table, C_ ("column", "80 % Band"), FORE_TYPE_FORECAST_DAY, "band-80-text",
                    FORE_COLUMN_NUMBER);
  view->wide_column = fore_columns_add (view->table, C_ ("column", "95 % Band"),
                                        FORE_TYPE_FORECAST_DAY, "band-95-text", FORE_COLUMN_NUMBER);
  gtk_column_view_set_model (view->table, selection);
}

/**
 * fore_forecast_view_set_engine:
 * @view: the view
 * @engine: where everything comes from
 * @settings: the settings
 *
 * Connects the view. Called once.
 */
void
fore_forecast_view_set_engine (ForeForecastView *view, ForeEngine *engine, GSettings *settings)
{
  g_return_if_fail (view->engine == NULL);

  view->engine = g_object_ref (engine);
  view->settings = g_object_ref (settings);
  view->anatomist = fore_anatomist_new (engine);
  g_signal_connect_object (view->anatomist, "fitted", G_CALLBACK (show_marks), view,
                           G_CONNECT_SWAPPED);
  fore_components_view_set_anatomist (view->components, view->anatomist);
  fore_forecast_progress_set_jobs (view->progress, fore_engine_get_jobs (engine));
  g_signal_connect_object (settings, "changed::gaps", G_CALLBACK (fore_forecast_view_reload), view,
                           G_CONNECT_SWAPPED);
}

/**
 * fore_forecast_view_set_narrow:
 * @view: the view
 * @is_narrow: whether there is little room
 */
void
fore_forecast_view_set_narrow (ForeForecastView *view, gboolean is_narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (view->title_label), !is_narrow);
  gtk_column_view_column_set_visible (view->wide_column, !is_narrow);
}

static void
fore_forecast_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STEP)
    g_value_set_string (value, FORE_FORECAST_VIEW (object)->step);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fore_forecast_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (object);

  if (id != PROP_STEP) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  g_free (view->step);
  view->step = g_value_dup_string (value);
  if (view->outlook != NULL)
    show_chart (view);
}

static void
fore_forecast_view_dispose (GObject *object)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (object);

  fore_loader_cancel (&view->loader);
  g_clear_object (&view->anatomist);
  g_clear_object (&view->days);
  g_clear_object (&view->settings);
  g_clear_object (&view->engine);
  g_clear_pointer (&view->outlook, fore_outlook_unref);
  g_clear_pointer (&view->model_ids, g_ptr_array_unref);
  g_clear_pointer (&view->category, g_free);
  g_clear_pointer (&view->model, g_free);
  G_OBJECT_CLASS (fore_forecast_view_parent_class)->dispose (object);
}

static void
fore_forecast_view_finalize (GObject *object)
{
  g_free (FORE_FORECAST_VIEW (object)->step);
  G_OBJECT_CLASS (fore_forecast_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FORE_TYPE_ACCURACY_VIEW);
  g_type_ensure (FORE_TYPE_CHART_VIEW);
  g_type_ensure (FORE_TYPE_COMPONENTS_VIEW);
  g_type_ensure (FORE_TYPE_FORECAST_PROGRESS);
  g_type_ensure (FORE_TYPE_TRAINING_POPOVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-forecast-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, header);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, title_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, model_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, training_button);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, training);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, progress);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, chart);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, table);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, accuracy);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, components);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, accuracy_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, note_box);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_model_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_model_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_range_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_train);
  gtk_widget_class_bind_template_callback (widget_class, on_busy_changed);
  gtk_widget_class_bind_template_callback (widget_class, fore_chart_view_zoom_in);
  gtk_widget_class_bind_template_callback (widget_class, fore_chart_view_zoom_out);
  gtk_widget_class_bind_template_callback (widget_class, fore_chart_view_reset);
}

static void
fore_forecast_view_class_init (ForeForecastViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fore_forecast_view_dispose;
  object_class->finalize = fore_forecast_view_finalize;
  object_class->get_property = fore_forecast_view_get_property;
  object_class->set_property = fore_forecast_view_set_property;
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, "day",
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_install_property_action (widget_class, "forecast.step", "step");
  fore_forecast_view_install_actions (widget_class);
  bind_template (widget_class);
}

static void
fore_forecast_view_init (ForeForecastView *view)
{
  view->step = g_strdup ("day");
  view->model_ids = g_ptr_array_new_with_free_func (g_free);
  view->days = g_list_store_new (FORE_TYPE_FORECAST_DAY);
  gtk_widget_init_template (GTK_WIDGET (view));
  add_columns (view);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-accuracy-view.h"
#include "fore-chart-view.h"
#include "fore-columns.h"
#include "fore-components-view.h"
#include "fore-forecast-day.h"
#include "fore-forecast-export.h"
#include "fore-forecast-progress.h"
#include "fore-forecast-request.h"
#include "fore-forecast-total.h"
#include "fore-forecast-view.h"
#include "fore-format.h"
#include "fore-loader.h"
#include "fore-settings.h"
#include "fore-toolkit.h"

static const guint horizons[] = { 7, 14, 30, 60, 90, 180, 365 };

struct _ForeForecastView {
  AdwBin parent_instance;

  ForeEngine *engine;   /* (owned) (nullable) */
  GSettings *settings;  /* (owned) (nullable) */
  char *category;       /* (owned) (nullable): what is asked for */
  ForeOutlook *outlook; /* (owned) (nullable): what is shown */
  char *model;          /* (owned) (nullable): the chosen one's id */
  gboolean is_all;      /* whether all models are to be shown */
  GPtrArray *model_ids; /* (owned): of the drop-down; %NULL for all models */
  guint own_horizon;    /* the last entry of its drop-down when it is not a usual one */
  GListStore *days;     /* (owned) (element-type ForeForecastDay) */
  ForeLoader loader;
  gboolean is_updating; /* while the view changes by itself */

  GtkWidget *header;
  GtkLabel *title_label;
  GtkDropDown *horizon_drop_down;
  GtkDropDown *model_drop_down;
  GtkWidget *again_button;
  ForeForecastProgress *progress;
  ForeChartView *chart;
  GtkColumnView *table;
  GtkColumnViewColumn *wide_column; /* for which there is not always room */
  ForeAccuracyView *accuracy;
  ForeComponentsView *components;
  GtkLabel *sentence_label;
  GtkWidget *note_box;
  GtkLabel *note_label;
};

G_DEFINE_FINAL_TYPE (ForeForecastView, fore_forecast_view, ADW_TYPE_BIN)

/* --- What is shown --- */

/* The id of the model to show, %NULL for all. */
static const char *
get_model (ForeForecastView *view)
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

static char *
describe_total (const ForeForecast *forecast)
{
  ForeForecastTotal total = fore_forecast_total (forecast);
  g_autofree char *value = fore_format_amount (total.value);
  g_autofree char *lower = fore_format_amount (total.lower);
  g_autofree char *upper = fore_format_amount (total.upper);

  return g_strdup_printf (
      /* Translators: the sales of so many days, and the ends of the band that they lie in with a
       * probability of 80 % */
      g_dngettext (GETTEXT_PACKAGE, "%lu day: %s, most likely between %s and %s.",
                   "%lu days: %s, most likely between %s and %s.", (gulong) forecast->horizon),
      (gulong) forecast->horizon, value, lower, upper);
}

static void
show_forecast (ForeForecastView *view)
{
  const char *model = get_model (view);
  g_autoptr (GPtrArray) forecasts = fore_outlook_order_forecasts (view->outlook, model);
  const ForeForecast *forecast = forecasts->len > 0 ? forecasts->pdata[0] : NULL;
  g_autofree char *sentence = forecast != NULL
                                  ? describe_total (forecast)
                                  : g_strdup (_ ("There is no forecast of this category yet."));
  const char *note = forecast != NULL ? forecast->note : NULL;

  fore_chart_view_set_content (view->chart, view->outlook, model);
  fore_forecast_days_update (view->days, forecast);
  fore_components_view_set_forecast (view->components, view->engine, view->outlook, forecast);
  gtk_label_set_text (view->sentence_label, sentence);
  gtk_widget_set_visible (view->note_box, note != NULL && *note != '\0');
  gtk_label_set_text (view->note_label, note != NULL ? note : "");
}

static void
update_models (ForeForecastView *view)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *model = get_model (view);
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

/* Offers the usual horizons, and the one that is stored or set when it is another. */
static void
update_horizons (ForeForecastView *view)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint current = g_settings_get_uint (view->settings, "horizon");
  guint selected = GTK_INVALID_LIST_POSITION;
  guint n = 0;

  if (view->outlook->forecasts->len > 0)
    current = (guint) ((ForeForecast *) view->outlook->forecasts->pdata[0])->horizon;
  for (guint i = 0; i < G_N_ELEMENTS (horizons) || selected == GTK_INVALID_LIST_POSITION; i++) {
    gboolean is_usual = i < G_N_ELEMENTS (horizons);
    guint days = is_usual ? horizons[i] : current;
    g_autofree char *title = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", days), days);

    if (days == current)
      selected = n;
    gtk_string_list_append (titles, title);
    n++;
  }
  gtk_drop_down_set_model (view->horizon_drop_down, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (view->horizon_drop_down, selected);
  view->own_horizon = current;
}

static guint
get_horizon (ForeForecastView *view)
{
  guint selected = gtk_drop_down_get_selected (view->horizon_drop_down);

  if (selected < G_N_ELEMENTS (horizons))
    return horizons[selected];
  return view->own_horizon;
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
  update_horizons (view);
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
 * @category: (nullable): the category to show
 */
void
fore_forecast_view_set_category (ForeForecastView *view, const char *category)
{
  if (g_strcmp0 (view->category, category) == 0)
    return;
  g_free (view->category);
  view->category = g_strdup (category);
  fore_loader_cancel (&view->loader);
  fore_forecast_view_reload (view);
}

/* --- Forecasting again --- */

static void
on_again (ForeForecastView *view)
{
  ForeForecastOptions *options = fore_settings_get_forecast_options (view->settings);

  options->horizon = get_horizon (view);
  options->categories = g_new0 (char *, 2);
  options->categories[0] = g_strdup (view->category);
  fore_forecast_request (GTK_WIDGET (view), view->engine, options);
}

static void
on_busy_changed (ForeForecastView *view)
{
  gtk_widget_set_sensitive (view->again_button, !fore_forecast_progress_is_busy (view->progress));
}

/* --- Taking it away --- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeForecastView) view = data;
  g_autoptr (GError) error = NULL;

  if (fore_forecast_export_finish (FORE_ENGINE (source), result, &error))
    fore_toolkit_toast (GTK_WIDGET (view), _ ("The forecast has been saved."));
  else
    fore_toolkit_toast (GTK_WIDGET (view), error->message);
}

static void
on_export_file (GFile *file, gpointer object)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (object);

  fore_forecast_export_async (view->engine, view->outlook, get_model (view), file, on_exported,
                              g_object_ref (view));
}

static void
export_forecast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (widget);

  if (view->outlook == NULL)
    return;

  g_autofree char *name = g_strdup_printf ("%s.%s", view->outlook->category,
                                           g_variant_get_string (parameter, NULL));
  fore_toolkit_choose_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Forecast"),
                            g_strdelimit (name, "/", '-'), on_export_file, view);
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
  gtk_orientable_set_orientation (GTK_ORIENTABLE (view->header), is_narrow
                                                                     ? GTK_ORIENTATION_VERTICAL
                                                                     : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (view->title_label), !is_narrow);
  gtk_column_view_column_set_visible (view->wide_column, !is_narrow);
}

static void
fore_forecast_view_dispose (GObject *object)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (object);

  fore_loader_cancel (&view->loader);
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
fore_forecast_view_class_init (ForeForecastViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_forecast_view_dispose;
  g_type_ensure (FORE_TYPE_ACCURACY_VIEW);
  g_type_ensure (FORE_TYPE_CHART_VIEW);
  g_type_ensure (FORE_TYPE_COMPONENTS_VIEW);
  g_type_ensure (FORE_TYPE_FORECAST_PROGRESS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/foretell/Foretell/fore-forecast-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, header);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, title_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, horizon_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, model_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, again_button);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, progress);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, chart);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, table);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, accuracy);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, components);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, note_box);
  gtk_widget_class_bind_template_child (widget_class, ForeForecastView, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_model_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_busy_changed);
  gtk_widget_class_install_action (widget_class, "forecast.export", "s", export_forecast);
}

static void
fore_forecast_view_init (ForeForecastView *view)
{
  view->model_ids = g_ptr_array_new_with_free_func (g_free);
  view->days = g_list_store_new (FORE_TYPE_FORECAST_DAY);
  gtk_widget_init_template (GTK_WIDGET (view));
  add_columns (view);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-settings.h"
#include "fore-toolkit.h"
#include "fore-window-private.h"

G_DEFINE_FINAL_TYPE (ForeWindow, fore_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- Actions --- */

static void
show_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fore_window_show_page (FORE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_upload (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fore_window_reveal_upload (FORE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_batch (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeWindow *window = FORE_WINDOW (widget);

  fore_invoices_page_show_batch (window->invoices_page, g_variant_get_string (parameter, NULL));
  fore_window_show_page (window, "invoices");
}

static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeWindow *window = FORE_WINDOW (widget);
  const char *page = adw_view_stack_get_visible_child_name (window->view_stack);

  if (g_strcmp0 (page, "forecasts") == 0) {
    fore_forecasts_page_search (window->forecasts_page, NULL);
  } else {
    fore_window_show_page (window, "invoices");
    fore_invoices_page_search (window->invoices_page);
  }
}

/* --- Layout --- */

/* The text gives way to others in the bar, so that a long one does not keep the window from
 * being made narrow, where a picture stands in its place. */
static void
show_import_text (ForeWindow *window)
{
  gtk_button_set_label (window->import_button, _ ("_Import…"));
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (window->import_button)),
                           PANGO_ELLIPSIZE_END);
}

static gboolean
apply_narrow (gpointer data)
{
  ForeWindow *window = FORE_WINDOW (data);
  gboolean is_narrow = adw_view_switcher_title_get_title_visible (window->switcher_title);

  if (window->settings == NULL)
    return G_SOURCE_REMOVE;
  if (is_narrow)
    gtk_button_set_icon_name (window->import_button, "fore-uploads-symbolic");
  else
    show_import_text (window);
  /* With a text its label names it. */
  if (is_narrow)
    gtk_accessible_update_property (GTK_ACCESSIBLE (window->import_button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Import"), -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (window->import_button),
                                   GTK_ACCESSIBLE_PROPERTY_LABEL);
  fore_invoices_page_set_narrow (window->invoices_page, is_narrow);
  fore_forecasts_page_set_narrow (window->forecasts_page, is_narrow);
  return G_SOURCE_REMOVE;
}

/* The title tells while sizes are being given out, when nothing may change its own. */
static void
on_title_visible (ForeWindow *window)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_narrow, g_object_ref (window), g_object_unref);
}

static void
restore (ForeWindow *window)
{
  g_autofree char *page = g_settings_get_string (window->settings, "page");

  gtk_window_set_default_size (GTK_WINDOW (window),
                               g_settings_get_int (window->settings, "window-width"),
                               g_settings_get_int (window->settings, "window-height"));
  if (g_settings_get_boolean (window->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (window));
  fore_window_show_page (window, page);
}

static void
remember (ForeWindow *window)
{
  const char *page = adw_view_stack_get_visible_child_name (window->view_stack);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_settings_set_int (window->settings, "window-width", width);
  g_settings_set_int (window->settings, "window-height", height);
  g_settings_set_boolean (window->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (window)));
  if (page != NULL)
    g_settings_set_string (window->settings, "page", page);
}

static gboolean
fore_window_close_request (GtkWindow *window)
{
  remember (FORE_WINDOW (window));
  fore_window_finish_undoing (FORE_WINDOW (window));
  return GTK_WINDOW_CLASS (fore_window_parent_class)->close_request (window);
}

/* --- The engine --- */

static const char *const forecast_keys[] = { "changed::horizon", "changed::gaps", "changed::models",
                                             "changed::holidays", "changed::holiday-file" };

static void
apply_forecast_options (ForeWindow *window)
{
  g_autoptr (ForeForecastOptions) options = fore_settings_get_forecast_options (window->settings);

  if (window->engine != NULL)
    fore_engine_set_forecast_options (window->engine, options);
}

/**
 * fore_window_set_engine:
 * @window: the window
 * @engine: where everything comes from
 *
 * Connects the window. Called once.
 */
void
fore_window_set_engine (ForeWindow *window, ForeEngine *engine)
{
  g_return_if_fail (window->engine == NULL);

  window->engine = g_object_ref (engine);
  apply_forecast_options (window);
  fore_window_watch_jobs (window);
  fore_uploads_page_set_engine (window->uploads_page, engine);
  fore_invoices_page_set_engine (window->invoices_page, engine, window->settings);
  fore_forecasts_page_set_engine (window->forecasts_page, engine, window->settings);
  gtk_stack_set_visible_child_name (window->state_stack, "pages");
  if (g_list_model_get_n_items (G_LIST_MODEL (window->waiting)) > 0)
    fore_window_import (window, G_LIST_MODEL (window->waiting));
  g_list_store_remove_all (window->waiting);
}

/**
 * fore_window_set_error:
 * @window: the window
 * @error: why there is no engine
 *
 * Says that the data cannot be opened.
 */
void
fore_window_set_error (ForeWindow *window, const GError *error)
{
  adw_status_page_set_description (window->failed_page, error->message);
  gtk_stack_set_visible_child_name (window->state_stack, "failed");
}

/**
 * fore_window_toast:
 * @window: the window
 * @text: what has happened
 *
 * Says something in passing.
 */
void
fore_window_toast (ForeWindow *window, const char *text)
{
  fore_toolkit_toast (GTK_WIDGET (window->toast_overlay), text);
}

/**
 * fore_window_show_page:
 * @window: the window
 * @name: "uploads", "invoices" or "forecasts"
 */
void
fore_window_show_page (ForeWindow *window, const char *name)
{
  if (adw_view_stack_get_child_by_name (window->view_stack, name) != NULL)
    adw_view_stack_set_visible_child_name (window->view_stack, name);
}

/**
 * fore_window_reveal_upload:
 * @window: the window
 * @batch: name of a batch
 *
 * Shows what is known of one upload.
 */
void
fore_window_reveal_upload (ForeWindow *window, const char *batch)
{
  fore_window_show_page (window, "uploads");
  fore_uploads_page_reveal (window->uploads_page, batch);
}

/**
 * fore_window_show_category:
 * @window: the window
 * @category: a category
 *
 * Shows its forecast.
 */
void
fore_window_show_category (ForeWindow *window, const char *category)
{
  fore_window_show_page (window, "forecasts");
  fore_forecasts_page_show_category (window->forecasts_page, category);
}

/**
 * fore_window_search_categories:
 * @window: the window
 * @text: part of a name
 *
 * Shows the categories that bear it.
 */
void
fore_window_search_categories (ForeWindow *window, const char *text)
{
  fore_window_show_page (window, "forecasts");
  fore_forecasts_page_search (window->forecasts_page, text);
}

/* --- The widget --- */

static void
fore_window_dispose (GObject *object)
{
  ForeWindow *window = FORE_WINDOW (object);

  fore_window_clear_incoming (window);
  g_clear_object (&window->engine);
  g_clear_object (&window->settings);
  g_clear_object (&window->waiting);
  g_clear_pointer (&window->undone, g_hash_table_unref);
  g_clear_pointer (&window->rejects_of, g_free);
  G_OBJECT_CLASS (fore_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page);
  gtk_widget_class_install_action (widget_class, "win.show-upload", "s", show_upload);
  gtk_widget_class_install_action (widget_class, "win.show-batch", "s", show_batch);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  fore_window_install_upload_actions (widget_class);
  fore_window_install_paste (widget_class);
}

static void
fore_window_class_init (ForeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = fore_window_close_request;
  install_actions (widget_class);

  g_type_ensure (FORE_TYPE_UPLOADS_PAGE);
  g_type_ensure (FORE_TYPE_INVOICES_PAGE);
  g_type_ensure (FORE_TYPE_FORECASTS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, drop_revealer);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, drop_label);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, state_stack);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, uploads_page);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, invoices_page);
  gtk_widget_class_bind_template_child (widget_class, ForeWindow, forecasts_page);
  gtk_widget_class_bind_template_callback (widget_class, on_title_visible);
}

static void
fore_window_init (ForeWindow *window)
{
  window->waiting = g_list_store_new (G_TYPE_FILE);
  window->undone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (window));
  show_import_text (window);
  fore_toolkit_name_buttons (GTK_WIDGET (window));
  fore_window_init_drop (window);
}

/**
 * fore_window_new:
 * @application: the program
 * @settings: its settings
 *
 * Returns: (transfer none): a window as it was left the last time
 */
ForeWindow *
fore_window_new (GtkApplication *application, GSettings *settings)
{
  ForeWindow *window = g_object_new (FORE_TYPE_WINDOW, "application", application, NULL);

  window->settings = g_object_ref (settings);
  restore (window);
  for (gsize i = 0; i < G_N_ELEMENTS (forecast_keys); i++)
    g_signal_connect_object (settings, forecast_keys[i], G_CALLBACK (apply_forecast_options),
                             window, G_CONNECT_SWAPPED);
  return window;
}

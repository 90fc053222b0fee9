/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-data-group.h"
#include "fore-holidays-row.h"
#include "fore-preferences.h"
#include "fore-toolkit.h"
#if FORE_WITH_SERVER
#  include "fore-server-group.h"
#endif

struct _ForePreferences {
  AdwPreferencesWindow parent_instance;

  GSettings *settings; /* (owned) */

  GtkSpinButton *horizon_spin;
  AdwComboRow *gaps_row;
  ForeHolidaysRow *holidays_row;
  GtkWidget *prophet_switch;
  GtkWidget *sarimax_switch;
  GtkWidget *holt_winters_switch;
  GtkWidget *ensemble_switch;
  GtkWidget *after_import_switch;
  AdwPreferencesPage *data_page;
  ForeDataGroup *data_group;
};

G_DEFINE_FINAL_TYPE (ForePreferences, fore_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* --- Settings that are not of the type of their widget --- */

static gboolean
gaps_to_position (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, g_str_equal (g_variant_get_string (variant, NULL), "missing") ? 1 : 0);
  return TRUE;
}

static GVariant *
position_to_gaps (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_string (g_value_get_uint (value) == 1 ? "missing" : "zero");
}

static gboolean
is_listed (GSettings *settings, const char *model)
{
  g_auto (GStrv) models = g_settings_get_strv (settings, "models");

  return g_strv_contains ((const char *const *) models, model);
}

static gboolean
models_to_active (GValue *value, GVariant *variant, gpointer data)
{
  const char *model = data;
  g_autofree const char **models = g_variant_get_strv (variant, NULL);

  g_value_set_boolean (value, g_strv_contains (models, model));
  return TRUE;
}

static void
on_model_switched (ForePreferences *preferences, GParamSpec *pspec, GtkSwitch *widget)
{
  const char *model = gtk_widget_get_name (GTK_WIDGET (widget));
  g_auto (GStrv) models = g_settings_get_strv (preferences->settings, "models");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (gtk_switch_get_active (widget) == is_listed (preferences->settings, model))
    return;
  for (char **other = models; *other != NULL; other++) {
    if (!g_str_equal (*other, model))
      g_strv_builder_add (builder, *other);
  }
  if (gtk_switch_get_active (widget))
    g_strv_builder_add (builder, model);

  g_auto (GStrv) changed = g_strv_builder_end (builder);
  g_settings_set_strv (preferences->settings, "models", (const char *const *) changed);
}

static void
bind_model (ForePreferences *preferences, GtkWidget *widget)
{
  g_settings_bind_with_mapping (preferences->settings, "models", widget, "active",
                                G_SETTINGS_BIND_GET, models_to_active, NULL,
                                (gpointer) gtk_widget_get_name (widget), NULL);
  g_signal_connect_object (widget, "notify::active", G_CALLBACK (on_model_switched), preferences,
                           G_CONNECT_SWAPPED);
}

/* --- The widget --- */

static void
bind_settings (ForePreferences *preferences)
{
  GSettings *settings = preferences->settings;

  g_settings_bind (settings, "horizon", preferences->horizon_spin, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "gaps", preferences->gaps_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, gaps_to_position, position_to_gaps, NULL,
                                NULL);
  fore_holidays_row_set_settings (preferences->holidays_row, settings);
  g_settings_bind (settings, "forecast-after-import", preferences->after_import_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  bind_model (preferences, preferences->prophet_switch);
  bind_model (preferences, preferences->sarimax_switch);
  bind_model (preferences, preferences->holt_winters_switch);
  bind_model (preferences, preferences->ensemble_switch);
}

static void
fore_preferences_dispose (GObject *object)
{
  ForePreferences *preferences = FORE_PREFERENCES (object);

  g_clear_object (&preferences->settings);
  G_OBJECT_CLASS (fore_preferences_parent_class)->dispose (object);
}

static void
fore_preferences_class_init (ForePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_preferences_dispose;
  g_type_ensure (FORE_TYPE_DATA_GROUP);
  g_type_ensure (FORE_TYPE_HOLIDAYS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, horizon_spin);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, gaps_row);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, holidays_row);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, prophet_switch);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, sarimax_switch);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, holt_winters_switch);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, ensemble_switch);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, after_import_switch);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, data_page);
  gtk_widget_class_bind_template_child (widget_class, ForePreferences, data_group);
}

static void
fore_preferences_init (ForePreferences *preferences)
{
  gtk_widget_init_template (GTK_WIDGET (preferences));
}

/**
 * fore_preferences_new:
 * @parent: the window that asks
 * @settings: what is set
 * @server: (nullable): a #ForeLocalServer, where there is one
 * @engine: (nullable): the data, when it could be opened
 * @data_dir: where the data is kept
 *
 * Returns: (transfer none): the window with everything that can be set
 */
ForePreferences *
fore_preferences_new (GtkWindow *parent,
                      GSettings *settings,
                      GObject *server,
                      ForeEngine *engine,
                      const char *data_dir)
{
  ForePreferences *preferences = g_object_new (FORE_TYPE_PREFERENCES, "transient-for", parent,
                                               "application", gtk_window_get_application (parent),
                                               NULL);

  preferences->settings = g_object_ref (settings);
  bind_settings (preferences);
  fore_data_group_set_data (preferences->data_group, engine, data_dir);
#if FORE_WITH_SERVER
  if (server != NULL)
    adw_preferences_page_add (preferences->data_page, ADW_PREFERENCES_GROUP (fore_server_group_new (
                                                          settings, FORE_LOCAL_SERVER (server))));
#endif
  fore_toolkit_name_buttons (GTK_WIDGET (preferences));
  return preferences;
}

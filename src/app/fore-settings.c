/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-settings.h"

/* The folder two above the program when that is a build folder, so that a program that has
 * not been installed finds the files it was built with. */
static char *
find_build_dir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program == NULL)
    return NULL;

  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *build_dir = g_build_filename (folder, "..", "..", NULL);
  g_autofree char *schemas = g_build_filename (build_dir, "schemas", "gschemas.compiled", NULL);

  return g_file_test (schemas, G_FILE_TEST_EXISTS) ? g_steal_pointer (&build_dir) : NULL;
}

/**
 * fore_settings_new:
 *
 * Returns: (transfer full): the settings of the program
 */
GSettings *
fore_settings_new (void)
{
  g_autofree char *build_dir = find_build_dir ();

  if (build_dir == NULL)
    return g_settings_new (FORE_APP_ID);

  g_autofree char *schemas = g_build_filename (build_dir, "schemas", NULL);
  g_autoptr (GSettingsSchemaSource) source = g_settings_schema_source_new_from_directory (
      schemas, g_settings_schema_source_get_default (), TRUE, NULL);
  g_autoptr (GSettingsSchema)
      schema = source != NULL ? g_settings_schema_source_lookup (source, FORE_APP_ID, FALSE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : g_settings_new (FORE_APP_ID);
}

/* As #ForeForecastOptions has it. */
static char *
dup_holidays (GSettings *settings)
{
  g_autofree char *holidays = g_settings_get_string (settings, "holidays");
  g_autofree char *uri = NULL;

  if (!g_str_equal (holidays, FORE_HOLIDAYS_FROM_FILE))
    return *holidays != '\0' ? g_steal_pointer (&holidays) : NULL;
  uri = g_settings_get_string (settings, "holiday-file");
  return g_filename_from_uri (uri, NULL, NULL);
}

/**
 * fore_settings_get_forecast_options:
 * @settings: the settings
 *
 * Returns: (transfer full): what a training run is asked for when nobody says otherwise
 */
ForeForecastOptions *
fore_settings_get_forecast_options (GSettings *settings)
{
  ForeForecastOptions *options = fore_forecast_options_new ();

  options->horizon = g_settings_get_uint (settings, "horizon");
  options->gaps = (ForeGaps) g_settings_get_enum (settings, "gaps");
  options->holidays = dup_holidays (settings);
  g_strfreev (options->models);
  options->models = g_settings_get_strv (settings, "models");
  if (options->models[0] == NULL)
    g_clear_pointer (&options->models, g_strfreev);
  return options;
}

/**
 * fore_settings_find_locale_dir:
 *
 * Returns: (transfer full): where the translations are
 */
char *
fore_settings_find_locale_dir (void)
{
  g_autofree char *build_dir = find_build_dir ();

  return build_dir != NULL ? g_build_filename (build_dir, "po", NULL) : g_strdup (FORE_LOCALE_DIR);
}

/**
 * fore_settings_find_data_file:
 * @name: name of a file below the program's own data, such as "sample/sales.csv"
 *
 * Returns: (transfer full) (nullable): where it is
 */
char *
fore_settings_find_data_file (const char *name)
{
  g_autofree char *build_dir = find_build_dir ();
  g_autofree char *built = build_dir != NULL ? g_build_filename (build_dir, "data", name, NULL)
                                             : g_build_filename (FORE_PACKAGE_DATA_DIR, name, NULL);
  g_autofree char *source = g_build_filename (build_dir != NULL ? build_dir : "", "..", "data",
                                              name, NULL);

  if (g_file_test (built, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&built);
  if (build_dir != NULL && g_file_test (source, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&source);
  return NULL;
}

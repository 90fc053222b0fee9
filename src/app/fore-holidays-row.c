/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-country.h"
#include "fore-forecast-options.h"
#include "fore-holidays-row.h"
#include "fore-settings.h"
#include "fore-toolkit.h"

struct _ForeHolidaysRow {
  AdwComboRow parent_instance;

  GSettings *settings;  /* (owned) (nullable): until they are set */
  GPtrArray *countries; /* (element-type ForeCountry): in the order of the list, after “None” */
  GtkWidget *choose_button;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (ForeHolidaysRow, fore_holidays_row, ADW_TYPE_COMBO_ROW)

/* --- What is set --- */

static guint
position_of_file (ForeHolidaysRow *row)
{
  return row->countries->len + 1;
}

static guint
find_position (ForeHolidaysRow *row, const char *holidays)
{
  guint i;

  if (g_str_equal (holidays, FORE_HOLIDAYS_FROM_FILE))
    return position_of_file (row);
  return g_ptr_array_find (row->countries, fore_country_find (holidays), &i) ? i + 1 : 0;
}

static char *
dup_file_name (ForeHolidaysRow *row)
{
  g_autofree char *uri = g_settings_get_string (row->settings, "holiday-file");
  g_autofree char *path = g_filename_from_uri (uri, NULL, NULL);

  return path != NULL ? g_filename_display_basename (path) : NULL;
}

static void
update (ForeHolidaysRow *row)
{
  g_autofree char *holidays = g_settings_get_string (row->settings, "holidays");
  g_autofree char *name = dup_file_name (row);
  guint position = find_position (row, holidays);
  gboolean is_file = position == position_of_file (row);

  row->is_updating = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), position);
  row->is_updating = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_file && name != NULL ? name : "");
  gtk_widget_set_visible (row->choose_button, is_file);
}

/* --- A file --- */

static void
read_file (GTask *task, gpointer source, gpointer uri, GCancellable *cancellable)
{
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  GError *error = NULL;

  options->holidays = g_filename_from_uri (uri, NULL, &error);
  if (options->holidays != NULL && fore_forecast_options_read_holidays (options, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeHolidaysRow *row = FORE_HOLIDAYS_ROW (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    fore_toolkit_toast (GTK_WIDGET (row), error->message);
    return;
  }
  g_settings_set_string (row->settings, "holiday-file", g_task_get_task_data (G_TASK (result)));
  g_settings_set_string (row->settings, "holidays", FORE_HOLIDAYS_FROM_FILE);
}

/* It is set when it has been read once, so that nothing is wrong with it. */
static void
on_chosen (GFile *file, gpointer row)
{
  g_autoptr (GTask) task = g_task_new (row, NULL, on_read, NULL);

  g_task_set_task_data (task, g_file_get_uri (file), g_free);
  g_task_run_in_thread (task, read_file);
}

static void
on_choose (ForeHolidaysRow *row)
{
  fore_toolkit_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))),
                            _ ("Choose a File with Holidays"), on_chosen, row);
}

static void
on_selected (ForeHolidaysRow *row)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  g_autofree char *name = NULL;

  if (row->is_updating || row->settings == NULL)
    return;
  name = dup_file_name (row);
  if (position == position_of_file (row) && name == NULL) {
    update (row); /* until there is one */
    on_choose (row);
  } else if (position == position_of_file (row)) {
    g_settings_set_string (row->settings, "holidays", FORE_HOLIDAYS_FROM_FILE);
  } else {
    g_settings_set_string (row->settings, "holidays",
                           position > 0 ? fore_country_code (row->countries->pdata[position - 1])
                                        : "");
  }
}

/* --- The widget --- */

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  const ForeCountry *one = *(const ForeCountry *const *) a;
  const ForeCountry *other = *(const ForeCountry *const *) b;
  const ForeCountry *here = fore_country_of_locale ();

  if (one == here || other == here)
    return one == here ? -1 : 1;
  return g_utf8_collate (fore_country_name (one), fore_country_name (other));
}

/* The country of the locale comes first. */
static void
fill (ForeHolidaysRow *row)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < fore_country_count (); i++)
    g_ptr_array_add (row->countries, (gpointer) fore_country_get (i));
  g_ptr_array_sort (row->countries, compare_countries);
  /* Translators: no holidays. */
  gtk_string_list_append (names, C_ ("holidays", "None"));
  for (guint i = 0; i < row->countries->len; i++)
    gtk_string_list_append (names, fore_country_name (row->countries->pdata[i]));
  gtk_string_list_append (names, C_ ("holidays", "From a File…"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
}

static void
fore_holidays_row_dispose (GObject *object)
{
  g_clear_object (&FORE_HOLIDAYS_ROW (object)->settings);
  G_OBJECT_CLASS (fore_holidays_row_parent_class)->dispose (object);
}

static void
fore_holidays_row_finalize (GObject *object)
{
  g_ptr_array_unref (FORE_HOLIDAYS_ROW (object)->countries);
  G_OBJECT_CLASS (fore_holidays_row_parent_class)->finalize (object);
}

static void
fore_holidays_row_class_init (ForeHolidaysRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_holidays_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fore_holidays_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-holidays-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeHolidaysRow, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
fore_holidays_row_init (ForeHolidaysRow *row)
{
  row->countries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (row));
  fill (row);
}

/**
 * fore_holidays_row_set_settings:
 * @row: a new row
 * @settings: what it shows and changes
 */
void
fore_holidays_row_set_settings (ForeHolidaysRow *row, GSettings *settings)
{
  row->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::holidays", G_CALLBACK (update), row,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::holiday-file", G_CALLBACK (update), row,
                           G_CONNECT_SWAPPED);
  update (row);
}

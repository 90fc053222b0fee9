/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-application-private.h"
#include "fore-help.h"
#include "fore-preferences.h"
#include "fore-settings.h"
#include "fore-toolkit.h"
#if FORE_WITH_SERVER
#  include "fore-local-server.h"
#endif

#define MILLISECONDS_WITHOUT_WINDOW 12000

G_DEFINE_FINAL_TYPE (ForeApplication, fore_application, ADW_TYPE_APPLICATION)

/* --- Actions --- */

/*
 * fore_application_get_window:
 * @application: the program
 *
 * Returns: (transfer none): its window, a new one when there is none
 */
ForeWindow *
fore_application_get_window (ForeApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));
  ForeWindow *window;

  for (GList *link = windows; link != NULL; link = link->next) {
    if (FORE_IS_WINDOW (link->data))
      return link->data;
  }
  window = fore_window_new (GTK_APPLICATION (application), application->settings);
  fore_application_connect_window (application, window);
  return window;
}

/* A dialog over a window that is minimised would not be seen. */
static GtkWindow *
present_window (gpointer application)
{
  GtkWindow *window = GTK_WINDOW (fore_application_get_window (FORE_APPLICATION (application)));

  gtk_window_present (window);
  return window;
}

static void
activate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (G_APPLICATION (data));
}

/* From the menu of the icon, where no window may be open yet. */
static void
import_files (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (present_window (data)), "win.import", NULL);
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (data);
  ForePreferences *preferences = fore_preferences_new (present_window (application),
                                                       application->settings, application->server,
                                                       application->engine, application->data_dir);

  gtk_window_present (GTK_WINDOW (preferences));
}

static void
show_help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (fore_help_new (present_window (data))));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  fore_toolkit_show_about (present_window (data));
}

/* A dialog that is still held somewhere would be left with a parent that is none any more. */
static void
close_with_dialogs (GtkWindow *window, GList *windows)
{
  for (GList *link = windows; link != NULL; link = link->next) {
    if (gtk_window_get_transient_for (link->data) == window)
      close_with_dialogs (link->data, windows);
  }
  gtk_window_close (window);
  gtk_window_set_transient_for (window, NULL);
}

/*
 * fore_application_close_windows:
 *
 * Closes the windows of the program, which remember where they were; the last one ends the program, unless
 * something holds it.
 */
void
fore_application_close_windows (void)
{
  /* Not only those of the application: questions belong to the window that asks. */
  GList *windows = gtk_window_list_toplevels ();

  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *link = windows; link != NULL; link = link->next) {
    if (FORE_IS_WINDOW (link->data))
      close_with_dialogs (link->data, windows);
  }
  g_list_free_full (windows, g_object_unref);
}

static gboolean
close_windows (gpointer data)
{
  fore_background_end (FORE_APPLICATION (data)->background);
  fore_application_close_windows ();
  return G_SOURCE_REMOVE;
}

/* Not while a key of one of the windows is being handled. */
static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_windows, g_object_ref (data), g_object_unref);
}

static void
add_actions (ForeApplication *application)
{
  static const GActionEntry entries[] = {
    { "activate", activate, NULL, NULL, NULL },
    { "import", import_files, NULL, NULL, NULL },
    { "preferences", show_preferences, NULL, NULL, NULL },
    { "help", show_help, NULL, NULL, NULL },
    { "about", show_about, NULL, NULL, NULL },
    { "quit", quit, NULL, NULL, NULL },
  };
  static const struct {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "win.import", { "<Control>o" } },
    { "win.search", { "<Control>f" } },
    { "win.show-page::uploads", { "<Alt>1" } },
    { "win.show-page::invoices", { "<Alt>2" } },
    { "win.show-page::forecasts", { "<Alt>3" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "app.help", { "F1" } },
    { "window.close", { "<Control>w" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  fore_application_add_data_actions (application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
}

/* --- The life of the program --- */

static int
fore_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  ForeApplication *application = FORE_APPLICATION (app);
  g_autofree char *folder = NULL;

  if (g_variant_dict_contains (options, "version")) {
    g_print ("foretell %s\n", FORE_VERSION);
    return 0;
  }
  if (g_variant_dict_lookup (options, "data-dir", "^ay", &folder)) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (folder);
    g_autofree char *path = g_file_get_path (file);
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
    g_autofree char *id = g_strdup_printf ("%s.Data%.8s", FORE_APP_ID, hash);

    /* Each data folder has a program of its own that files are handed over to. */
    g_application_set_application_id (app, id);
    g_free (application->data_dir);
    application->data_dir = g_steal_pointer (&path);
    application->is_dir_given = TRUE;
  }
  return -1;
}

static void
show_category (ForeApplication *application, const char *category)
{
  ForeWindow *window = fore_application_get_window (application);

  fore_window_show_category (window, category);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_search (ForeApplication *application, const char *text)
{
  ForeWindow *window = fore_application_get_window (application);

  fore_window_search_categories (window, text);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
fore_application_dbus_register (GApplication *app,
                                GDBusConnection *connection,
                                const char *path,
                                GError **error)
{
  ForeApplication *application = FORE_APPLICATION (app);

  return G_APPLICATION_CLASS (fore_application_parent_class)
             ->dbus_register (app, connection, path, error) &&
         fore_search_provider_export (application->search_provider, connection, path, error);
}

static void
fore_application_dbus_unregister (GApplication *app, GDBusConnection *connection, const char *path)
{
  fore_search_provider_unexport (FORE_APPLICATION (app)->search_provider);
  G_APPLICATION_CLASS (fore_application_parent_class)->dbus_unregister (app, connection, path);
}

static void
fore_application_startup (GApplication *app)
{
  ForeApplication *application = FORE_APPLICATION (app);
  G_APPLICATION_CLASS (fore_application_parent_class)->startup (app);
  gtk_window_set_default_icon_name (FORE_APP_ID);
  application->settings = fore_settings_new ();
#if FORE_WITH_SERVER
  application->server = G_OBJECT (fore_local_server_new (application->settings));
#endif
  application->background = fore_background_new (app, application->settings);
  add_actions (application);
  /* Started by a search, it stays for the questions that follow at once. */
  if (g_application_get_flags (app) & G_APPLICATION_IS_SERVICE)
    g_application_set_inactivity_timeout (app, MILLISECONDS_WITHOUT_WINDOW);
  fore_application_open_data (application);
}

static void
fore_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (fore_application_get_window (FORE_APPLICATION (app))));
}

static void
fore_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  ForeWindow *window = fore_application_get_window (FORE_APPLICATION (app));

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  fore_window_import (window, G_LIST_MODEL (list));
  gtk_window_present (GTK_WINDOW (window));
}

static void
fore_application_shutdown (GApplication *app)
{
  ForeApplication *application = FORE_APPLICATION (app);

  fore_application_close_data (application);
  g_clear_object (&application->server);
  g_clear_object (&application->background);
  g_clear_object (&application->go_home);
  g_clear_object (&application->settings);
  G_APPLICATION_CLASS (fore_application_parent_class)->shutdown (app);
}

static void
fore_application_finalize (GObject *object)
{
  ForeApplication *application = FORE_APPLICATION (object);

  g_clear_object (&application->search_provider);
  g_free (application->data_dir);
  g_clear_error (&application->problem);
  G_OBJECT_CLASS (fore_application_parent_class)->finalize (object);
}

static void
fore_application_class_init (ForeApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fore_application_finalize;
  application_class->handle_local_options = fore_application_handle_local_options;
  application_class->dbus_register = fore_application_dbus_register;
  application_class->dbus_unregister = fore_application_dbus_unregister;
  application_class->startup = fore_application_startup;
  application_class->activate = fore_application_activate;
  application_class->open = fore_application_open;
  application_class->shutdown = fore_application_shutdown;
}

static void
fore_application_init (ForeApplication *application)
{
  static const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder with the data"), N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
    { NULL },
  };

  application->data_dir = fore_engine_default_data_dir ();
  application->search_provider = fore_search_provider_new ();
  g_signal_connect_object (application->search_provider, "show-category",
                           G_CALLBACK (show_category), application, G_CONNECT_SWAPPED);
  g_signal_connect_object (application->search_provider, "show-search", G_CALLBACK (show_search),
                           application, G_CONNECT_SWAPPED);
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (application), _ ("[FILE…]"));
}

/**
 * fore_application_new:
 *
 * Returns: (transfer full): the program
 */
ForeApplication *
fore_application_new (void)
{
  return g_object_new (FORE_TYPE_APPLICATION, "application-id", FORE_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/foretell/Foretell", NULL);
}

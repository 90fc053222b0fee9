/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which data the program works with: what is there at its start, another folder, or nothing any
 * more. Folders are opened, closed and erased on other threads; a window belongs to one folder
 * from its beginning to its end. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-application-private.h"
#include "fore-toolkit.h"
#if FORE_WITH_SERVER
#  include "fore-local-server.h"
#endif

/* What is to be done with a folder, and what came of it. */
typedef struct {
  char *data_dir;      /* (owned) */
  gboolean is_checked; /* whether it has to be there, as one that somebody has chosen */
  gboolean is_erased;  /* whether its data goes before it is opened */
  GError *problem;     /* (owned) (nullable): why it did not go */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->data_dir);
  g_clear_error (&opening->problem);
  g_free (opening);
}

static void
open_engine (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  ForeEngine *engine = NULL;
  GError *error = NULL;

  if (opening->is_erased)
    fore_engine_erase (opening->data_dir, &opening->problem);
  if (!opening->is_checked || fore_engine_check_data_dir (opening->data_dir, &error))
    engine = fore_engine_open (opening->data_dir, FORE_STORE_READ_WRITE, 0, &error);
  if (engine != NULL)
    g_task_return_pointer (task, engine, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
open_async (ForeApplication *application, Opening opening, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (application, NULL, callback, NULL);

  /* The program stays while it has no window. */
  g_application_hold (G_APPLICATION (application));
  g_task_set_task_data (task, g_memdup2 (&opening, sizeof opening), opening_free);
  g_task_run_in_thread (task, open_engine);
}

static gboolean
is_home (const char *data_dir)
{
  g_autofree char *home = fore_engine_default_data_dir ();

  return g_str_equal (data_dir, home);
}

/**
 * fore_application_connect_window:
 * @application: the program
 * @window: a window without an engine
 *
 * Gives it what there is.
 */
void
fore_application_connect_window (ForeApplication *application, ForeWindow *window)
{
  if (application->engine != NULL)
    fore_window_set_engine (window, application->engine);
  else if (application->problem != NULL)
    fore_window_set_error (window, application->problem);
}

/* Takes @engine, and @problem why there is none. */
static void
set_engine (ForeApplication *application, ForeEngine *engine, GError *problem)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  application->engine = engine;
  g_clear_error (&application->problem);
  application->problem = problem;
  g_simple_action_set_enabled (application->go_home, !is_home (application->data_dir));
  for (GList *link = windows; link != NULL; link = link->next) {
    if (FORE_IS_WINDOW (link->data))
      fore_application_connect_window (application, link->data);
  }
  fore_search_provider_set_engine (application->search_provider, engine);
  if (engine == NULL)
    return;
  fore_engine_start (engine);
#if FORE_WITH_SERVER
  fore_local_server_set_engine (FORE_LOCAL_SERVER (application->server), engine);
#endif
}

static void
stop_answers (ForeApplication *application)
{
  fore_search_provider_set_engine (application->search_provider, NULL);
#if FORE_WITH_SERVER
  if (application->server != NULL)
    fore_local_server_set_engine (FORE_LOCAL_SERVER (application->server), NULL);
#endif
}

/* Takes leave of the data: its windows close, and remember where they were. Returns the engine. */
static ForeEngine *
take_engine (ForeApplication *application)
{
  stop_answers (application);
  fore_application_close_windows ();
  return g_steal_pointer (&application->engine);
}

/* --- At the start and the end --- */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (source);
  GError *problem = NULL;
  ForeEngine *engine = g_task_propagate_pointer (G_TASK (result), &problem);

  set_engine (application, engine, problem);
  g_application_release (G_APPLICATION (application));
}

/**
 * fore_application_open_data:
 * @application: the program, whose settings are there
 *
 * Opens the folder that was given, or is remembered, or the usual one.
 */
void
fore_application_open_data (ForeApplication *application)
{
  g_autofree char *remembered = g_settings_get_string (application->settings, "data-folder");

  if (!application->is_dir_given && *remembered != '\0') {
    g_free (application->data_dir);
    application->data_dir = g_steal_pointer (&remembered);
  }
  /* An empty store in place of a disk that is not connected would look like a loss. */
  open_async (
      application,
      (Opening){ .data_dir = g_strdup (application->data_dir),
                 .is_checked = !application->is_dir_given && !is_home (application->data_dir) },
      on_opened);
}

/**
 * fore_application_close_data:
 * @application: the program, on its end
 */
void
fore_application_close_data (ForeApplication *application)
{
  stop_answers (application);
  if (application->engine != NULL)
    fore_engine_close (application->engine);
  g_clear_object (&application->engine);
}

/* --- Another folder --- */

static void
remember_folder (ForeApplication *application, const char *data_dir)
{
  g_free (application->data_dir);
  application->data_dir = g_strdup (data_dir);
  if (!application->is_dir_given)
    g_settings_set_string (application->settings, "data-folder",
                           is_home (data_dir) ? "" : data_dir);
}

static void
on_other_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (source);
  const Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) problem = NULL;
  ForeEngine *engine = g_task_propagate_pointer (G_TASK (result), &problem);

  if (engine == NULL) {
    fore_toolkit_tell (gtk_application_get_active_window (GTK_APPLICATION (application)),
                       _ ("The Folder Cannot Be Opened"), problem->message);
  } else {
    g_autoptr (ForeEngine) former = take_engine (application);
    g_autofree char *name = g_filename_display_name (opening->data_dir);
    /* Translators: a folder */
    g_autofree char *text = g_strdup_printf (_ ("Now showing the data in “%s”"), name);

    remember_folder (application, opening->data_dir);
    set_engine (application, engine, NULL);
    fore_window_toast (fore_application_get_window (application), text);
    gtk_window_present (GTK_WINDOW (fore_application_get_window (application)));
    if (former != NULL)
      fore_engine_close_async (former, NULL, NULL);
  }
  g_application_release (G_APPLICATION (application));
}

/* What is open stays so until the other folder is. */
static void
turn_to (ForeApplication *application, const char *data_dir, gboolean is_checked)
{
  if (application->engine != NULL && g_str_equal (data_dir, application->data_dir))
    return;
  open_async (application, (Opening){ .data_dir = g_strdup (data_dir), .is_checked = is_checked },
              on_other_opened);
}

static void
on_folder_chosen (GFile *folder, gpointer object)
{
  g_autofree char *path = g_file_get_path (folder);

  if (path != NULL)
    turn_to (FORE_APPLICATION (object), path, TRUE);
}

static void
choose_data (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (data);

  fore_toolkit_choose_folder (gtk_application_get_active_window (GTK_APPLICATION (application)),
                              _ ("Open Other Data"), _ ("_Open"), on_folder_chosen, application);
}

static void
go_home (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *home = fore_engine_default_data_dir ();

  turn_to (FORE_APPLICATION (data), home, FALSE);
}

/* --- Nothing any more --- */

static void
on_erased (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (source);
  ForeWindow *window = fore_application_get_window (application);
  const Opening *opening = g_task_get_task_data (G_TASK (result));
  GError *problem = NULL;
  ForeEngine *engine = g_task_propagate_pointer (G_TASK (result), &problem);

  set_engine (application, engine, problem);
  if (opening->problem != NULL)
    fore_toolkit_tell (GTK_WINDOW (window), _ ("Nothing Has Been Erased"),
                       opening->problem->message);
  else
    fore_window_toast (window, _ ("All data has been erased"));
  g_application_release (G_APPLICATION (application));
}

static void
on_closed_to_erase (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (data);

  open_async (application,
              (Opening){ .data_dir = g_strdup (application->data_dir), .is_erased = TRUE },
              on_erased);
  g_application_release (G_APPLICATION (application));
}

static gboolean
erase (gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (data);
  g_autoptr (ForeEngine) engine = NULL;

  if (application->engine == NULL)
    return G_SOURCE_REMOVE;
  g_application_hold (G_APPLICATION (application));
  engine = take_engine (application);
  gtk_window_present (GTK_WINDOW (fore_application_get_window (application)));
  fore_engine_close_async (engine, on_closed_to_erase, application);
  return G_SOURCE_REMOVE;
}

/* Not before the question, which is closing, has gone. */
static void
erase_later (gpointer object)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, erase, g_object_ref (object), g_object_unref);
}

static void
ask_to_erase (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ForeApplication *application = FORE_APPLICATION (data);
  g_autofree char *name = g_filename_display_name (application->data_dir);
  g_autofree char *body = g_strdup_printf (
      /* Translators: a folder */
      _ ("All sales, forecasts and copies of imported files in “%s” will be gone for good. The "
         "files that you have imported stay where they are."),
      name);

  fore_toolkit_confirm_typed (gtk_application_get_active_window (GTK_APPLICATION (application)),
                              _ ("Erase All Data?"), body,
                              /* Translators: has to be typed before all data is erased */
                              C_ ("confirmation", "erase"), _ ("_Erase"), erase_later, application);
}

/**
 * fore_application_add_data_actions:
 * @application: the program
 */
void
fore_application_add_data_actions (ForeApplication *application)
{
  static const GActionEntry entries[] = {
    { "open-data", choose_data, NULL, NULL, NULL },
    { "open-usual-data", go_home, NULL, NULL, NULL },
    { "erase-data", ask_to_erase, NULL, NULL, NULL },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  application->go_home = G_SIMPLE_ACTION (
      g_object_ref (g_action_map_lookup_action (G_ACTION_MAP (application), "open-usual-data")));
  g_simple_action_set_enabled (application->go_home, FALSE);
}

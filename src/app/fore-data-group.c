/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-backup.h"
#include "fore-data-group.h"
#include "fore-toolkit.h"
#include "fore-window.h"

/* How often the bar moves. */
#define MILLISECONDS_PER_STEP 100

/* How long it stays what came of something that took a while. */
#define SECONDS_TO_READ 10

struct _ForeDataGroup {
  AdwPreferencesGroup parent_instance;

  ForeEngine *engine; /* (owned) (nullable): when the data could be opened */
  char *data_dir;     /* (owned) */
  ForeBackup *backup; /* (owned) (nullable): the one that is being made */
  guint tick;         /* moves the bar meanwhile, or 0 */

  AdwActionRow *folder_row;
  AdwActionRow *usual_row;
  GtkWidget *backup_row;
  GtkStack *backup_stack;
  GtkProgressBar *backup_bar;
  GtkWidget *forget_row;
  GtkWidget *erase_row;
};

G_DEFINE_FINAL_TYPE (ForeDataGroup, fore_data_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWindow *
get_dialog (ForeDataGroup *group)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (group)));
}

static void
show_toast (ForeDataGroup *group, const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_timeout (toast, SECONDS_TO_READ);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (get_dialog (group)), toast);
}

static void
on_open_folder (ForeDataGroup *group)
{
  fore_toolkit_open_folder (get_dialog (group), group->data_dir);
}

/* --- Backup --- */

static gboolean
move_bar (gpointer data)
{
  ForeDataGroup *group = FORE_DATA_GROUP (data);

  gtk_progress_bar_set_fraction (group->backup_bar, fore_backup_get_fraction (group->backup));
  return G_SOURCE_CONTINUE;
}

static void
end_backup (ForeDataGroup *group)
{
  g_clear_handle_id (&group->tick, g_source_remove);
  g_clear_object (&group->backup);
  gtk_stack_set_visible_child_name (group->backup_stack, "idle");
}

/* Where it is told depends on whether the preferences have been closed meanwhile. */
typedef struct {
  ForeDataGroup *group; /* (owned) */
  ForeWindow *window;   /* (owned) */
} Asker;

static void
tell (const Asker *asker, const char *text)
{
  if (gtk_widget_get_root (GTK_WIDGET (asker->group)) != NULL)
    show_toast (asker->group, text);
  else
    fore_window_toast (asker->window, text);
}

static void
on_backed_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asker *asker = data;
  g_autoptr (ForeDataGroup) group = asker->group;
  g_autoptr (ForeWindow) window = asker->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fore_backup_run_finish (FORE_BACKUP (source), result, &error);

  if (path != NULL) {
    g_autofree char *name = g_filename_display_basename (path);
    /* Translators: the folder that a copy of all data has been made in */
    g_autofree char *text = g_strdup_printf (_ ("Backed up to “%s”"), name);

    tell (asker, text);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell (asker, error->message);
  }
  if (group->backup != NULL)
    end_backup (group);
}

static void
on_backup_folder (GFile *folder, gpointer object)
{
  ForeDataGroup *group = FORE_DATA_GROUP (object);
  g_autofree char *path = g_file_get_path (folder);
  GtkWindow *dialog = get_dialog (group);
  Asker *asker;

  if (path == NULL || dialog == NULL || group->backup != NULL)
    return;
  asker = g_new (Asker, 1);
  asker->group = g_object_ref (group);
  asker->window = g_object_ref (FORE_WINDOW (gtk_window_get_transient_for (dialog)));
  group->backup = fore_backup_new (group->engine);
  group->tick = g_timeout_add (MILLISECONDS_PER_STEP, move_bar, group);
  gtk_progress_bar_set_fraction (group->backup_bar, 0);
  gtk_stack_set_visible_child_name (group->backup_stack, "busy");
  fore_backup_run_async (group->backup, path, on_backed_up, asker);
}

static void
on_back_up (ForeDataGroup *group)
{
  fore_toolkit_choose_folder (get_dialog (group), _ ("Back Up To"), _ ("_Back Up"),
                              on_backup_folder, group);
}

static void
on_cancel (ForeDataGroup *group)
{
  if (group->backup != NULL)
    fore_backup_cancel (group->backup);
}

/* --- What is remembered of files --- */

static void
forget (GTask *task, gpointer source, gpointer engine, GCancellable *cancellable)
{
  GError *error = NULL;

  if (fore_engine_forget_header (engine, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  ForeDataGroup *group = FORE_DATA_GROUP (source);
  g_autoptr (GError) error = NULL;
  gboolean is_forgotten = g_task_propagate_boolean (G_TASK (result), &error);

  if (get_dialog (group) != NULL)
    show_toast (group, is_forgotten ? _ ("The next file of each kind is asked about again")
                                    : error->message);
}

static void
on_forget (ForeDataGroup *group)
{
  g_autoptr (GTask) task = g_task_new (group, NULL, on_forgotten, NULL);

  g_task_set_task_data (task, g_object_ref (group->engine), g_object_unref);
  fore_engine_run_async (group->engine, task, forget);
}

/* --- The widget --- */

static void
fore_data_group_dispose (GObject *object)
{
  ForeDataGroup *group = FORE_DATA_GROUP (object);

  g_clear_handle_id (&group->tick, g_source_remove);
  g_clear_object (&group->backup);
  g_clear_object (&group->engine);
  g_clear_pointer (&group->data_dir, g_free);
  G_OBJECT_CLASS (fore_data_group_parent_class)->dispose (object);
}

static void
fore_data_group_class_init (ForeDataGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fore_data_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foretell/Foretell/fore-data-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, usual_row);
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, backup_row);
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, backup_stack);
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, backup_bar);
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, forget_row);
  gtk_widget_class_bind_template_child (widget_class, ForeDataGroup, erase_row);
  gtk_widget_class_bind_template_callback (widget_class, on_open_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_back_up);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_forget);
}

static void
fore_data_group_init (ForeDataGroup *group)
{
  gtk_widget_init_template (GTK_WIDGET (group));
}

/**
 * fore_data_group_set_data:
 * @group: the group
 * @engine: (nullable): the data, when it could be opened
 * @data_dir: where it is
 *
 * Connects the group. Called once.
 */
void
fore_data_group_set_data (ForeDataGroup *group, ForeEngine *engine, const char *data_dir)
{
  g_autofree char *name = g_filename_display_name (data_dir);
  g_autofree char *usual = fore_engine_default_data_dir ();
  g_autofree char *usual_name = g_filename_display_name (usual);

  g_set_object (&group->engine, engine);
  group->data_dir = g_strdup (data_dir);
  adw_action_row_set_subtitle (group->folder_row, name);
  adw_action_row_set_subtitle (group->usual_row, usual_name);
  gtk_widget_set_visible (GTK_WIDGET (group->usual_row), !g_str_equal (data_dir, usual));
  gtk_widget_set_sensitive (group->backup_row, engine != NULL);
  gtk_widget_set_sensitive (group->forget_row, engine != NULL);
  gtk_widget_set_sensitive (group->erase_row, engine != NULL);
}

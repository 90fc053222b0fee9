/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-backup.h"

struct _ForeBackup {
  GObject parent_instance;

  ForeEngine *engine;        /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gint permille;             /* (atomic): how far it is */
};

G_DEFINE_FINAL_TYPE (ForeBackup, fore_backup, G_TYPE_OBJECT)

static void
fore_backup_finalize (GObject *object)
{
  ForeBackup *backup = FORE_BACKUP (object);

  g_object_unref (backup->engine);
  g_object_unref (backup->cancellable);
  G_OBJECT_CLASS (fore_backup_parent_class)->finalize (object);
}

static void
fore_backup_class_init (ForeBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fore_backup_finalize;
}

static void
fore_backup_init (ForeBackup *backup)
{
  backup->cancellable = g_cancellable_new ();
}

/**
 * fore_backup_new:
 * @engine: where the data is
 *
 * Returns: (transfer full): a copy that has not begun
 */
ForeBackup *
fore_backup_new (ForeEngine *engine)
{
  ForeBackup *backup = g_object_new (FORE_TYPE_BACKUP, NULL);

  backup->engine = g_object_ref (engine);
  return backup;
}

static void
report (double fraction, const char *what, gpointer data)
{
  g_atomic_int_set (&FORE_BACKUP (data)->permille, (gint) (1000 * fraction));
}

static void
run (GTask *task, gpointer source, gpointer folder, GCancellable *cancellable)
{
  ForeBackup *backup = source;
  const ForeProgress progress = { report, backup };
  GError *error = NULL;
  char *path = fore_engine_back_up (backup->engine, folder, &progress, cancellable, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * fore_backup_run_async:
 * @backup: a copy; it is made once
 * @folder: where it goes to
 * @callback: called at its end
 * @data: its user data
 *
 * Makes the copy.
 */
void
fore_backup_run_async (ForeBackup *backup,
                       const char *folder,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (backup, backup->cancellable, callback, data);

  /* What is there is told, even if it was cancelled too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  fore_engine_run_async (backup->engine, task, run);
}

/**
 * fore_backup_run_finish:
 * @backup: a copy
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the folder that it is in
 */
char *
fore_backup_run_finish (ForeBackup *backup, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * fore_backup_get_fraction:
 * @backup: a copy
 *
 * Returns: how far it is, from 0 to 1
 */
double
fore_backup_get_fraction (ForeBackup *backup)
{
  return g_atomic_int_get (&backup->permille) / 1000.0;
}

/**
 * fore_backup_cancel:
 * @backup: a copy
 *
 * Gives it up; nothing of it stays.
 */
void
fore_backup_cancel (ForeBackup *backup)
{
  g_cancellable_cancel (backup->cancellable);
}

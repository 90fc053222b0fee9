/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-engine-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "fore-error.h"
#include "fore-intake.h"

/* --- A copy of everything --- */

/*
 * @folder: (owned): where the copy is made; it gets its name when it is whole
 * @uploads: (owned) (element-type ForeUpload): whose stored copies belong to it
 * @n_bytes: of all there is to copy, as far as is known
 * @n_copied: of them
 * @n_now: of the file at hand
 * @cancellable: (owned): cancelled, too, when the engine is to be closed
 */
typedef struct {
  ForeEngine *engine;
  char *folder;
  char *store_path;
  char *uploads_dir;
  GPtrArray *uploads;
  goffset n_bytes;
  goffset n_copied;
  goffset n_now;
  const ForeProgress *progress;
  GCancellable *cancellable;
} Copy;

static void
copy_clear (Copy *copy)
{
  g_free (copy->folder);
  g_free (copy->store_path);
  g_free (copy->uploads_dir);
  g_clear_pointer (&copy->uploads, g_ptr_array_unref);
  g_object_unref (copy->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static goffset
size_of (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

static void
report (double fraction, const char *what, gpointer data)
{
  const Copy *copy = data;
  double n_done = (double) copy->n_copied + fraction * (double) copy->n_now;

  if (fore_engine_is_stopping (copy->engine))
    g_cancellable_cancel (copy->cancellable);
  fore_progress_report (copy->progress, MIN (n_done / (double) MAX (copy->n_bytes, 1), 1.0), what);
}

static void
on_file_progress (goffset n_done, goffset n_all, gpointer data)
{
  report (n_all > 0 ? (double) n_done / (double) n_all : 0.0, _ ("Copying the files"), data);
}

static gboolean
make_folder (const char *path, GError **error)
{
  return fore_engine_check_folder_made (g_mkdir (path, 0700), path, error);
}

static gboolean
copy_store (Copy *copy, GError **error)
{
  g_autofree char *original = g_build_filename (copy->engine->uploads_dir, "..",
                                                FORE_STORE_FILENAME, NULL);
  const ForeProgress progress = { report, copy };

  copy->n_bytes = copy->n_now = size_of (original);
  for (guint i = 0; i < copy->uploads->len; i++) {
    g_autofree char *path = fore_engine_stored_path (copy->engine, copy->uploads->pdata[i]);

    copy->n_bytes += size_of (path);
  }
  if (!fore_store_back_up (copy->engine->store, copy->store_path, &progress, copy->cancellable,
                           error))
    return FALSE;
  copy->n_copied = copy->n_now;

  return TRUE;
}

/* The copy knows which files belong to it. One whose upload has been taken back since is not
 * there any more, nor would it be wanted. */
static gboolean
load_uploads (Copy *copy, GError **error)
{
  g_autoptr (ForeStore) store = fore_store_open (copy->store_path, FORE_STORE_READ_ONLY, error);

  if (store == NULL)
    return FALSE;
  g_clear_pointer (&copy->uploads, g_ptr_array_unref);
  copy->uploads = fore_store_list_uploads (store, error);

  return copy->uploads != NULL;
}

static gboolean
copy_file (Copy *copy, const ForeUpload *upload, GError **error)
{
  g_autofree char *path = fore_engine_stored_path (copy->engine, upload);
  g_autofree char *target = g_build_filename (copy->uploads_dir, upload->stored_filename, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (target);
  g_autoptr (GError) reason = NULL;

  copy->n_now = size_of (path);
  if (!g_file_copy (from, to, G_FILE_COPY_NONE, copy->cancellable, on_file_progress, copy,
                    &reason) &&
      !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  copy->n_copied += copy->n_now;

  return TRUE;
}

static gboolean
copy_files (Copy *copy, GError **error)
{
  for (guint i = 0; i < copy->uploads->len; i++) {
    if (!copy_file (copy, copy->uploads->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

/* Has the disk take all of it before anybody relies on it. */
static void
write_out (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  syncfs (fd);
  close (fd);
}

static gboolean
give_name (const char *folder, const char *name, GError **error)
{
  write_out (folder);
  return fore_engine_check_folder_made (g_rename (folder, name), name, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_unlink (child) != 0)
      remove_folder (child);
  }
  g_rmdir (path);
}

/**
 * fore_engine_back_up:
 * @engine: an engine
 * @folder: where the copy goes to, a folder that is there
 * @progress: (nullable): told on this thread how far it is
 * @cancellable: (nullable): asked all along
 * @error: of GIO or the store
 *
 * Copies the data as it is at one moment, with the files that came in, to a new folder with the
 * time in its name, while work goes on. It is a data folder that can be opened. When it fails
 * nothing is left of it.
 *
 * Returns: (transfer full) (nullable): the new folder
 */
char *
fore_engine_back_up (ForeEngine *engine,
                     const char *folder,
                     const ForeProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "foretell-%Y-%m-%d-%H%M%S");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (Copy) copy = { .engine = engine, .progress = progress };

  copy.cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  copy.folder = g_strconcat (path, ".part", NULL);
  copy.store_path = g_build_filename (copy.folder, FORE_STORE_FILENAME, NULL);
  copy.uploads_dir = g_build_filename (copy.folder, FORE_UPLOADS_DIRNAME, NULL);
  copy.uploads = fore_store_list_uploads (engine->store, error);
  if (copy.uploads == NULL || !make_folder (copy.folder, error))
    return NULL;
  if (make_folder (copy.uploads_dir, error) && copy_store (&copy, error) &&
      load_uploads (&copy, error) && copy_files (&copy, error) &&
      give_name (copy.folder, path, error))
    return g_steal_pointer (&path);
  remove_folder (copy.folder);

  return NULL;
}

/* --- Other folders --- */

/**
 * fore_engine_check_data_dir:
 * @path: a folder that somebody has chosen
 * @error: %FORE_ERROR_NOT_FOUND when it is not there, %FORE_ERROR_INVALID_ARGUMENT when it holds
 *   something else; of GIO
 *
 * Nobody wants a store in the middle of his documents, nor an empty one in place of a disk that
 * is not connected.
 *
 * Returns: whether it holds data, or nothing at all
 */
gboolean
fore_engine_check_data_dir (const char *path, GError **error)
{
  g_autofree char *store_path = g_build_filename (path, FORE_STORE_FILENAME, NULL);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GDir) dir = NULL;

  if (g_file_test (store_path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND,
                 _ ("The folder “%s” is not there. Is it on a disk that is not connected?"), name);
    return FALSE;
  }
  dir = g_dir_open (path, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) != NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("The folder “%s” holds no data of Foretell. Choose one that does, or an empty "
                    "one to begin anew."),
                 name);
    return FALSE;
  }

  return TRUE;
}

static gboolean
is_unknown (const char *stored_filename, gpointer data)
{
  return FALSE;
}

/**
 * fore_engine_erase:
 * @data_dir: a data folder that this process has not open
 * @error: %FORE_ERROR_BUSY while another program has; of the store
 *
 * Removes all sales, forecasts and files. They are gone together: the files are of no use without
 * the store, and those that are left by an accident go the next time that the folder is opened.
 *
 * Returns: whether they are gone
 */
gboolean
fore_engine_erase (const char *data_dir, GError **error)
{
  g_autofree char *store_path = g_build_filename (data_dir, FORE_STORE_FILENAME, NULL);
  g_autofree char *uploads_dir = g_build_filename (data_dir, FORE_UPLOADS_DIRNAME, NULL);

  if (!fore_store_erase (store_path, error))
    return FALSE;
  fore_intake_sweep (uploads_dir, is_unknown, NULL);

  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-intake.h"

#include "fore-file-mark.h"
#include "fore-intake-names.h"
#include "fore-timestamp.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART_PREFIX ".part-"
#define BUFFER_SIZE ((gsize) 256 * 1024)

/* Tries at a name for a part file; only a sweep that is faster than us makes one fail. */
#define N_TRIES 100

static void
set_write_error (GError **error, const char *path)
{
  int saved_errno = errno;
  gint code = (gint) g_io_error_from_errno (saved_errno);
  g_autofree char *name = g_filename_display_name (path);

  switch (saved_errno) {
  case ENOSPC:
  case EDQUOT:
    g_set_error (error, G_IO_ERROR, code,
                 _ ("The disk is full, so that “%s” cannot be written. Make room on it and try "
                    "again."),
                 name);
    return;
  case EACCES:
  case EPERM:
  case EROFS:
    g_set_error (error, G_IO_ERROR, code,
                 _ ("“%s” cannot be written: %s. Check the permissions of its folder, or choose "
                    "another data folder."),
                 name, g_strerror (saved_errno));
    return;
  default:
    g_set_error (error, G_IO_ERROR, code, _ ("“%s” cannot be written: %s."), name,
                 g_strerror (saved_errno));
  }
}

/* Whether the file of @fd still has a name: between open() and flock() a sweep may take it. */
static gboolean
has_name (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && status.st_nlink > 0;
}

/* Creates an empty file with a name of its own and locks it for as long as it is open. */
static int
open_part (const char *uploads_dir, char **path, GError **error)
{
  for (int i = 0; i < N_TRIES; i++) {
    g_autofree char *name = g_strdup_printf (PART_PREFIX "%ld-%08x", (long) getpid (),
                                             g_random_int ());
    g_autofree char *part = g_build_filename (uploads_dir, name, NULL);
    int fd = open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0 && errno != EEXIST) {
      set_write_error (error, part);
      return -1;
    }
    if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 && has_name (fd)) {
      *path = g_steal_pointer (&part);
      return fd;
    }
    if (fd >= 0)
      close (fd);
  }
  errno = EBUSY;
  set_write_error (error, uploads_dir);

  return -1;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
  while (length > 0) {
    gssize n = write (fd, bytes, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    bytes += n;
    length -= (gsize) n;
  }

  return TRUE;
}

static char *
end_hash (struct sha256_ctx *hash)
{
  guint8 digest[SHA256_DIGEST_SIZE];
  GString *text = g_string_new (NULL);

  sha256_digest (hash, sizeof digest, digest);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (text, "%02x", digest[i]);

  return g_string_free (text, FALSE);
}

/* Copies @input to the part file and gives its hash. nettle's is five times as fast as GLib's, a
 * tenth of an import. */
static gboolean
copy_and_hash (ForeIntake *intake,
               GInputStream *input,
               const char *filename,
               gint64 size_hint,
               const ForeProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  ForeFileMark before = fore_file_mark_of_stream (input), after;
  struct sha256_ctx hash;
  gssize n;

  sha256_init (&hash);
  while ((n = g_input_stream_read (input, buffer, BUFFER_SIZE, cancellable, error)) > 0) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE; /* streams in memory do not ask */
    sha256_update (&hash, (size_t) n, buffer);
    if (!write_all (intake->lock_fd, buffer, (gsize) n)) {
      set_write_error (error, intake->part_path);
      return FALSE;
    }
    intake->n_bytes += (guint64) n;
    fore_progress_report (
        progress, size_hint > 0 ? MIN (1.0, (double) intake->n_bytes / (double) size_hint) : -1.0,
        _ ("Copying the file"));
  }
  if (n < 0)
    return FALSE;
  after = fore_file_mark_of_stream (input);
  if (!fore_file_mark_check (&before, &after, filename, error))
    return FALSE;
  if (fsync (intake->lock_fd) != 0) {
    set_write_error (error, intake->part_path);
    return FALSE;
  }
  intake->file_hash = end_hash (&hash);

  return TRUE;
}

/**
 * fore_intake_open:
 * @file: a file of a person
 * @cancellable: (nullable): a cancellable
 * @error: of GIO; %G_IO_ERROR_NOT_REGULAR_FILE for what need not have an end
 *
 * Opens a file to be read. A pipe or a device is not opened: one would wait for its writer for
 * ever, and the other may have no end.
 *
 * Returns: (transfer full): its bytes
 */
GFileInputStream *
fore_intake_open (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL) {
    g_autofree char *name = g_file_get_parse_name (file);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 _ ("“%s” is a pipe or a device and not a file."), name);
    return NULL;
  }

  return g_file_read (file, cancellable, error);
}

/**
 * fore_intake_copy:
 * @input: the bytes of a file
 * @filename: as the person or the client calls it, perhaps a path, in any encoding
 * @uploads_dir: the folder of the stored copies; made when it is not there
 * @size_hint: how many bytes to expect, or -1
 * @progress: (nullable): where to tell how far it is
 * @cancellable: (nullable): asked between pieces
 * @error: of GIO; %FORE_ERROR_FAILED when somebody has changed the file meanwhile
 *
 * Copies a file to where a crash cannot hurt it, hashes it on the way and finds its names.
 *
 * Returns: (transfer full): the intake, or %NULL, and then no file is left
 */
ForeIntake *
fore_intake_copy (GInputStream *input,
                  const char *filename,
                  const char *uploads_dir,
                  gint64 size_hint,
                  const ForeProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (ForeIntake) intake = g_new0 (ForeIntake, 1);
  g_autofree char *stem = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (input) && filename != NULL, NULL);

  intake->lock_fd = -1;
  if (g_mkdir_with_parents (uploads_dir, 0700) != 0) {
    set_write_error (error, uploads_dir);
    return NULL;
  }
  intake->lock_fd = open_part (uploads_dir, &intake->part_path, error);
  if (intake->lock_fd < 0 ||
      !copy_and_hash (intake, input, filename, size_hint, progress, cancellable, error))
    return NULL;

  intake->uploaded_at = fore_timestamp_now ();
  intake->original_filename = fore_intake_original_name (filename);
  stem = fore_intake_stem (intake->original_filename);
  intake->batch = fore_intake_batch_name (stem, intake->uploaded_at, intake->file_hash);
  intake->stored_filename = fore_intake_stored_name (stem, intake->uploaded_at, intake->file_hash);

  return g_steal_pointer (&intake);
}

/**
 * fore_intake_hash:
 * @path: a file
 * @cancellable: (nullable): asked between pieces
 * @error: of GIO
 *
 * Returns: (transfer full) (nullable): the SHA-256 of the file, as fore_intake_copy() gives it
 */
char *
fore_intake_hash (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) input = g_file_read (file, cancellable, error);
  struct sha256_ctx hash;
  gssize n = -1;

  sha256_init (&hash);
  while (input != NULL && (n = g_input_stream_read (G_INPUT_STREAM (input), buffer, BUFFER_SIZE,
                                                    cancellable, error)) > 0)
    sha256_update (&hash, (size_t) n, buffer);

  return n == 0 ? end_hash (&hash) : NULL;
}

/* A new name in a folder lasts once the folder is on disk. */
static gboolean
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  errno = saved_errno;

  return is_synced;
}

/**
 * fore_intake_place:
 * @intake: a copied file
 * @uploads_dir: the folder it was copied to
 * @error: of GIO
 *
 * Gives the copy its stored name, for good. The lock stays until fore_intake_discard(), so
 * that a sweep leaves the copy alone until the store knows of it.
 *
 * Returns: whether it is there
 */
gboolean
fore_intake_place (ForeIntake *intake, const char *uploads_dir, GError **error)
{
  g_autofree char *path = g_build_filename (uploads_dir, intake->stored_filename, NULL);

  g_return_val_if_fail (intake->part_path != NULL, FALSE);

  if (g_rename (intake->part_path, path) != 0) {
    set_write_error (error, path);
    return FALSE;
  }
  g_clear_pointer (&intake->part_path, g_free);
  if (!sync_folder (uploads_dir)) {
    set_write_error (error, uploads_dir);
    return FALSE;
  }

  return TRUE;
}

/**
 * fore_intake_discard:
 * @intake: (transfer full) (nullable): an intake
 *
 * Frees an intake. A copy that was not placed is removed.
 */
void
fore_intake_discard (ForeIntake *intake)
{
  if (intake == NULL)
    return;
  if (intake->part_path != NULL)
    g_unlink (intake->part_path);
  if (intake->lock_fd >= 0)
    close (intake->lock_fd);
  g_free (intake->part_path);
  g_free (intake->file_hash);
  g_free (intake->batch);
  g_free (intake->stored_filename);
  g_free (intake->original_filename);
  g_free (intake);
}

/* Removes @path when it belongs to no living process and to no upload. The lock comes first:
 * once it is ours, whoever held it has told the store, or never will. */
static gboolean
remove_if_abandoned (const char *path, const char *name, ForeIntakeIsKnown is_known, gpointer data)
{
  gboolean is_part = g_str_has_prefix (name, PART_PREFIX);
  gboolean is_removed = FALSE;
  struct stat status;
  int fd;

  if (!is_part && is_known == NULL)
    return FALSE;
  fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0)
    return FALSE;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && flock (fd, LOCK_EX | LOCK_NB) == 0 &&
      (is_part || !is_known (name, data)))
    is_removed = g_unlink (path) == 0;
  close (fd);

  return is_removed;
}

/**
 * fore_intake_sweep:
 * @uploads_dir: the folder of the stored copies
 * @is_known: (nullable) (scope call): tells which stored copies have an upload; without it
 *   only part files are looked at
 * @data: for @is_known
 *
 * Removes what processes that died have left behind. What a living process is about to make
 * an upload of is locked and stays.
 *
 * Returns: how many files were removed
 */
guint
fore_intake_sweep (const char *uploads_dir, ForeIntakeIsKnown is_known, gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (uploads_dir, 0, NULL);
  const char *name;
  guint n_removed = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (uploads_dir, name, NULL);

    n_removed += remove_if_abandoned (path, name, is_known, data);
  }

  return n_removed;
}

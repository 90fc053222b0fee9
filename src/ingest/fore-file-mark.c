/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-file-mark.h"

#include "fore-error.h"

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>

static ForeFileMark
mark_of (const struct stat *status)
{
  return (ForeFileMark){
    .device = status->st_dev,
    .inode = status->st_ino,
    .size = status->st_size,
    .modified_at = (gint64) status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec,
  };
}

/**
 * fore_file_mark_of_path:
 * @path: a file
 *
 * Returns: its mark, all 0 when there is no such file
 */
ForeFileMark
fore_file_mark_of_path (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 ? mark_of (&status) : (ForeFileMark){ 0 };
}

/**
 * fore_file_mark_of_stream:
 * @stream: bytes, perhaps of a file
 *
 * Returns: the mark of the file, all 0 when it is none
 */
ForeFileMark
fore_file_mark_of_stream (GInputStream *stream)
{
  struct stat status;

  if (!G_IS_FILE_DESCRIPTOR_BASED (stream) ||
      fstat (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)), &status) != 0 ||
      !S_ISREG (status.st_mode))
    return (ForeFileMark){ 0 };

  return mark_of (&status);
}

/**
 * fore_file_mark_check:
 * @before: the mark of a file before it was read
 * @after: its mark afterwards
 * @name: what it is called
 * @error: %FORE_ERROR_FAILED when they differ
 *
 * Returns: whether what was read is the file as it is
 */
gboolean
fore_file_mark_check (const ForeFileMark *before,
                      const ForeFileMark *after,
                      const char *name,
                      GError **error)
{
  g_autofree char *shown = NULL;

  if (before->device == after->device && before->inode == after->inode &&
      before->size == after->size && before->modified_at == after->modified_at)
    return TRUE;
  shown = g_filename_display_name (name);
  g_set_error (error, FORE_ERROR, FORE_ERROR_FAILED,
               _ ("“%s” has changed while it was read. Give it again when no other program writes "
                  "to it any more."),
               shown);

  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-nameless-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Where rows are put aside that are too many for the memory: a file that is gone when it is
 * closed, however that comes about. */

static gboolean
fail_writing (int number, GError **error)
{
  gint code = (gint) g_io_error_from_errno (number);

  if (number == ENOSPC || number == EDQUOT)
    g_set_error_literal (error, G_IO_ERROR, code,
                         _ ("The disk is full, so that rows cannot be put aside for sorting. Make "
                            "room on it and try again."));
  else
    g_set_error (error, G_IO_ERROR, code, _ ("Rows cannot be put aside for sorting: %s."),
                 g_strerror (number));
  return FALSE;
}

/**
 * fore_nameless_file_open:
 * @folder: on the disk that it shall take the room of
 * @error: of GIO
 *
 * Where a file cannot be made without a name, it has one that begins with ".part-", for a
 * moment.
 *
 * Returns: its descriptor, to be closed; -1 for none
 */
int
fore_nameless_file_open (const char *folder, GError **error)
{
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_autofree char *path = NULL;

  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    path = g_build_filename (folder, ".part-rows-XXXXXX", NULL);
    fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
      g_unlink (path);
  }
  if (fd < 0)
    fail_writing (errno, error);

  return fd;
}

/**
 * fore_nameless_file_read:
 * @fd: the file
 * @offset: where to begin
 * @bytes: (out caller-allocates) (array length=length): what is there
 * @length: how many bytes
 * @error: of GIO
 *
 * Returns: whether all of them could be read
 */
gboolean
fore_nameless_file_read (int fd, goffset offset, void *bytes, gsize length, GError **error)
{
  char *place = bytes;

  while (length > 0) {
    gssize n = pread (fd, place, length, offset);
    int number = n == 0 ? EIO : errno;

    if (n < 0 && number == EINTR)
      continue;
    if (n <= 0) {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (number),
                   _ ("Sorted rows cannot be read back: %s."), g_strerror (number));
      return FALSE;
    }
    place += n;
    offset += n;
    length -= (gsize) n;
  }

  return TRUE;
}

/**
 * fore_nameless_file_write:
 * @fd: the file
 * @offset: where to begin
 * @bytes: (array length=length): what to put there
 * @length: how many bytes
 * @error: of GIO
 *
 * Returns: whether all of them could be written
 */
gboolean
fore_nameless_file_write (int fd, goffset offset, const void *bytes, gsize length, GError **error)
{
  const char *place = bytes;

  while (length > 0) {
    gssize n = pwrite (fd, place, length, offset);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail_writing (errno, error);
    place += n;
    offset += n;
    length -= (gsize) n;
  }

  return TRUE;
}

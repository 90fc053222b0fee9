/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-owners.h"

#include "fore-config.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "fore-error.h"

/*
 * Who works on a job, and whether it still lives. Each open store that takes jobs has a number,
 * and holds a lock on the byte of that number in a file beside the store. However a process
 * ends, the kernel lets go of its locks, so a job of the dead can be taken over at once and one
 * of the living never; there is no clock in it. The locks belong to the open file (not to the
 * process), so that two stores in one process are two owners.
 */

static gboolean
open_file (ForeSqliteStore *store)
{
  g_autofree char *path = NULL;

  if (store->owners_file >= 0)
    return TRUE;
  path = g_strconcat (store->path, "-owners", NULL);
  store->owners_file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  return store->owners_file >= 0;
}

static gboolean
lock_byte (ForeSqliteStore *store, int command, gint64 byte, struct flock *lock)
{
  *lock = (struct flock){
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t) byte, .l_len = 1
  };

  return open_file (store) && fcntl (store->owners_file, command, lock) == 0;
}

/**
 * fore_sqlite_owners_join:
 * @store: a store whose writer mutex is held
 * @writer: its connection, in a transaction
 * @error: return location
 *
 * Makes the store an owner, unless it is one.
 *
 * Returns: whether it is one now
 */
gboolean
fore_sqlite_owners_join (ForeSqliteStore *store, ForeSqlite *writer, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->owners_mutex);
  struct flock lock;

  while (store->owner == 0) {
    gint64 owner = 0;

    if (!fore_sqlite_execute (writer, "UPDATE store_state SET last_owner = last_owner + 1",
                              error) ||
        !fore_sqlite_get_integer (writer, &owner, error, "SELECT last_owner FROM store_state", ""))
      return FALSE;
    if (lock_byte (store, F_OFD_SETLK, owner, &lock)) {
      store->owner = owner;
    } else if (errno != EAGAIN && errno != EACCES) {
      g_set_error (error, FORE_ERROR, FORE_ERROR_STORE,
                   _ ("The file “%s-owners” cannot be locked: %s"), store->path,
                   g_strerror (errno));
      return FALSE;
    }
    /* Otherwise the number belongs to somebody whose transaction came to nothing. */
  }

  return TRUE;
}

/**
 * fore_sqlite_owners_is_alive:
 * @store: a store
 * @owner: a number
 *
 * Returns: whether that owner still works; in doubt, it does
 */
gboolean
fore_sqlite_owners_is_alive (ForeSqliteStore *store, gint64 owner)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->owners_mutex);
  struct flock lock;

  return owner == store->owner || !lock_byte (store, F_OFD_GETLK, owner, &lock) ||
         lock.l_type != F_UNLCK;
}

void
fore_sqlite_owners_close (ForeSqliteStore *store)
{
  if (store->owners_file >= 0)
    g_close (store->owners_file, NULL);
  store->owners_file = -1;
}

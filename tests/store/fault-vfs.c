/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  sqlite3_file base;
  char *name;
  sqlite3_file *real; /* lies behind this struct */
} File;

static sqlite3_vfs *real_vfs;

/* Tests use the store from one thread while a fault is armed or a record is made. */
static struct {
  gboolean is_armed;
  FaultKind kind;
  guint n_before;
  gboolean stays;
  gboolean has_happened;
} plan;

static GPtrArray *record;

static guint n_changes_to_live;

const char *
fault_kind_to_string (FaultKind kind)
{
  static const char *const names[] = { "open", "read",     "write", "short write", "full",
                                       "sync", "truncate", "index", "delete",      "size" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == FAULT_N_KINDS);
  return names[kind];
}

/**
 * fault_vfs_arm:
 * @kind: what is to fail
 * @at: how many times it still works
 * @stays: whether it fails for ever from then on, or once
 */
void
fault_vfs_arm (FaultKind kind, guint at, gboolean stays)
{
  plan.kind = kind;
  plan.n_before = at;
  plan.stays = stays;
  plan.has_happened = FALSE;
  plan.is_armed = TRUE;
}

/**
 * fault_vfs_disarm:
 *
 * Returns: whether anything has failed
 */
gboolean
fault_vfs_disarm (void)
{
  plan.is_armed = FALSE;
  return plan.has_happened;
}

/**
 * fault_vfs_kill_at:
 * @n_changes: which change to the disk, from 1 on, this process does not live to make
 */
void
fault_vfs_kill_at (guint n_changes)
{
  n_changes_to_live = n_changes;
}

static gboolean
fails (FaultKind kind)
{
  if (!plan.is_armed || plan.kind != kind)
    return FALSE;
  if (plan.n_before > 0) {
    plan.n_before--;
    return FALSE;
  }
  if (plan.has_happened && !plan.stays)
    return FALSE;
  plan.has_happened = TRUE;

  return TRUE;
}

static void
free_change (gpointer data)
{
  DiskChange *change = data;

  g_free (change->file);
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

/**
 * fault_vfs_start_record:
 *
 * Returns: (transfer full) (element-type DiskChange): grows with all that is done to files,
 *   until fault_vfs_stop_record()
 */
GPtrArray *
fault_vfs_start_record (void)
{
  record = g_ptr_array_new_with_free_func (free_change);
  return record;
}

void
fault_vfs_stop_record (void)
{
  record = NULL;
}

static void
note (DiskChangeKind kind, const char *name, gint64 offset, gconstpointer bytes, int length)
{
  DiskChange *change;

  if (n_changes_to_live > 0 && --n_changes_to_live == 0)
    kill (getpid (), SIGKILL);
  if (record == NULL || name == NULL)
    return;
  change = g_new0 (DiskChange, 1);
  change->kind = kind;
  change->file = g_strdup (name);
  change->offset = offset;
  change->bytes = bytes != NULL ? g_bytes_new (bytes, (gsize) length) : NULL;
  g_ptr_array_add (record, change);
}

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
close_file (sqlite3_file *file)
{
  sqlite3_file *real = real_of (file);

  g_free (((File *) file)->name);
  return real->pMethods != NULL ? real->pMethods->xClose (real) : SQLITE_OK;
}

static int
read_file (sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
  if (fails (FAULT_READ))
    return SQLITE_IOERR_READ;

  return real_of (file)->pMethods->xRead (real_of (file), bytes, length, offset);
}

static int
write_file (sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
  sqlite3_file *real = real_of (file);

  if (fails (FAULT_WRITE))
    return SQLITE_IOERR_WRITE;
  if (fails (FAULT_FULL))
    return SQLITE_FULL;
  if (fails (FAULT_SHORT_WRITE)) {
    real->pMethods->xWrite (real, bytes, length / 2, offset);
    return SQLITE_FULL;
  }
  note (DISK_WRITE, ((File *) file)->name, offset, bytes, length);

  return real->pMethods->xWrite (real, bytes, length, offset);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  if (fails (FAULT_TRUNCATE))
    return SQLITE_IOERR_TRUNCATE;
  note (DISK_RESIZE, ((File *) file)->name, size, NULL, 0);

  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  if (fails (FAULT_SYNC))
    return SQLITE_IOERR_FSYNC;
  note (DISK_SYNC, ((File *) file)->name, 0, NULL, 0);

  /* The machine stays on during a test, so the disk need not be waited for. */
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  if (fails (FAULT_SIZE))
    return SQLITE_IOERR_FSTAT;

  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xLock (real_of (file), level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), level);
}

static int
is_reserved (sqlite3_file *file, int *result)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), result);
}

static int
control_file (sqlite3_file *file, int operation, void *argument)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
map_index (sqlite3_file *file, int page, int size, int is_wanted, void volatile **memory)
{
  if (fails (FAULT_INDEX))
    return SQLITE_IOERR_SHMMAP;

  return real_of (file)->pMethods->xShmMap (real_of (file), page, size, is_wanted, memory);
}

static int
lock_index (sqlite3_file *file, int offset, int n, int flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
order_index (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
unmap_index (sqlite3_file *file, int is_deleted)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), is_deleted);
}

/* Version 2: without the methods that map the file itself, which could not fail here. */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = is_reserved,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_index,
  .xShmLock = lock_index,
  .xShmBarrier = order_index,
  .xShmUnmap = unmap_index,
};

static int
open_file (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
  File *self = (File *) file;
  int result;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) &self[1];
  if (fails (FAULT_OPEN))
    return SQLITE_CANTOPEN;
  result = real_vfs->xOpen (real_vfs, path, self->real, flags, out);
  if (result == SQLITE_OK) {
    self->base.pMethods = &methods;
    self->name = path != NULL ? g_path_get_basename (path) : NULL;
  }

  return result;
}

static int
delete_file (sqlite3_vfs *vfs, const char *path, int is_synced)
{
  g_autofree char *name = g_path_get_basename (path);

  if (fails (FAULT_DELETE))
    return SQLITE_IOERR_DELETE;
  note (DISK_DELETE, name, 0, NULL, 0);

  return real_vfs->xDelete (real_vfs, path, is_synced);
}

/**
 * fault_vfs_register:
 *
 * From now on, all connections of the process go this way.
 */
void
fault_vfs_register (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real_vfs);
  vfs = *real_vfs;
  vfs.zName = "fault";
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

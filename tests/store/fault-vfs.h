/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A way to the disk that fails where a test wants it to: it stands between SQLite and the
 * file system, for every connection of the process.
 */
typedef enum {
  FAULT_OPEN,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SHORT_WRITE, /* half of it is written */
  FAULT_FULL,
  FAULT_SYNC,
  FAULT_TRUNCATE,
  FAULT_INDEX, /* the shared memory of the write-ahead log */
  FAULT_DELETE,
  FAULT_SIZE,
  FAULT_N_KINDS,
} FaultKind;

const char *fault_kind_to_string (FaultKind kind);

void fault_vfs_register (void);
void fault_vfs_arm (FaultKind kind, guint at, gboolean stays);
gboolean fault_vfs_disarm (void);
void fault_vfs_kill_at (guint n_changes);

typedef enum {
  DISK_WRITE,
  DISK_RESIZE,
  DISK_SYNC,
  DISK_DELETE,
} DiskChangeKind;

/**
 * DiskChange:
 * @kind: what was done
 * @file: (owned): the name of the file in its folder
 * @offset: where it was written, or the new size
 * @bytes: (owned) (nullable): what was written
 */
typedef struct {
  DiskChangeKind kind;
  char *file;
  gint64 offset;
  GBytes *bytes;
} DiskChange;

GPtrArray *fault_vfs_start_record (void);
void fault_vfs_stop_record (void);

G_END_DECLS

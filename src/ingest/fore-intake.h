/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-progress.h"

G_BEGIN_DECLS

/**
 * ForeIntake:
 * @part_path: where the bytes lie until they are placed
 * @lock_fd: holds a lock on them, so that no other process takes them for left behind
 * @file_hash: their SHA-256 in hexadecimal
 * @n_bytes: how many
 * @batch: the name of the batch
 * @stored_filename: the name of the stored copy
 * @original_filename: as the person calls the file, valid UTF-8, at most 255 characters
 * @uploaded_at: seconds since 1970-01-01 UTC
 *
 * A file that has been copied and hashed, and is not yet an upload.
 */
typedef struct {
  char *part_path;
  int lock_fd;
  char *file_hash;
  guint64 n_bytes;
  char *batch;
  char *stored_filename;
  char *original_filename;
  gint64 uploaded_at;
} ForeIntake;

/**
 * ForeIntakeIsKnown:
 * @stored_filename: the name of a file in the uploads folder
 * @data: what was given with the function
 *
 * Returns: whether the store has an upload with that stored copy
 */
typedef gboolean (*ForeIntakeIsKnown) (const char *stored_filename, gpointer data);

GFileInputStream *fore_intake_open (GFile *file, GCancellable *cancellable, GError **error);
ForeIntake *fore_intake_copy (GInputStream *input,
                              const char *filename,
                              const char *uploads_dir,
                              gint64 size_hint,
                              const ForeProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
char *fore_intake_hash (const char *path, GCancellable *cancellable, GError **error);
gboolean fore_intake_place (ForeIntake *intake, const char *uploads_dir, GError **error);
void fore_intake_discard (ForeIntake *intake);
guint fore_intake_sweep (const char *uploads_dir, ForeIntakeIsKnown is_known, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeIntake, fore_intake_discard)

G_END_DECLS

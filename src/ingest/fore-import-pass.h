/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-row-reader.h"

G_BEGIN_DECLS

/**
 * ForeImportPass:
 * @path: the file
 * @options: how it is to be read
 * @progress: (nullable): where to tell how far it is
 * @progress_start: the share that is done when this time through the file begins
 * @progress_share: and the share of this time
 * @cancellable: (nullable): asked for every 64 KiB
 * @rows: what takes the records, and what has been found out about the columns
 * @limit: records after which to stop, 0 for none
 *
 * A file that is gone through, once or several times.
 */
typedef struct {
  const char *path;
  const ForeImportOptions *options;
  const ForeProgress *progress;
  double progress_start;
  double progress_share;
  GCancellable *cancellable;
  ForeRowReader rows;
  gsize limit;
} ForeImportPass;

typedef void (*ForeTakeRecord) (ForeRowReader *rows, const ForeCsvRecord *record);

gboolean fore_import_pass_init (ForeImportPass *pass,
                                const char *path,
                                const ForeImportOptions *options,
                                const ForeProgress *progress,
                                GCancellable *cancellable,
                                GError **error);
void fore_import_pass_clear (ForeImportPass *pass);
gboolean fore_import_pass_needs_survey (const ForeImportPass *pass);
gboolean
fore_import_pass_run (ForeImportPass *pass, ForeTakeRecord take, const char *what, GError **error);
gboolean fore_import_pass_survey (ForeImportPass *pass, GError **error);

G_END_DECLS

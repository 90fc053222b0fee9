/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine-private.h"

G_BEGIN_DECLS

/**
 * ForeRun:
 * @engine: whose work it is
 * @records: (element-type ForeJobRecord): an import, or forecasts that differ in nothing but
 *   their categories; all of them claimed
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): stops it
 * @is_background: whether it can be cancelled by a person, who does not want it any more
 *
 * Inside of the folder: jobs that are done at one go.
 */
typedef struct {
  ForeEngine *engine;
  GPtrArray *records;
  const ForeProgress *progress;
  GCancellable *cancellable;
  gboolean is_background;
} ForeRun;

ForeJobState fore_run_perform (const ForeRun *run, GError **error);

G_END_DECLS

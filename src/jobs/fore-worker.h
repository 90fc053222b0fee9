/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeWorker:
 * @store: where the queue is
 * @kind: which jobs it takes
 * @claimed: (element-type ForeJobRecord): claimed and not begun yet, in their order
 * @pause: how long it waits with what could not be done, in microseconds; 0 when all could
 * @pause_end: when it tries again, on the monotonic clock
 *
 * Inside of the folder: takes jobs of one kind out of the queue, on one thread.
 */
typedef struct {
  ForeStore *store;
  ForeJobKind kind;
  GPtrArray *claimed;
  gint64 pause;
  gint64 pause_end;
} ForeWorker;

void fore_worker_init (ForeWorker *worker, ForeStore *store, ForeJobKind kind);
void fore_worker_clear (ForeWorker *worker);
GPtrArray *fore_worker_take (ForeWorker *worker, GError **error);
void fore_worker_put_back (ForeWorker *worker, GPtrArray *records);

G_END_DECLS

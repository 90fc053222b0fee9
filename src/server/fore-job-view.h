/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-job.h"

G_BEGIN_DECLS

/**
 * ForeJobView:
 * @id: names the job, 0 before it is in the store
 * @progress: the share that is done, negative when it is not known
 * @detail: (nullable): what is being done
 * @error: (nullable): why it failed
 *
 * A job as the API shows it. It owns nothing.
 */
typedef struct {
  gint64 id;
  ForeJobKind kind;
  ForeJobState state;
  const char *batch;
  double progress;
  const char *detail;
  const char *error;
} ForeJobView;

void fore_job_view_append_json (const ForeJobView *view, GString *json);

G_END_DECLS

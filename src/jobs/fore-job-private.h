/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-job.h"

G_BEGIN_DECLS

/* Inside of the folder: what the threads that do a job tell it. All of it may be called on
 * any thread; the properties follow on @context, any number of changes at once. */

ForeJob *fore_job_new (GMainContext *context, ForeJobKind kind, const char *title);
void fore_job_set_id (ForeJob *job, gint64 id);
gboolean fore_job_is_waiting (ForeJob *job);
void fore_job_set_batch (ForeJob *job, const char *batch);
void fore_job_set_progress (ForeJob *job, double fraction, const char *detail);
void fore_job_set_state (ForeJob *job, ForeJobState state, const GError *error);
GCancellable *fore_job_get_cancellable (ForeJob *job);
ForeProgress fore_job_get_progress (ForeJob *job);
void fore_job_mute (ForeJob *job);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-progress.h"
#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeJob:
 *
 * Work that this process has been given, as the window sees it: properties "title",
 * "detail", "fraction" (0 to 1, negative when not known), "state" (as text) and "batch"
 * change on the main thread only, with notify. A file being copied in is a job before it
 * has a row in the store.
 */
#define FORE_TYPE_JOB (fore_job_get_type ())
G_DECLARE_FINAL_TYPE (ForeJob, fore_job, FORE, JOB, GObject)

gint64 fore_job_get_id (ForeJob *job); /* in the store, 0 when it has no row there yet */
const char *fore_job_get_title (ForeJob *job);
const char *fore_job_get_detail (ForeJob *job);
double fore_job_get_fraction (ForeJob *job);
ForeJobState fore_job_get_state (ForeJob *job);
ForeJobKind fore_job_get_kind (ForeJob *job);
const char *fore_job_get_batch (ForeJob *job);
const GError *fore_job_get_error (ForeJob *job);
void fore_job_cancel (ForeJob *job);

G_END_DECLS

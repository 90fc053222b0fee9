/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-job-view.h"

#include <math.h>

#include "fore-json.h"

static const char *const kinds[] = {
  [FORE_JOB_IMPORT] = "import",
  [FORE_JOB_FORECAST] = "forecast",
};

static const char *const states[] = {
  [FORE_JOB_QUEUED] = "queued", [FORE_JOB_RUNNING] = "running",     [FORE_JOB_DONE] = "done",
  [FORE_JOB_FAILED] = "failed", [FORE_JOB_CANCELLED] = "cancelled",
};

/**
 * fore_job_view_append_json:
 * @view: a job
 * @json: where to append
 */
void
fore_job_view_append_json (const ForeJobView *view, GString *json)
{
  double progress = view->state == FORE_JOB_DONE ? 1.0 : view->progress;

  g_string_append_printf (json, "{\"id\":%" G_GINT64_FORMAT ",\"kind\":\"%s\",\"state\":\"%s\"",
                          view->id, kinds[view->kind], states[view->state]);
  g_string_append (json, ",\"batch_num\":");
  fore_json_append_string (json, view->batch);
  g_string_append (json, ",\"progress\":");
  /* Three places: a share that lasts as long as a bar needs. */
  fore_json_append_double (json, progress < 0 ? NAN : round (progress * 1000.0) / 1000.0);
  g_string_append (json, ",\"detail\":");
  fore_json_append_string (json, view->detail);
  g_string_append (json, ",\"error\":");
  fore_json_append_string (json, view->error);
  g_string_append_c (json, '}');
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-routes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"
#include "fore-fresh.h"
#include "fore-job-view.h"
#include "fore-negotiation.h"
#include "fore-training.h"

/* What only the main thread knows of a job: how far it is. */
typedef struct {
  double fraction;
  char *detail;
} Course;

static void
course_free (gpointer data)
{
  Course *course = data;

  g_free (course->detail);
  g_free (course);
}

static GHashTable *
list_courses (ForeEngine *engine)
{
  GHashTable *courses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, course_free);
  GListModel *jobs = fore_engine_get_jobs (engine);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (ForeJob) job = g_list_model_get_item (jobs, i);
    Course *course = g_new (Course, 1);
    gint64 id = fore_job_get_id (job);

    course->fraction = fore_job_get_fraction (job);
    course->detail = g_strdup (fore_job_get_detail (job));
    g_hash_table_replace (courses, g_memdup2 (&id, sizeof id), course);
  }
  return courses;
}

static void
append_record (GString *json, const ForeJobRecord *record, GHashTable *courses)
{
  const Course *course = g_hash_table_lookup (courses, &record->id);
  const ForeJobView view = {
    .id = record->id,
    .kind = record->kind,
    .state = record->state,
    .batch = record->batch,
    .progress = course != NULL ? course->fraction : -1.0,
    .detail = course != NULL ? course->detail : NULL,
    .error = record->error,
  };

  fore_job_view_append_json (&view, json);
}

static ForeReply *
reply_with (guint status, GString *json)
{
  g_string_append_c (json, '\n');
  return fore_reply_new (status, FORE_TYPE_JSON, g_string_free_to_bytes (json));
}

static ForeReply *
read_jobs (ForeRequest *request, gpointer courses, GError **error)
{
  g_autoptr (GPtrArray) jobs = NULL;
  GString *json;

  jobs = fore_store_list_open_jobs (fore_engine_get_store (request->server->engine), error);
  if (jobs == NULL)
    return NULL;
  json = g_string_new ("[");
  for (guint i = 0; i < jobs->len; i++) {
    g_string_append (json, i > 0 ? ",\n" : "\n");
    append_record (json, g_ptr_array_index (jobs, i), courses);
  }
  g_string_append (json, jobs->len > 0 ? "\n]" : "]");
  return reply_with (SOUP_STATUS_OK, json);
}

void
fore_route_jobs (ForeRequest *request)
{
  fore_work_run (request, read_jobs, list_courses (request->server->engine),
                 (GDestroyNotify) g_hash_table_unref);
}

static ForeReply *
read_job (ForeRequest *request, gpointer courses, GError **error)
{
  g_autoptr (ForeJobRecord) record = NULL;
  gint64 id = 0;
  GString *json;

  if (!g_ascii_string_to_signed (request->argument, 10, 1, G_MAXINT64, &id, NULL)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND,
                 /* Translators: what should be the number of a job. */
                 _ ("There is no job “%s”."), request->argument);
    return NULL;
  }
  record = fore_store_get_job (fore_engine_get_store (request->server->engine), id, error);
  if (record == NULL)
    return NULL;
  json = g_string_new (NULL);
  append_record (json, record, courses);
  return reply_with (SOUP_STATUS_OK, json);
}

void
fore_route_job (ForeRequest *request)
{
  fore_work_run (request, read_job, list_courses (request->server->engine),
                 (GDestroyNotify) g_hash_table_unref);
}

static ForeReply *
queue_training (ForeRequest *request, gpointer options, GError **error)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_int64_hash, g_int64_equal);
  ForeJobRecord queued = { .kind = FORE_JOB_FORECAST, .state = FORE_JOB_QUEUED };
  GString *json;
  ForeReply *reply;

  if (!fore_engine_request_forecast (request->server->engine, options, &queued.id, error))
    return NULL;
  json = g_string_new (NULL);
  append_record (json, &queued, nothing);
  reply = reply_with (SOUP_STATUS_ACCEPTED, json);
  reply->location = g_strdup_printf ("/api/v1/jobs/%" G_GINT64_FORMAT, queued.id);
  return reply;
}

void
fore_route_train (ForeRequest *request)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (request->message), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeForecastOptions)
      usual = fore_engine_dup_forecast_options (request->server->engine);
  ForeForecastOptions *options;

  if (request->body->len > 0 && g_strcmp0 (type, FORE_TYPE_JSON) != 0) {
    fore_answer_error (request, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE,
                       _ ("The body has to be JSON (application/json)."));
    return;
  }
  options = fore_training_parse ((const char *) request->body->data, request->body->len,
                                 usual->holidays, &error);
  if (options == NULL)
    fore_answer_gerror (request, error);
  else
    fore_work_run (request, queue_training, options, (GDestroyNotify) fore_forecast_options_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Server-sent events: each change of a job of this process, as it happens. A client that
 * reads slowly is told the latest of each job, not everything in between.
 */

#include "fore-routes.h"

#include "fore-job-view.h"

/* A word from time to time shows both sides that the other is there. */
#define SECONDS_BETWEEN_WORDS 15

typedef struct {
  ForeRequest *request; /* (owned) */
  GListModel *jobs;     /* (owned) */
  GHashTable *watched;  /* (owned) (element-type ForeJob) */
  GHashTable *changed;  /* (owned) (element-type ForeJob): not told yet */
  GSource *words;       /* (owned) */
  GSource *telling;     /* (owned) (nullable): will tell */
} Events;

static void
append_event (GString *text, ForeJob *job)
{
  const GError *error = fore_job_get_error (job);
  const ForeJobView view = {
    .id = fore_job_get_id (job),
    .kind = fore_job_get_kind (job),
    .state = fore_job_get_state (job),
    .batch = fore_job_get_batch (job),
    .progress = fore_job_get_fraction (job),
    .detail = fore_job_get_detail (job),
    .error = error != NULL ? error->message : NULL,
  };

  g_string_append (text, "event: job\ndata: ");
  fore_job_view_append_json (&view, text);
  g_string_append (text, "\n\n");
}

static void
send (Events *events, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  soup_message_body_append_bytes (soup_server_message_get_response_body (events->request->message),
                                  bytes);
  fore_request_release (events->request);
}

static gboolean
tell (gpointer data)
{
  Events *events = data;
  GHashTableIter iter;
  gpointer job;
  GString *text;

  g_clear_pointer (&events->telling, g_source_unref);
  if (!events->request->is_held)
    return G_SOURCE_REMOVE;
  text = g_string_new (NULL);
  g_hash_table_iter_init (&iter, events->changed);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    append_event (text, job);
  g_hash_table_remove_all (events->changed);
  send (events, text);
  return G_SOURCE_REMOVE;
}

/* A job that changes in several ways at once is told once, and while something is on its way
 * the rest waits. */
static void
tell_soon (Events *events)
{
  if (events->telling != NULL || !events->request->is_held ||
      g_hash_table_size (events->changed) == 0)
    return;
  events->telling = g_idle_source_new ();
  g_source_set_priority (events->telling, G_PRIORITY_DEFAULT);
  g_source_set_callback (events->telling, tell, events, NULL);
  g_source_attach (events->telling, g_main_context_get_thread_default ());
}

static void
on_job_changed (ForeJob *job, GParamSpec *pspec, Events *events)
{
  ForeJobState state = fore_job_get_state (job);

  g_hash_table_add (events->changed, g_object_ref (job));
  if (state != FORE_JOB_QUEUED && state != FORE_JOB_RUNNING) {
    g_signal_handlers_disconnect_by_data (job, events);
    g_hash_table_remove (events->watched, job);
  }
  tell_soon (events);
}

static void
on_jobs_changed (GListModel *jobs, guint position, guint n_removed, guint n_added, Events *events)
{
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (ForeJob) job = g_list_model_get_item (jobs, i);

    if (!g_hash_table_add (events->watched, g_object_ref (job)))
      continue;
    g_hash_table_add (events->changed, g_object_ref (job));
    g_signal_connect (job, "notify", G_CALLBACK (on_job_changed), events);
  }
  tell_soon (events);
}

static void
on_wrote_chunk (SoupServerMessage *message, Events *events)
{
  fore_request_hold (events->request);
  tell_soon (events);
}

static gboolean
say_a_word (gpointer data)
{
  Events *events = data;

  if (events->request->is_held && events->telling == NULL)
    send (events, g_string_new (":\n\n"));
  return G_SOURCE_CONTINUE;
}

static void
events_end (gpointer data)
{
  Events *events = data;
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, events->watched);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    g_signal_handlers_disconnect_by_data (job, events);
  g_signal_handlers_disconnect_by_data (events->jobs, events);
  g_signal_handlers_disconnect_by_data (events->request->message, events);
  if (events->telling != NULL)
    g_source_destroy (events->telling);
  g_clear_pointer (&events->telling, g_source_unref);
  g_source_destroy (events->words);
  g_source_unref (events->words);
  g_hash_table_unref (events->watched);
  g_hash_table_unref (events->changed);
  g_object_unref (events->jobs);
  fore_request_unref (events->request);
  g_free (events);
}

void
fore_route_job_events (ForeRequest *request)
{
  SoupServerMessage *message = request->message;
  Events *events = g_new0 (Events, 1);

  events->request = fore_request_ref (request);
  events->jobs = g_object_ref (fore_engine_get_jobs (request->server->engine));
  events->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  events->changed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  events->words = g_timeout_source_new_seconds (SECONDS_BETWEEN_WORDS);
  g_source_set_callback (events->words, say_a_word, events, NULL);
  g_source_attach (events->words, g_main_context_get_thread_default ());
  request->abort = events_end;
  request->abort_data = events;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  fore_request_set_header (request, "Content-Type", "text/event-stream");
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  fore_request_watch_writing (request);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), events);
  g_signal_connect (events->jobs, "items-changed", G_CALLBACK (on_jobs_changed), events);
  fore_request_hold (request);
  on_jobs_changed (events->jobs, 0, 0, g_list_model_get_n_items (events->jobs), events);
  say_a_word (events);
}

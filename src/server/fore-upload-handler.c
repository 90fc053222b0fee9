/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-upload-handler.h"

#include <glib/gi18n-lib.h>

#include "fore-chunk-stream.h"
#include "fore-error.h"
#include "fore-json.h"
#include "fore-multipart.h"
#include "fore-negotiation.h"
#include "fore-upload-options.h"

#define ARRIVAL_KEY "fore-arrival"

/**
 * Arrival:
 *
 * An upload that is arriving: its chunks come on the server's main loop and are read by a
 * thread of its own, which gives the file to the engine. It lives until both are through.
 */
typedef struct {
  gatomicrefcount n_users;
  ForeRequest *request;      /* (owned): the main loop's */
  ForeEngine *engine;        /* (owned) */
  GMainContext *context;     /* (owned): the server's */
  ForeChunkStream *body;     /* (owned) */
  char *boundary;            /* (owned) */
  ForeImportOptions *import; /* (owned) */
  gboolean is_dry;           /* whether only to tell what it would do */
  GCancellable *cancellable; /* (owned) */

  /* On the main loop */
  gboolean has_body;    /* all of it has come */
  gboolean is_answered; /* by the thread, below */

  /* Results, the main loop's once is_answered is set */
  char *batch;
  ForeDryRun *run;
  char *original_batch;
  GError *error;
} Arrival;

/* On the main loop: the thread leaves its reference to it. */
static void
arrival_unref (Arrival *arrival)
{
  if (!g_atomic_ref_count_dec (&arrival->n_users))
    return;
  fore_request_unref (arrival->request);
  g_object_unref (arrival->engine);
  g_main_context_unref (arrival->context);
  g_object_unref (arrival->body);
  g_object_unref (arrival->cancellable);
  g_free (arrival->boundary);
  fore_import_options_free (arrival->import);
  g_free (arrival->batch);
  fore_dry_run_free (arrival->run);
  g_free (arrival->original_batch);
  g_clear_error (&arrival->error);
  g_free (arrival);
}

static Arrival *
arrival_ref (Arrival *arrival)
{
  g_atomic_ref_count_inc (&arrival->n_users);
  return arrival;
}

/* Takes @arrival with it. */
static void
run_on_main_loop (Arrival *arrival, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, arrival, (GDestroyNotify) arrival_unref);
  g_source_attach (source, arrival->context);
}

/* A body that has come whole waits for its answer, not for room. */
static gboolean
resume (gpointer data)
{
  Arrival *arrival = data;

  if (!arrival->has_body)
    fore_request_release (arrival->request);
  return G_SOURCE_REMOVE;
}

static void
on_room (gpointer data)
{
  run_on_main_loop (arrival_ref (data), resume);
}

static void
answer_duplicate (Arrival *arrival)
{
  g_autoptr (GString) json = g_string_new ("{\"error\":\"duplicate file\",\"batch_num\":");

  fore_json_append_string (json, arrival->original_batch);
  g_string_append (json, "}\n");
  fore_answer_json (arrival->request, SOUP_STATUS_CONFLICT, json->str);
}

static void
answer_accepted (Arrival *arrival)
{
  g_autoptr (GString) json = g_string_new ("{\"message\":\"file accepted\",\"batch_num\":");

  fore_json_append_string (json, arrival->batch);
  g_string_append (json, "}\n");
  fore_answer_json (arrival->request, SOUP_STATUS_ACCEPTED, json->str);
}

static void
answer_dry_run (Arrival *arrival)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_DRY_RUNS, FORE_FORMAT_JSON);
  g_autoptr (GBytes) row = NULL;

  fore_report_add_dry_run (report, arrival->run);
  row = fore_report_end_row (report);
  fore_answer_bytes (arrival->request, SOUP_STATUS_OK, FORE_TYPE_JSON, row);
}

static void
answer (Arrival *arrival)
{
  if (arrival->batch != NULL)
    answer_accepted (arrival);
  else if (arrival->original_batch != NULL)
    answer_duplicate (arrival);
  else if (arrival->run != NULL)
    answer_dry_run (arrival);
  else
    fore_answer_gerror (arrival->request, arrival->error);
}

static gboolean
on_thread_ended (gpointer data)
{
  Arrival *arrival = data;

  arrival->is_answered = TRUE;
  arrival->request->server->n_uploads--;
  if (arrival->has_body)
    answer (arrival);
  else
    fore_request_release (arrival->request); /* what is still to come is not needed */
  return G_SOURCE_REMOVE;
}

/* Goes to the part named "file". */
static gboolean
find_file (ForeMultipart *form, char **filename, GCancellable *cancellable, GError **error)
{
  for (;;) {
    g_autofree char *name = NULL;

    if (!fore_multipart_next_part (form, &name, filename, cancellable, error))
      return FALSE;
    if (name == NULL) {
      g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                           _ ("The form has no part named “file”."));
      return FALSE;
    }
    if (g_str_equal (name, "file"))
      return TRUE;
    g_clear_pointer (filename, g_free);
  }
}

/* Gives it to the engine. */
static void
hand_over (Arrival *arrival, ForeMultipart *form, const char *filename)
{
  const ForeSubmission submission = { .import = arrival->import, .check_header = TRUE };

  if (!arrival->is_dry) {
    arrival->batch = fore_engine_submit (arrival->engine, G_INPUT_STREAM (form), filename, -1,
                                         &submission, NULL, arrival->cancellable,
                                         &arrival->original_batch, &arrival->error);
    return;
  }
  arrival->run = fore_engine_dry_run_input (arrival->engine, G_INPUT_STREAM (form), filename,
                                            arrival->import, arrival->cancellable, &arrival->error);
  if (arrival->run != NULL)
    arrival->original_batch = g_strdup (arrival->run->original_batch);
}

static void
read_upload (gpointer data, gpointer server)
{
  Arrival *arrival = data;
  g_autoptr (ForeMultipart)
      form = fore_multipart_new (G_INPUT_STREAM (arrival->body), arrival->boundary);
  g_autofree char *filename = NULL;

  if (form == NULL)
    g_set_error_literal (&arrival->error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("The boundary of the form is not valid."));
  else if (find_file (form, &filename, arrival->cancellable, &arrival->error))
    hand_over (arrival, form, filename != NULL ? filename : "");

  run_on_main_loop (arrival, on_thread_ended);
}

static void
abort_arrival (gpointer data)
{
  Arrival *arrival = data;

  if (!arrival->has_body || arrival->is_dry)
    g_cancellable_cancel (arrival->cancellable);
  fore_chunk_stream_end (arrival->body, arrival->has_body);
  g_object_set_data (G_OBJECT (arrival->request->message), ARRIVAL_KEY, NULL);
}

/* Takes @import. */
static Arrival *
arrival_new (ForeRequest *request, const char *boundary, ForeImportOptions *import, gboolean is_dry)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  g_atomic_ref_count_init (&arrival->n_users);
  arrival->request = fore_request_ref (request);
  arrival->engine = g_object_ref (request->server->engine);
  arrival->context = g_main_context_ref_thread_default ();
  arrival->body = fore_chunk_stream_new (on_room, arrival);
  arrival->boundary = g_strdup (boundary);
  arrival->import = import;
  arrival->is_dry = is_dry;
  arrival->cancellable = g_cancellable_new ();
  return arrival;
}

/**
 * fore_upload_begin:
 * @request: a POST whose headers have come
 *
 * Begins to read the upload, or refuses it.
 */
void
fore_upload_begin (ForeRequest *request)
{
  ForeServer *server = request->server;
  GHashTable *parameters = NULL;
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (request->message), &parameters);
  const char *boundary = parameters != NULL ? g_hash_table_lookup (parameters, "boundary") : NULL;
  g_autoptr (GError) error = NULL;

  /* Old clients know no parameters, and theirs may mean anything. */
  gboolean is_dry;
  g_autoptr (ForeImportOptions) import = fore_upload_options_parse (
      request->is_modern ? request->query : NULL, &is_dry, &error);

  if (import == NULL) {
    fore_answer_gerror (request, error);
  } else if (type == NULL || g_ascii_strcasecmp (type, "multipart/form-data") != 0) {
    fore_answer_error (request, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE,
                       _ ("An upload is a form (multipart/form-data) with a part named “file”."));
  } else if (boundary == NULL) {
    fore_answer_error (request, SOUP_STATUS_BAD_REQUEST, _ ("The form names no boundary."));
  } else if (server->n_uploads >= server->limits.n_uploads) {
    fore_answer_busy (request, _ ("Too many uploads arrive at the same time."));
  } else {
    Arrival *arrival = arrival_new (request, boundary, g_steal_pointer (&import), is_dry);

    server->n_uploads++;
    g_object_set_data_full (G_OBJECT (request->message), ARRIVAL_KEY, arrival_ref (arrival),
                            (GDestroyNotify) arrival_unref);
    request->abort = abort_arrival;
    request->abort_data = arrival;
    fore_server_push (server, read_upload, arrival);
  }
  g_clear_pointer (&parameters, g_hash_table_unref);
}

/**
 * fore_upload_take:
 * @request: an upload
 * @chunk: what has come of its body
 */
void
fore_upload_take (ForeRequest *request, GBytes *chunk)
{
  Arrival *arrival = g_object_get_data (G_OBJECT (request->message), ARRIVAL_KEY);

  if (arrival != NULL && !arrival->is_answered && !fore_chunk_stream_push (arrival->body, chunk))
    fore_request_hold (request);
}

/**
 * fore_upload_answer:
 * @request: an upload whose body has come
 *
 * Answers it when the engine has it, which may be now or later.
 */
void
fore_upload_answer (ForeRequest *request)
{
  Arrival *arrival = g_object_get_data (G_OBJECT (request->message), ARRIVAL_KEY);

  arrival->has_body = TRUE;
  fore_chunk_stream_end (arrival->body, TRUE);
  if (arrival->is_answered)
    answer (arrival);
  else
    fore_request_hold (request);
}

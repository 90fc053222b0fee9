/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-server-private.h"

#include <glib/gi18n-lib.h>

#include "fore-chunk-stream.h"
#include "fore-error.h"
#include "fore-json.h"
#include "fore-multipart.h"

/**
 * Arrival:
 *
 * An upload that is arriving: its chunks come on the server's main loop and are read by a
 * thread of its own, which gives the file to the engine. It lives until both are through.
 */
typedef struct {
  gatomicrefcount n_users;
  ForeServer *server;         /* (owned) */
  SoupServerMessage *message; /* (owned) */
  GMainContext *context;      /* (owned): the server's */
  ForeChunkStream *body;      /* (owned) */
  char *boundary;             /* (owned) */
  GCancellable *cancellable;  /* (owned) */

  /* On the main loop */
  gint64 n_bytes;
  gboolean has_body;    /* all of it has come */
  gboolean is_paused;   /* until the reader has room */
  gboolean is_answered; /* by the thread, below */
  gboolean is_gone;     /* the client is */

  /* Results, the main loop's once is_answered is set */
  char *batch;
  char *original_batch;
  GError *error;
} Arrival;

static void
arrival_unref (Arrival *arrival)
{
  if (!g_atomic_ref_count_dec (&arrival->n_users))
    return;
  g_object_unref (arrival->server);
  g_object_unref (arrival->message);
  g_main_context_unref (arrival->context);
  g_object_unref (arrival->body);
  g_object_unref (arrival->cancellable);
  g_free (arrival->boundary);
  g_free (arrival->batch);
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

static void
run_on_main_loop (Arrival *arrival, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, arrival_ref (arrival), (GDestroyNotify) arrival_unref);
  g_source_attach (source, arrival->context);
}

static gboolean
resume (gpointer data)
{
  Arrival *arrival = data;

  if (arrival->is_paused && !arrival->is_gone) {
    arrival->is_paused = FALSE;
    soup_server_message_unpause (arrival->message);
  }
  return G_SOURCE_REMOVE;
}

static void
on_room (gpointer data)
{
  run_on_main_loop (data, resume);
}

static void
answer_duplicate (Arrival *arrival)
{
  g_autoptr (GString) json = g_string_new ("{\"error\":\"duplicate file\",\"batch_num\":");

  fore_json_append_string (json, arrival->original_batch);
  g_string_append (json, "}\n");
  fore_answer_json (arrival->message, SOUP_STATUS_CONFLICT, json->str);
}

static void
answer_accepted (Arrival *arrival)
{
  g_autoptr (GString) json = g_string_new ("{\"message\":\"file accepted\",\"batch_num\":");

  fore_json_append_string (json, arrival->batch);
  g_string_append (json, "}\n");
  fore_answer_json (arrival->message, SOUP_STATUS_ACCEPTED, json->str);
}

static void
answer (Arrival *arrival)
{
  if (arrival->batch != NULL)
    answer_accepted (arrival);
  else if (arrival->original_batch != NULL)
    answer_duplicate (arrival);
  else
    fore_answer_gerror (arrival->message, arrival->error);
}

static gboolean
on_thread_ended (gpointer data)
{
  Arrival *arrival = data;

  arrival->is_answered = TRUE;
  arrival->server->n_uploads--;
  if (arrival->is_gone)
    return G_SOURCE_REMOVE;
  if (arrival->has_body)
    answer (arrival);
  if (arrival->has_body || arrival->is_paused) {
    arrival->is_paused = FALSE;
    soup_server_message_unpause (arrival->message);
  }
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

static gpointer
read_upload (gpointer data)
{
  Arrival *arrival = data;
  g_autoptr (ForeMultipart)
      form = fore_multipart_new (G_INPUT_STREAM (arrival->body), arrival->boundary);
  ForeSubmission submission = { .check_header = TRUE };
  g_autofree char *filename = NULL;

  if (form == NULL)
    g_set_error_literal (&arrival->error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("The boundary of the form cannot be one."));
  else if (find_file (form, &filename, arrival->cancellable, &arrival->error))
    arrival->batch = fore_engine_submit (
        arrival->server->engine, G_INPUT_STREAM (form), filename != NULL ? filename : "", -1,
        &submission, NULL, arrival->cancellable, &arrival->original_batch, &arrival->error);

  run_on_main_loop (arrival, on_thread_ended);
  arrival_unref (arrival);
  return NULL;
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, Arrival *arrival)
{
  arrival->n_bytes += (gint64) g_bytes_get_size (chunk);
  if (arrival->n_bytes > FORE_SERVER_LARGEST_BODY) {
    g_cancellable_cancel (arrival->cancellable);
    fore_chunk_stream_end (arrival->body, FALSE);
    fore_answer_and_close (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
                           _ ("The upload is larger than 512 MiB."));
    return;
  }
  if (!arrival->is_answered && !fore_chunk_stream_push (arrival->body, chunk)) {
    arrival->is_paused = TRUE;
    soup_server_message_pause (message);
  }
}

static void
on_finished (SoupServerMessage *message, Arrival *arrival)
{
  arrival->is_gone = TRUE;
  if (!arrival->has_body)
    g_cancellable_cancel (arrival->cancellable);
  fore_chunk_stream_end (arrival->body, arrival->has_body);
}

static void
arrival_closure_unref (gpointer data, GClosure *closure)
{
  arrival_unref (data);
}

static Arrival *
arrival_new (ForeServer *server, SoupServerMessage *message, const char *boundary)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  g_atomic_ref_count_init (&arrival->n_users);
  arrival->server = g_object_ref (server);
  arrival->message = g_object_ref (message);
  arrival->context = g_main_context_ref_thread_default ();
  arrival->body = fore_chunk_stream_new (on_room, arrival);
  arrival->boundary = g_strdup (boundary);
  arrival->cancellable = g_cancellable_new ();
  return arrival;
}

/*
 * fore_upload_begin:
 * @server: the server
 * @message: a POST whose headers have come
 *
 * Begins to read the upload, or refuses it.
 */
void
fore_upload_begin (ForeServer *server, SoupServerMessage *message)
{
  GHashTable *parameters = NULL;
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (message), &parameters);
  const char *boundary = parameters != NULL ? g_hash_table_lookup (parameters, "boundary") : NULL;

  if (type == NULL || g_ascii_strcasecmp (type, "multipart/form-data") != 0) {
    fore_answer_error (message, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE,
                       _ ("An upload is a form (multipart/form-data) with a part named “file”."));
  } else if (boundary == NULL) {
    fore_answer_error (message, SOUP_STATUS_BAD_REQUEST, _ ("The form names no boundary."));
  } else if (server->n_uploads >= FORE_SERVER_MOST_UPLOADS) {
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  "1");
    fore_answer_error (message, SOUP_STATUS_SERVICE_UNAVAILABLE,
                       _ ("Too many uploads arrive at the same time."));
  } else {
    Arrival *arrival = arrival_new (server, message, boundary);

    server->n_uploads++;
    g_object_set_data_full (G_OBJECT (message), "fore-arrival", arrival_ref (arrival),
                            (GDestroyNotify) arrival_unref);
    g_signal_connect_data (message, "got-chunk", G_CALLBACK (on_got_chunk), arrival_ref (arrival),
                           arrival_closure_unref, 0);
    g_signal_connect_data (message, "finished", G_CALLBACK (on_finished), arrival_ref (arrival),
                           arrival_closure_unref, 0);
    g_thread_unref (g_thread_new ("upload", read_upload, arrival));
  }
  g_clear_pointer (&parameters, g_hash_table_unref);
}

/*
 * fore_upload_answer:
 * @message: a POST whose body has come
 *
 * Answers the upload when the engine has it, which may be now or later.
 */
void
fore_upload_answer (SoupServerMessage *message)
{
  Arrival *arrival = g_object_get_data (G_OBJECT (message), "fore-arrival");

  arrival->has_body = TRUE;
  fore_chunk_stream_end (arrival->body, TRUE);
  if (arrival->is_answered)
    answer (arrival);
  else
    soup_server_message_pause (message);
}

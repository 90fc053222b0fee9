/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The answer with a table of any length. A worker asks the store and writes rows; the main
 * loop sends what is written, a piece at a time. The worker waits when the client does not
 * keep up, so that ten million rows need no more memory than a few pieces.
 */

#include "fore-config.h"

#include "fore-table-answer.h"

#include <glib/gi18n-lib.h>

#include "fore-fresh.h"
#include "fore-negotiation.h"

/* Rows are handed over in pieces of this size, and so many may wait to be sent. A table that
 * fits into one goes out whole, with its length. */
#define PIECE_SIZE  (384 * 1024)
#define MOST_PIECES 3

/* Up to so many rows are a short answer, and about so large is each. */
#define FEW_ROWS 2000
#define ROW_SIZE 320

struct _ForeTableAnswer {
  gatomicrefcount n_users;
  ForeRequest *request;  /* (owned): the main loop's */
  GMainContext *context; /* (owned): the server's */
  ForeStore *store;
  GCancellable *cancellable; /* (owned) */
  ForeReport *report;        /* (owned) (nullable): the worker's; without it it writes CSV itself */
  ForeTableFunc func;
  gpointer data;
  GDestroyNotify free_data;
  gsize expected_size;
  gboolean is_short; /* so it comes to its end without waiting for the client */

  GMutex mutex;
  GCond cond;
  GQueue pieces;        /* (mutex mutex) (element-type GBytes) */
  gboolean is_complete; /* (mutex mutex) */
  GError *error;        /* (mutex mutex) */

  gboolean is_started; /* on the main loop */
};

static ForeTableAnswer *
table_answer_ref (ForeTableAnswer *answer)
{
  g_atomic_ref_count_inc (&answer->n_users);
  return answer;
}

/* On the main loop: the worker leaves its reference to it. */
static void
table_answer_unref (ForeTableAnswer *answer)
{
  if (!g_atomic_ref_count_dec (&answer->n_users))
    return;
  fore_request_unref (answer->request);
  g_main_context_unref (answer->context);
  g_object_unref (answer->cancellable);
  fore_report_free (answer->report);
  if (answer->data != NULL)
    answer->free_data (answer->data);
  g_queue_clear_full (&answer->pieces, (GDestroyNotify) g_bytes_unref);
  g_clear_error (&answer->error);
  g_mutex_clear (&answer->mutex);
  g_cond_clear (&answer->cond);
  g_free (answer);
}

static const char *
get_type (const ForeTableAnswer *answer)
{
  return fore_negotiation_get_type (answer->report == NULL ? FORE_FORMAT_CSV
                                                           : answer->request->format);
}

static void
start (ForeTableAnswer *answer)
{
  SoupServerMessage *message = answer->request->message;

  answer->is_started = TRUE;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  fore_request_set_header (answer->request, "Content-Type", get_type (answer));
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  fore_request_watch_writing (answer->request);
}

/* After an answer has begun, an error can only be told by breaking it off. */
static void
break_off (ForeTableAnswer *answer)
{
  if (!answer->is_started) {
    fore_answer_gerror (answer->request, answer->error);
    return;
  }
  g_warning ("An answer was broken off: %s", answer->error->message);
  g_clear_object (
      &(GIOStream *){ soup_server_message_steal_connection (answer->request->message) });
}

static void
send_whole (ForeTableAnswer *answer, GBytes *bytes)
{
  g_autoptr (ForeReply)
      reply = fore_reply_new (SOUP_STATUS_OK, get_type (answer), g_bytes_ref (bytes));

  if (answer->request->question != NULL)
    fore_fresh_keep (answer->request, reply);
  fore_answer_reply (answer->request, reply);
}

/* Sends all pieces at hand. */
static void
pump (ForeTableAnswer *answer)
{
  ForeRequest *request = answer->request;
  SoupMessageBody *body = soup_server_message_get_response_body (request->message);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean is_complete, is_failed;

  if (request->is_gone)
    return;

  g_mutex_lock (&answer->mutex);
  is_complete = answer->is_complete;
  is_failed = answer->error != NULL;
  while (!is_failed && !g_queue_is_empty (&answer->pieces))
    g_ptr_array_add (pieces, g_queue_pop_head (&answer->pieces));
  g_cond_signal (&answer->cond);
  g_mutex_unlock (&answer->mutex);

  if (is_failed) {
    break_off (answer);
    return;
  }
  if (is_complete && !answer->is_started && pieces->len == 1) {
    send_whole (answer, g_ptr_array_index (pieces, 0));
    return;
  }
  if (!answer->is_started && pieces->len > 0)
    start (answer);
  for (guint i = 0; i < pieces->len; i++)
    if (g_bytes_get_size (g_ptr_array_index (pieces, i)) > 0)
      soup_message_body_append_bytes (body, g_ptr_array_index (pieces, i));
  if (is_complete)
    soup_message_body_complete (body);
  if (pieces->len > 0 || is_complete)
    fore_request_release (request);
}

static gboolean
on_pieces (gpointer data)
{
  pump (data);
  return G_SOURCE_REMOVE;
}

/* Takes @answer with it. */
static void
wake_main_loop (ForeTableAnswer *answer)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_pieces, answer, (GDestroyNotify) table_answer_unref);
  g_source_attach (source, answer->context);
}

/* A chunk went out: when no piece is at hand the message waits for one. */
static void
on_wrote_chunk (SoupServerMessage *message, ForeTableAnswer *answer)
{
  gboolean is_dry;

  if (!answer->is_started)
    return;
  g_mutex_lock (&answer->mutex);
  is_dry = g_queue_is_empty (&answer->pieces) && !answer->is_complete && answer->error == NULL;
  g_mutex_unlock (&answer->mutex);
  if (is_dry)
    fore_request_hold (answer->request);
  pump (answer); /* a piece may have come in between */
}

static void
abort_answer (gpointer data)
{
  ForeTableAnswer *answer = data;

  g_mutex_lock (&answer->mutex);
  g_cond_signal (&answer->cond);
  g_mutex_unlock (&answer->mutex);
  g_signal_handlers_disconnect_by_data (answer->request->message, answer);
}

/* Waits until there is room for a piece, or nobody wants it any more. */
static gboolean
hand_over (ForeTableAnswer *answer, GBytes *piece, GError **error)
{
  gboolean is_cancelled;

  g_mutex_lock (&answer->mutex);
  while (!answer->is_short && answer->pieces.length >= MOST_PIECES &&
         !g_cancellable_is_cancelled (answer->cancellable))
    g_cond_wait (&answer->cond, &answer->mutex);
  is_cancelled = g_cancellable_set_error_if_cancelled (answer->cancellable, error);
  if (!is_cancelled)
    g_queue_push_tail (&answer->pieces, g_bytes_ref (piece));
  g_mutex_unlock (&answer->mutex);

  if (!is_cancelled)
    wake_main_loop (table_answer_ref (answer));
  return !is_cancelled;
}

/**
 * fore_table_answer_flush:
 * @answer: an answer
 * @error: %G_IO_ERROR_CANCELLED when the client is gone
 *
 * To be called after each row: hands the rows over when there are enough for a piece.
 */
gboolean
fore_table_answer_flush (ForeTableAnswer *answer, GError **error)
{
  g_autoptr (GBytes) piece = NULL;

  if (fore_report_get_size (answer->report) < PIECE_SIZE)
    return TRUE;
  piece = fore_report_take (answer->report);
  return hand_over (answer, piece, error);
}

/**
 * fore_table_answer_write:
 * @text: (array length=length): the next piece of an answer without a report
 * @length: its bytes
 * @answer: (type ForeTableAnswer): the answer
 * @error: %G_IO_ERROR_CANCELLED when the client is gone
 *
 * A #ForeTextFunc.
 */
gboolean
fore_table_answer_write (const char *text, gsize length, gpointer answer, GError **error)
{
  g_autoptr (GBytes) piece = g_bytes_new (text, length);

  return hand_over (answer, piece, error);
}

ForeReport *
fore_table_answer_get_report (ForeTableAnswer *answer)
{
  return answer->report;
}

static gboolean
on_thread_ended (gpointer data)
{
  ForeTableAnswer *answer = data;

  if (!answer->is_short)
    answer->request->server->n_tables--;
  pump (answer);
  return G_SOURCE_REMOVE;
}

static void
write_table (gpointer data, gpointer server)
{
  ForeTableAnswer *answer = data;
  g_autoptr (GSource) source = g_idle_source_new ();
  GError *error = NULL;
  GBytes *rest = NULL;

  if (answer->report != NULL)
    fore_report_expect (answer->report, answer->expected_size);
  if (answer->func (answer, answer->store, answer->data, answer->cancellable, &error) &&
      answer->report != NULL)
    rest = fore_report_end (answer->report);

  g_mutex_lock (&answer->mutex);
  answer->error = error;
  answer->is_complete = error == NULL;
  if (rest != NULL)
    g_queue_push_tail (&answer->pieces, rest);
  g_mutex_unlock (&answer->mutex);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_thread_ended, answer, (GDestroyNotify) table_answer_unref);
  g_source_attach (source, answer->context);
}

static void
answer_closure_unref (gpointer data, GClosure *closure)
{
  table_answer_unref (data);
}

/* Takes @report with it. */
static void
send_answer (ForeRequest *request,
             ForeReport *report,
             gint64 limit,
             ForeTableFunc func,
             gpointer data,
             GDestroyNotify free_data)
{
  ForeServer *server = request->server;
  gboolean is_short = limit >= 0 && limit <= FEW_ROWS;
  ForeTableAnswer *answer;

  if (!is_short && server->n_tables >= server->limits.n_tables) {
    if (data != NULL)
      free_data (data);
    fore_report_free (report);
    fore_answer_busy (request, _ ("Too many tables are sent at the same time."));
    return;
  }

  server->n_tables += !is_short;
  answer = g_new0 (ForeTableAnswer, 1);
  g_atomic_ref_count_init (&answer->n_users);
  answer->request = fore_request_ref (request);
  answer->context = g_main_context_ref_thread_default ();
  answer->store = fore_engine_get_store (server->engine);
  answer->cancellable = g_object_ref (request->cancellable);
  answer->report = report;
  answer->func = func;
  answer->data = data;
  answer->free_data = free_data;
  answer->is_short = is_short;
  answer->expected_size = is_short ? MIN ((gsize) limit * ROW_SIZE, PIECE_SIZE) : PIECE_SIZE;
  g_mutex_init (&answer->mutex);
  g_cond_init (&answer->cond);
  g_queue_init (&answer->pieces);

  g_signal_connect_data (request->message, "wrote-chunk", G_CALLBACK (on_wrote_chunk),
                         table_answer_ref (answer), answer_closure_unref, 0);
  request->abort = abort_answer;
  request->abort_data = answer;
  fore_request_hold (request);
  if (is_short)
    fore_server_push_short (server, write_table, answer);
  else
    fore_server_push (server, write_table, answer);
}

/**
 * fore_table_answer_send:
 * @request: the request
 * @kind: of the rows
 * @limit: how many rows at the most, -1 for any number
 * @func: asks the store
 * @data: (transfer full) (nullable): its user data
 * @free_data: frees it
 *
 * Answers with a table, which begins when the first rows are there.
 */
void
fore_table_answer_send (ForeRequest *request,
                        ForeReportKind kind,
                        gint64 limit,
                        ForeTableFunc func,
                        gpointer data,
                        GDestroyNotify free_data)
{
  send_answer (request, fore_report_new (kind, request->format), limit, func, data, free_data);
}

/**
 * fore_table_answer_send_text:
 * @request: the request
 * @func: writes CSV with fore_table_answer_write()
 * @data: (transfer full) (nullable): its user data
 * @free_data: frees it
 *
 * Answers with CSV of its own columns, which begins when the first piece is there.
 */
void
fore_table_answer_send_text (ForeRequest *request,
                             ForeTableFunc func,
                             gpointer data,
                             GDestroyNotify free_data)
{
  send_answer (request, NULL, -1, func, data, free_data);
}

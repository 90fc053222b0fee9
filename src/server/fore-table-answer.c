/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The answer with a table of any length. A worker asks the store and writes rows; the main
 * loop sends what is written, a piece at a time. The worker waits when the client does not
 * keep up, so that ten million rows need no more memory than a few pieces.
 */

#include "fore-server-private.h"

#include "fore-table-answer.h"

/* Rows are handed over in pieces of this size, and so many may wait to be sent. */
#define PIECE_SIZE  (64 * 1024)
#define MOST_PIECES 16

struct _ForeTableAnswer {
  gatomicrefcount n_users;
  SoupServerMessage *message; /* (owned) */
  GMainContext *context;      /* (owned): the server's */
  ForeEngine *engine;         /* (owned) */
  GCancellable *cancellable;  /* (owned) */
  ForeReport *report;         /* (owned): the worker's */
  ForeTableFunc func;
  gpointer data;
  GDestroyNotify free_data;

  GMutex mutex;
  GCond cond;
  GQueue pieces;        /* (mutex mutex) (element-type GBytes) */
  gboolean is_complete; /* (mutex mutex) */
  GError *error;        /* (mutex mutex) */

  /* On the main loop */
  gboolean is_started;
  gboolean is_waiting; /* the message is paused until there is a piece */
  gboolean is_gone;
};

static ForeTableAnswer *
table_answer_ref (ForeTableAnswer *answer)
{
  g_atomic_ref_count_inc (&answer->n_users);
  return answer;
}

static void
table_answer_unref (ForeTableAnswer *answer)
{
  if (!g_atomic_ref_count_dec (&answer->n_users))
    return;
  g_object_unref (answer->message);
  g_main_context_unref (answer->context);
  g_object_unref (answer->engine);
  g_object_unref (answer->cancellable);
  fore_report_free (answer->report);
  answer->free_data (answer->data);
  g_queue_clear_full (&answer->pieces, (GDestroyNotify) g_bytes_unref);
  g_clear_error (&answer->error);
  g_mutex_clear (&answer->mutex);
  g_cond_clear (&answer->cond);
  g_free (answer);
}

static void
start (ForeTableAnswer *answer, gboolean is_whole)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (answer->message);

  answer->is_started = TRUE;
  soup_server_message_set_status (answer->message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  if (!is_whole) {
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
    soup_message_body_set_accumulate (soup_server_message_get_response_body (answer->message),
                                      FALSE);
  }
}

/* After an answer has begun, an error can only be told by breaking it off. */
static void
break_off (ForeTableAnswer *answer)
{
  if (!answer->is_started) {
    fore_answer_gerror (answer->message, answer->error);
    return;
  }
  g_warning ("An answer was broken off: %s", answer->error->message);
  answer->is_gone = TRUE;
  g_clear_object (&(GIOStream *){ soup_server_message_steal_connection (answer->message) });
}

/* Sends all pieces at hand, or waits for one. */
static void
pump (ForeTableAnswer *answer)
{
  SoupMessageBody *body = soup_server_message_get_response_body (answer->message);
  gboolean is_complete, is_failed;
  GBytes *piece;
  guint n = 0;

  if (answer->is_gone)
    return;

  g_mutex_lock (&answer->mutex);
  is_complete = answer->is_complete;
  is_failed = answer->error != NULL;
  if (!is_failed && !answer->is_started && (is_complete || answer->pieces.length > 0))
    start (answer, is_complete && answer->pieces.length <= 1);
  while (!is_failed && (piece = g_queue_pop_head (&answer->pieces)) != NULL) {
    soup_message_body_append_bytes (body, piece);
    g_bytes_unref (piece);
    n++;
  }
  g_cond_signal (&answer->cond);
  g_mutex_unlock (&answer->mutex);

  if (is_failed)
    break_off (answer);
  else if (is_complete)
    soup_message_body_complete (body);
  if (answer->is_waiting && !answer->is_gone && (is_failed || is_complete || n > 0)) {
    answer->is_waiting = FALSE;
    soup_server_message_unpause (answer->message);
  }
}

static gboolean
on_pieces (gpointer data)
{
  pump (data);
  return G_SOURCE_REMOVE;
}

static void
wake_main_loop (ForeTableAnswer *answer)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_pieces, table_answer_ref (answer),
                         (GDestroyNotify) table_answer_unref);
  g_source_attach (source, answer->context);
}

/* A chunk went out: when no piece is at hand the message waits for one. */
static void
on_wrote_chunk (SoupServerMessage *message, ForeTableAnswer *answer)
{
  gboolean is_dry;

  g_mutex_lock (&answer->mutex);
  is_dry = g_queue_is_empty (&answer->pieces) && !answer->is_complete && answer->error == NULL;
  g_mutex_unlock (&answer->mutex);
  if (!is_dry) {
    pump (answer);
    return;
  }
  answer->is_waiting = TRUE;
  soup_server_message_pause (message);
  pump (answer); /* a piece may have come in between */
}

static void
on_finished (SoupServerMessage *message, ForeTableAnswer *answer)
{
  answer->is_gone = TRUE;
  g_cancellable_cancel (answer->cancellable);
  g_mutex_lock (&answer->mutex);
  g_cond_signal (&answer->cond);
  g_mutex_unlock (&answer->mutex);
}

/* Waits until there is room for a piece, or nobody wants it any more. */
static gboolean
hand_over (ForeTableAnswer *answer, GBytes *piece, GError **error)
{
  gboolean is_cancelled;

  g_mutex_lock (&answer->mutex);
  while (answer->pieces.length >= MOST_PIECES && !g_cancellable_is_cancelled (answer->cancellable))
    g_cond_wait (&answer->cond, &answer->mutex);
  is_cancelled = g_cancellable_set_error_if_cancelled (answer->cancellable, error);
  if (!is_cancelled)
    g_queue_push_tail (&answer->pieces, g_bytes_ref (piece));
  g_mutex_unlock (&answer->mutex);

  if (!is_cancelled)
    wake_main_loop (answer);
  return !is_cancelled;
}

/*
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

ForeReport *
fore_table_answer_get_report (ForeTableAnswer *answer)
{
  return answer->report;
}

static void
write_table (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ForeTableAnswer *answer = task_data;
  GError *error = NULL;
  GBytes *rest = NULL;

  if (answer->func (answer, fore_engine_get_store (answer->engine), answer->data,
                    answer->cancellable, &error))
    rest = fore_report_end (answer->report);

  g_mutex_lock (&answer->mutex);
  answer->error = error;
  answer->is_complete = error == NULL;
  if (rest != NULL)
    g_queue_push_tail (&answer->pieces, rest);
  g_mutex_unlock (&answer->mutex);
  wake_main_loop (answer);
  g_task_return_boolean (task, TRUE);
}

static void
answer_closure_unref (gpointer data, GClosure *closure)
{
  table_answer_unref (data);
}

/*
 * fore_table_answer_send:
 * @engine: whose store is asked, on its threads
 * @message: the request
 * @kind: of the rows
 * @func: asks the store
 * @data: (transfer full): its user data
 * @free_data: frees it
 *
 * Answers with a JSON array, which begins when the first rows are there.
 */
void
fore_table_answer_send (ForeEngine *engine,
                        SoupServerMessage *message,
                        ForeReportKind kind,
                        ForeTableFunc func,
                        gpointer data,
                        GDestroyNotify free_data)
{
  ForeTableAnswer *answer = g_new0 (ForeTableAnswer, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_atomic_ref_count_init (&answer->n_users);
  answer->message = g_object_ref (message);
  answer->context = g_main_context_ref_thread_default ();
  answer->engine = g_object_ref (engine);
  answer->cancellable = g_cancellable_new ();
  answer->report = fore_report_new (kind, FORE_FORMAT_JSON);
  answer->func = func;
  answer->data = data;
  answer->free_data = free_data;
  g_mutex_init (&answer->mutex);
  g_cond_init (&answer->cond);
  g_queue_init (&answer->pieces);
  answer->is_waiting = TRUE;

  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk),
                         table_answer_ref (answer), answer_closure_unref, 0);
  g_signal_connect_data (message, "finished", G_CALLBACK (on_finished), table_answer_ref (answer),
                         answer_closure_unref, 0);
  soup_server_message_pause (message);
  g_task_set_task_data (task, answer, (GDestroyNotify) table_answer_unref);
  fore_engine_run_async (engine, task, write_table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that are made whole on a thread of the engine. */

#include "fore-config.h"

#include "fore-fresh.h"

#include <glib/gi18n-lib.h>

typedef struct {
  ForeRequest *request; /* (owned) */
  ForeWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  gboolean is_long;
} Work;

/**
 * fore_answer_reply:
 * @request: a request
 * @reply: its answer
 */
void
fore_answer_reply (ForeRequest *request, ForeReply *reply)
{
  if (reply->link != NULL)
    fore_request_set_header (request, "Link", reply->link);
  if (reply->location != NULL)
    fore_request_set_header (request, "Location", reply->location);
  if (reply->is_packed)
    fore_request_set_header (request, "Content-Encoding", "gzip");
  fore_answer_bytes (request, reply->status, reply->type, reply->bytes);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  ForeRequest *request = work->request;
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeReply) reply = g_task_propagate_pointer (G_TASK (result), &error);

  if (work->is_long)
    request->server->n_backtests--;
  if (reply != NULL && request->question != NULL)
    fore_fresh_keep (request, reply);
  if (!request->is_gone && reply != NULL)
    fore_answer_reply (request, reply);
  else if (!request->is_gone)
    fore_answer_gerror (request, error);

  if (work->data != NULL)
    work->free_data (work->data);
  fore_request_unref (request);
  g_free (work);
}

static void
do_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  ForeReply *reply = work->func (work->request, work->data, &error);

  if (reply == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (work->request->packs)
    fore_reply_pack (reply);
  g_task_return_pointer (task, reply, (GDestroyNotify) fore_reply_unref);
}

static GTask *
prepare (ForeRequest *request,
         ForeWorkFunc func,
         gpointer data,
         GDestroyNotify free_data,
         gboolean is_long)
{
  Work *work = g_new0 (Work, 1);
  GTask *task = g_task_new (NULL, NULL, on_done, work);

  work->request = fore_request_ref (request);
  work->func = func;
  work->data = data;
  work->free_data = free_data;
  work->is_long = is_long;
  fore_request_hold (request);
  g_task_set_task_data (task, work, NULL);
  return task;
}

/**
 * fore_work_run:
 * @request: a request
 * @func: makes its answer, in a moment
 * @data: (transfer full) (nullable): its user data
 * @free_data: frees it
 *
 * Answers with what @func makes.
 */
void
fore_work_run (ForeRequest *request, ForeWorkFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GTask) task = prepare (request, func, data, free_data, FALSE);

  fore_engine_run_async (request->server->engine, task, do_work);
}

static void
do_long_work (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;

  do_work (task, NULL, g_task_get_task_data (task), NULL);
}

/**
 * fore_work_run_long:
 * @request: a request
 * @func: makes its answer, which takes its time
 * @data: (transfer full) (nullable): its user data
 * @free_data: frees it
 *
 * Answers with what @func makes, unless enough of that kind goes on already.
 */
void
fore_work_run_long (ForeRequest *request,
                    ForeWorkFunc func,
                    gpointer data,
                    GDestroyNotify free_data)
{
  ForeServer *server = request->server;

  if (server->n_backtests >= server->limits.n_backtests) {
    if (data != NULL)
      free_data (data);
    fore_answer_busy (request, _ ("Another backtest is still running."));
    return;
  }
  server->n_backtests++;
  fore_server_push (server, do_long_work, prepare (request, func, data, free_data, TRUE));
}

typedef struct {
  ForeWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  if (plan->data != NULL)
    plan->free_data (plan->data);
  g_free (plan);
}

static void
run_plan (ForeRequest *request, gpointer data)
{
  g_autofree Plan *plan = data;

  fore_work_run (request, plan->func, plan->data, plan->free_data);
}

/**
 * fore_work_run_if_changed:
 * @request: a request whose answer depends on the store alone
 * @func: makes its answer
 * @data: (transfer full) (nullable): its user data
 * @free_data: frees it
 *
 * Answers with what @func makes, unless the answer is known.
 */
void
fore_work_run_if_changed (ForeRequest *request,
                          ForeWorkFunc func,
                          gpointer data,
                          GDestroyNotify free_data)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->func = func;
  plan->data = data;
  plan->free_data = free_data;
  fore_fresh_ask (request, run_plan, plan, plan_free);
}

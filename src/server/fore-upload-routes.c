/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One upload: to look at, and to take back. */

#include "fore-routes.h"

#include "fore-fresh.h"
#include "fore-negotiation.h"
#include "fore-table-answer.h"

static ForeReply *
read_upload (ForeRequest *request, gpointer data, GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_UPLOADS_IN_FULL, FORE_FORMAT_JSON);
  g_autoptr (ForeUpload) upload = NULL;

  upload = fore_store_get_upload (fore_engine_get_store (request->server->engine),
                                  request->argument, error);
  if (upload == NULL)
    return NULL;
  fore_report_add_upload (report, upload);
  return fore_reply_new (SOUP_STATUS_OK, FORE_TYPE_JSON, fore_report_end_row (report));
}

void
fore_route_upload (ForeRequest *request)
{
  fore_work_run_if_changed (request, read_upload, NULL, NULL);
}

static ForeReply *
undo_upload (ForeRequest *request, gpointer data, GError **error)
{
  if (!fore_engine_undo (request->server->engine, request->argument, FALSE, error))
    return NULL;
  return fore_reply_new (SOUP_STATUS_NO_CONTENT, NULL, g_bytes_new_static ("", 0));
}

void
fore_route_undo (ForeRequest *request)
{
  fore_work_run (request, undo_upload, NULL, NULL);
}

static gboolean
write_rejects (ForeTableAnswer *answer,
               ForeStore *store,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  ForeRequest *request = data;

  return fore_engine_write_rejects (request->server->engine, request->argument,
                                    fore_table_answer_write, answer, NULL, cancellable, error);
}

static void
let_go (gpointer request)
{
  fore_request_unref (request);
}

/* The rows that were set aside, as CSV whatever the client accepts: that is what they are. */
void
fore_route_rejects (ForeRequest *request)
{
  fore_table_answer_send_text (request, write_rejects, fore_request_ref (request), let_go);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-request.h"

G_BEGIN_DECLS

typedef struct _ForeTableAnswer ForeTableAnswer;

/**
 * ForeTableFunc:
 * @answer: where rows go, by way of its report
 * @store: the store to ask
 * @data: its user data
 * @cancellable: cancelled when the client is gone
 * @error: return location
 *
 * Asks the store for the rows of an answer, on a worker thread.
 */
typedef gboolean (*ForeTableFunc) (ForeTableAnswer *answer,
                                   ForeStore *store,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

void fore_table_answer_send (ForeRequest *request,
                             ForeReportKind kind,
                             gint64 limit,
                             ForeTableFunc func,
                             gpointer data,
                             GDestroyNotify free_data);
void fore_table_answer_send_text (ForeRequest *request,
                                  ForeTableFunc func,
                                  gpointer data,
                                  GDestroyNotify free_data);
gboolean fore_table_answer_write (const char *text, gsize length, gpointer answer, GError **error);
ForeReport *fore_table_answer_get_report (ForeTableAnswer *answer);
gboolean fore_table_answer_flush (ForeTableAnswer *answer, GError **error);

G_END_DECLS

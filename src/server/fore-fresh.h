/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-request.h"

G_BEGIN_DECLS

/**
 * ForeFreshFunc:
 * @request: what is asked
 * @data: (transfer full): the user data
 *
 * Makes an answer anew.
 */
typedef void (*ForeFreshFunc) (ForeRequest *request, gpointer data);

/**
 * ForeWorkFunc:
 * @request: what is asked; of it, only what does not change
 * @data: the user data
 * @error: return location
 *
 * Makes an answer on a thread of the engine.
 *
 * Returns: (transfer full) (nullable): the answer
 */
typedef ForeReply *(*ForeWorkFunc) (ForeRequest *request, gpointer data, GError **error);

GPtrArray *fore_fresh_new_asking (void);
void
fore_fresh_ask (ForeRequest *request, ForeFreshFunc func, gpointer data, GDestroyNotify free_data);
void fore_fresh_keep (ForeRequest *request, ForeReply *reply);

void
fore_work_run (ForeRequest *request, ForeWorkFunc func, gpointer data, GDestroyNotify free_data);
void fore_work_run_long (ForeRequest *request,
                         ForeWorkFunc func,
                         gpointer data,
                         GDestroyNotify free_data);
void fore_work_run_if_changed (ForeRequest *request,
                               ForeWorkFunc func,
                               gpointer data,
                               GDestroyNotify free_data);
void fore_answer_reply (ForeRequest *request, ForeReply *reply);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-request.h"

G_BEGIN_DECLS

/* The upload's body is read as it comes: begun when its headers are there, answered when all
 * of it is. */
void fore_upload_begin (ForeRequest *request);
void fore_upload_take (ForeRequest *request, GBytes *chunk);
void fore_upload_answer (ForeRequest *request);

G_END_DECLS

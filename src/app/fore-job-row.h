/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fore-job.h"

G_BEGIN_DECLS

/**
 * ForeJobRow:
 *
 * Work that goes on: how far it is, and a way to stop it.
 */
#define FORE_TYPE_JOB_ROW (fore_job_row_get_type ())
G_DECLARE_FINAL_TYPE (ForeJobRow, fore_job_row, FORE, JOB_ROW, GtkListBoxRow)

GtkWidget *fore_job_row_new (ForeJob *job);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeProgress:
 * @report: called with the share done (0 to 1, or negative when it is not known) and
 *   what is being done, on the thread that does the work
 * @data: its user data
 *
 * Where long work tells how far it is. A %NULL `ForeProgress *` is allowed everywhere.
 */
typedef struct {
  void (*report) (double fraction, const char *what, gpointer data);
  gpointer data;
} ForeProgress;

static inline void
fore_progress_report (const ForeProgress *progress, double fraction, const char *what)
{
  if (progress != NULL)
    progress->report (fraction, what, progress->data);
}

G_END_DECLS

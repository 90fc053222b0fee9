/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-line-reader.h"

G_BEGIN_DECLS

/**
 * ForeLineLog:
 *
 * The lines of a text, some of which can be kept and read again. Not thread-safe.
 */
typedef struct _ForeLineLog ForeLineLog;

ForeLineLog *fore_line_log_new (ForeTextStream *stream);
void fore_line_log_free (ForeLineLog *log);
gboolean
fore_line_log_next (ForeLineLog *log, ForeLine *line, GCancellable *cancellable, GError **error);
void fore_line_log_keep (ForeLineLog *log, const ForeLine *first);
const char *fore_line_log_get_kept (const ForeLineLog *log, gsize *length);
void fore_line_log_rewind (ForeLineLog *log);
void fore_line_log_release (ForeLineLog *log);
double fore_line_log_get_fraction (const ForeLineLog *log);
const char *fore_line_log_get_charset (const ForeLineLog *log);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeLineLog, fore_line_log_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *fore_intake_original_name (const char *filename);
char *fore_intake_stem (const char *original_name);
char *fore_intake_batch_name (const char *stem, gint64 unix_seconds, const char *file_hash);
char *fore_intake_stored_name (const char *stem, gint64 unix_seconds, const char *file_hash);

G_END_DECLS

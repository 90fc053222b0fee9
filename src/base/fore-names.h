/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ForeNames:
 *
 * Texts that come again and again (products, categories), each kept once and spoken of
 * by its number, from 0 in the order of first sight. Not thread-safe.
 */
typedef struct _ForeNames ForeNames;

ForeNames *fore_names_new (void);
void fore_names_free (ForeNames *names);
guint32 fore_names_intern (ForeNames *names, const char *text, gsize length);
const char *fore_names_get (const ForeNames *names, guint32 number);
void fore_names_close (ForeNames *names);
gsize fore_names_get_size (const ForeNames *names);
guint32 fore_names_count (const ForeNames *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeNames, fore_names_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeSqliteSorter:
 *
 * Puts the keys of any number of rows into the order of their ranks, in a file and in bounded
 * memory. Keys of one rank stay as they came.
 */
typedef struct _ForeSqliteSorter ForeSqliteSorter;

/* Keys that are sorted in memory at a time, with as much room to move them. */
#define FORE_SQLITE_SORTER_LENGTH ((gsize) 512 * 1024)

ForeSqliteSorter *fore_sqlite_sorter_new (const char *folder, gsize length);
void fore_sqlite_sorter_free (ForeSqliteSorter *sorter);
gboolean
fore_sqlite_sorter_add (ForeSqliteSorter *sorter, guint64 rank, gint64 key, GError **error);
int fore_sqlite_sorter_finish (ForeSqliteSorter *sorter, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeSqliteSorter, fore_sqlite_sorter_free)

G_END_DECLS

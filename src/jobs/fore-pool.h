/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForePool:
 *
 * Threads that share out heavy work: models of many categories. What is going on at a time,
 * and so the memory it takes, is bounded by their number.
 */
typedef struct _ForePool ForePool;

/**
 * ForePoolFunc:
 * @i: which item
 * @data: the user data
 *
 * Works on one item. Called on several threads at once, with another @i each.
 */
typedef void (*ForePoolFunc) (guint i, gpointer data);

ForePool *fore_pool_new (guint n_threads);
void fore_pool_free (ForePool *pool);
void fore_pool_each (ForePool *pool,
                     guint n,
                     ForePoolFunc func,
                     gpointer data,
                     GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForePool, fore_pool_free)

G_END_DECLS

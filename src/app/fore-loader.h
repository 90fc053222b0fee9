/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ForeLoader:
 * @cancellable: (nullable): of the reading that is going on
 * @is_outdated: whether what it reads has changed meanwhile
 *
 * Keeps the readings of one place apart: one at a time, and one more when something has
 * changed meanwhile. A reading that were given up at each change would never come to an end
 * while changes come quickly.
 */
typedef struct {
  GCancellable *cancellable;
  gboolean is_outdated;
} ForeLoader;

GCancellable *fore_loader_begin (ForeLoader *loader);
gboolean fore_loader_end (ForeLoader *loader);
void fore_loader_cancel (ForeLoader *loader);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory of SQLite that ends where a test wants it to. Before anything else uses SQLite. */
void fault_memory_register (void);
void fault_memory_arm (guint at, gboolean stays);
gboolean fault_memory_disarm (void);

G_END_DECLS

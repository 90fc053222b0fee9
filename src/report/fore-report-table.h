/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-report-columns.h"

G_BEGIN_DECLS

/**
 * ForeTable:
 *
 * Lays rows out in columns for a terminal. The first rows wait until there are enough of
 * them to know how wide the columns are; those after them go through at once.
 */
typedef struct _ForeTable ForeTable;

ForeTable *fore_table_new (const ForeColumn *columns, guint n_columns);
void fore_table_free (ForeTable *table);
void fore_table_add (ForeTable *table, const ForeCell *cells, GString *out);
void fore_table_end (ForeTable *table, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeTable, fore_table_free)

G_END_DECLS

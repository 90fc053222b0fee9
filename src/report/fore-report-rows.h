/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-report-columns.h"

G_BEGIN_DECLS

/* Inside of the folder: rows as text for machines. */

typedef struct _ForeRowWriter ForeRowWriter;

typedef void (*ForeCellFunc) (GString *text, ForeColumnType type, ForeCell cell);

ForeRowWriter *fore_row_writer_new (ForeCellFunc append, char after);
void fore_row_writer_free (ForeRowWriter *writer);
void fore_row_writer_add_column (ForeRowWriter *writer,
                                 const ForeColumn *column,
                                 guint cell,
                                 char *before);
void fore_row_writer_add_row (ForeRowWriter *writer, GString *out, const ForeCell *cells);
void fore_row_writer_forget (ForeRowWriter *writer);

G_END_DECLS

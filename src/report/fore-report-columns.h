/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-report.h"

G_BEGIN_DECLS

/* Inside of the folder: what the columns of a report are, and its rows as cells. */

typedef enum {
  FORE_COLUMN_TEXT,      /* text, %NULL for none */
  FORE_COLUMN_INTEGER,   /* integer */
  FORE_COLUMN_NUMBER,    /* number, NaN for none */
  FORE_COLUMN_CENTS,     /* integer, of hundredths */
  FORE_COLUMN_AMOUNT,    /* number, NaN for none, written with two places */
  FORE_COLUMN_BOOLEAN,   /* integer */
  FORE_COLUMN_DAY,       /* integer, %FORE_DAY_NONE for none */
  FORE_COLUMN_TIMESTAMP, /* integer, of seconds since 1970-01-01 UTC */
} ForeColumnType;

/**
 * ForeColumn:
 * @type: which member of a cell holds the value
 * @key: (nullable): the name for machines, %NULL when it is only shown to people
 * @title: (nullable): the translated name for people, %NULL when it is not shown to them
 * @has_names: its texts stay where they are while rows are added, so that one at the same place
 *   is the same
 */
typedef struct {
  ForeColumnType type;
  const char *key;
  const char *title;
  gboolean has_names;
} ForeColumn;

typedef union {
  const char *text;
  gint64 integer;
  double number;
} ForeCell;

const ForeColumn *fore_columns_get (ForeReportKind kind, guint *n_columns);
void fore_cell_append_json (GString *text, ForeColumnType type, ForeCell cell);
void fore_cell_append_csv (GString *text, ForeColumnType type, ForeCell cell);
void fore_cell_append_spreadsheet (GString *text, ForeColumnType type, ForeCell cell);
void fore_cell_append_shown (GString *text, ForeColumnType type, ForeCell cell);

/* A report of other columns than the four kinds have. */
ForeReport *
fore_report_new_for_columns (const ForeColumn *columns, guint n_columns, ForeFormat format);
void fore_report_add_cells (ForeReport *report, const ForeCell *cells);

G_END_DECLS

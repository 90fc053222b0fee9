/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-report.h"

#include "fore-json.h"
#include "fore-report-columns.h"
#include "fore-report-table.h"

struct _ForeReport {
  ForeFormat format;
  guint n_columns;          /* that are written for machines */
  ForeColumn *columns;      /* (owned) (array length=n_columns) */
  guint *cells;             /* (owned) (array length=n_columns): which cell of a row each has */
  GPtrArray *member_starts; /* (owned) (element-type utf8): JSON before the value of each */
  ForeTable *table;         /* (owned) (nullable) */
  GString *out;             /* (owned) */
  gboolean has_rows;
};

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
has_head (ForeFormat format)
{
  return format == FORE_FORMAT_CSV || format == FORE_FORMAT_SPREADSHEET;
}

/*
 * fore_report_new_for_columns:
 * @columns: (array length=n_columns): what a row has
 * @n_columns: how many
 * @format: how it is written
 *
 * Returns: (transfer full): an empty report
 */
ForeReport *
fore_report_new_for_columns (const ForeColumn *columns, guint n_columns, ForeFormat format)
{
  ForeReport *report = g_new0 (ForeReport, 1);

  report->format = format;
  report->columns = g_new (ForeColumn, n_columns);
  report->cells = g_new (guint, n_columns);
  report->member_starts = g_ptr_array_new_with_free_func (g_free);
  report->out = g_string_new (format == FORE_FORMAT_SPREADSHEET ? BYTE_ORDER_MARK : NULL);
  if (format == FORE_FORMAT_TABLE)
    report->table = fore_table_new (columns, n_columns);

  for (guint i = 0; i < n_columns; i++) {
    gboolean is_first = report->n_columns == 0;

    if (columns[i].key == NULL)
      continue;
    report->cells[report->n_columns] = i;
    report->columns[report->n_columns++] = columns[i];
    g_ptr_array_add (report->member_starts,
                     g_strdup_printf ("%c\"%s\":", is_first ? '{' : ',', columns[i].key));
    if (has_head (format)) {
      g_string_append (report->out, is_first ? "" : ",");
      fore_cell_append_csv (report->out, FORE_COLUMN_TEXT, (ForeCell){ .text = columns[i].key });
    }
  }
  if (has_head (format))
    g_string_append_c (report->out, '\n');

  return report;
}

/**
 * fore_report_new:
 * @kind: which records come
 * @format: how they are written
 *
 * Returns: (transfer full): an empty report
 */
ForeReport *
fore_report_new (ForeReportKind kind, ForeFormat format)
{
  guint n_columns;
  const ForeColumn *columns = fore_columns_get (kind, &n_columns);

  return fore_report_new_for_columns (columns, n_columns, format);
}

void
fore_report_free (ForeReport *report)
{
  if (report == NULL)
    return;
  g_free (report->columns);
  g_free (report->cells);
  g_ptr_array_unref (report->member_starts);
  fore_table_free (report->table);
  g_string_free (report->out, TRUE);
  g_free (report);
}

static void
add_json (ForeReport *report, const ForeCell *cells)
{
  g_string_append (report->out, report->has_rows ? ",\n" : "[\n");
  for (guint i = 0; i < report->n_columns; i++) {
    g_string_append (report->out, g_ptr_array_index (report->member_starts, i));
    fore_cell_append_json (report->out, report->columns[i].type, cells[report->cells[i]]);
  }
  g_string_append_c (report->out, '}');
}

static void
add_csv (ForeReport *report,
         const ForeCell *cells,
         void (*append) (GString *text, ForeColumnType type, ForeCell cell))
{
  for (guint i = 0; i < report->n_columns; i++) {
    if (i > 0)
      g_string_append_c (report->out, ',');
    append (report->out, report->columns[i].type, cells[report->cells[i]]);
  }
  g_string_append_c (report->out, '\n');
}

/*
 * fore_report_add_cells:
 * @report: a report
 * @cells: one for each of its columns
 */
void
fore_report_add_cells (ForeReport *report, const ForeCell *cells)
{
  switch (report->format) {
  case FORE_FORMAT_JSON: add_json (report, cells); break;
  case FORE_FORMAT_CSV: add_csv (report, cells, fore_cell_append_csv); break;
  case FORE_FORMAT_SPREADSHEET: add_csv (report, cells, fore_cell_append_spreadsheet); break;
  case FORE_FORMAT_TABLE:
  default: fore_table_add (report->table, cells, report->out);
  }
  report->has_rows = TRUE;
}

/**
 * fore_report_get_size:
 * @report: a report
 *
 * Returns: how many bytes fore_report_take() would give now
 */
gsize
fore_report_get_size (ForeReport *report)
{
  return report->out->len;
}

/**
 * fore_report_take:
 * @report: a report to which more rows may still be added
 *
 * Returns: (transfer full): the bytes written since the last time, maybe none
 */
GBytes *
fore_report_take (ForeReport *report)
{
  GBytes *bytes = g_bytes_new (report->out->str, report->out->len);

  g_string_truncate (report->out, 0);
  return bytes;
}

/**
 * fore_report_end:
 * @report: a report to which nothing more is added
 *
 * Returns: (transfer full): the bytes not yet taken, with what closes the report
 */
GBytes *
fore_report_end (ForeReport *report)
{
  if (report->format == FORE_FORMAT_JSON)
    g_string_append (report->out, report->has_rows ? "\n]\n" : "[]\n");
  else if (report->format == FORE_FORMAT_TABLE)
    fore_table_end (report->table, report->out);

  return fore_report_take (report);
}

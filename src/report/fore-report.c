/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-report.h"

#include <string.h>

#include "fore-json.h"
#include "fore-report-columns.h"
#include "fore-report-rows.h"
#include "fore-report-table.h"

struct _ForeReport {
  ForeFormat format;
  ForeRowWriter *rows; /* (owned) (nullable): for machines */
  ForeTable *table;    /* (owned) (nullable): for people */
  GString *out;        /* (owned) (nullable): %NULL after the end */
  gboolean has_rows;
  gboolean is_begun; /* something has been taken */
};

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static ForeCellFunc
get_cell_func (ForeFormat format)
{
  switch (format) {
  case FORE_FORMAT_CSV: return fore_cell_append_csv;
  case FORE_FORMAT_SPREADSHEET: return fore_cell_append_spreadsheet;
  case FORE_FORMAT_JSON: return fore_cell_append_json;
  case FORE_FORMAT_TABLE:
  default: g_return_val_if_reached (NULL);
  }
}

static gboolean
has_head (ForeFormat format)
{
  return format == FORE_FORMAT_CSV || format == FORE_FORMAT_SPREADSHEET;
}

/* Columns without a key are for people only. */
static void
add_columns (ForeReport *report, const ForeColumn *columns, guint n_columns)
{
  gboolean is_first = TRUE;

  report->rows = fore_row_writer_new (get_cell_func (report->format),
                                      has_head (report->format) ? '\n' : '}');
  for (guint i = 0; i < n_columns; i++) {
    char *before;

    if (columns[i].key == NULL)
      continue;
    if (has_head (report->format)) {
      before = g_strdup (is_first ? "" : ",");
      g_string_append (report->out, before);
      fore_cell_append_csv (report->out, FORE_COLUMN_TEXT, (ForeCell){ .text = columns[i].key });
    } else {
      before = g_strconcat (is_first ? ",\n{\"" : ",\"", columns[i].key, "\":", NULL);
    }
    fore_row_writer_add_column (report->rows, &columns[i], i, before);
    is_first = FALSE;
  }
  if (has_head (report->format))
    g_string_append_c (report->out, '\n');
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
  report->out = g_string_new (format == FORE_FORMAT_SPREADSHEET ? BYTE_ORDER_MARK : NULL);
  if (format == FORE_FORMAT_TABLE)
    report->table = fore_table_new (columns, n_columns);
  else
    add_columns (report, columns, n_columns);

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
  fore_row_writer_free (report->rows);
  fore_table_free (report->table);
  if (report->out != NULL)
    g_string_free (report->out, TRUE);
  g_free (report);
}

/*
 * fore_report_add_cells:
 * @report: a report
 * @cells: one for each of its columns
 */
void
fore_report_add_cells (ForeReport *report, const ForeCell *cells)
{
  if (report->table != NULL)
    fore_table_add (report->table, cells, report->out);
  else
    fore_row_writer_add_row (report->rows, report->out, cells);
  report->has_rows = TRUE;
}

/**
 * fore_report_expect:
 * @report: a report without rows
 * @size: of what will be written until it is taken
 *
 * Makes room at once, as growing takes as long as writing.
 */
void
fore_report_expect (ForeReport *report, gsize size)
{
  gsize length = report->out->len;

  g_string_set_size (report->out, size);
  g_string_truncate (report->out, length);
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

/* Before each row of JSON stands a comma, but for the first one. Much room that is left over goes
 * back. */
static GBytes *
take_text (ForeReport *report)
{
  gsize length = report->out->len, size = report->out->allocated_len;
  char *bytes = g_string_free (g_steal_pointer (&report->out), FALSE);

  if (report->format == FORE_FORMAT_JSON && !report->is_begun && length > 0)
    bytes[0] = '[';
  report->is_begun |= length > 0;
  if (length < size / 2)
    bytes = g_realloc (bytes, length + 1);
  return g_bytes_new_take (bytes, length);
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
  gsize size = report->out->len;
  GBytes *bytes = take_text (report);

  report->out = g_string_sized_new (size);
  if (report->rows != NULL)
    fore_row_writer_forget (report->rows);
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

  return take_text (report);
}

/**
 * fore_report_end_row:
 * @report: a report as JSON with one row
 *
 * Returns: (transfer full): that row, without what makes it a list of one
 */
GBytes *
fore_report_end_row (ForeReport *report)
{
  g_autoptr (GBytes) list = fore_report_end (report);
  gsize size;
  const char *text = g_bytes_get_data (list, &size);
  const char *start = memchr (text, '{', size);
  const char *end = memrchr (text, '}', size);

  return g_bytes_new_from_bytes (list, (gsize) (start - text), (gsize) (end + 1 - start));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Most values of a row of a table are those of the row before: its day, its category, its
 * upload. They are copied from there, as they were written, and several that stand together in
 * one piece; only the others are written anew.
 */

#include "fore-report-rows.h"

#include <string.h>

#include "fore-json.h"

typedef struct {
  ForeColumnType type;
  gboolean is_moving; /* its text has to be compared, as the address says nothing */
  guint cell;         /* which one of a row it shows */
  char *before;       /* (owned): what stands before each value */
  gsize n_before;     /* its bytes */
  ForeCell value;     /* of the row before; a text that moves lies in @text */
  GString *text;      /* (owned) (nullable) */
  gsize length;       /* of that value as it was written, with what stands before it */
} Column;

struct _ForeRowWriter {
  ForeCellFunc append;
  char after;        /* what stands after each row */
  GArray *columns;   /* (owned) (element-type Column) */
  gsize start;       /* of the row before, in what has been written */
  gboolean has_last; /* whether there is a row before */
};

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->before);
  if (column->text != NULL)
    g_string_free (column->text, TRUE);
}

/*
 * fore_row_writer_new:
 * @append: writes a value
 * @after: what stands after each row
 *
 * Returns: (transfer full): a writer of rows without any column
 */
ForeRowWriter *
fore_row_writer_new (ForeCellFunc append, char after)
{
  ForeRowWriter *writer = g_new0 (ForeRowWriter, 1);

  writer->append = append;
  writer->after = after;
  writer->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (writer->columns, clear_column);
  return writer;
}

void
fore_row_writer_free (ForeRowWriter *writer)
{
  if (writer == NULL)
    return;
  g_array_unref (writer->columns);
  g_free (writer);
}

/*
 * fore_row_writer_add_column:
 * @writer: a writer without rows yet
 * @column: what it shows
 * @cell: which cell of a row
 * @before: (transfer full): what stands before each value
 *
 * Adds a column to the right of the others.
 */
void
fore_row_writer_add_column (ForeRowWriter *writer,
                            const ForeColumn *column,
                            guint cell,
                            char *before)
{
  gboolean is_moving = column->type == FORE_COLUMN_TEXT && !column->has_names;
  const Column added = {
    .type = column->type,
    .is_moving = is_moving,
    .cell = cell,
    .before = before,
    .n_before = strlen (before),
    .text = is_moving ? g_string_new (NULL) : NULL,
  };

  g_array_append_val (writer->columns, added);
}

static inline gboolean
is_as_before (const Column *column, ForeCell cell)
{
  if (!column->is_moving || cell.text == NULL || column->value.text == NULL)
    return column->value.integer == cell.integer;
  return strcmp (column->text->str, cell.text) == 0;
}

static void
remember (Column *column, ForeCell cell)
{
  column->value = cell;
  if (column->is_moving && cell.text != NULL)
    g_string_assign (column->text, cell.text);
}

static void
append_value (ForeRowWriter *writer, Column *column, GString *out, ForeCell cell)
{
  gsize start = out->len;

  memcpy (fore_json_extend (out, column->n_before), column->before, column->n_before);
  writer->append (out, column->type, cell);
  column->length = out->len - start;
  remember (column, cell);
}

static inline void
copy_values (GString *out, gsize start, gsize length)
{
  char *to = fore_json_extend (out, length);

  memcpy (to, out->str + start, length);
}

/*
 * fore_row_writer_add_row:
 * @writer: a writer
 * @out: where its rows stand, and nothing that is changed later
 * @cells: the values
 *
 * Appends a row.
 */
void
fore_row_writer_add_row (ForeRowWriter *writer, GString *out, const ForeCell *cells)
{
  Column *columns = (Column *) (gpointer) writer->columns->data;
  Column *end = columns + writer->columns->len;
  gboolean has_last = writer->has_last;
  gsize start = writer->start, length = 0; /* of what is to be copied from the row before */

  writer->start = out->len;
  for (Column *column = columns; column < end; column++) {
    ForeCell cell = cells[column->cell];

    if (has_last && is_as_before (column, cell)) {
      length += column->length;
      continue;
    }
    copy_values (out, start, length);
    start += length + column->length;
    length = 0;
    append_value (writer, column, out, cell);
  }
  copy_values (out, start, length);
  *fore_json_extend (out, 1) = writer->after;
  writer->has_last = TRUE;
}

/*
 * fore_row_writer_forget:
 * @writer: a writer
 *
 * To be called when what it has written is taken away.
 */
void
fore_row_writer_forget (ForeRowWriter *writer)
{
  writer->has_last = FALSE;
}

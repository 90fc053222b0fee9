/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-report-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_TO_MEASURE 1000
#define SPACE_BETWEEN   2

typedef struct {
  guint cell; /* which cell of a row it shows */
  ForeColumnType type;
  const char *title;
  gsize width;
} TableColumn;

/* Rows that wait are one long text of all their cells, and where each cell ends. */
struct _ForeTable {
  GArray *columns;    /* (owned) (element-type TableColumn) */
  GString *waiting;   /* (owned) */
  GArray *cell_ends;  /* (owned) (element-type gsize) */
  gsize rows_to_wait; /* until they are laid out */
  gboolean has_titles;
};

/*
 * fore_table_new:
 * @columns: (array length=n_columns): those without a title are left out
 * @n_columns: how many
 *
 * Returns: (transfer full): an empty table
 */
ForeTable *
fore_table_new (const ForeColumn *columns, guint n_columns)
{
  ForeTable *table = g_new0 (ForeTable, 1);

  table->columns = g_array_new (FALSE, FALSE, sizeof (TableColumn));
  table->waiting = g_string_new (NULL);
  table->cell_ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  table->rows_to_wait = ROWS_TO_MEASURE;
  for (guint i = 0; i < n_columns; i++) {
    TableColumn column = { i, columns[i].type, NULL, 0 };

    if (columns[i].title == NULL)
      continue;
    column.title = _ (columns[i].title);
    g_array_append_val (table->columns, column);
  }

  return table;
}

void
fore_table_free (ForeTable *table)
{
  if (table == NULL)
    return;
  g_array_unref (table->columns);
  g_string_free (table->waiting, TRUE);
  g_array_unref (table->cell_ends);
  g_free (table);
}

/* How many places a text takes on a terminal: East Asian characters two, accents none. */
static gsize
display_width (const char *text, gsize length)
{
  gsize width = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_iszerowidth (c))
      width += g_unichar_iswide (c) ? 2 : 1;
  }
  return width;
}

static void
append_spaces (GString *out, gsize n)
{
  while (n-- > 0)
    g_string_append_c (out, ' ');
}

static gboolean
is_right_aligned (ForeColumnType type)
{
  return type == FORE_COLUMN_INTEGER || type == FORE_COLUMN_NUMBER || type == FORE_COLUMN_CENTS ||
         type == FORE_COLUMN_AMOUNT;
}

static void
append_aligned (GString *out,
                const TableColumn *column,
                const char *text,
                gsize length,
                gboolean is_last)
{
  gsize width = display_width (text, length);
  gsize space = column->width > width ? column->width - width : 0;
  gboolean is_right = is_right_aligned (column->type);

  append_spaces (out, is_right ? space : 0);
  g_string_append_len (out, text, (gssize) length);
  if (!is_last)
    append_spaces (out, SPACE_BETWEEN + (is_right ? 0 : space));
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
measure (ForeTable *table)
{
  gsize start = 0;

  for (guint k = 0; k < table->columns->len; k++) {
    TableColumn *column = &g_array_index (table->columns, TableColumn, k);

    column->width = display_width (column->title, strlen (column->title));
  }
  for (guint i = 0; i < table->cell_ends->len; i++) {
    TableColumn *column = &g_array_index (table->columns, TableColumn, i % table->columns->len);
    gsize end = g_array_index (table->cell_ends, gsize, i);

    column->width = MAX (column->width, display_width (table->waiting->str + start, end - start));
    start = end;
  }
}

static void
append_titles (ForeTable *table, GString *out)
{
  for (guint k = 0; k < table->columns->len; k++) {
    TableColumn *column = &g_array_index (table->columns, TableColumn, k);

    append_aligned (out, column, column->title, strlen (column->title),
                    k + 1 == table->columns->len);
  }
  end_line (out);
}

static void
lay_out (ForeTable *table, GString *out)
{
  guint n_columns = table->columns->len;
  gsize start = 0;

  if (!table->has_titles) {
    measure (table);
    append_titles (table, out);
    table->has_titles = TRUE;
    table->rows_to_wait = 1;
  }
  for (guint i = 0; i < table->cell_ends->len; i++) {
    gsize end = g_array_index (table->cell_ends, gsize, i);
    guint k = i % n_columns;

    append_aligned (out, &g_array_index (table->columns, TableColumn, k),
                    table->waiting->str + start, end - start, k + 1 == n_columns);
    if (k + 1 == n_columns)
      end_line (out);
    start = end;
  }
  g_string_truncate (table->waiting, 0);
  g_array_set_size (table->cell_ends, 0);
}

/*
 * fore_table_add:
 * @table: a table
 * @cells: the cells of a row, one for each column, also of those not shown
 * @out: where lines that are done are appended
 */
void
fore_table_add (ForeTable *table, const ForeCell *cells, GString *out)
{
  for (guint k = 0; k < table->columns->len; k++) {
    TableColumn *column = &g_array_index (table->columns, TableColumn, k);

    fore_cell_append_shown (table->waiting, column->type, cells[column->cell]);
    g_array_append_val (table->cell_ends, table->waiting->len);
  }
  if (table->cell_ends->len >= table->rows_to_wait * table->columns->len)
    lay_out (table, out);
}

/*
 * fore_table_end:
 * @table: a table
 * @out: where the rest is appended, the titles at least
 */
void
fore_table_end (ForeTable *table, GString *out)
{
  lay_out (table, out);
}

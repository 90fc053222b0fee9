/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-report.h"

#include "fore-chart-private.h"

#define TITLE_SCALE    1.8
#define SENTENCE_SCALE 1.1
#define SMALL_SCALE    0.9

#define GAP          10.0
#define ROW_GAP      3.0
#define COLUMN_GAP   16.0
#define CHART_ASPECT 0.5
#define MOST_BLOCKS  3

/* A page that fills from above. */
typedef struct {
  const ForeChartReport *report;
  ForeChartCanvas canvas;
  double width;
  double y;
  double end; /* where the footer begins */
} Page;

/* Writes a paragraph at the current height, and goes on below it. */
static void
write_paragraph (Page *page, const char *text, double scale, PangoWeight weight, double strength)
{
  PangoLayout *layout = page->canvas.layout;
  PangoAttrList *attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (page->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  fore_chart_set_text (&page->canvas, text, NULL, &height);
  fore_chart_set_colour (page->canvas.cr, page->canvas.style->foreground, strength);
  fore_chart_show_text (&page->canvas, 0.0, page->y);
  pango_layout_set_attributes (layout, NULL);
  pango_layout_set_width (layout, -1);
  pango_attr_list_unref (attributes);
  page->y += height;
}

static void
draw_chart (Page *page)
{
  double height = MIN (page->width * CHART_ASPECT, 0.55 * (page->end - page->y));

  cairo_save (page->canvas.cr);
  cairo_translate (page->canvas.cr, 0.0, page->y);
  fore_chart_draw (page->report->chart, page->canvas.style, page->canvas.cr, page->width, height,
                   NULL);
  cairo_restore (page->canvas.cr);
  page->y += height + GAP;
}

/* --- The table --- */

/* A table whose rows stand in blocks beside each other. */
typedef struct {
  guint n_columns;
  guint n_rows;
  guint n_blocks;
  guint rows_a_block;
  double row_height;
  double *column_width; /* (owned) */
  double block_width;
} Table;

static const char *
get_cell (const Page *page, const Table *table, guint row, guint column)
{
  return page->report->cells->pdata[row * table->n_columns + column];
}

static void
measure_columns (Page *page, Table *table)
{
  int width, height = 0;

  table->column_width = g_new0 (double, table->n_columns);
  for (guint column = 0; column < table->n_columns; column++) {
    fore_chart_set_text (&page->canvas, page->report->columns[column], &width, &height);
    table->column_width[column] = width;
    for (guint row = 0; row < table->n_rows; row++) {
      fore_chart_set_text (&page->canvas, get_cell (page, table, row, column), &width, NULL);
      table->column_width[column] = MAX (table->column_width[column], width);
    }
    table->block_width += table->column_width[column] + COLUMN_GAP;
  }
  table->row_height = height + ROW_GAP;
}

/* As few blocks as the height allows and the width holds; what does not fit is left out. */
static void
arrange_blocks (const Page *page, Table *table)
{
  double room = page->end - page->y - table->row_height - 2.0 * ROW_GAP;
  guint fitting = (guint) MAX (room / table->row_height, 0.0);
  guint beside = (guint) CLAMP ((page->width + COLUMN_GAP) / table->block_width, 1.0, MOST_BLOCKS);

  if (fitting == 0) {
    table->n_rows = 0;
    return;
  }
  table->n_blocks = MIN ((table->n_rows + fitting - 1) / fitting, beside);
  table->rows_a_block = MIN ((table->n_rows + table->n_blocks - 1) / table->n_blocks, fitting);
  table->n_rows = MIN (table->n_rows, table->n_blocks * table->rows_a_block);
}

static void
draw_row (Page *page, const Table *table, double x, double y, const char *const *cells)
{
  gboolean is_mirrored = page->canvas.style->is_right_to_left;

  for (guint i = 0; i < table->n_columns; i++) {
    guint column = is_mirrored ? table->n_columns - 1 - i : i;
    gboolean is_on_the_right = (column > 0) != is_mirrored;
    int width;

    fore_chart_set_text (&page->canvas, cells[column], &width, NULL);
    fore_chart_show_text (&page->canvas,
                          x + (is_on_the_right ? table->column_width[column] - width : 0.0), y);
    x += table->column_width[column] + COLUMN_GAP;
  }
}

static void
draw_line (Page *page, double x, double y, double width)
{
  fore_chart_set_colour (page->canvas.cr, page->canvas.style->grid, 2.0);
  cairo_set_line_width (page->canvas.cr, 0.75);
  cairo_move_to (page->canvas.cr, x, y);
  cairo_line_to (page->canvas.cr, x + width, y);
  cairo_stroke (page->canvas.cr);
}

static void
draw_table (Page *page)
{
  Table table = { .n_columns = g_strv_length ((char **) page->report->columns) };

  if (table.n_columns == 0 || page->report->cells->len == 0)
    return;
  table.n_rows = page->report->cells->len / table.n_columns;
  measure_columns (page, &table);
  arrange_blocks (page, &table);
  for (guint row = 0; row < table.n_rows; row++) {
    guint block = row / table.rows_a_block, place = row % table.rows_a_block;
    double x = block * table.block_width;
    double y = page->y + (place + 1) * table.row_height + 2.0 * ROW_GAP;

    if (page->canvas.style->is_right_to_left)
      x = page->width - x - table.block_width + COLUMN_GAP;
    fore_chart_set_colour (page->canvas.cr, page->canvas.style->foreground, 1.0);
    if (place == 0) {
      draw_row (page, &table, x, page->y, page->report->columns);
      draw_line (page, x, page->y + table.row_height, table.block_width - COLUMN_GAP);
      fore_chart_set_colour (page->canvas.cr, page->canvas.style->foreground, 1.0);
    }
    draw_row (page, &table, x, y,
              (const char *const *) page->report->cells->pdata + row * table.n_columns);
  }
  g_free (table.column_width);
}

/**
 * fore_chart_draw_report:
 * @report: what stands on the page
 * @style: how it looks
 * @cr: where to draw, with the origin at the upper left corner of what may be printed
 * @width: in points
 * @height: in points
 *
 * Draws one page. Of a table that is too long the last rows are left out.
 */
void
fore_chart_draw_report (const ForeChartReport *report,
                        const ForeChartStyle *style,
                        cairo_t *cr,
                        double width,
                        double height)
{
  Page page = { .report = report, .width = width, .end = height };
  int line_height;

  cairo_save (cr);
  fore_chart_canvas_init (&page.canvas, report->chart, style, cr);
  pango_layout_set_alignment (page.canvas.layout, PANGO_ALIGN_LEFT);
  fore_chart_set_text (&page.canvas, "0", NULL, &line_height);
  page.end = height - line_height - GAP;

  write_paragraph (&page, report->title, TITLE_SCALE, PANGO_WEIGHT_BOLD, 1.0);
  if (report->subtitle != NULL)
    write_paragraph (&page, report->subtitle, SMALL_SCALE, PANGO_WEIGHT_NORMAL, 0.7);
  page.y += GAP;
  draw_chart (&page);
  for (const char *const *sentence = report->sentences; *sentence != NULL; sentence++) {
    gboolean is_first = sentence == report->sentences;

    write_paragraph (&page, *sentence, is_first ? SENTENCE_SCALE : 1.0,
                     is_first ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, 1.0);
    page.y += ROW_GAP;
  }
  page.y += GAP;
  draw_table (&page);
  if (report->footer != NULL) {
    page.y = page.end + GAP;
    write_paragraph (&page, report->footer, SMALL_SCALE, PANGO_WEIGHT_NORMAL, 0.7);
  }
  g_object_unref (page.canvas.layout);
  cairo_restore (cr);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include "fore-config.h"

#include <glib/gi18n-lib.h>

#define MARGIN        12.0
#define LEGEND_SAMPLE 22.0
#define LEGEND_GAP    18.0

typedef enum {
  SAMPLE_HISTORY,
  SAMPLE_MODEL,
  SAMPLE_BAND_80,
  SAMPLE_BAND_95,
  SAMPLE_SINCE,
  SAMPLE_HOLIDAY,
  SAMPLE_TREND_CHANGE,
} Sample;

typedef struct {
  const char *label;
  Sample sample;
  guint number; /* of the model */
} Entry;

#define MOST_ENTRIES (FORE_CHART_MAX_MODELS + 6)

static void
draw_line_sample (ForeChartCanvas *canvas, const Entry *entry, double x, double middle)
{
  if (entry->sample == SAMPLE_HISTORY) {
    fore_chart_set_colour (canvas->cr, canvas->style->history, 1.0);
    cairo_set_line_width (canvas->cr, canvas->style->line_width);
  } else {
    fore_chart_set_model_line (canvas, entry->number);
  }
  cairo_move_to (canvas->cr, x, middle);
  cairo_line_to (canvas->cr, x + LEGEND_SAMPLE, middle);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0.0);
  if (entry->sample == SAMPLE_MODEL)
    fore_chart_draw_model_sign (canvas, entry->number, x + LEGEND_SAMPLE / 2.0, middle);
}

static void
draw_sample (ForeChartCanvas *canvas, const Entry *entry, double x, double y, double height)
{
  double middle = floor (y + height / 2.0) + 0.5;
  double centre = x + LEGEND_SAMPLE / 2.0;

  switch (entry->sample) {
  case SAMPLE_HISTORY:
  case SAMPLE_MODEL: draw_line_sample (canvas, entry, x, middle); break;
  case SAMPLE_SINCE: fore_chart_draw_since_sign (canvas, centre, middle); break;
  case SAMPLE_HOLIDAY: fore_chart_draw_mark_sign (canvas, TRUE, centre, middle); break;
  case SAMPLE_TREND_CHANGE: fore_chart_draw_mark_sign (canvas, FALSE, centre, middle); break;
  case SAMPLE_BAND_80:
  case SAMPLE_BAND_95:
  default:
    fore_chart_set_colour (canvas->cr, canvas->style->forecast[0],
                           entry->sample == SAMPLE_BAND_95 ? 0.16 : 0.40);
    cairo_rectangle (canvas->cr, x, y + height * 0.15, LEGEND_SAMPLE, height * 0.7);
    cairo_fill (canvas->cr);
  }
}

static gboolean
has_mark (const ForeChart *chart, gboolean is_holiday)
{
  for (gsize i = 0; i < chart->n_marks; i++)
    if (chart->mark[i].is_holiday == is_holiday)
      return TRUE;
  return FALSE;
}

static guint
fill_entries (const ForeChart *chart, Entry entries[MOST_ENTRIES])
{
  guint n_models = chart->forecasts != NULL ? chart->forecasts->len : 0;
  ForeDay origin = fore_chart_get_origin (chart);
  guint n = 0;

  if (chart->history != NULL)
    entries[n++] = (Entry){ C_ ("chart", "Sales"), SAMPLE_HISTORY, 0 };
  if (origin != FORE_DAY_NONE && chart->history != NULL && chart->history->n > 0 &&
      fore_series_day (chart->history, chart->history->n - 1) >= origin)
    /* Translators: sales of days that had been forecast before */
    entries[n++] = (Entry){ C_ ("chart", "Sales since the forecast"), SAMPLE_SINCE, 0 };
  for (guint i = 0; i < MIN (n_models, FORE_CHART_MAX_MODELS); i++) {
    const ForeForecast *forecast = g_ptr_array_index (chart->forecasts, i);

    entries[n++] = (Entry){ fore_chart_model_title (forecast->model), SAMPLE_MODEL, i };
  }
  if (n_models > 0) {
    /* xgettext:no-c-format */
    entries[n++] = (Entry){ C_ ("chart", "80 % band"), SAMPLE_BAND_80, 0 };
    /* xgettext:no-c-format */
    entries[n++] = (Entry){ C_ ("chart", "95 % band"), SAMPLE_BAND_95, 0 };
  }
  if (has_mark (chart, TRUE))
    entries[n++] = (Entry){ C_ ("chart", "Holiday"), SAMPLE_HOLIDAY, 0 };
  if (has_mark (chart, FALSE))
    /* Translators: a day from which on sales grow faster or slower than before */
    entries[n++] = (Entry){ C_ ("chart", "Trend change"), SAMPLE_TREND_CHANGE, 0 };
  return n;
}

/*
 * fore_chart_draw_legend:
 * @canvas: where
 * @width: room for it
 * @y: its upper end
 *
 * Draws the legend line by line.
 *
 * Returns: its lower end
 */
double
fore_chart_draw_legend (ForeChartCanvas *canvas, double width, double y)
{
  Entry entries[MOST_ENTRIES];
  guint n = fill_entries (canvas->chart, entries);
  gboolean is_mirrored = canvas->style->is_right_to_left;
  double x = MARGIN;
  int text_width, text_height = 0;

  for (guint i = 0; i < n; i++) {
    double entry_width, left;

    fore_chart_set_text (canvas, entries[i].label, &text_width, &text_height);
    entry_width = LEGEND_SAMPLE + 6.0 + text_width;
    if (x > MARGIN && x + entry_width > width - MARGIN) {
      x = MARGIN;
      y += text_height + 4.0;
    }
    left = is_mirrored ? width - x - entry_width : x;
    fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
    fore_chart_show_text (canvas, is_mirrored ? left : left + LEGEND_SAMPLE + 6.0, y);
    draw_sample (canvas, &entries[i], is_mirrored ? left + text_width + 6.0 : left, y, text_height);
    x += entry_width + LEGEND_GAP;
  }
  return y + text_height;
}

/*
 * fore_chart_draw_title:
 * @canvas: where
 * @width: room for it
 *
 * Returns: its lower end
 */
double
fore_chart_draw_title (ForeChartCanvas *canvas, double width)
{
  PangoAttrList *bold;
  int text_width, text_height;

  if (canvas->chart->title == NULL)
    return MARGIN;
  bold = pango_attr_list_new ();
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (bold, pango_attr_scale_new (1.2));
  pango_layout_set_attributes (canvas->layout, bold);
  pango_layout_set_width (canvas->layout, (int) ((width - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_ellipsize (canvas->layout, PANGO_ELLIPSIZE_END);
  fore_chart_set_text (canvas, canvas->chart->title, &text_width, &text_height);
  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
  fore_chart_show_text (canvas, MARGIN, MARGIN);
  pango_layout_set_attributes (canvas->layout, NULL);
  pango_layout_set_ellipsize (canvas->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_width (canvas->layout, -1);
  pango_attr_list_unref (bold);

  return MARGIN + text_height + 6.0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN        12.0
#define LEGEND_SAMPLE 22.0
#define LEGEND_GAP    18.0

/* What is in sight of the past when nobody says: this many times the horizon, but at least
 * so many days. */
#define PAST_HORIZONS 3
#define LEAST_PAST    120

void
fore_chart_set_colour (cairo_t *cr, guint32 rgba, double strength)
{
  cairo_set_source_rgba (cr, (rgba >> 24) / 255.0, (rgba >> 16 & 0xff) / 255.0,
                         (rgba >> 8 & 0xff) / 255.0, MIN ((rgba & 0xff) / 255.0 * strength, 1.0));
}

void
fore_chart_set_text (ForeChartCanvas *canvas, const char *text, int *width, int *height)
{
  pango_layout_set_text (canvas->layout, text, -1);
  pango_layout_get_pixel_size (canvas->layout, width, height);
}

void
fore_chart_show_text (ForeChartCanvas *canvas, double x, double y)
{
  cairo_move_to (canvas->cr, x, y);
  pango_cairo_show_layout (canvas->cr, canvas->layout);
}

/**
 * fore_chart_get_range:
 * @chart: a chart
 * @first_day: (out): its left end
 * @last_day: (out): its right end, later than @first_day
 *
 * The days in sight: those that were asked for, or the forecast and a few times as much of
 * the past.
 */
void
fore_chart_get_range (const ForeChart *chart, ForeDay *first_day, ForeDay *last_day)
{
  ForeDay first = FORE_DAY_NONE, last = FORE_DAY_NONE;
  const ForeSeries *history = chart->history;

  if (history != NULL && history->n > 0) {
    first = history->first_day;
    last = fore_series_day (history, history->n - 1);
  }
  if (chart->forecasts != NULL && chart->forecasts->len > 0) {
    const ForeForecast *forecast = g_ptr_array_index (chart->forecasts, 0);
    ForeDay start = forecast->day[0], end = forecast->day[forecast->horizon - 1];
    ForeDay past = MAX (PAST_HORIZONS * (end - start), LEAST_PAST);

    first = first == FORE_DAY_NONE ? start : MAX (first, start - past);
    last = MAX (last, end);
  }
  if (chart->first_day != FORE_DAY_NONE)
    first = chart->first_day;
  if (chart->last_day != FORE_DAY_NONE)
    last = chart->last_day;
  if (first == FORE_DAY_NONE)
    first = last = fore_day_today ();

  *first_day = first;
  *last_day = MAX (last, first + 1);
}

typedef struct {
  const char *label;
  int kind; /* -3: 95 % band, -2: 80 % band, -1: history, from 0: a model */
} LegendEntry;

static void
draw_legend_sample (ForeChartCanvas *canvas, int kind, double x, double y, double height)
{
  cairo_t *cr = canvas->cr;
  double middle = floor (y + height / 2.0) + 0.5;

  if (kind < -1) {
    fore_chart_set_colour (cr, canvas->style->forecast[0], kind == -3 ? 0.16 : 0.40);
    cairo_rectangle (cr, x, y + height * 0.15, LEGEND_SAMPLE, height * 0.7);
    cairo_fill (cr);
    return;
  }
  if (kind == -1) {
    fore_chart_set_colour (cr, canvas->style->history, 1.0);
    cairo_set_line_width (cr, canvas->style->line_width);
  } else {
    fore_chart_set_model_line (canvas, (guint) kind);
  }
  cairo_move_to (cr, x, middle);
  cairo_line_to (cr, x + LEGEND_SAMPLE, middle);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static guint
fill_legend (const ForeChart *chart, LegendEntry entries[FORE_CHART_MAX_MODELS + 3])
{
  guint n = 0;
  guint n_models = chart->forecasts != NULL ? chart->forecasts->len : 0;

  if (chart->history != NULL)
    entries[n++] = (LegendEntry){ C_ ("chart", "Sales"), -1 };
  for (guint i = 0; i < MIN (n_models, FORE_CHART_MAX_MODELS); i++) {
    const ForeForecast *forecast = g_ptr_array_index (chart->forecasts, i);

    entries[n++] = (LegendEntry){ fore_chart_model_title (forecast->model), (int) i };
  }
  if (n_models > 0) {
    /* xgettext:no-c-format */
    entries[n++] = (LegendEntry){ C_ ("chart", "80 % band"), -2 };
    /* xgettext:no-c-format */
    entries[n++] = (LegendEntry){ C_ ("chart", "95 % band"), -3 };
  }
  return n;
}

/* Draws the legend line by line and returns where it ends. */
static double
draw_legend (ForeChartCanvas *canvas, double width, double y)
{
  LegendEntry entries[FORE_CHART_MAX_MODELS + 3];
  guint n = fill_legend (canvas->chart, entries);
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
    draw_legend_sample (canvas, entries[i].kind, is_mirrored ? left + text_width + 6.0 : left, y,
                        text_height);
    fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
    fore_chart_set_text (canvas, entries[i].label, NULL, NULL);
    fore_chart_show_text (canvas, is_mirrored ? left : left + LEGEND_SAMPLE + 6.0, y);
    x += entry_width + LEGEND_GAP;
  }
  return y + text_height;
}

static double
draw_title (ForeChartCanvas *canvas, double width)
{
  PangoAttrList *bold = pango_attr_list_new ();
  int text_width, text_height;

  if (canvas->chart->title == NULL) {
    pango_attr_list_unref (bold);
    return MARGIN;
  }
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

/* The plot lies below title and legend, right of the values and above two lines of dates. */
static void
lay_out (ForeChartCanvas *canvas, double width, double height, double top)
{
  ForeChartAxes *axes = &canvas->axes;
  int line_height;

  fore_chart_get_range (canvas->chart, &axes->first_day, &axes->last_day);
  fore_chart_axes_fit_values (axes, canvas->chart);
  fore_chart_set_text (canvas, "0", NULL, &line_height);
  axes->top = top + MARGIN;
  axes->height = MAX (height - axes->top - 2 * line_height - MARGIN, 1.0);
  axes->left = MARGIN + fore_chart_axes_measure_labels (canvas);
  axes->width = MAX (width - axes->left - MARGIN, 1.0);
}

static void
draw_future_line (ForeChartCanvas *canvas)
{
  const ForeForecast *forecast = g_ptr_array_index (canvas->chart->forecasts, 0);
  double x = floor (fore_chart_axes_x (&canvas->axes, forecast->day[0] - 0.5)) + 0.5;
  const double dash[] = { 3.0, 3.0 };

  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 0.5);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_set_dash (canvas->cr, dash, 2, 0.0);
  cairo_move_to (canvas->cr, x, canvas->axes.top);
  cairo_line_to (canvas->cr, x, canvas->axes.top + canvas->axes.height);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0.0);
}

static void
draw_plot (ForeChartCanvas *canvas)
{
  const ForeChartAxes *axes = &canvas->axes;
  GPtrArray *forecasts = canvas->chart->forecasts;
  guint n_models = forecasts != NULL ? forecasts->len : 0;

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, axes->left, axes->top - 2.0, axes->width + 1.0, axes->height + 4.0);
  cairo_clip (canvas->cr);
  if (n_models > 0) {
    fore_chart_draw_bands (canvas, g_ptr_array_index (forecasts, 0), 0);
    draw_future_line (canvas);
  }
  if (canvas->chart->history != NULL)
    fore_chart_draw_history (canvas);
  for (guint i = n_models; i > 0; i--)
    fore_chart_draw_forecast (canvas, g_ptr_array_index (forecasts, i - 1), i - 1);
  if (canvas->chart->cursor != FORE_DAY_NONE)
    fore_chart_draw_cursor (canvas);
  cairo_restore (canvas->cr);
}

void
fore_chart_canvas_init (ForeChartCanvas *canvas,
                        const ForeChart *chart,
                        const ForeChartStyle *style,
                        cairo_t *cr)
{
  PangoFontDescription *font = pango_font_description_from_string (style->font);

  *canvas = (ForeChartCanvas){ .cr = cr, .chart = chart, .style = style };
  canvas->layout = pango_cairo_create_layout (cr);
  pango_layout_set_font_description (canvas->layout, font);
  pango_font_description_free (font);
}

/**
 * fore_chart_draw:
 * @chart: what to show
 * @style: how
 * @cr: where to draw, with the origin at the upper left
 * @width: in pixels or points
 * @height: in pixels or points
 *
 * Draws the chart. The same for window, picture, document and printer.
 */
void
fore_chart_draw (const ForeChart *chart,
                 const ForeChartStyle *style,
                 cairo_t *cr,
                 double width,
                 double height)
{
  ForeChartCanvas canvas;
  double end_of_legend;

  cairo_save (cr);
  fore_chart_canvas_init (&canvas, chart, style, cr);
  if ((style->background & 0xff) != 0) {
    fore_chart_set_colour (cr, style->background, 1.0);
    cairo_rectangle (cr, 0.0, 0.0, width, height);
    cairo_fill (cr);
  }
  end_of_legend = draw_legend (&canvas, width, draw_title (&canvas, width));
  lay_out (&canvas, width, height, end_of_legend);
  fore_chart_axes_draw_values (&canvas);
  fore_chart_axes_draw_dates (&canvas, TRUE);
  draw_plot (&canvas);
  g_object_unref (canvas.layout);
  cairo_restore (cr);
}

/**
 * fore_chart_day_at:
 * @chart: what is shown
 * @style: how
 * @width: as drawn
 * @height: as drawn
 * @x: a horizontal position
 *
 * Returns: the nearest day to @x, or %FORE_DAY_NONE outside of the plot
 */
ForeDay
fore_chart_day_at (const ForeChart *chart,
                   const ForeChartStyle *style,
                   double width,
                   double height,
                   double x)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  ForeChartCanvas canvas;
  ForeDay day = FORE_DAY_NONE;
  double share;

  fore_chart_canvas_init (&canvas, chart, style, cr);
  lay_out (&canvas, width, height, draw_legend (&canvas, width, draw_title (&canvas, width)));
  share = (x - canvas.axes.left) / canvas.axes.width;
  if (share >= 0.0 && share <= 1.0)
    day = canvas.axes.first_day +
          (ForeDay) round (share * (canvas.axes.last_day - canvas.axes.first_day));
  g_object_unref (canvas.layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return day;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-chart-private.h"

#define MARGIN 12.0

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
  double step = fore_chart_step_days (fore_chart_get_step (canvas->chart));
  double now = fore_chart_get_origin (canvas->chart) - 0.5 * step;
  double x = floor (fore_chart_axes_x (&canvas->axes, now)) + 0.5;
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
  g_autoptr (GPtrArray)
      drawn = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, axes->left, axes->top - 2.0, axes->width + 1.0, axes->height + 4.0);
  cairo_clip (canvas->cr);
  for (guint i = 0; i < n_models; i++)
    g_ptr_array_add (drawn, fore_chart_thin (axes, g_ptr_array_index (forecasts, i)));
  if (n_models > 0) {
    fore_chart_draw_bands (canvas, g_ptr_array_index (drawn, 0), 0);
    draw_future_line (canvas);
  }
  fore_chart_draw_marks (canvas);
  if (canvas->chart->history != NULL)
    fore_chart_draw_history (canvas);
  for (guint i = n_models; i > 0; i--)
    fore_chart_draw_forecast (canvas, g_ptr_array_index (drawn, i - 1), i - 1);
  fore_chart_draw_since (canvas);
  fore_chart_draw_selection (canvas);
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
 * @axes: (out) (optional): where days and values have been drawn
 *
 * Draws the chart. The same for window, picture, document and printer.
 */
void
fore_chart_draw (const ForeChart *chart,
                 const ForeChartStyle *style,
                 cairo_t *cr,
                 double width,
                 double height,
                 ForeChartAxes *axes)
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
  end_of_legend = fore_chart_draw_legend (&canvas, width, fore_chart_draw_title (&canvas, width));
  lay_out (&canvas, width, height, end_of_legend);
  fore_chart_axes_draw_values (&canvas);
  fore_chart_axes_draw_dates (&canvas, TRUE);
  draw_plot (&canvas);
  if (axes != NULL)
    *axes = canvas.axes;
  g_object_unref (canvas.layout);
  cairo_restore (cr);
}

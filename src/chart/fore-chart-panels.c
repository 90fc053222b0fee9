/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-chart-private.h"

#define MARGIN 12.0

/* One panel as a chart without a forecast: the line changes its colour where the future begins. */
typedef struct {
  ForeSeries series;
  ForeChart chart;
  ForeChartCanvas canvas;
} Panel;

static void
panel_init (Panel *panel,
            const ForeChartPanels *panels,
            gsize i,
            const ForeChartStyle *style,
            cairo_t *cr)
{
  panel->series = (ForeSeries){ .first_day = panels->first_day,
                                .step = FORE_STEP_DAY,
                                .n = panels->n,
                                .y = (double *) panels->panel[i].value };
  panel->chart = (ForeChart) FORE_CHART_INIT;
  panel->chart.history = &panel->series;
  panel->chart.left = panels->left;
  panel->chart.right = panels->right;
  fore_chart_canvas_init (&panel->canvas, &panel->chart, style, cr);
  fore_chart_get_range (&panel->chart, &panel->canvas.axes.first_day, &panel->canvas.axes.last_day);
  fore_chart_axes_fit_values (&panel->canvas.axes, &panel->chart);
}

/* From where to where the values are in sight. */
static void
draw_part (Panel *panel, double left, double right, guint32 colour)
{
  const ForeChartAxes *axes = &panel->canvas.axes;
  const ForeChartStyle *style = panel->canvas.style;
  ForeChartStyle coloured = *style;

  cairo_save (panel->canvas.cr);
  cairo_rectangle (panel->canvas.cr, left, axes->top - 2.0, right - left, axes->height + 4.0);
  cairo_clip (panel->canvas.cr);
  coloured.history = colour;
  panel->canvas.style = &coloured;
  fore_chart_draw_history (&panel->canvas);
  panel->canvas.style = style;
  cairo_restore (panel->canvas.cr);
}

static void
draw_panel (Panel *panel, const ForeChartPanels *panels, const char *title, gboolean is_last)
{
  ForeChartCanvas *canvas = &panel->canvas;
  const ForeChartAxes *axes = &canvas->axes;
  double right = axes->left + axes->width + 1.0;
  double now = fore_chart_axes_x (axes, panels->first_day + (double) panels->n_past - 0.5);
  int width, height;

  fore_chart_axes_draw_values (canvas);
  fore_chart_axes_draw_dates (canvas, is_last);
  now = CLAMP (now, axes->left, right);
  draw_part (panel, axes->left, now, canvas->style->history);
  draw_part (panel, now, right, canvas->style->forecast[0]);

  fore_chart_set_text (canvas, title, &width, &height);
  fore_chart_set_colour (canvas->cr, canvas->style->foreground, 1.0);
  fore_chart_show_text (canvas, canvas->style->is_right_to_left ? right - width : axes->left,
                        axes->top - height - 2.0);
}

/**
 * fore_chart_draw_panels:
 * @panels: what to show
 * @style: how
 * @cr: where to draw, with the origin at the upper left
 * @width: in pixels or points
 * @height: in pixels or points
 *
 * Draws small charts below each other, each with an axis of its own for the values and all
 * with one for the days.
 */
void
fore_chart_draw_panels (const ForeChartPanels *panels,
                        const ForeChartStyle *style,
                        cairo_t *cr,
                        double width,
                        double height)
{
  g_autofree Panel *panel = g_new0 (Panel, panels->n_panels);
  double label_width = 0.0, room;
  int line_height = 0;

  for (gsize i = 0; i < panels->n_panels; i++) {
    ForeChartAxes *axes = &panel[i].canvas.axes;

    panel_init (&panel[i], panels, i, style, cr);
    fore_chart_set_text (&panel[i].canvas, "0", NULL, &line_height);
    room = (height - 2 * line_height - MARGIN) / (double) panels->n_panels;
    axes->top = room * (double) i + line_height + MARGIN;
    axes->height = MAX (room - line_height - MARGIN, 1.0);
    label_width = MAX (label_width, fore_chart_axes_measure_labels (&panel[i].canvas));
  }
  for (gsize i = 0; i < panels->n_panels; i++) {
    ForeChartAxes *axes = &panel[i].canvas.axes;

    axes->left = MARGIN + label_width;
    axes->width = MAX (width - axes->left - MARGIN, 1.0);
    draw_panel (&panel[i], panels, panels->panel[i].title, i + 1 == panels->n_panels);
    g_object_unref (panel[i].canvas.layout);
  }
}

/**
 * fore_chart_describe_panels:
 * @panels: what is shown
 *
 * Returns: (transfer full): what one sees, for those who cannot
 */
char *
fore_chart_describe_panels (const ForeChartPanels *panels)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  for (gsize i = 0; i < panels->n_panels; i++) {
    const ForeChartPanel *panel = &panels->panel[i];
    double low = INFINITY, high = -INFINITY;

    for (gsize k = 0; k < panels->n; k++) {
      if (!isfinite (panel->value[k]) || panels->first_day + (double) k < panels->left ||
          panels->first_day + (double) k > panels->right)
        continue;
      low = MIN (low, panel->value[k]);
      high = MAX (high, panel->value[k]);
    }
    if (low > high)
      continue;

    g_autofree char *low_text = fore_chart_format_value (low, 0.0);
    g_autofree char *high_text = fore_chart_format_value (high, 0.0);
    g_autofree char *line =
        /* Translators: a part of a forecast, and the smallest and the largest of its values */
        g_strdup_printf (C_ ("chart", "%s: between %s and %s."), panel->title, low_text, high_text);
    g_strv_builder_add (builder, line);
  }
  lines = g_strv_builder_end (builder);

  return g_strjoinv (" ", lines);
}

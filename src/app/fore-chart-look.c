/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How charts look in a window: as the desktop's style says. */
#include "fore-config.h"

#include "fore-chart-look.h"

/**
 * fore_chart_look_get:
 * @widget: where a chart is drawn
 * @style: (out): how
 */
void
fore_chart_look_get (GtkWidget *widget, ForeChartStyle *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  PangoContext *context = gtk_widget_get_pango_context (widget);
  gboolean is_dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    *style = is_dark ? fore_chart_style_high_contrast_dark : fore_chart_style_high_contrast;
  else
    *style = is_dark ? fore_chart_style_dark : fore_chart_style_light;
  /* The card behind the chart is painted by the theme. */
  style->background &= 0xffffff00;
  style->font = pango_font_description_to_string (pango_context_get_font_description (context));
  style->is_right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

void
fore_chart_look_clear (ForeChartStyle *style)
{
  g_free ((char *) style->font);
}

/**
 * fore_chart_look_follow:
 * @widget: where a chart is drawn
 *
 * Draws it anew when the style of the desktop changes.
 */
void
fore_chart_look_follow (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           widget, G_CONNECT_SWAPPED);
}

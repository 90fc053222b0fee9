/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-print.h"

static void
draw_page (GtkPrintOperation *operation,
           GtkPrintContext *context,
           int page,
           const ForeForecastReport *report)
{
  fore_forecast_report_draw (report, gtk_print_context_get_cairo_context (context),
                             gtk_print_context_get_width (context),
                             gtk_print_context_get_height (context),
                             gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
}

/**
 * fore_forecast_print_new:
 * @report: (transfer full): what to print
 *
 * Returns: (transfer full): an operation that prints it on one page
 */
GtkPrintOperation *
fore_forecast_print_new (ForeForecastReport *report)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();

  gtk_print_operation_set_job_name (operation, fore_forecast_report_get_title (report));
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), report);
  g_object_set_data_full (G_OBJECT (operation), "report", report,
                          (GDestroyNotify) fore_forecast_report_free);
  return operation;
}

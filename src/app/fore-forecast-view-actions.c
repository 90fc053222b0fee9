/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a forecast is taken away: saved, printed, copied. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-forecast-export.h"
#include "fore-forecast-print.h"
#include "fore-forecast-view-private.h"
#include "fore-toolkit.h"

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ForeForecastView) view = data;
  g_autoptr (GError) error = NULL;

  if (fore_forecast_export_finish (FORE_ENGINE (source), result, &error))
    fore_toolkit_toast (GTK_WIDGET (view), _ ("The forecast has been saved."));
  else
    fore_toolkit_toast (GTK_WIDGET (view), error->message);
}

static void
on_export_file (GFile *file, gpointer object)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (object);

  fore_forecast_export_async (view->engine, fore_chart_view_get_scene (view->chart),
                              fore_forecast_view_get_model (view), file, on_exported,
                              g_object_ref (view));
}

static void
export_forecast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (widget);

  if (view->outlook == NULL)
    return;

  g_autofree char *name = g_strdup_printf ("%s.%s", view->outlook->category,
                                           g_variant_get_string (parameter, NULL));
  fore_toolkit_choose_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Forecast"),
                            g_strdelimit (name, "/", '-'), on_export_file, view);
}

static void
print_forecast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ForeForecastView *view = FORE_FORECAST_VIEW (widget);
  g_autoptr (GError) error = NULL;

  if (view->outlook == NULL || !gtk_widget_get_mapped (widget))
    return;

  g_autoptr (GtkPrintOperation) operation = fore_forecast_print_new (
      fore_forecast_report_new (view->outlook, fore_chart_view_get_scene (view->chart)));
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (gtk_widget_get_root (widget)),
                               &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    fore_toolkit_toast (widget, error->message);
}

static void
copy_chart (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (FORE_FORECAST_VIEW (widget)->chart), "chart.copy", NULL);
}

/*
 * fore_forecast_view_install_actions:
 * @widget_class: of the view
 */
void
fore_forecast_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "forecast.export", "s", export_forecast);
  gtk_widget_class_install_action (widget_class, "forecast.print", NULL, print_forecast);
  gtk_widget_class_install_action (widget_class, "forecast.copy", NULL, copy_chart);
}

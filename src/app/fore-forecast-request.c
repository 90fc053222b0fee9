/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-request.h"
#include "fore-toolkit.h"

static void
request (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gint64 job;

  if (fore_engine_request_forecast (source, data, &job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_requested (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fore_toolkit_toast (widget, error->message);
}

/**
 * fore_forecast_request:
 * @widget: where it is asked for
 * @engine: what does it
 * @options: (transfer full): what is asked for
 *
 * Queues a training run. Its progress is seen among the jobs; what prevents it is said in
 * passing.
 */
void
fore_forecast_request (GtkWidget *widget, ForeEngine *engine, ForeForecastOptions *options)
{
  g_autoptr (GTask) task = g_task_new (engine, NULL, on_requested, g_object_ref (widget));

  g_task_set_task_data (task, options, (GDestroyNotify) fore_forecast_options_free);
  fore_engine_run_async (engine, task, request);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-forecast-export.h"
#include "fore-report.h"

/* Size of a picture: as wide as a page of a report. */
#define PICTURE_WIDTH  1200
#define PICTURE_HEIGHT 640

/* What is written where. */
typedef struct {
  ForeChartScene *scene; /* (owned) */
  char *model;           /* (owned) (nullable) */
  GFile *file;           /* (owned) */
} Export;

static void
export_free (Export *export)
{
  fore_chart_scene_free (export->scene);
  g_free (export->model);
  g_object_unref (export->file);
  g_free (export);
}

static gboolean
write_picture (const Export *export, const char *path, GError **error)
{
  ForeChart chart;

  fore_chart_scene_get_chart (export->scene, &chart);
  chart.title = export->scene->outlook->category;
  return fore_chart_write (&chart, &fore_chart_style_light, path, PICTURE_WIDTH, PICTURE_HEIGHT,
                           error);
}

static gboolean
add_row (const ForeForecastRow *row, gpointer data, GError **error)
{
  fore_report_add_forecast (data, row);
  return TRUE;
}

static gboolean
write_table (ForeStore *store, const Export *export, GCancellable *cancellable, GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_FORECASTS, FORE_FORMAT_SPREADSHEET);
  ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;

  filter.category = export->scene->outlook->category;
  filter.model = export->model;
  if (!fore_store_each_forecast (store, &filter, -1, add_row, report, cancellable, error))
    return FALSE;

  g_autoptr (GBytes) bytes = fore_report_end (report);
  return g_file_replace_contents (export->file, g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  cancellable, error);
}

static void
run_export (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  g_autofree char *path = g_file_get_path (export->file);
  g_autofree char *name = g_file_get_basename (export->file);
  GError *error = NULL;
  gboolean is_done = FALSE;

  if (g_str_has_suffix (name, ".csv"))
    is_done = write_table (fore_engine_get_store (source), export, cancellable, &error);
  else if (path != NULL)
    is_done = write_picture (export, path, &error);
  else
    g_set_error_literal (&error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("A picture can only be saved on this computer."));

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * fore_forecast_export_async:
 * @engine: where forecasts are kept
 * @scene: the chart to write, as it is shown
 * @model: (nullable): id of the model whose numbers are written, %NULL for all
 * @file: where to; its ending tells the format: png, svg, pdf or csv
 * @callback: called when it is done
 * @data: its user data
 *
 * Writes a forecast as a picture or as a table.
 */
void
fore_forecast_export_async (ForeEngine *engine,
                            const ForeChartScene *scene,
                            const char *model,
                            GFile *file,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (engine, NULL, callback, data);
  Export *export = g_new (Export, 1);

  export->scene = fore_chart_scene_copy (scene);
  export->model = g_strdup (model);
  export->file = g_object_ref (file);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  fore_engine_run_async (engine, task, run_export);
}

/**
 * fore_forecast_export_finish:
 * @engine: the engine
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the file has been written
 */
gboolean
fore_forecast_export_finish (ForeEngine *engine, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-chart.h"
#include "fore-cli.h"
#include "fore-error.h"
#include "fore-forecaster.h"

static char *category;
static char **models;
static char *output;
static char *width;
static char *height;

static const GOptionEntry options[] = {
  { "category", 0, 0, G_OPTION_ARG_FILENAME, &category, N_ ("Which category"), N_ ("CATEGORY") },
  { "model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &models,
    N_ ("Only this model (may be repeated; default: prophet, sarimax and holt_winters)"),
    N_ ("MODEL") },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("A file that ends with png, svg or pdf"),
    N_ ("FILE") },
  { "width", 0, 0, G_OPTION_ARG_FILENAME, &width, N_ ("Width in pixels"), N_ ("PX") },
  { "height", 0, 0, G_OPTION_ARG_FILENAME, &height, N_ ("Height in pixels"), N_ ("PX") },
  { NULL },
};

/* The stored forecasts of the models asked for, in their order. */
static GPtrArray *
choose_forecasts (ForeEngine *engine, const char *const *asked, GError **error)
{
  g_autoptr (GPtrArray) stored = NULL;
  GPtrArray *chosen;

  stored = fore_store_load_forecasts (fore_engine_get_store (engine), category, error);
  if (stored == NULL)
    return NULL;
  chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  for (; *asked != NULL; asked++)
    for (guint i = 0; i < stored->len; i++) {
      const ForeForecast *forecast = g_ptr_array_index (stored, i);

      if (g_strcmp0 (forecast->model, *asked) == 0)
        g_ptr_array_add (chosen, fore_forecast_copy (forecast));
    }
  if (chosen->len > 0)
    return chosen;

  g_ptr_array_unref (chosen);
  g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND,
               _ ("No such forecast of “%s” is stored; “foretell-cli forecast” makes it."),
               category);
  return NULL;
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  const char *const *asked = models != NULL ? (const char *const *) models
                                            : fore_forecaster_default_models;
  guint pixels[] = { 1000, 600 };
  ForeChart chart = FORE_CHART_INIT;
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (GPtrArray) forecasts = NULL;

  if (!fore_cli_require ("--category", category, error) || !fore_cli_read_models (models, error) ||
      !fore_cli_read_count ("--width", width, 100, 10000, &pixels[0], error) ||
      !fore_cli_read_count ("--height", height, 100, 10000, &pixels[1], error))
    return FORE_EXIT_USAGE;
  if (output == NULL) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("--output is missing."));
    return FORE_EXIT_USAGE;
  }

  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine == NULL)
    return FORE_EXIT_FAILED;
  series = fore_engine_load_series (engine, category, cli->gaps, error);
  if (series == NULL)
    return FORE_EXIT_FAILED;
  forecasts = choose_forecasts (engine, asked, error);
  if (forecasts == NULL)
    return FORE_EXIT_FAILED;

  chart.title = category;
  chart.history = series;
  chart.forecasts = forecasts;
  if (!fore_chart_write (&chart, &fore_chart_style_light, output, pixels[0], pixels[1], error))
    return FORE_EXIT_FAILED;

  return FORE_EXIT_DONE;
}

const ForeCommand fore_command_chart = {
  .name = "chart",
  .summary = N_ ("Draw the sales of a category and their forecasts into a file"),
  .options = options,
  .run = run,
};

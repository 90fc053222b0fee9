/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static char **categories;
static char **models;
static char *horizon;
static char *period;

static const GOptionEntry command_options[] = {
  { "category", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &categories,
    N_ ("Only this category (may be repeated; default: all)"), N_ ("CATEGORY") },
  { "model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &models,
    N_ ("Only this model: prophet, sarimax, holt_winters, ensemble or seasonal_naive (may be "
        "repeated; default: the first three)"),
    N_ ("MODEL") },
  { "horizon", 0, 0, G_OPTION_ARG_FILENAME, &horizon, N_ ("Steps to forecast (default: 30)"),
    N_ ("N") },
  { "period", 0, 0, G_OPTION_ARG_FILENAME, &period,
    N_ ("Season length in steps (default: that of the series)"), N_ ("N") },
  FORE_CLI_REGRESSION_OPTIONS,
  { NULL },
};

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  const ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;
  g_autoptr (ForeForecastOptions) options = fore_cli_forecast_options (cli);
  g_autoptr (ForeEngine) engine = NULL;

  if (!fore_cli_read_texts ("--category", categories, error) ||
      !fore_cli_read_models (models, error) ||
      !fore_cli_read_count ("--horizon", horizon, 1, FORE_HORIZON_MAX, &options->horizon, error) ||
      !fore_cli_read_count ("--period", period, 1, FORE_HORIZON_MAX, &options->period, error))
    return FORE_EXIT_USAGE;
  if (!fore_cli_read_regression (options, error))
    return fore_cli_exit_of (*error);

  options->categories = g_strdupv (categories);
  options->models = g_strdupv (models);
  engine = fore_cli_open (cli, FORE_STORE_READ_WRITE, error);
  if (engine == NULL || !fore_engine_request_forecast (engine, options, NULL, error) ||
      !fore_cli_drain (engine, cli, error))
    return fore_cli_exit_of (*error);
  if ((cli->format != FORE_FORMAT_TABLE || !cli->is_quiet) &&
      !fore_cli_write_forecasts (engine, cli, &filter, -1, options, error))
    return FORE_EXIT_FAILED;

  return FORE_EXIT_DONE;
}

const ForeCommand fore_command_forecast = {
  .name = "forecast",
  .summary = N_ ("Train models and store their forecasts"),
  .options = command_options,
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"
#include "fore-error.h"
#include "fore-forecaster.h"

static char *category;
static char *model;
static char *order;
static char *period;
static char *horizon;
static gboolean is_published;

static const GOptionEntry command_options[] = {
  { "category", 0, 0, G_OPTION_ARG_FILENAME, &category, N_ ("Which category"), N_ ("CATEGORY") },
  { "model", 0, 0, G_OPTION_ARG_FILENAME, &model,
    N_ ("Which model: prophet, sarimax, holt_winters, ensemble or seasonal_naive"), N_ ("MODEL") },
  { "order", 0, 0, G_OPTION_ARG_FILENAME, &order, N_ ("Order of SARIMAX (default: searched)"),
    N_ ("p,d,q,P,D,Q") },
  { "period", 0, 0, G_OPTION_ARG_FILENAME, &period,
    N_ ("Season length in steps (default: that of the series)"), N_ ("N") },
  { "horizon", 0, 0, G_OPTION_ARG_FILENAME, &horizon, N_ ("Steps to forecast (default: 30)"),
    N_ ("N") },
  { "published", 0, 0, G_OPTION_ARG_NONE, &is_published,
    N_ ("The method as it was published, without what Foretell adds"), NULL },
  FORE_CLI_REGRESSION_OPTIONS,
  { NULL },
};

static gboolean
read_options (ForeForecastOptions *options, ForeModelOptions *model_options, GError **error)
{
  char *models[] = { model, NULL };

  if (!fore_cli_require ("--category", category, error) ||
      !fore_cli_require ("--model", model, error) || !fore_cli_read_models (models, error) ||
      !fore_cli_read_count ("--horizon", horizon, 1, FORE_HORIZON_MAX, &options->horizon, error) ||
      !fore_cli_read_count ("--period", period, 1, FORE_HORIZON_MAX, &options->period, error) ||
      (order != NULL && !fore_cli_read_order (order, &model_options->order, error)))
    return FALSE;
  model_options->published = is_published;
  model_options->has_order = order != NULL;

  return TRUE;
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  ForeModelOptions model_options = FORE_MODEL_OPTIONS_INIT;
  const char *models[] = { model, NULL };
  g_autoptr (ForeForecastOptions) options = fore_cli_forecast_options (cli);
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (ForeRegressorTable) table = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (!read_options (options, &model_options, error))
    return FORE_EXIT_USAGE;
  if (!fore_cli_read_regression (options, error))
    return fore_cli_exit_of (*error);
  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine == NULL)
    return FORE_EXIT_FAILED;
  series = fore_engine_load_series (engine, category, cli->gaps, error);
  if (series == NULL ||
      (options->regressors == NULL &&
       !fore_engine_recall_holidays (engine, category, model, options, error)) ||
      !fore_forecast_options_set_up (options, series, &model_options, &table, error))
    return fore_cli_exit_of (*error);

  model_options.order.s = options->period != 0 ? options->period : fore_series_period (series);
  results = fore_forecaster_run (series, models, &model_options, NULL, error);
  if (results == NULL ||
      !fore_cli_write (fore_report_explain (g_ptr_array_index (results, 0), cli->format), error))
    return FORE_EXIT_FAILED;

  return FORE_EXIT_DONE;
}

const ForeCommand fore_command_explain = {
  .name = "explain",
  .summary = N_ ("Fit one model to a category and describe it"),
  .options = command_options,
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static char *category;
static char *model;
static char *from;
static char *to;
static char *limit;

static const GOptionEntry options[] = {
  { "category", 0, 0, G_OPTION_ARG_FILENAME, &category, N_ ("Only this category"),
    N_ ("CATEGORY") },
  { "model", 0, 0, G_OPTION_ARG_FILENAME, &model,
    N_ ("Only this model (the only way to see others than prophet, sarimax and holt_winters)"),
    N_ ("MODEL") },
  { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("From this day on"), N_ ("DATE") },
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("Up to this day"), N_ ("DATE") },
  { "limit", 0, 0, G_OPTION_ARG_FILENAME, &limit, N_ ("At most this many rows"), N_ ("N") },
  { NULL },
};

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;
  char *models[] = { model, NULL };
  gint64 n_rows = -1;
  g_autoptr (ForeEngine) engine = NULL;

  if (!fore_cli_read_day ("--from", from, &filter.from, error) ||
      !fore_cli_read_day ("--to", to, &filter.to, error) ||
      !fore_cli_read_limit (limit, &n_rows, error) ||
      !fore_cli_read_text ("--category", category, error) || !fore_cli_read_models (models, error))
    return FORE_EXIT_USAGE;

  filter.category = category;
  filter.model = model;
  filter.published_models = model == NULL;
  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine == NULL || !fore_cli_write_forecasts (engine, cli, &filter, n_rows, NULL, error))
    return FORE_EXIT_FAILED;

  return FORE_EXIT_DONE;
}

const ForeCommand fore_command_forecasts = {
  .name = "forecasts",
  .summary = N_ ("List the forecasts that are stored"),
  .options = options,
  .run = run,
};

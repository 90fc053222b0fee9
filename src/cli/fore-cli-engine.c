/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-cli.h"

ForeForecastOptions *
fore_cli_forecast_options (const ForeCli *cli)
{
  ForeForecastOptions *options = fore_forecast_options_new ();

  options->gaps = cli->gaps;
  options->holidays = g_strdup (fore_cli_regression.holidays);
  return options;
}

/*
 * fore_cli_open:
 * @cli: what the command was told
 * @mode: whether anything may be changed
 * @error: return location
 *
 * What the holidays were said to be must be there to be read, as a forecast that follows needs it.
 *
 * Returns: (transfer full) (nullable): the engine, which closes with its last reference
 */
ForeEngine *
fore_cli_open (const ForeCli *cli, ForeStoreMode mode, GError **error)
{
  g_autoptr (ForeForecastOptions) options = fore_cli_forecast_options (cli);
  g_autoptr (ForeForecastOptions) read = fore_forecast_options_copy (options);
  ForeEngine *engine;

  if (!fore_forecast_options_read_holidays (read, error))
    return NULL;
  engine = fore_engine_open (cli->data_dir, mode, cli->n_threads, error);
  if (engine != NULL)
    fore_engine_set_forecast_options (engine, options);
  return engine;
}

gboolean
fore_cli_drain (ForeEngine *engine, const ForeCli *cli, GError **error)
{
  gboolean is_drained = fore_engine_drain (engine, fore_cli_progress (cli), NULL, error);

  fore_cli_end_progress ();
  return is_drained;
}

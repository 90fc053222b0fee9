/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static gboolean holds_forecast;

static const GOptionEntry options[] = {
  { "no-forecast", 0, 0, G_OPTION_ARG_NONE, &holds_forecast,
    N_ ("Do not forecast the affected categories again"), NULL },
  FORE_CLI_HOLIDAYS_OPTION,
  { NULL },
};

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  const char *batch = arguments[0];
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (ForeUpload) upload = NULL;

  if (!fore_cli_read_text ("BATCH", batch, error))
    return FORE_EXIT_USAGE;
  engine = fore_cli_open (cli, FORE_STORE_READ_WRITE, error);
  if (engine == NULL)
    return fore_cli_exit_of (*error);
  upload = fore_store_get_upload (fore_engine_get_store (engine), batch, error);
  if (upload == NULL || !fore_engine_undo (engine, batch, holds_forecast, error))
    return FORE_EXIT_FAILED;

  if (cli->format != FORE_FORMAT_TABLE) {
    g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_UPLOADS, cli->format);

    fore_report_add_upload (report, upload);
    if (!fore_cli_write_report (report, error))
      return FORE_EXIT_FAILED;
  } else if (!cli->is_quiet) {
    g_print (_ ("%s has been taken back: inserted %lu, updated %lu.\n"), batch,
             (gulong) upload->counts.inserted, (gulong) upload->counts.updated);
  }

  return fore_cli_drain (engine, cli, error) ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

const ForeCommand fore_command_undo = {
  .name = "undo",
  .arguments = N_ ("BATCH"),
  .summary = N_ ("Undo an upload"),
  .options = options,
  .n_arguments = 1,
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  g_autoptr (ForeEngine) engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_UPLOADS, cli->format);
  g_autoptr (GPtrArray) uploads = NULL;

  if (engine == NULL)
    return FORE_EXIT_FAILED;
  uploads = fore_store_list_uploads (fore_engine_get_store (engine), error);
  if (uploads == NULL)
    return FORE_EXIT_FAILED;
  for (guint i = 0; i < uploads->len; i++)
    fore_report_add_upload (report, g_ptr_array_index (uploads, i));

  return fore_cli_write_report (report, error) ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

const ForeCommand fore_command_history = {
  .name = "history",
  .summary = N_ ("List every upload with its counters and status"),
  .run = run,
};

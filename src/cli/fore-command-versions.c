/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static char *date;
static char *category;
static char *product;

static const GOptionEntry options[] = {
  { "date", 0, 0, G_OPTION_ARG_FILENAME, &date, N_ ("Which day"), N_ ("DATE") },
  { "category", 0, 0, G_OPTION_ARG_FILENAME, &category, N_ ("Which category"), N_ ("CATEGORY") },
  { "product", 0, 0, G_OPTION_ARG_FILENAME, &product, N_ ("Which product"), N_ ("PRODUCT") },
  { NULL },
};

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  ForeDay day = FORE_DAY_NONE;
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (ForeReport) report = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  if (!fore_cli_require ("--date", date, error) ||
      !fore_cli_read_day ("--date", date, &day, error) ||
      !fore_cli_require ("--category", category, error) ||
      !fore_cli_require ("--product", product, error))
    return FORE_EXIT_USAGE;

  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine == NULL)
    return FORE_EXIT_FAILED;
  versions = fore_store_list_versions (fore_engine_get_store (engine), day, category, product,
                                       error);
  if (versions == NULL)
    return FORE_EXIT_FAILED;
  report = fore_report_new (FORE_REPORT_VERSIONS, cli->format);
  for (guint i = 0; i < versions->len; i++)
    fore_report_add_version (report, g_ptr_array_index (versions, i));

  return fore_cli_write_report (report, error) ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

const ForeCommand fore_command_versions = {
  .name = "versions",
  .summary = N_ ("List what a row is and was, and which upload wrote that"),
  .options = options,
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"

static char *category;
static char *product;
static char *from;
static char *to;
static char *batch;
static char *limit;

static const GOptionEntry options[] = {
  { "category", 0, 0, G_OPTION_ARG_FILENAME, &category, N_ ("Only this category"),
    N_ ("CATEGORY") },
  { "product", 0, 0, G_OPTION_ARG_FILENAME, &product, N_ ("Only this product"), N_ ("PRODUCT") },
  { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("From this day on"), N_ ("DATE") },
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("Up to this day"), N_ ("DATE") },
  { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, N_ ("Only what this upload wrote last"),
    N_ ("BATCH") },
  { "limit", 0, 0, G_OPTION_ARG_FILENAME, &limit, N_ ("At most this many rows"), N_ ("N") },
  { NULL },
};

static gboolean
add_invoice (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ForeReport *report = data;

  fore_report_add_invoice (report, invoice);
  return fore_cli_flush_report (report, error);
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  gint64 n_rows = -1;
  g_autoptr (ForeEngine) engine = NULL;
  g_autoptr (ForeReport) report = NULL;

  if (!fore_cli_read_day ("--from", from, &filter.from, error) ||
      !fore_cli_read_day ("--to", to, &filter.to, error) ||
      !fore_cli_read_limit (limit, &n_rows, error) ||
      !fore_cli_read_text ("--category", category, error) ||
      !fore_cli_read_text ("--product", product, error) ||
      !fore_cli_read_text ("--batch", batch, error))
    return FORE_EXIT_USAGE;

  filter.category = category;
  filter.product = product;
  filter.batch = batch;
  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine == NULL)
    return FORE_EXIT_FAILED;
  report = fore_report_new (FORE_REPORT_INVOICES, cli->format);
  if (!fore_store_each_invoice (fore_engine_get_store (engine), &filter, 0, n_rows, add_invoice,
                                report, NULL, error) ||
      !fore_cli_write_report (report, error))
    return FORE_EXIT_FAILED;

  return FORE_EXIT_DONE;
}

const ForeCommand fore_command_invoices = {
  .name = "invoices",
  .summary = N_ ("List the sales as they stand now"),
  .options = options,
  .run = run,
};

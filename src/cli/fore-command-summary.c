/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"
#include "fore-forecaster.h"

static void
add_forecast (ForeReport *report, ForeSummary *summary, const ForeForecast *forecast)
{
  summary->model = forecast->model;
  summary->note = forecast->note;
  summary->horizon = forecast->horizon;
  summary->total = 0;
  for (gsize i = 0; i < forecast->horizon; i++)
    summary->total += fore_cents_from_double (forecast->value[i]);
  fore_report_add_summary (report, summary);
}

static gboolean
add_category (ForeEngine *engine, ForeReport *report, const ForeCategory *category, GError **error)
{
  ForeSummary summary = { .category = category->name,
                          .n_rows = category->n_rows,
                          .first_day = category->first_day,
                          .last_day = category->last_day };
  g_autoptr (GPtrArray) forecasts = NULL;
  gboolean has_any = FALSE;

  forecasts = fore_store_load_forecasts (fore_engine_get_store (engine), category->name, error);
  if (forecasts == NULL)
    return FALSE;
  for (guint i = 0; i < forecasts->len; i++) {
    const ForeForecast *forecast = g_ptr_array_index (forecasts, i);

    if (g_strv_contains (fore_forecaster_default_models, forecast->model)) {
      add_forecast (report, &summary, forecast);
      has_any = TRUE;
    }
  }
  if (!has_any)
    fore_report_add_summary (report, &summary);

  return TRUE;
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  g_autoptr (ForeEngine) engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_SUMMARIES, cli->format);
  g_autoptr (GPtrArray) categories = NULL;

  if (engine == NULL)
    return FORE_EXIT_FAILED;
  categories = fore_store_list_categories (fore_engine_get_store (engine), error);
  if (categories == NULL)
    return FORE_EXIT_FAILED;
  for (guint i = 0; i < categories->len; i++)
    if (!add_category (engine, report, g_ptr_array_index (categories, i), error))
      return FORE_EXIT_FAILED;

  return fore_cli_write_report (report, error) ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

const ForeCommand fore_command_summary = {
  .name = "summary",
  .summary = N_ ("Tell for each category what is known of it and what each model expects"),
  .run = run,
};

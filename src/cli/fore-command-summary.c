/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-cli.h"
#include "fore-sparkline.h"

#define DAYS_OF_YEAR    365
#define SPARKLINE_WIDTH 26 /* two weeks a column */

static double
sum (const double *values, gsize n)
{
  double total = 0.0;

  for (gsize i = 0; i < n; i++)
    total += isnan (values[i]) ? 0.0 : values[i];
  return total;
}

static void
add_forecasts (ForeSummary *summary, const ForeSeries *series, GPtrArray *forecasts)
{
  const struct {
    const char *model;
    double *total;
  } models[] = { { "prophet", &summary->prophet },
                 { "sarimax", &summary->sarimax },
                 { "holt_winters", &summary->holt_winters } };

  for (guint i = 0; i < forecasts->len; i++) {
    const ForeForecast *forecast = g_ptr_array_index (forecasts, i);
    gsize n_before = MIN (forecast->horizon, series->n);

    for (gsize k = 0; k < G_N_ELEMENTS (models); k++)
      if (g_str_equal (forecast->model, models[k].model))
        *models[k].total = sum (forecast->value, forecast->horizon);
    summary->horizon = forecast->horizon;
    summary->last_total = sum (series->y + series->n - n_before, n_before);
  }
}

static void
add_best (ForeSummary *summary, GPtrArray *backtests)
{
  for (guint i = 0; i < backtests->len; i++) {
    const ForeStoredBacktest *backtest = g_ptr_array_index (backtests, i);

    if (!backtest->is_best)
      continue;
    summary->best_model = backtest->model;
    summary->wape = backtest->accuracy.wape;
  }
}

static gboolean
add_category (ForeEngine *engine, ForeReport *report, const ForeCategory *category, GError **error)
{
  ForeStore *store = fore_engine_get_store (engine);
  g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (store, category->name, error);
  g_autoptr (GPtrArray) forecasts = NULL;
  g_autoptr (GPtrArray) backtests = NULL;
  g_autoptr (ForeSeries) series = NULL;
  g_autofree char *past = NULL;
  ForeSummary summary = { .category = category->name,
                          .n_rows = category->n_rows,
                          .first_day = category->first_day,
                          .last_total = NAN,
                          .prophet = NAN,
                          .sarimax = NAN,
                          .holt_winters = NAN,
                          .wape = NAN };
  gsize n_past;

  if (sums == NULL)
    return FALSE;
  forecasts = fore_store_load_forecasts (store, category->name, error);
  if (forecasts == NULL)
    return FALSE;
  backtests = fore_store_load_backtests (store, category->name, error);
  if (backtests == NULL)
    return FALSE;

  series = fore_series_new_from_sums (category->name, sums->n, sums->day, sums->sum, sums->end_day,
                                      FORE_GAPS_ZERO);
  n_past = MIN (series->n, DAYS_OF_YEAR);
  past = fore_sparkline (series->y + series->n - n_past, n_past, SPARKLINE_WIDTH);
  summary.past = past;
  summary.last_day = fore_series_day (series, series->n - 1);
  add_forecasts (&summary, series, forecasts);
  add_best (&summary, backtests);
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
  .summary = N_ ("Show what each category sold and what each model expects"),
  .run = run,
};

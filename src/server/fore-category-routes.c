/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Categories as a whole: how forecasts did on their past, and a chart. */

#include "fore-config.h"

#include "fore-routes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-backtest.h"
#include "fore-chart.h"
#include "fore-error.h"
#include "fore-forecaster.h"
#include "fore-fresh.h"
#include "fore-negotiation.h"
#include "fore-parameters.h"

/* What a client may ask to be computed while it waits. */
#define LONGEST_HORIZON 365
#define MOST_ORIGINS    12

#define LEAST_PIXELS 100
#define MOST_PIXELS  4000

/*
 * fore_route_load_series:
 * @engine: where it is
 * @category: a category
 * @error: of the engine
 *
 * Returns: (transfer full): its daily sums, with gaps as they are usually taken
 */
ForeSeries *
fore_route_load_series (ForeEngine *engine, const char *category, GError **error)
{
  g_autoptr (ForeForecastOptions) options = fore_engine_dup_forecast_options (engine);

  return fore_engine_load_series (engine, category, options->gaps, error);
}

typedef struct {
  ForeParameters *parameters;
  guint horizon;
  guint n_origins;
  guint step;
} BacktestPlan;

static void
backtest_plan_free (gpointer data)
{
  BacktestPlan *plan = data;

  fore_parameters_free (plan->parameters);
  g_free (plan);
}

static ForeReply *
reply_with (ForeRequest *request, ForeReport *report)
{
  return fore_reply_new (SOUP_STATUS_OK, fore_negotiation_get_type (request->format),
                         fore_report_end (report));
}

static ForeReply *
read_accuracy (ForeRequest *request, gpointer data, GError **error)
{
  const ForeParameters *parameters = data;
  ForeEngine *engine = request->server->engine;
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_LEADERBOARD, request->format);
  g_autoptr (GPtrArray) backtests = NULL;

  if (parameters->category != NULL &&
      !fore_engine_check_category (engine, parameters->category, error))
    return NULL;
  backtests = fore_store_load_backtests (fore_engine_get_store (engine), parameters->category,
                                         error);
  if (backtests == NULL)
    return NULL;
  for (guint i = 0; i < backtests->len; i++) {
    const ForeStoredBacktest *backtest = g_ptr_array_index (backtests, i);

    if (parameters->model_type == NULL || g_str_equal (parameters->model_type, backtest->model))
      fore_report_add_stored_backtest (report, backtest);
  }
  return reply_with (request, report);
}

void
fore_route_accuracy (ForeRequest *request)
{
  g_autoptr (GError) error = NULL;
  ForeParameters *parameters = fore_parameters_parse (request->query, &error);

  if (parameters == NULL)
    fore_answer_gerror (request, error);
  else
    fore_work_run_if_changed (request, read_accuracy, parameters,
                              (GDestroyNotify) fore_parameters_free);
}

static ForeReply *
run_backtest (ForeRequest *request, gpointer data, GError **error)
{
  const BacktestPlan *plan = data;
  const char *const models[] = { plan->parameters->model_type, NULL };
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_BACKTESTS, request->format);
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (GPtrArray) backtests = NULL;

  series = fore_route_load_series (request->server->engine, plan->parameters->category, error);
  if (series == NULL)
    return NULL;
  options.horizon = plan->horizon;
  backtests = fore_backtest_run (series, models[0] != NULL ? models : NULL, &options,
                                 plan->n_origins, plan->step, request->cancellable, error);
  if (backtests == NULL)
    return NULL;
  for (guint i = 0; i < backtests->len; i++)
    fore_report_add_backtest (report, g_ptr_array_index (backtests, i));
  return reply_with (request, report);
}

static void
begin_backtest (ForeRequest *request, gpointer plan)
{
  fore_work_run_long (request, run_backtest, plan, backtest_plan_free);
}

void
fore_route_backtest (ForeRequest *request)
{
  g_autoptr (ForeParameters) parameters = NULL;
  g_autoptr (GError) error = NULL;
  BacktestPlan asked = { NULL, 30, 3, 30 };

  parameters = fore_parameters_parse (request->query, &error);
  if (parameters == NULL || !fore_parameters_require ("category", parameters->category, &error) ||
      !fore_parameters_parse_count (request->query, "horizon", 1, LONGEST_HORIZON, &asked.horizon,
                                    &error) ||
      !fore_parameters_parse_count (request->query, "origins", 1, MOST_ORIGINS, &asked.n_origins,
                                    &error) ||
      !fore_parameters_parse_count (request->query, "step", 1, LONGEST_HORIZON, &asked.step,
                                    &error)) {
    fore_answer_gerror (request, error);
    return;
  }
  asked.parameters = g_steal_pointer (&parameters);
  fore_fresh_ask (request, begin_backtest, g_memdup2 (&asked, sizeof asked), backtest_plan_free);
}

typedef struct {
  char *model; /* (nullable) */
  const ForeChartStyle *style;
  guint width;
  guint height;
} ChartPlan;

static void
chart_plan_free (gpointer data)
{
  ChartPlan *plan = data;

  g_free (plan->model);
  g_free (plan);
}

/* Those of the models asked for that are stored. */
static GPtrArray *
choose_forecasts (ForeRequest *request, const ChartPlan *plan, GError **error)
{
  const char *const one[] = { plan->model, NULL };
  const char *const *asked = plan->model != NULL ? one : fore_forecaster_default_models;
  g_autoptr (GPtrArray) stored = NULL;
  GPtrArray *chosen;

  stored = fore_store_load_forecasts (fore_engine_get_store (request->server->engine),
                                      request->argument, error);
  if (stored == NULL)
    return NULL;
  chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  for (; *asked != NULL; asked++)
    for (guint i = 0; i < stored->len; i++)
      if (g_str_equal (((ForeForecast *) g_ptr_array_index (stored, i))->model, *asked))
        g_ptr_array_add (chosen, fore_forecast_copy (g_ptr_array_index (stored, i)));
  return chosen;
}

static ForeReply *
draw_chart (ForeRequest *request, gpointer data, GError **error)
{
  const ChartPlan *plan = data;
  const char *format = strrchr (request->route->pattern, '.') + 1;
  ForeChart chart = FORE_CHART_INIT;
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (GPtrArray) forecasts = NULL;
  GBytes *bytes;

  series = fore_route_load_series (request->server->engine, request->argument, error);
  if (series == NULL)
    return NULL;
  forecasts = choose_forecasts (request, plan, error);
  if (forecasts == NULL)
    return NULL;
  chart.title = request->argument;
  chart.history = series;
  chart.forecasts = forecasts;
  bytes = fore_chart_to_bytes (&chart, plan->style, format, plan->width, plan->height, error);
  if (bytes == NULL)
    return NULL;
  return fore_reply_new (SOUP_STATUS_OK,
                         g_str_equal (format, "svg") ? "image/svg+xml" : "image/png", bytes);
}

static const ForeChartStyle *
find_style (const char *name, GError **error)
{
  static const struct {
    const char *name;
    const ForeChartStyle *style;
  } styles[] = {
    { "light", &fore_chart_style_light },
    { "dark", &fore_chart_style_dark },
    { "high-contrast", &fore_chart_style_high_contrast },
    { "high-contrast-dark", &fore_chart_style_high_contrast_dark },
  };

  if (name == NULL)
    return styles[0].style;
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (name, styles[i].name))
      return styles[i].style;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("“%s” has to be %s."), "theme",
               "light, dark, high-contrast, high-contrast-dark");
  return NULL;
}

void
fore_route_chart (ForeRequest *request)
{
  g_autoptr (ForeParameters) parameters = NULL;
  g_autoptr (GError) error = NULL;
  ChartPlan asked = { NULL, NULL, 1000, 600 };

  parameters = fore_parameters_parse (request->query, &error);
  if (parameters == NULL ||
      (asked.style = find_style (fore_request_get_parameter (request, "theme"), &error)) == NULL ||
      !fore_parameters_parse_count (request->query, "width", LEAST_PIXELS, MOST_PIXELS,
                                    &asked.width, &error) ||
      !fore_parameters_parse_count (request->query, "height", LEAST_PIXELS, MOST_PIXELS,
                                    &asked.height, &error)) {
    fore_answer_gerror (request, error);
    return;
  }
  asked.model = g_strdup (parameters->model_type);
  fore_work_run_if_changed (request, draw_chart, g_memdup2 (&asked, sizeof asked), chart_plan_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One model fitted to a category, and what its forecast is made of. */

#include "fore-config.h"

#include "fore-routes.h"

#include "fore-forecaster.h"
#include "fore-fresh.h"
#include "fore-negotiation.h"
#include "fore-parameters.h"

#define LONGEST_HORIZON 365

typedef struct {
  ForeParameters *parameters;
  guint horizon;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  fore_parameters_free (plan->parameters);
  g_free (plan);
}

static ForeReply *
explain (ForeRequest *request, gpointer data, GError **error)
{
  const Plan *plan = data;
  ForeEngine *engine = request->server->engine;
  const char *const models[] = { plan->parameters->model_type, NULL };
  ForeModelOptions model_options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autoptr (ForeRegressorTable) table = NULL;
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (GPtrArray) results = NULL;

  options->horizon = plan->horizon;
  series = fore_route_load_series (engine, plan->parameters->category, error);
  if (series == NULL ||
      !fore_engine_recall_holidays (engine, plan->parameters->category, models[0], options,
                                    error) ||
      !fore_forecast_options_set_up (options, series, &model_options, &table, error))
    return NULL;
  results = fore_forecaster_run (series, models, &model_options, request->cancellable, error);
  if (results == NULL)
    return NULL;
  return fore_reply_new (SOUP_STATUS_OK, fore_negotiation_get_type (request->format),
                         fore_report_explain (results->pdata[0], request->format));
}

static void
begin (ForeRequest *request, gpointer plan)
{
  fore_work_run_long (request, explain, plan, plan_free);
}

void
fore_route_explain (ForeRequest *request)
{
  g_autoptr (ForeParameters) parameters = NULL;
  g_autoptr (GError) error = NULL;
  Plan asked = { NULL, 30 };

  parameters = fore_parameters_parse (request->query, &error);
  if (parameters == NULL || !fore_parameters_require ("category", parameters->category, &error) ||
      !fore_parameters_require ("model_type", parameters->model_type, &error) ||
      !fore_parameters_parse_count (request->query, "horizon", 1, LONGEST_HORIZON, &asked.horizon,
                                    &error)) {
    fore_answer_gerror (request, error);
    return;
  }
  asked.parameters = g_steal_pointer (&parameters);
  fore_fresh_ask (request, begin, g_memdup2 (&asked, sizeof asked), plan_free);
}

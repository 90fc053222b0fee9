/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-cli.h"
#include "fore-error.h"

static char **categories;
static char **models;
static char *horizon;
static char *origins;
static char *step;
static char *period;
static gboolean is_stored;

static const GOptionEntry command_options[] = {
  { "category", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &categories,
    N_ ("Only this category (may be repeated; default: all)"), N_ ("CATEGORY") },
  { "model", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &models,
    N_ ("Only this model (may be repeated; default: all five)"), N_ ("MODEL") },
  { "horizon", 0, 0, G_OPTION_ARG_FILENAME, &horizon, N_ ("Steps to forecast (default: 30)"),
    N_ ("N") },
  { "origins", 0, 0, G_OPTION_ARG_FILENAME, &origins,
    N_ ("Number of days to forecast from (default: 3)"), N_ ("N") },
  { "step", 0, 0, G_OPTION_ARG_FILENAME, &step, N_ ("Steps between them (default: 30)"), N_ ("N") },
  { "period", 0, 0, G_OPTION_ARG_FILENAME, &period,
    N_ ("Season length in steps (default: that of the series)"), N_ ("N") },
  FORE_CLI_REGRESSION_OPTIONS,
  { "stored", 0, 0, G_OPTION_ARG_NONE, &is_stored,
    N_ ("What was measured when the models were trained, the best model first"), NULL },
  { NULL },
};

/* One category from one origin, the oldest first: the unit that threads share out. */
typedef struct {
  ForeSeries *series;   /* up to the end of that origin's horizon */
  GPtrArray *backtests; /* (owned) (nullable): result, model by model */
  GError *error;        /* (owned) (nullable): result */
} Test;

typedef struct {
  ForeForecastOptions *options; /* (unowned) */
  guint n_origins;
  guint step;
  GPtrArray *series; /* (owned) (element-type ForeSeries) */
  Test *tests;       /* (owned) n_origins of them for each series */
} Plan;

static void
run_test (guint i, gpointer data)
{
  Plan *plan = data;
  Test *test = &plan->tests[i];
  const ForeSeries *series = g_ptr_array_index (plan->series, i / plan->n_origins);
  gsize cut = (gsize) (plan->n_origins - 1 - i % plan->n_origins) * plan->step;
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeRegressorTable) table = NULL;
  g_autoptr (ForeSeries) past = NULL;
  g_autoptr (ForeSeries) head = NULL;

  /* What is forecast lies in the past, of which everything is known. */
  if (series->n < plan->options->horizon + cut)
    return;
  past = fore_series_head (series, series->n - cut - plan->options->horizon);
  if (!fore_forecast_options_set_up (plan->options, past, &options, &table, &test->error))
    return;
  head = fore_series_head (series, series->n - cut);
  test->backtests = fore_backtest_run (head, (const char *const *) models, &options, 1, plan->step,
                                       NULL, &test->error);
}

/* Model by model, the oldest origin first. Returns whether there was any. */
static gboolean
add_tests (const Plan *plan, guint which, ForeReport *report)
{
  const Test *tests = plan->tests + (gsize) which * plan->n_origins;
  guint n_models = 0;

  for (guint k = 0; k < plan->n_origins; k++)
    if (tests[k].backtests != NULL)
      n_models = MAX (n_models, tests[k].backtests->len);
  for (guint m = 0; m < n_models; m++)
    for (guint k = 0; k < plan->n_origins; k++)
      if (tests[k].backtests != NULL && m < tests[k].backtests->len)
        fore_report_add_backtest (report, g_ptr_array_index (tests[k].backtests, m));

  return n_models > 0;
}

static gboolean
load_series (Plan *plan, ForeEngine *engine, const ForeCli *cli, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  if (categories != NULL) {
    g_strv_builder_addv (names, (const char **) categories);
  } else {
    all = fore_store_list_categories (fore_engine_get_store (engine), error);
    if (all == NULL)
      return FALSE;
    for (guint i = 0; i < all->len; i++)
      g_strv_builder_add (names, ((ForeCategory *) g_ptr_array_index (all, i))->name);
  }

  chosen = g_strv_builder_end (names);
  plan->series = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_series_free);
  for (char **name = chosen; *name != NULL; name++) {
    ForeSeries *series = fore_engine_load_series (engine, *name, cli->gaps, error);

    if (series == NULL)
      return FALSE;
    g_ptr_array_add (plan->series, series);
  }
  return TRUE;
}

static ForeExit
report_tests (Plan *plan, const ForeCli *cli, GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_BACKTESTS, cli->format);
  guint n_tests = plan->series->len * plan->n_origins;

  for (guint i = 0; i < n_tests; i++)
    if (plan->tests[i].error != NULL) {
      g_propagate_error (error, g_steal_pointer (&plan->tests[i].error));
      return fore_cli_exit_of (*error);
    }
  for (guint i = 0; i < plan->series->len; i++) {
    const ForeSeries *series = g_ptr_array_index (plan->series, i);
    g_autofree char *message = NULL;

    if (add_tests (plan, i, report))
      continue;
    message = g_strdup_printf (_ ("The history of “%s” is too short for this backtest."),
                               series->category);
    fore_cli_complain (message);
  }
  return fore_cli_write_report (report, error) ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

static gboolean
read_options (Plan *plan, GError **error)
{
  plan->n_origins = 3;
  plan->step = 30;
  if (!fore_cli_read_texts ("--category", categories, error) ||
      !fore_cli_read_models (models, error) ||
      !fore_cli_read_count ("--horizon", horizon, 1, FORE_HORIZON_MAX, &plan->options->horizon,
                            error) ||
      !fore_cli_read_count ("--origins", origins, 1, 1000, &plan->n_origins, error) ||
      !fore_cli_read_count ("--step", step, 1, FORE_HORIZON_MAX, &plan->step, error) ||
      !fore_cli_read_count ("--period", period, 1, FORE_HORIZON_MAX, &plan->options->period, error))
    return FALSE;

  return TRUE;
}

static gboolean
is_asked (GStrv asked, const char *name)
{
  return asked == NULL || g_strv_contains ((const char *const *) asked, name);
}

static ForeExit
report_stored (ForeEngine *engine, const ForeCli *cli, GError **error)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_LEADERBOARD, cli->format);
  g_autoptr (GPtrArray) backtests = NULL;

  for (char **name = categories; name != NULL && *name != NULL; name++)
    if (!fore_engine_check_category (engine, *name, error))
      return FORE_EXIT_FAILED;
  backtests = fore_store_load_backtests (fore_engine_get_store (engine), NULL, error);
  if (backtests == NULL)
    return FORE_EXIT_FAILED;
  for (guint i = 0; i < backtests->len; i++) {
    const ForeStoredBacktest *backtest = g_ptr_array_index (backtests, i);

    if (is_asked (categories, backtest->category) && is_asked (models, backtest->model))
      fore_report_add_stored_backtest (report, backtest);
  }
  return fore_cli_write_report (report, error) ? FORE_EXIT_DONE : FORE_EXIT_FAILED;
}

static ForeExit
run (const ForeCli *cli, GStrv arguments, GError **error)
{
  g_autoptr (ForeForecastOptions) options = fore_cli_forecast_options (cli);
  Plan plan = { .options = options };
  g_autoptr (ForeEngine) engine = NULL;
  ForeExit status = FORE_EXIT_FAILED;
  guint n_tests;

  if (!read_options (&plan, error))
    return FORE_EXIT_USAGE;
  if (!fore_cli_read_regression (options, error))
    return fore_cli_exit_of (*error);
  engine = fore_cli_open (cli, FORE_STORE_READ_ONLY, error);
  if (engine != NULL && is_stored)
    return report_stored (engine, cli, error);
  if (engine != NULL && load_series (&plan, engine, cli, error)) {
    n_tests = plan.series->len * plan.n_origins;
    plan.tests = g_new0 (Test, n_tests);
    fore_pool_each (fore_engine_get_pool (engine), n_tests, run_test, &plan, NULL);
    status = report_tests (&plan, cli, error);
    for (guint i = 0; i < n_tests; i++) {
      g_clear_pointer (&plan.tests[i].backtests, g_ptr_array_unref);
      g_clear_error (&plan.tests[i].error);
    }
  }
  g_free (plan.tests);
  g_clear_pointer (&plan.series, g_ptr_array_unref);

  return status;
}

const ForeCommand fore_command_backtest = {
  .name = "backtest",
  .summary = N_ ("Test models on what has happened"),
  .options = command_options,
  .run = run,
};

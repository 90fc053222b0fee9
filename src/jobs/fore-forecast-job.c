/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-job.h"

#include "fore-error.h"
#include "fore-forecaster.h"

/* How often a category is trained anew because its data has changed meanwhile. */
#define N_ROUNDS 3

typedef struct {
  char *category;
  gint64 version;
  GPtrArray *forecasts; /* (owned) (nullable) (element-type ForeForecast): waiting to be saved */
  GPtrArray *backtests; /* (owned) (nullable) (element-type ForeStoredBacktest): likewise */
  gboolean is_trained;
} Result;

/* What others are measured against; it is fitted for every band anyhow. */
#define YARDSTICK "seasonal_naive"

/* One round over some categories. Threads train them in any order; they are saved in theirs,
 * so that the store looks the same after any number of threads. */
typedef struct {
  ForeStore *store;
  const ForeForecastOptions *options;
  const ForeProgress *progress;
  GCancellable *cancellable;
  guint n;
  Result *results;

  GMutex mutex; /* for the rest */
  guint n_trained;
  guint n_saved;
  gboolean is_saving;
  GPtrArray *stale; /* (element-type utf8): categories to train anew */
  GError *error;    /* the first one */
} Round;

static void
keep_error (Round *round, GError *error)
{
  if (round->error == NULL)
    round->error = error;
  else
    g_error_free (error);
}

static const char *const *
models_asked_for (const ForeForecastOptions *options)
{
  return options->models != NULL ? (const char *const *) options->models
                                 : fore_forecaster_default_models;
}

/* Those and, behind them, the yardstick. */
static GPtrArray *
choose_models (const ForeForecastOptions *options)
{
  GPtrArray *models = g_ptr_array_new ();

  for (const char *const *asked = models_asked_for (options); *asked != NULL; asked++)
    g_ptr_array_add (models, (gpointer) *asked);
  if (!g_ptr_array_find_with_equal_func (models, YARDSTICK, g_str_equal, NULL))
    g_ptr_array_add (models, (gpointer) YARDSTICK);
  g_ptr_array_add (models, NULL);

  return models;
}

static void
add_backtest (GPtrArray *backtests, const ForeModelResult *model)
{
  ForeStoredBacktest *backtest;

  if (model->n_origins == 0)
    return;
  backtest = g_new0 (ForeStoredBacktest, 1);
  backtest->model = g_strdup (model->forecast->model);
  backtest->horizon = (gint64) model->past_horizon;
  backtest->n_origins = model->n_origins;
  backtest->accuracy = model->past_accuracy;
  backtest->seconds = model->seconds;
  g_ptr_array_add (backtests, backtest);
}

/* What is stored remembers which holidays it knew of. */
static ForeForecast *
copy_with_calendar (const ForeForecast *forecast, const ForeRegressors *regressors)
{
  ForeForecast *copy = fore_forecast_copy (forecast);

  if (regressors != NULL && regressors->calendar != NULL &&
      fore_forecaster_regresses (forecast->model))
    copy->holidays = fore_regressors_copy_holidays (regressors);
  return copy;
}

static gboolean
forecast (Round *round, Result *result, const ForeDailySums *sums, GError **error)
{
  const ForeForecastOptions *options = round->options;
  ForeModelOptions model_options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GPtrArray) ids = choose_models (options);
  guint n_asked = g_strv_length ((char **) models_asked_for (options));
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (ForeRegressorTable) table = NULL;
  g_autoptr (GPtrArray) models = NULL;

  series = fore_series_new_from_sums (result->category, sums->n, sums->day, sums->sum,
                                      sums->end_day, options->gaps);
  if (!fore_forecast_options_set_up (options, series, &model_options, &table, error))
    return FALSE;
  models = fore_forecaster_run (series, (const char *const *) ids->pdata, &model_options,
                                round->cancellable, error);
  if (models == NULL)
    return FALSE;

  result->version = sums->version;
  result->forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  result->backtests = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_stored_backtest_free);
  for (guint i = 0; i < models->len; i++) {
    const ForeModelResult *model = models->pdata[i];

    if (i < n_asked)
      g_ptr_array_add (result->forecasts,
                       copy_with_calendar (model->forecast, options->regressors));
    add_backtest (result->backtests, model);
  }

  return TRUE;
}

static gboolean
train (Round *round, Result *result, GError **error)
{
  g_autoptr (ForeDailySums) sums = NULL;
  g_autoptr (GError) reason = NULL;

  sums = fore_store_load_daily_sums (round->store, result->category, &reason);
  if (g_error_matches (reason, FORE_ERROR, FORE_ERROR_NOT_FOUND))
    return TRUE; /* its last upload has been taken back */
  if (sums == NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }

  return forecast (round, result, sums, error);
}

/* With the mutex held, which is let go while the store is written. */
static void
save_next (Round *round)
{
  Result *result = &round->results[round->n_saved];
  g_autoptr (GPtrArray) forecasts = g_steal_pointer (&result->forecasts);
  g_autoptr (GPtrArray) backtests = g_steal_pointer (&result->backtests);
  g_autoptr (GError) error = NULL;
  gboolean is_stale = FALSE, is_saved = TRUE;

  g_mutex_unlock (&round->mutex);
  if (forecasts != NULL)
    is_saved = fore_store_save_forecasts (round->store, result->category, result->version,
                                          forecasts, backtests, round->options->is_all, &is_stale,
                                          &error);
  g_mutex_lock (&round->mutex);

  round->n_saved++;
  if (!is_saved)
    keep_error (round, g_steal_pointer (&error));
  else if (is_stale)
    g_ptr_array_add (round->stale, g_strdup (result->category));
}

static void
work_on_category (guint i, gpointer data)
{
  Round *round = data;
  Result *result = &round->results[i];
  GError *error = NULL;
  gboolean is_good = train (round, result, &error);

  g_mutex_lock (&round->mutex);
  result->is_trained = TRUE;
  round->n_trained++;
  if (!is_good)
    keep_error (round, error);
  if (!round->is_saving) {
    round->is_saving = TRUE;
    while (round->n_saved < round->n && round->results[round->n_saved].is_trained)
      save_next (round);
    round->is_saving = FALSE;
  }
  fore_progress_report (round->progress, (double) round->n_trained / round->n, result->category);
  g_mutex_unlock (&round->mutex);
}

/* Returns the categories to train anew, or NULL with the first error. */
static GPtrArray *
run_round (ForeStore *store,
           ForePool *pool,
           const ForeForecastOptions *options,
           GPtrArray *categories,
           const ForeProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree Result *results = g_new0 (Result, categories->len);
  Round round = { store, options, progress, cancellable, categories->len, results };

  g_mutex_init (&round.mutex);
  round.stale = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < categories->len; i++)
    results[i].category = g_ptr_array_index (categories, i);

  fore_pool_each (pool, round.n, work_on_category, &round, cancellable);

  for (guint i = 0; i < round.n; i++) {
    g_clear_pointer (&results[i].forecasts, g_ptr_array_unref);
    g_clear_pointer (&results[i].backtests, g_ptr_array_unref);
  }
  g_mutex_clear (&round.mutex);
  if (round.error == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, &round.error);
  if (round.error != NULL) {
    g_ptr_array_unref (round.stale);
    g_propagate_error (error, round.error);
    return NULL;
  }
  return round.stale;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of bytes, each once. */
static GPtrArray *
choose_categories (ForeStore *store, const ForeForecastOptions *options, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *names;

  if (options->categories == NULL) {
    all = fore_store_list_categories (store, error);
    if (all == NULL)
      return NULL;
  }

  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; all != NULL && i < all->len; i++)
    g_ptr_array_add (names, g_strdup (((ForeCategory *) g_ptr_array_index (all, i))->name));
  for (char **name = options->categories; name != NULL && *name != NULL; name++)
    g_ptr_array_add (names, g_strdup (*name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = names->len; i > 1; i--)
    if (compare_names (&names->pdata[i - 1], &names->pdata[i - 2]) == 0)
      g_ptr_array_remove_index (names, i - 1);

  return names;
}

/*
 * fore_forecast_job_run:
 * @store: where the sales are, and the forecasts go
 * @pool: its threads train one category each
 * @options: what is asked for
 * @progress: (nullable): told the share of categories that are trained
 * @cancellable: (nullable): keeps what has been saved so far
 * @error: return location: the first one; the other categories are forecast nevertheless
 *
 * Trains and stores forecasts, and how each model did on the past. A category whose sales change meanwhile is trained again.
 *
 * Returns: whether all went well
 */
gboolean
fore_forecast_job_run (ForeStore *store,
                       ForePool *pool,
                       const ForeForecastOptions *options,
                       const ForeProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) categories = choose_categories (store, options, error);

  for (guint i = 0; i < N_ROUNDS && categories != NULL && categories->len > 0; i++) {
    GPtrArray *stale = run_round (store, pool, options, categories, progress, cancellable, error);

    g_ptr_array_unref (categories);
    categories = stale;
  }

  return categories != NULL;
}

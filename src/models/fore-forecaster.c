/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include "fore-forecaster.h"

#include <glib/gi18n-lib.h>

#include "fore-ensemble.h"
#include "fore-error.h"
#include "fore-open-days.h"
#include "fore-sales-sense.h"

static const ForeModel *const registry[] = {
  &fore_model_seasonal_naive,
  &fore_model_holt_winters,
  &fore_model_sarimax,
  &fore_model_prophet,
};

const char *const fore_forecaster_default_models[] = { "prophet", "sarimax", "holt_winters", NULL };

static const ForeModel *
find_model (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (registry); i++) {
    if (g_str_equal (registry[i]->id, id))
      return registry[i];
  }

  return NULL;
}

/**
 * fore_forecaster_knows:
 * @model: id of a model
 *
 * Returns: whether fore_forecaster_run() can be asked for it
 */
gboolean
fore_forecaster_knows (const char *model)
{
  return g_str_equal (model, FORE_ENSEMBLE) || find_model (model) != NULL;
}

/* The results of this run by model, so that whoever needs a model shares its one fit. */
typedef struct {
  ForeClosedDays closed;
  const ForeSeries *series;
  const ForeModelOptions *options;
  GCancellable *cancellable;
  GHashTable *results; /* id -> ForeModelResult */
} Run;

static ForeModelResult *need (Run *run, const char *model, GError **error);

static ForeModelResult *
combine_members (Run *run, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  for (const char *const *id = fore_ensemble_members; *id != NULL; id++) {
    ForeModelResult *member = need (run, *id, error);

    if (member == NULL)
      return NULL;
    g_ptr_array_add (members, member);
  }

  return fore_ensemble_combine (run->series, run->options, members);
}

static ForeModelResult *
need (Run *run, const char *model, GError **error)
{
  ForeModelResult *result = g_hash_table_lookup (run->results, model);

  if (result != NULL)
    return result;

  if (g_str_equal (model, FORE_ENSEMBLE))
    result = combine_members (run, error);
  else
    result = fore_open_days_run (run->closed, find_model (model), run->series, run->options,
                                 run->cancellable, error);
  if (result != NULL)
    g_hash_table_insert (run->results, g_strdup (model), result);

  return result;
}

static gboolean
check_arguments (const ForeSeries *series,
                 const char *const *models,
                 const ForeModelOptions *options,
                 GError **error)
{
  for (const char *const *model = models; *model != NULL; model++) {
    if (fore_forecaster_knows (*model))
      continue;
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("There is no model \"%s\"."),
                 *model);
    return FALSE;
  }
  if (options->horizon < 1) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("The horizon must be at least 1."));
    return FALSE;
  }
  if (series->n_missing >= series->n) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_MODEL,
                 _ ("No value of \"%s\" is known, so nothing can be forecast."), series->category);
    return FALSE;
  }

  return TRUE;
}

/**
 * fore_forecaster_run:
 * @series: a series, NaN where a value is missing
 * @models: (nullable) (array zero-terminated=1): ids of the models, %NULL for the default ones
 * @options: what is asked of them
 * @cancellable: (nullable): stops the run
 * @error: return location
 *
 * Fits models to a series and forecasts it, on the calling thread. A model that fails is
 * stood in for by seasonal naive (see fore_fallback_run()), and unless the published methods
 * are asked for, forecasts are made with the sense of fore_sales_sense_apply().
 *
 * Errors are %FORE_ERROR_INVALID_ARGUMENT for a model that does not exist,
 * %FORE_ERROR_MODEL when no value is known, and %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type ForeModelResult): one result per model, in order
 */
GPtrArray *
fore_forecaster_run (const ForeSeries *series,
                     const char *const *models,
                     const ForeModelOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GHashTable) shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) fore_model_result_unref);
  g_autoptr (GPtrArray)
      results = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_model_result_unref);
  g_autoptr (ForeSeries) open = NULL;
  ForeSalesSense sense;
  Run run = { 0, series, options, cancellable, shared };

  if (models == NULL)
    models = fore_forecaster_default_models;
  if (!check_arguments (series, models, options, error))
    return NULL;

  open = fore_sales_sense_learn (&sense, series);
  if (!options->published) {
    run.series = open;
    run.closed = sense.closed;
  }

  for (const char *const *model = models; *model != NULL; model++) {
    ForeModelResult *result = need (&run, *model, error);

    if (result == NULL)
      return NULL;
    result->n_missing = series->n_missing;
    g_ptr_array_add (results, fore_model_result_ref (result));
  }
  for (guint i = 0; i < results->len && !options->published; i++) {
    ForeModelResult *result = g_ptr_array_index (results, i);

    fore_sales_sense_apply (&sense, result->forecast);
  }

  return g_steal_pointer (&results);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include "fore-forecaster.h"

#include <glib/gi18n-lib.h>

#include "fore-calibrate.h"
#include "fore-closures.h"
#include "fore-components.h"
#include "fore-ensemble.h"
#include "fore-error.h"
#include "fore-fallback.h"
#include "fore-log-scale.h"
#include "fore-open-days.h"
#include "fore-past-accuracy.h"
#include "fore-prophet-level.h"
#include "fore-sales-sense.h"
#include "fore-tsb.h"

/* Fewer sales than this show no scale. */
#define FEWEST_FOR_LOGARITHM 20

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

/**
 * fore_forecaster_regresses:
 * @model: id of a model
 *
 * Returns: whether it, or one that it is made of, takes holidays and other regressors into account
 */
gboolean
fore_forecaster_regresses (const char *model)
{
  const ForeModel *found = find_model (model);

  return g_str_equal (model, FORE_ENSEMBLE) || (found != NULL && found->regresses);
}

/* The fits of this run by model, so that whoever needs a model shares its one fit. */
typedef struct {
  const ForeSeries *whole;
  const ForeSeries *series; /* the same, closed days missing unless the published methods speak */
  const ForeModelOptions *options;
  GCancellable *cancellable;
  ForeSalesSense sense;
  GHashTable *fits; /* id -> ForeFit */
} Run;

static ForeFit *
fit_published (Run *run, const ForeModel *model, GError **error)
{
  ForeModelResult *result = fore_fallback_run (model, run->series, run->options, run->cancellable,
                                               error);

  return result != NULL ? fore_fit_new (result, fore_past_none ()) : NULL;
}

/* Bands are limited and forecasts raised before anything is learnt from them. */
static void
temper (Run *run, ForeFit *fit, const ForeFit *naive)
{
  if (naive != NULL)
    fore_calibrate_limit (fit->result->forecast, naive->result->forecast);
  fore_sales_sense_raise (&run->sense, fit->result->forecast);
  for (guint i = 0; i < fit->pasts->len; i++) {
    ForePast *past = g_ptr_array_index (fit->pasts, i);

    if (naive != NULL)
      fore_calibrate_limit (past->forecast,
                            ((ForePast *) g_ptr_array_index (naive->pasts, i))->forecast);
    fore_sales_sense_raise (&run->sense, past->forecast);
  }
}

static ForeFit *
fit_with_past (Run *run, const ForeModel *model, const ForeFit *naive, GError **error)
{
  g_autoptr (ForeModelResult) result = NULL;
  GPtrArray *pasts;
  ForeFit *fit;

  result = fore_open_days_run (run->sense.closed, model, run->series, run->options,
                               run->cancellable, error);
  if (result == NULL)
    return NULL;
  pasts = fore_past_run (run->sense.closed, model, run->series, run->whole, run->options, result,
                         run->cancellable, error);
  if (pasts == NULL)
    return NULL;
  fit = fore_fit_new (g_steal_pointer (&result), pasts);
  fore_prophet_level_take_in (fit, run->sense.closed);
  temper (run, fit, naive);

  return fit;
}

static ForeFit *
need (Run *run, const ForeModel *model, GError **error)
{
  ForeFit *fit = g_hash_table_lookup (run->fits, model->id);
  const ForeFit *naive = NULL;

  if (fit != NULL)
    return fit;

  if (run->options->published) {
    fit = fit_published (run, model, error);
  } else {
    if (model != &fore_model_seasonal_naive) {
      naive = need (run, &fore_model_seasonal_naive, error);
      if (naive == NULL)
        return NULL;
    }
    fit = fit_with_past (run, model, naive, error);
  }
  if (fit != NULL)
    g_hash_table_insert (run->fits, (gpointer) model->id, fit);

  return fit;
}

/* Seasons and errors grow with the level in some series and not in others: members of both kinds
 * bear that. A curve like Prophet's shows nothing where most days sell nothing. */
static const ForeModel *const *
choose_members (const Run *run)
{
  static const ForeModel *const additive[] = { &fore_model_holt_winters, &fore_model_sarimax,
                                               &fore_model_prophet, NULL };
  static const ForeModel *const both_scales[] = { &fore_model_holt_winters_log, &fore_model_sarimax,
                                                  &fore_model_prophet, &fore_model_prophet_log,
                                                  NULL };
  static const ForeModel *const intermittent[] = { &fore_model_holt_winters, &fore_model_sarimax,
                                                   &fore_model_tsb, NULL };
  static const ForeModel *const intermittent_log[] = { &fore_model_holt_winters_log,
                                                       &fore_model_sarimax, &fore_model_tsb, NULL };
  gboolean has_logarithm = run->sense.lowest >= 0 && run->sense.n_sold >= FEWEST_FOR_LOGARITHM;

  if (fore_tsb_is_intermittent (run->series))
    return has_logarithm ? intermittent_log : intermittent;

  return has_logarithm ? both_scales : additive;
}

static ForeFit *
need_ensemble (Run *run, GError **error)
{
  const ForeModel *const *model = choose_members (run);
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  ForeFit *fit = g_hash_table_lookup (run->fits, FORE_ENSEMBLE);

  if (fit != NULL)
    return fit;

  for (; *model != NULL; model++) {
    ForeFit *member = need (run, *model, error);

    if (member == NULL)
      return NULL;
    g_ptr_array_add (members, member);
  }
  fit = fore_ensemble_combine (run->series, run->options, members);
  g_hash_table_insert (run->fits, (gpointer) FORE_ENSEMBLE, fit);

  return fit;
}

static GPtrArray *
run_models (Run *run, const char *const *models, GError **error)
{
  g_autoptr (GPtrArray)
      results = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_model_result_unref);
  guint period = run->options->period != 0 ? run->options->period : fore_series_period (run->whole);
  GHashTableIter iter;
  gpointer value;

  for (const char *const *id = models; *id != NULL; id++) {
    ForeFit *fit = g_str_equal (*id, FORE_ENSEMBLE) ? need_ensemble (run, error)
                                                    : need (run, find_model (*id), error);

    if (fit == NULL)
      return NULL;
    g_ptr_array_add (results, fore_model_result_ref (fit->result));
  }

  g_hash_table_iter_init (&iter, run->fits);
  while (!run->options->published && g_hash_table_iter_next (&iter, NULL, &value)) {
    ForeFit *fit = value;

    fore_past_accuracy_measure (fit, run->whole, period, &run->sense);
    fore_calibrate_bands (fit->result->forecast, fit->pasts);
    fore_sales_sense_apply (&run->sense, fit->result->forecast);
    fore_components_balance (fit->result);
    fore_sales_sense_tell (&run->sense, fit->result->forecast);
  }

  return g_steal_pointer (&results);
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
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("There is no model “%s”."),
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
                 _ ("No value of “%s” is known, so nothing can be forecast."), series->category);
    return FALSE;
  }
  if (fore_series_day (series, series->n + options->horizon) == FORE_DAY_MAX) {
    char day[FORE_DAY_BUFFER];

    g_set_error (error, FORE_ERROR, FORE_ERROR_MODEL,
                 /* Translators: a category and a date such as 9999-12-31. */
                 _ ("“%s” has sales up to %s. The calendar ends before the forecast would."),
                 series->category, fore_day_format (fore_series_day (series, series->n - 1), day));
    return FALSE;
  }

  return TRUE;
}

/* What is true of the history whatever the model. */
static void
add_remarks (ForeModelResult *result, const ForeSeries *series)
{
  ForeForecast *forecast = result->forecast;
  g_autofree char *note = g_steal_pointer (&forecast->note);
  g_autofree char *remark = NULL;

  result->n_missing = series->n_missing;
  if (series->n_left_out > 0)
    remark = g_strdup_printf (_ ("Of the history the last %lu steps are looked at."),
                              (gulong) series->n);
  if (note != NULL && remark != NULL)
    forecast->note = g_strconcat (note, " ", remark, NULL);
  else
    forecast->note = note != NULL ? g_steal_pointer (&note) : g_steal_pointer (&remark);
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
 * are asked for, closed weekdays are left out, bands are calibrated on past forecasts and
 * forecasts made with the sense of fore_sales_sense_apply().
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
  g_autoptr (GHashTable)
      fits = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) fore_fit_free);
  g_autoptr (ForeSeries) open = NULL;
  GPtrArray *results;
  Run run = { series, series, options, cancellable, { 0 }, fits };

  if (models == NULL)
    models = fore_forecaster_default_models;
  if (!check_arguments (series, models, options, error))
    return NULL;

  open = fore_sales_sense_learn (&run.sense, series);
  /* Who brings the holidays along wants to know what they do. */
  if (options->regressors == NULL)
    fore_closures_leave_out (open);
  if (!options->published)
    run.series = open;
  results = run_models (&run, models, error);
  for (guint i = 0; results != NULL && i < results->len; i++)
    add_remarks (g_ptr_array_index (results, i), series);

  return results;
}

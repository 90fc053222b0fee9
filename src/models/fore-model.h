/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-accuracy.h"
#include "fore-forecast.h"
#include "fore-regressors.h"
#include "fore-series.h"

G_BEGIN_DECLS

/**
 * ForeArimaOrder:
 * @p: autoregressive terms
 * @d: differences
 * @q: moving-average terms
 * @P: seasonal autoregressive terms
 * @D: seasonal differences
 * @Q: seasonal moving-average terms
 * @s: season length, 1 for none
 */
typedef struct {
  guint p, d, q, P, D, Q, s;
} ForeArimaOrder;

/**
 * ForeGrowth:
 * @FORE_GROWTH_LINEAR: piecewise linear
 * @FORE_GROWTH_LOGISTIC: logistic below a capacity, with a piecewise constant rate
 * @FORE_GROWTH_FLAT: constant
 */
typedef enum {
  FORE_GROWTH_LINEAR,
  FORE_GROWTH_LOGISTIC,
  FORE_GROWTH_FLAT,
} ForeGrowth;

/**
 * ForeModelOptions:
 * @horizon: steps ahead, from 1
 * @period: season length in steps, 0 for the series' own
 * @published: %TRUE leaves out everything that is ours and not the published method's
 * @has_order: whether @order fixes the order of SARIMAX; it is searched otherwise
 * @order: that order
 * @like: (nullable): the parameters of the same model on nearly the same history: its form is
 *   taken over as it is and only fitted, where the model would else look for one
 * @regressors: (nullable): what explains the series, by its steps and those ahead; of use to
 *   models of regression: SARIMAX and Prophet
 * @growth: form of Prophet's trend
 * @cap: the capacity below which logistic growth stays, in the sales' units
 * @seed: where random numbers start; the same seed gives the same result
 *
 * What is asked of a model.
 */
typedef struct {
  gsize horizon;
  guint period;
  gboolean published;
  gboolean has_order;
  ForeArimaOrder order;
  GVariant *like;
  const ForeRegressorTable *regressors;
  ForeGrowth growth;
  double cap;
  guint64 seed;
} ForeModelOptions;

#define FORE_MODEL_OPTIONS_INIT     \
  {                                 \
    .horizon = 30, .seed = 20260119 \
  }

/**
 * ForeComponent:
 * @name: "trend", "weekly", "yearly", "holidays", "level", "regressors", …
 * @value: (array): its part in each forecast, `horizon` values
 * @fitted: (array) (nullable): its part in each value of the series, `n` values
 */
typedef struct {
  char *name;
  double *value;
  double *fitted;
} ForeComponent;

/**
 * ForeModelResult:
 * @forecast: the forecast with both bands
 * @n: values in the series
 * @n_missing: missing ones among them
 * @period: season length used
 * @log_likelihood: NaN where it makes no sense, like the four after it
 * @aic: Akaike's criterion
 * @aicc: the same, corrected for small samples
 * @bic: the Bayesian criterion
 * @sigma2: variance of the innovations
 * @seconds: CPU time of the fit and the forecast
 * @fitted: (array length=n): one-step fitted values, NaN where there are none
 * @parameters: a `a{sv}` of what was estimated, in the order it is shown; values are of
 *   the types d, i, s, b, ad, ai, as, a{sv} and aa{sv}
 * @components: (element-type ForeComponent): what the forecast is made of, maybe empty
 * @level_shift: (array) (nullable): from each forecast to one on the level that the series has in
 *   the end: `horizon` values
 * @n_origins: from how many earlier origins the model was asked, too
 * @past_horizon: how many steps ahead it was asked then
 * @past_accuracy: how those forecasts did, all their days together
 *
 * A model fitted to a series.
 */
typedef struct {
  ForeForecast *forecast;
  gsize n;
  gsize n_missing;
  guint period;
  double log_likelihood;
  double aic;
  double aicc;
  double bic;
  double sigma2;
  double seconds;
  double *fitted;
  GVariant *parameters;
  GPtrArray *components;
  double *level_shift;
  guint n_origins;
  gsize past_horizon;
  ForeAccuracy past_accuracy;
} ForeModelResult;

ForeModelResult *fore_model_result_new (const char *model,
                                        const ForeSeries *series,
                                        const ForeModelOptions *options);
ForeModelResult *fore_model_result_ref (ForeModelResult *result);
void fore_model_result_unref (ForeModelResult *result);
ForeComponent *fore_model_result_add_component (ForeModelResult *result, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeModelResult, fore_model_result_unref)

/**
 * ForeModel:
 * @id: the name in the store and in every API
 * @title: its untranslated name for people
 * @run: fits the series and forecasts it; called on any thread, keeps no state, asks the
 *   cancellable each iteration. It gets at least one known value and meets any series: where
 *   the model makes no sense it takes the largest member of its family that does, and says so
 *   in the forecast's note. Errors are %FORE_ERROR_MODEL and %G_IO_ERROR_CANCELLED.
 * @reads_calendar: whether it makes a difference to the model which days the values are of;
 *   days on which nothing is ever sold are left out for the others
 * @regresses: whether it makes a difference to it what regressors it is given
 *
 * A model is one file with one constant table of this type.
 */
typedef struct {
  const char *id;
  const char *title;
  ForeModelResult *(*run) (const ForeSeries *series,
                           const ForeModelOptions *options,
                           GCancellable *cancellable,
                           GError **error);
  gboolean reads_calendar;
  gboolean regresses;
} ForeModel;

extern const ForeModel fore_model_seasonal_naive;
extern const ForeModel fore_model_holt_winters;
extern const ForeModel fore_model_sarimax;
extern const ForeModel fore_model_prophet;

G_END_DECLS

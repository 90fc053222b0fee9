/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-components.h"
#include "fore-ets-forecast.h"
#include "fore-ets-select.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MODEL_ID "holt_winters"

/* Each place of a season is estimated: with more of them that takes longer than it is worth. */
#define PERIOD_MAX 60

/* Of the normal distribution, 90 and 97.5 percent. */
#define QUANTILE_80 1.2815515655446004
#define QUANTILE_95 1.9599639845400545

/*
 * The known part of a series, from its first to its last known value, in units of a power of
 * two, which changes no digit of a result.
 */
typedef struct {
  gsize first;
  gsize n;
  double *y;
  int exponent;
} Sample;

static void
sample_clear (Sample *sample)
{
  g_free (sample->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static void
sample_init (Sample *sample, const ForeSeries *series)
{
  gsize first = 0, end = series->n;
  double largest = 0.0;

  while (first + 1 < end && isnan (series->y[first]))
    first++;
  while (end > first + 1 && isnan (series->y[end - 1]))
    end--;
  *sample = (Sample){ .first = first, .n = end - first, .y = g_new (double, end - first) };
  for (gsize t = 0; t < sample->n; t++)
    if (!isnan (series->y[first + t]))
      largest = MAX (largest, fabs (series->y[first + t]));
  frexp (largest, &sample->exponent);
  for (gsize t = 0; t < sample->n; t++)
    sample->y[t] = ldexp (series->y[first + t], -sample->exponent);
}

static double
to_finite (double value)
{
  return CLAMP (value, -DBL_MAX, DBL_MAX);
}

static double
unscale (const Sample *sample, double value)
{
  return to_finite (ldexp (value, sample->exponent));
}

static void
set_figures (ForeModelResult *result, const ForeEtsChoice *choice, const Sample *sample)
{
  double shift = (double) choice->sums.n * sample->exponent * G_LN2;

  result->log_likelihood = choice->log_likelihood - shift;
  result->aic = choice->aic + 2.0 * shift;
  result->aicc = choice->aicc + 2.0 * shift;
  result->bic = choice->bic + 2.0 * shift;
  result->sigma2 = choice->ets->form.error == FORE_ETS_MULTIPLICATIVE
                       ? choice->sigma2
                       : to_finite (ldexp (choice->sigma2, 2 * sample->exponent));
}

/* Absent parameters have the value that changes nothing: beta and gamma 0, phi 1. The initial
 * states are those before the first known value. */
static void
set_parameters (ForeModelResult *result, const ForeEts *ets, const Sample *sample)
{
  gboolean is_additive = ets->form.season == FORE_ETS_ADDITIVE;
  g_autofree char *method = fore_ets_form_to_string (&ets->form);
  GVariantBuilder season, parameters;

  g_variant_builder_init (&season, G_VARIANT_TYPE ("ad"));
  if (ets->form.season != FORE_ETS_NONE)
    for (guint j = 0; j < ets->form.m; j++)
      g_variant_builder_add (&season, "d", is_additive ? unscale (sample, ets->s[j]) : ets->s[j]);

  g_variant_builder_init (&parameters, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&parameters, "{sv}", "method", g_variant_new_string (method));
  g_variant_builder_add (&parameters, "{sv}", "alpha", g_variant_new_double (ets->alpha));
  g_variant_builder_add (&parameters, "{sv}", "beta", g_variant_new_double (ets->beta));
  g_variant_builder_add (&parameters, "{sv}", "gamma", g_variant_new_double (ets->gamma));
  g_variant_builder_add (&parameters, "{sv}", "phi", g_variant_new_double (ets->phi));
  g_variant_builder_add (&parameters, "{sv}", "initial_level",
                         g_variant_new_double (unscale (sample, ets->l)));
  g_variant_builder_add (&parameters, "{sv}", "initial_trend",
                         g_variant_new_double (unscale (sample, ets->b)));
  g_variant_builder_add (&parameters, "{sv}", "initial_seasonal", g_variant_builder_end (&season));
  result->parameters = g_variant_ref_sink (g_variant_builder_end (&parameters));
}

typedef struct {
  ForeComponent *level;
  ForeComponent *season;
} Components;

static Components
add_components (ForeModelResult *result, const ForeEtsForm *form, const ForeSeries *series)
{
  Components components = { 0 };
  gboolean has_trend = form->trend != FORE_ETS_NONE;

  components.level = fore_model_result_add_component (result, has_trend ? "trend" : "level");
  if (form->season != FORE_ETS_NONE)
    components.season = fore_model_result_add_component (
        result, fore_components_name_season (series, result->period));
  return components;
}

static void
set_fitted (ForeModelResult *result,
            const Components *components,
            ForeEts *ets,
            const Sample *sample)
{
  g_autofree double *mu = g_new (double, sample->n);
  g_autofree double *level = g_new (double, sample->n);
  ForeEtsSums sums;

  if (!fore_ets_filter (ets, sample->n, sample->y, mu, level, &sums))
    g_assert_not_reached ();
  for (gsize t = 0; t < sample->n; t++) {
    gsize i = sample->first + t;

    result->fitted[i] = unscale (sample, mu[t]);
    components->level->fitted[i] = unscale (sample, level[t]);
    if (components->season != NULL)
      components->season->fitted[i] = unscale (sample, mu[t] - level[t]);
  }
}

static void
set_bands (ForeForecast *forecast,
           gsize h,
           double mean,
           double variance,
           gboolean is_skewed,
           const Sample *sample)
{
  double lower_80 = fore_ets_forecast_quantile (mean, variance, is_skewed, -QUANTILE_80);
  double upper_80 = fore_ets_forecast_quantile (mean, variance, is_skewed, QUANTILE_80);
  double lower_95 = fore_ets_forecast_quantile (mean, variance, is_skewed, -QUANTILE_95);
  double upper_95 = fore_ets_forecast_quantile (mean, variance, is_skewed, QUANTILE_95);

  /* A mean may lie above almost the whole of a very skewed distribution. */
  forecast->value[h] = unscale (sample, mean);
  forecast->lower_80[h] = unscale (sample, MIN (lower_80, mean));
  forecast->upper_80[h] = unscale (sample, MAX (upper_80, mean));
  forecast->lower_95[h] = unscale (sample, MIN (lower_95, MIN (lower_80, mean)));
  forecast->upper_95[h] = unscale (sample, MAX (upper_95, MAX (upper_80, mean)));
}

/* @n_gap missing values stand between the last known one and the first forecast. */
static void
set_forecast (ForeModelResult *result,
              const Components *components,
              const ForeEts *end,
              double sigma2,
              gboolean is_skewed,
              gsize n_gap,
              const Sample *sample)
{
  ForeForecast *forecast = result->forecast;
  gsize n_ahead = n_gap + forecast->horizon;
  g_autofree double *value = g_new (double, n_ahead);
  g_autofree double *level = g_new (double, n_ahead);
  g_autofree double *mean = g_new (double, n_ahead);
  g_autofree double *variance = g_new (double, n_ahead);

  fore_ets_forecast (end, n_ahead, value, level);
  fore_ets_forecast_moments (end, sigma2, n_ahead, mean, variance);
  for (gsize k = 0; k < n_ahead; k++) {
    gboolean is_gap = k < n_gap;
    gsize i = is_gap ? sample->first + sample->n + k : k - n_gap;

    (is_gap ? components->level->fitted : components->level->value)[i] = unscale (sample, level[k]);
    if (components->season != NULL)
      (is_gap ? components->season->fitted
              : components->season->value)[i] = unscale (sample, mean[k] - level[k]);
    if (is_gap) {
      result->fitted[i] = unscale (sample, mean[k]);
      continue;
    }
    set_bands (forecast, i, mean[k], variance[k], is_skewed, sample);
  }
}

/* Without a season that cannot be told, the largest forms that make sense are those without. */
static void
drop_season_if_unfit (ForeModelResult *result, const Sample *sample)
{
  gulong period = result->period;

  if (period > PERIOD_MAX)
    result->forecast->note = g_strdup_printf (
        _ ("A season of %lu values is too long to be smoothed; the forecast has none."), period);
  else if (period > 1 && !fore_ets_has_seasons (sample->n, sample->y, result->period))
    result->forecast->note = g_strdup_printf (
        _ ("There are too few values to tell a season of %lu; the forecast has none."), period);
  else
    return;
  result->period = 1;
}

static gboolean
select_form (const Sample *sample,
             guint m,
             const ForeModelOptions *options,
             ForeEtsChoice *choice,
             GCancellable *cancellable,
             GError **error)
{
  gboolean damps = !options->published;
  const char *method;

  if (options->like != NULL && g_variant_lookup (options->like, "method", "&s", &method))
    return fore_ets_select_again (sample->n, sample->y, m, damps, method, choice, cancellable,
                                  error);
  return fore_ets_select (sample->n, sample->y, m, damps, choice, cancellable, error);
}

/* The ETS family of Hyndman, Koehler, Ord & Snyder (2008), chosen by AICc. */
static ForeModelResult *
run (const ForeSeries *series,
     const ForeModelOptions *options,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (ForeModelResult) result = fore_model_result_new (MODEL_ID, series, options);
  g_auto (Sample) sample = { 0 };
  g_auto (ForeEtsChoice) choice = { 0 };
  g_autoptr (ForeEts) state = NULL;
  Components components;

  sample_init (&sample, series);
  drop_season_if_unfit (result, &sample);
  if (!select_form (&sample, result->period, options, &choice, cancellable, error))
    return NULL;

  if (isnan (choice.aicc)) {
    g_free (result->forecast->note);
    result->forecast->note = g_strdup (
        _ ("There are too few values to fit a model; their level is carried on."));
  }

  set_figures (result, &choice, &sample);
  set_parameters (result, choice.ets, &sample);
  components = add_components (result, &choice.ets->form, series);
  state = fore_ets_copy (choice.ets);
  set_fitted (result, &components, state, &sample);
  set_forecast (result, &components, state, choice.sigma2,
                state->form.error == FORE_ETS_MULTIPLICATIVE && !options->published,
                series->n - sample.first - sample.n, &sample);

  return g_steal_pointer (&result);
}

const ForeModel fore_model_holt_winters = {
  .id = MODEL_ID,
  .title = "Holt-Winters",
  .run = run,
};

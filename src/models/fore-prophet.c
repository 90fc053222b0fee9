/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include "fore-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-prophet-band.h"
#include "fore-prophet-fit.h"

/* With fewer known values a slope cannot be told from noise, and a line through them says
 * nothing about the next month. */
#define FEWEST_FOR_SLOPE 10

/* Prophet's prior of the noise: half-normal with this scale, in units of the largest value. */
#define PRIOR_SIGMA 0.5

/* Terms multiply the trend, unless the published defaults are asked for, when the log posterior
 * is higher by this much; both modes have the same parameters and the same priors. Over 300
 * rolling origins of daily sales that lowers the mean absolute scaled error by 2 %. */
#define LEAST_GAIN 1.0

/* … and when there are sales on this share of the days at least; to multiply a trend of nearly
 * nothing can fit a handful of sales exactly. */
#define LEAST_POSITIVE 0.5

/* … and when there is something left to explain, in units of the largest value. */
#define LEAST_NOISE 1e-6

typedef struct {
  const ForeSeries *series;
  const ForeModelOptions *options;
  ForeDay *day; /* history and future */
  ForeProphetTerm term[2];
  ForeProphetSettings settings;
  ForeProphetDesign *design;
  ForeProphetFit *fit;
} Run;

static void
clear_run (Run *run)
{
  g_free (run->day);
  fore_prophet_design_free (run->design);
  fore_prophet_fit_free (run->fit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

static ForeProphetDesign *
new_design (Run *run, gboolean is_multiplicative)
{
  run->settings.n_terms = fore_prophet_default_terms (run->series->n, run->day, run->series->y,
                                                      is_multiplicative, run->term);
  run->settings.term = run->term;
  return fore_prophet_design_new (&run->settings, run->series->n, run->options->horizon, run->day,
                                  run->series->y);
}

static gboolean
fit_additive (Run *run, GCancellable *cancellable, GError **error)
{
  run->design = new_design (run, FALSE);
  run->fit = fore_prophet_fit (run->design, NULL, cancellable, error);
  if (run->fit == NULL)
    return FALSE;
  /* One value has no residual; all that is known of the noise is its prior. */
  if (run->design->T == 1 && !run->options->published)
    run->fit->sigma_obs = PRIOR_SIGMA;
  return TRUE;
}

static gboolean
may_multiply (const Run *run)
{
  gsize n_positive = 0;

  for (gsize i = 0; i < run->series->n; i++)
    n_positive += run->series->y[i] > 0.0;
  return run->design->K > 0 && (double) n_positive >= LEAST_POSITIVE * (double) run->design->T;
}

static gboolean
try_multiplicative (Run *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (ForeProphetDesign) design = new_design (run, TRUE);
  g_autoptr (ForeProphetFit) fit = fore_prophet_fit (design, run->fit, cancellable, error);

  if (fit == NULL)
    return FALSE;
  if (fit->log_posterior > run->fit->log_posterior + LEAST_GAIN) {
    fore_prophet_design_free (run->design);
    fore_prophet_fit_free (run->fit);
    run->design = g_steal_pointer (&design);
    run->fit = g_steal_pointer (&fit);
  } else {
    for (gsize k = 0; k < run->settings.n_terms; k++)
      run->term[k].is_multiplicative = FALSE;
  }
  return TRUE;
}

static double
mean_absolute_change (const Run *run)
{
  const double *delta = run->fit->x + 2 + run->design->K;
  double sum = 0.0;

  for (gsize j = 0; j < run->design->S; j++)
    sum += fabs (delta[j]);
  return run->design->S > 0 ? sum / (double) run->design->S : 0.0;
}

static void
fill_forecast (const Run *run, ForeForecast *forecast)
{
  static const double level[] = { 0.80, 0.95 };
  const ForeProphetDesign *design = run->design;
  const ForeProphetFit *fit = run->fit;
  double change = mean_absolute_change (run);

  for (gsize h = 0; h < forecast->horizon; h++) {
    gsize row = design->n + h;
    double ahead = MAX (design->t[row] - 1.0, 0.0);
    double factor = 1.0 + fit->multiplicative[row];
    double half_width[G_N_ELEMENTS (level)];
    ForeProphetFuture future = {
      .sigma = fit->sigma_obs,
      .rate = (double) design->S * ahead,
      .reach = change * ahead * fabs (factor),
    };

    fore_prophet_half_widths (&future, G_N_ELEMENTS (level), level, half_width);
    forecast->value[h] = design->y_scale * (fit->trend[row] * factor + fit->additive[row]);
    forecast->lower_80[h] = forecast->value[h] - design->y_scale * half_width[0];
    forecast->upper_80[h] = forecast->value[h] + design->y_scale * half_width[0];
    forecast->lower_95[h] = forecast->value[h] - design->y_scale * half_width[1];
    forecast->upper_95[h] = forecast->value[h] + design->y_scale * half_width[1];
  }
}

/* What term @k adds to the value; a multiplicative one too is given as an amount, its share of
 * the trend, so that all components add up to the value. */
static double
term_amount (const Run *run, gsize k, gsize row)
{
  const ForeProphetDesign *design = run->design;
  double sum = 0.0;

  for (gsize column = design->first_column[k]; column < design->first_column[k + 1]; column++)
    sum += design->X[row * design->stride + column] * run->fit->x[2 + column];
  if (run->term[k].is_multiplicative)
    sum *= run->fit->trend[row];
  return design->y_scale * sum;
}

static void
fill_components (const Run *run, ForeModelResult *result)
{
  const ForeProphetDesign *design = run->design;
  const ForeProphetFit *fit = run->fit;
  gsize n = design->n, n_rows = n + design->horizon;
  ForeComponent *trend = fore_model_result_add_component (result, "trend");

  for (gsize row = 0; row < n_rows; row++)
    *(row < n ? &trend->fitted[row] : &trend->value[row - n]) = design->y_scale * fit->trend[row];
  for (gsize k = 0; k < run->settings.n_terms; k++) {
    ForeComponent *component = fore_model_result_add_component (result, run->term[k].name);

    for (gsize row = 0; row < n_rows; row++)
      *(row < n ? &component->fitted[row] : &component->value[row - n]) = term_amount (run, k, row);
  }

  for (gsize row = 0; row < n; row++)
    result->fitted[row] = design->y_scale *
                          (fit->trend[row] * (1.0 + fit->multiplicative[row]) + fit->additive[row]);
}

static GVariant *
describe_seasonalities (const Run *run)
{
  GVariantBuilder array;

  g_variant_builder_init (&array, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize k = 0; k < run->settings.n_terms; k++) {
    const ForeProphetTerm *term = &run->term[k];

    g_variant_builder_open (&array, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add (&array, "{sv}", "name", g_variant_new_string (term->name));
    g_variant_builder_add (&array, "{sv}", "period", g_variant_new_double (term->period));
    g_variant_builder_add (&array, "{sv}", "fourier_order",
                           g_variant_new_int32 ((gint32) term->fourier_order));
    g_variant_builder_add (
        &array, "{sv}", "mode",
        g_variant_new_string (term->is_multiplicative ? "multiplicative" : "additive"));
    g_variant_builder_close (&array);
  }
  return g_variant_builder_end (&array);
}

static GVariant *
new_doubles (const double *value, gsize n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, value, n, sizeof *value);
}

/* The names are those of Prophet's Stan program; days are given as dates. */
static GVariant *
describe (const Run *run)
{
  const ForeProphetDesign *design = run->design;
  const ForeProphetFit *fit = run->fit;
  GVariantBuilder builder, changepoints;
  char date[FORE_DAY_BUFFER];

  g_variant_builder_init (&changepoints, G_VARIANT_TYPE ("as"));
  for (gsize j = 0; j < design->S; j++)
    g_variant_builder_add (&changepoints, "s",
                           fore_day_format (run->day[design->change_row[j]], date));

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "k", g_variant_new_double (fit->x[0]));
  g_variant_builder_add (&builder, "{sv}", "m", g_variant_new_double (fit->x[1]));
  g_variant_builder_add (&builder, "{sv}", "delta",
                         new_doubles (fit->x + 2 + design->K, design->S));
  g_variant_builder_add (&builder, "{sv}", "beta", new_doubles (fit->x + 2, design->K));
  g_variant_builder_add (&builder, "{sv}", "sigma_obs", g_variant_new_double (fit->sigma_obs));
  g_variant_builder_add (&builder, "{sv}", "changepoints", g_variant_builder_end (&changepoints));
  g_variant_builder_add (&builder, "{sv}", "y_scale", g_variant_new_double (design->y_scale));
  g_variant_builder_add (&builder, "{sv}", "t_start",
                         g_variant_new_string (fore_day_format (design->t_start, date)));
  g_variant_builder_add (&builder, "{sv}", "t_scale", g_variant_new_double (design->t_scale));
  g_variant_builder_add (&builder, "{sv}", "seasonalities", describe_seasonalities (run));
  g_variant_builder_add (&builder, "{sv}", "log_posterior",
                         g_variant_new_double (fit->log_posterior));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static char *
write_note (const Run *run)
{
  if (run->design->growth == FORE_PROPHET_FLAT)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Only %lu value is known: Prophet takes a level "
                                         "without a trend.",
                                         "Only %lu values are known: Prophet takes a level "
                                         "without a trend.",
                                         run->design->T),
                            (gulong) run->design->T);
  if (run->settings.n_terms == 0)
    return g_strdup (_ ("The history is too short for a season: Prophet takes the trend alone."));
  return NULL;
}

static ForeModelResult *
run_prophet (const ForeSeries *series,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (Run)
      run = { .series = series, .options = options, .settings = FORE_PROPHET_SETTINGS_INIT };
  ForeModelResult *result;

  run.day = g_new (ForeDay, series->n + options->horizon);
  for (gsize i = 0; i < series->n + options->horizon; i++)
    run.day[i] = fore_series_day (series, i);
  if (series->n - series->n_missing < (options->published ? 2 : FEWEST_FOR_SLOPE))
    run.settings.growth = FORE_PROPHET_FLAT;
  if (!fit_additive (&run, cancellable, error))
    return NULL;
  if (!options->published && may_multiply (&run) && !try_multiplicative (&run, cancellable, error))
    return NULL;

  result = fore_model_result_new (fore_model_prophet.id, series, options);
  result->sigma2 = run.fit->sigma_obs * run.fit->sigma_obs * run.design->y_scale *
                   run.design->y_scale;
  fill_forecast (&run, result->forecast);
  fill_components (&run, result);
  result->parameters = describe (&run);
  result->forecast->note = write_note (&run);

  return result;
}

/**
 * fore_model_prophet:
 *
 * The model of S. J. Taylor and B. Letham (2018), Forecasting at scale, with the defaults of
 * their program: the point forecast is the mean at the maximum of the posterior.
 */
const ForeModel fore_model_prophet = {
  .id = "prophet",
  .title = "Prophet",
  .run = run_prophet,
  .reads_calendar = TRUE,
};

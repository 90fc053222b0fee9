/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include "fore-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "fore-components.h"
#include "fore-prophet-band.h"
#include "fore-prophet-form.h"
#include "fore-prophet-level.h"

static double
mean_absolute_change (const ForeProphetForm *form)
{
  const double *delta = form->fit->x + 2 + form->design->K;
  double sum = 0.0;

  for (gsize j = 0; j < form->design->S; j++)
    sum += fabs (delta[j]);
  return form->design->S > 0 ? sum / (double) form->design->S : 0.0;
}

/* How far the trend moves with what a logistic one is a function of, near to its capacity not at
 * all; a change of slope is carried into it by this. */
static double
trend_slope (const ForeProphetForm *form, gsize row)
{
  const ForeProphetDesign *design = form->design;
  double trend = form->fit->trend[row];

  return design->growth == FORE_GROWTH_LOGISTIC ? trend * (1.0 - trend / design->cap[row]) : 1.0;
}

static double
fitted_value (const ForeProphetForm *form, gsize row)
{
  const ForeProphetFit *fit = form->fit;

  return form->design->y_scale *
         (fit->trend[row] * (1.0 + fit->multiplicative[row]) + fit->additive[row]);
}

static void
fill_forecast (const ForeProphetForm *form, ForeForecast *forecast)
{
  static const double level[] = { 0.80, 0.95 };
  const ForeProphetDesign *design = form->design;
  const ForeProphetFit *fit = form->fit;
  double change = mean_absolute_change (form);

  for (gsize h = 0; h < forecast->horizon; h++) {
    gsize row = design->n + h;
    double ahead = MAX (design->t[row] - 1.0, 0.0);
    double factor = (1.0 + fit->multiplicative[row]) * trend_slope (form, row);
    double half_width[G_N_ELEMENTS (level)];
    ForeProphetFuture future = {
      .sigma = fit->sigma_obs,
      .rate = (double) design->S * ahead,
      .reach = change * ahead * fabs (factor),
    };

    fore_prophet_half_widths (&future, G_N_ELEMENTS (level), level, half_width);
    forecast->value[h] = fitted_value (form, row);
    forecast->lower_80[h] = forecast->value[h] - design->y_scale * half_width[0];
    forecast->upper_80[h] = forecast->value[h] + design->y_scale * half_width[0];
    forecast->lower_95[h] = forecast->value[h] - design->y_scale * half_width[1];
    forecast->upper_95[h] = forecast->value[h] + design->y_scale * half_width[1];
  }
}

/* What term @k adds to the value; a multiplicative one too is given as an amount, its share of
 * the trend, so that all components add up to the value. */
static double
term_amount (const ForeProphetForm *form, gsize k, gsize row)
{
  const ForeProphetDesign *design = form->design;
  double sum = 0.0;

  for (gsize column = design->first_column[k]; column < design->first_column[k + 1]; column++)
    sum += design->X[row * design->stride + column] * form->fit->x[2 + column];
  if (form->term[k].is_multiplicative)
    sum *= form->fit->trend[row];
  return design->y_scale * sum;
}

static void
fill_components (const ForeProphetForm *form, ForeModelResult *result)
{
  const ForeProphetDesign *design = form->design;
  const ForeProphetFit *fit = form->fit;
  gsize n = design->n, n_rows = n + design->horizon;
  ForeComponent *trend = fore_model_result_add_component (result, "trend");

  for (gsize row = 0; row < n_rows; row++)
    *(row < n ? &trend->fitted[row] : &trend->value[row - n]) = design->y_scale * fit->trend[row];
  for (gsize k = 0; k < form->settings.n_terms; k++) {
    /* Terms of the same name make one component. */
    ForeComponent *component = fore_components_need (result, form->term[k].name);

    for (gsize row = 0; row < n_rows; row++)
      *(row < n ? &component->fitted[row] : &component->value[row - n]) += term_amount (form, k,
                                                                                        row);
  }

  for (gsize row = 0; row < n; row++)
    result->fitted[row] = fitted_value (form, row);
}

static GVariant *
describe_seasonalities (const ForeProphetForm *form)
{
  GVariantBuilder array;

  g_variant_builder_init (&array, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize k = 0; k < form->n_seasonalities; k++) {
    const ForeProphetTerm *term = &form->term[k];

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

/* The last day that each holiday that was found was on, in the order of their coefficients, which
 * come after those of the seasonalities and of what was given. */
static GVariant *
describe_holidays (const ForeProphetForm *form)
{
  gsize n = form->design->n, n_rows = n + form->design->horizon;
  GVariantBuilder array;
  char date[FORE_DAY_BUFFER];

  g_variant_builder_init (&array, G_VARIANT_TYPE ("as"));
  for (gsize k = 0; k < form->n_holidays; k++) {
    gsize row = n;

    while (row > 0 && form->mark[k * n_rows + row - 1] == 0.0)
      row--;
    if (row > 0)
      g_variant_builder_add (&array, "s", fore_day_format (form->day[row - 1], date));
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
describe (const ForeProphetForm *form, const ForeRegressorTable *given)
{
  const ForeProphetDesign *design = form->design;
  const ForeProphetFit *fit = form->fit;
  GVariantBuilder builder, changepoints;
  char date[FORE_DAY_BUFFER];

  g_variant_builder_init (&changepoints, G_VARIANT_TYPE ("as"));
  for (gsize j = 0; j < design->S; j++)
    g_variant_builder_add (&changepoints, "s",
                           fore_day_format (form->day[design->change_row[j]], date));

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
  g_variant_builder_add (&builder, "{sv}", "seasonalities", describe_seasonalities (form));
  if (given != NULL)
    g_variant_builder_add (&builder, "{sv}", "regressors",
                           g_variant_new_strv ((const char *const *) given->names, -1));
  if (form->n_holidays > 0)
    g_variant_builder_add (&builder, "{sv}", "holidays", describe_holidays (form));
  g_variant_builder_add (&builder, "{sv}", "log_posterior",
                         g_variant_new_double (fit->log_posterior));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static char *
write_note (const ForeProphetForm *form)
{
  if (form->design->growth == FORE_GROWTH_FLAT)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Only %lu value is known: Prophet takes a level "
                                         "without a trend.",
                                         "Only %lu values are known: Prophet takes a level "
                                         "without a trend.",
                                         form->design->T),
                            (gulong) form->design->T);
  if (form->n_seasonalities == 0)
    return g_strdup (_ ("The history is too short for a season: Prophet takes the trend alone."));
  return NULL;
}

static gboolean
has_year (const ForeProphetForm *form)
{
  for (gsize k = 0; k < form->n_seasonalities; k++)
    if (g_str_equal (form->term[k].name, "yearly"))
      return TRUE;
  return FALSE;
}

/* What the trend adds to the value after the history. */
static double
trend_ahead (const ForeProphetForm *form, gsize row)
{
  const ForeProphetFit *fit = form->fit;
  double growth = fit->trend[row] - fit->trend[form->design->n - 1];

  return form->design->y_scale * growth * (1.0 + fit->multiplicative[row]);
}

/* From each forecast to one on the level that the sales have in the end. Where the season of the
 * year cannot be told, nor can the slope from it, and that level goes on without. A logistic
 * trend stays below its capacity, which a level beside it need not. */
static double *
find_level_shift (const ForeProphetForm *form, const ForeModelOptions *options)
{
  const ForeProphetDesign *design = form->design;
  g_autofree double *residual = NULL;
  double *shift, level;

  if (options->published || design->growth == FORE_GROWTH_LOGISTIC ||
      form->fit->sigma_obs <= FORE_PROPHET_LEAST_NOISE)
    return NULL;
  residual = g_new (double, design->n);
  for (gsize i = 0; i < design->n; i++)
    residual[i] = fore_prophet_residual (design, form->fit, i);
  level = design->y_scale * fore_prophet_level (design->n, residual);
  shift = g_new (double, options->horizon);
  for (gsize h = 0; h < options->horizon; h++)
    shift[h] = has_year (form) ? level : level - trend_ahead (form, design->n + h);

  return shift;
}

static ForeModelResult *
run_prophet (const ForeSeries *series,
             const ForeModelOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (ForeProphetForm) form = { 0 };
  ForeModelResult *result;
  double sigma;

  if (!fore_prophet_form_choose (&form, series, options, cancellable, error))
    return NULL;

  result = fore_model_result_new (fore_model_prophet.id, series, options);
  sigma = form.fit->sigma_obs * form.design->y_scale;
  result->sigma2 = sigma * sigma;
  fill_forecast (&form, result->forecast);
  fill_components (&form, result);
  result->parameters = describe (&form, options->regressors);
  result->forecast->note = write_note (&form);
  result->level_shift = find_level_shift (&form, options);

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
  .regresses = TRUE,
};

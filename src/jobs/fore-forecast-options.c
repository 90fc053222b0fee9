/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-country.h"
#include "fore-error.h"
#include "fore-regressor-file.h"

#define DEFAULT_HORIZON 30

/**
 * fore_forecast_options_new:
 *
 * Returns: (transfer full): 30 days of the default models for all categories
 */
ForeForecastOptions *
fore_forecast_options_new (void)
{
  ForeForecastOptions *options = g_new0 (ForeForecastOptions, 1);

  options->horizon = DEFAULT_HORIZON;
  options->gaps = FORE_GAPS_ZERO;
  return options;
}

/**
 * fore_forecast_options_copy:
 * @options: some options
 *
 * Returns: (transfer full): the same again
 */
ForeForecastOptions *
fore_forecast_options_copy (const ForeForecastOptions *options)
{
  ForeForecastOptions *copy = g_memdup2 (options, sizeof *options);

  copy->categories = g_strdupv (options->categories);
  copy->models = g_strdupv (options->models);
  copy->holidays = g_strdup (options->holidays);
  copy->regressors = fore_regressors_copy (options->regressors);
  return copy;
}

void
fore_forecast_options_free (ForeForecastOptions *options)
{
  if (options == NULL)
    return;
  g_strfreev (options->categories);
  g_strfreev (options->models);
  g_free (options->holidays);
  fore_regressors_free (options->regressors);
  g_free (options);
}

static void
add_texts (GVariantDict *dict, const char *key, GStrv texts)
{
  if (texts != NULL)
    g_variant_dict_insert (dict, key, "^as", texts);
}

static const char *const growths[] = { "linear", "logistic", "flat" };

static void
add_regressors (GVariantDict *dict, const ForeRegressors *regressors)
{
  gsize n_names;

  if (regressors == NULL)
    return;
  n_names = g_strv_length (regressors->names);
  if (regressors->calendar != NULL)
    g_variant_dict_insert (dict, "calendar", "s", regressors->calendar);
  g_variant_dict_insert_value (dict, "holidays", fore_regressors_save_holidays (regressors));
  g_variant_dict_insert (dict, "regressor-names", "^as", regressors->names);
  g_variant_dict_insert_value (dict, "regressor-days",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, regressors->day,
                                                          regressors->n_days, sizeof (gint32)));
  g_variant_dict_insert_value (dict, "regressor-values",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, regressors->value,
                                                          regressors->n_days * n_names,
                                                          sizeof (double)));
}

/* Returns %NULL when there are none, or when they do not fit together. */
static ForeRegressors *
look_up_regressors (GVariant *dict)
{
  g_autoptr (GVariant) holidays = g_variant_lookup_value (dict, "holidays", FORE_HOLIDAYS_TYPE);
  g_auto (GStrv) names = NULL;
  g_autoptr (GVariant)
      days = g_variant_lookup_value (dict, "regressor-days", G_VARIANT_TYPE ("ai"));
  g_autoptr (GVariant)
      values = g_variant_lookup_value (dict, "regressor-values", G_VARIANT_TYPE ("ad"));
  ForeRegressors *regressors;
  const char *calendar = NULL;
  gsize n_days, n_values;
  const gint32 *first_day;
  const double *first_value;

  if (holidays == NULL || !g_variant_lookup (dict, "regressor-names", "^as", &names) ||
      days == NULL || values == NULL)
    return NULL;
  regressors = fore_regressors_new ();
  g_variant_lookup (dict, "calendar", "&s", &calendar);
  fore_regressors_set_calendar (regressors, calendar);
  fore_regressors_load_holidays (regressors, holidays);
  first_day = g_variant_get_fixed_array (days, &n_days, sizeof *first_day);
  first_value = g_variant_get_fixed_array (values, &n_values, sizeof *first_value);
  if (n_values == n_days * g_strv_length (names))
    fore_regressors_set_values (regressors, (const char *const *) names, n_days, first_day,
                                first_value);
  return regressors;
}

/**
 * fore_forecast_options_to_string:
 * @options: some options
 *
 * Returns: (transfer full): a text for the row of a job; equal options give equal texts
 */
char *
fore_forecast_options_to_string (const ForeForecastOptions *options)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) variant = NULL;

  g_variant_dict_insert (&dict, "horizon", "u", options->horizon);
  g_variant_dict_insert (&dict, "period", "u", options->period);
  g_variant_dict_insert (&dict, "gaps-missing", "b", options->gaps == FORE_GAPS_MISSING);
  add_texts (&dict, "categories", options->categories);
  add_texts (&dict, "models", options->models);
  if (options->is_all)
    g_variant_dict_insert (&dict, "all", "b", TRUE);
  if (options->holidays != NULL)
    g_variant_dict_insert (&dict, "holidays-from", "^ay", options->holidays);
  add_regressors (&dict, options->regressors);
  if (options->growth != FORE_GROWTH_LINEAR)
    g_variant_dict_insert (&dict, "growth", "s", growths[options->growth]);
  if (options->growth == FORE_GROWTH_LOGISTIC)
    g_variant_dict_insert (&dict, "cap", "d", options->cap);
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));

  return g_variant_print (variant, FALSE);
}

/**
 * fore_forecast_options_parse:
 * @text: what fore_forecast_options_to_string() gave; what it does not tell stays as
 *   fore_forecast_options_new() has it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the options
 */
ForeForecastOptions *
fore_forecast_options_parse (const char *text, GError **error)
{
  g_autoptr (GVariant) variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autofree char *growth = NULL;
  gboolean is_missing = FALSE;
  double cap = 0;

  if (variant == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("The forecast options “%s” cannot be read."), text);
    return NULL;
  }

  g_variant_lookup (variant, "horizon", "u", &options->horizon);
  g_variant_lookup (variant, "period", "u", &options->period);
  g_variant_lookup (variant, "gaps-missing", "b", &is_missing);
  g_variant_lookup (variant, "categories", "^as", &options->categories);
  g_variant_lookup (variant, "models", "^as", &options->models);
  g_variant_lookup (variant, "all", "b", &options->is_all);
  g_variant_lookup (variant, "growth", "s", &growth);
  g_variant_lookup (variant, "cap", "d", &cap);
  g_variant_lookup (variant, "holidays-from", "^ay", &options->holidays);
  options->regressors = look_up_regressors (variant);
  options->gaps = is_missing ? FORE_GAPS_MISSING : FORE_GAPS_ZERO;
  if (!fore_forecast_options_set_growth (options, growth, cap, error))
    return NULL;
  if (options->horizon < 1 || options->horizon > FORE_HORIZON_MAX) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("A forecast reaches from 1 to %d steps ahead."), FORE_HORIZON_MAX);
    return NULL;
  }

  return g_steal_pointer (&options);
}

/* Two letters that are no file are a country that is not known. */
static void
tell_countries (const char *code, GError **error)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < fore_country_count (); i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            fore_country_code (fore_country_get (i)));
  g_clear_error (error);
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: two letters, then those of many countries. */
               _ ("“%s” is neither a file with holidays nor a country whose holidays are known: "
                  "%s."),
               code, codes->str);
}

/**
 * fore_forecast_options_read_holidays:
 * @options: (inout): `holidays` becomes part of `regressors`, which knows of none for `none`
 * @error: %FORE_ERROR_INVALID_ARGUMENT for a country that is not known, %FORE_ERROR_REJECTED for
 *   what is wrong in a file, or of GIO; @options is as before then
 *
 * Returns: whether the holidays are there now, or there are none to read
 */
gboolean
fore_forecast_options_read_holidays (ForeForecastOptions *options, GError **error)
{
  const ForeCountry *country = fore_country_find (options->holidays);
  gboolean is_none = g_strcmp0 (options->holidays, "none") == 0;
  g_autoptr (ForeRegressors) read = fore_regressors_copy (options->regressors);
  g_autofree char *name = NULL;
  g_autoptr (GError) reason = NULL;

  if (options->holidays == NULL)
    return TRUE;
  if (read == NULL)
    read = fore_regressors_new ();
  if (country == NULL && !is_none &&
      !fore_regressor_file_read_holidays (options->holidays, read, NULL, &reason)) {
    if (strlen (options->holidays) == 2 &&
        g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
      tell_countries (options->holidays, &reason);
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (country != NULL)
    name = g_strdup (fore_country_code (country));
  else if (!is_none)
    name = g_filename_display_basename (options->holidays);
  fore_regressors_set_calendar (read, name);
  fore_regressors_free (options->regressors);
  options->regressors = g_steal_pointer (&read);
  g_clear_pointer (&options->holidays, g_free);
  return TRUE;
}

/**
 * fore_forecast_options_set_growth:
 * @options: (inout): what is asked for
 * @growth: (nullable): `linear`, `logistic` or `flat`; %NULL for what @cap is for
 * @cap: the capacity of logistic growth, 0 for none
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: whether the two go together
 */
gboolean
fore_forecast_options_set_growth (ForeForecastOptions *options,
                                  const char *growth,
                                  double cap,
                                  GError **error)
{
  guint i = cap > 0 ? FORE_GROWTH_LOGISTIC : FORE_GROWTH_LINEAR;

  for (i = growth != NULL ? 0 : i; growth != NULL && i < G_N_ELEMENTS (growths); i++)
    if (g_str_equal (growth, growths[i]))
      break;
  if (i == G_N_ELEMENTS (growths)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("Growth has to be linear, logistic or flat, not “%s”."), growth);
    return FALSE;
  }
  if ((i == FORE_GROWTH_LOGISTIC) != (cap > 0)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("Logistic growth needs a capacity above zero, and no other growth has "
                            "one."));
    return FALSE;
  }
  options->growth = (ForeGrowth) i;
  options->cap = cap;
  return TRUE;
}

/**
 * fore_forecast_options_set_up:
 * @options: what is asked for
 * @series: a series
 * @model_options: (inout): gets all of it that is a model's business
 * @table: (out) (transfer full) (nullable): what @model_options refers to
 * @error: what fore_regressor_table_new() sets
 *
 * Returns: whether @series can be forecast so
 */
gboolean
fore_forecast_options_set_up (const ForeForecastOptions *options,
                              const ForeSeries *series,
                              ForeModelOptions *model_options,
                              ForeRegressorTable **table,
                              GError **error)
{
  *table = NULL;
  model_options->horizon = options->horizon;
  model_options->period = options->period;
  model_options->growth = options->growth;
  model_options->cap = options->cap;
  if (options->regressors == NULL)
    return TRUE;
  *table = fore_regressor_table_new (options->regressors, series, options->horizon, error);
  model_options->regressors = *table;
  return *table != NULL;
}

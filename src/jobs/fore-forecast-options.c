/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-forecast-options.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"

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
  return copy;
}

void
fore_forecast_options_free (ForeForecastOptions *options)
{
  if (options == NULL)
    return;
  g_strfreev (options->categories);
  g_strfreev (options->models);
  g_free (options);
}

static void
add_texts (GVariantDict *dict, const char *key, GStrv texts)
{
  if (texts != NULL)
    g_variant_dict_insert (dict, key, "^as", texts);
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
  gboolean is_missing = FALSE;

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
  options->gaps = is_missing ? FORE_GAPS_MISSING : FORE_GAPS_ZERO;
  if (options->horizon < 1 || options->horizon > FORE_HORIZON_MAX) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("A forecast reaches from 1 to %d steps ahead."), FORE_HORIZON_MAX);
    return NULL;
  }

  return g_steal_pointer (&options);
}

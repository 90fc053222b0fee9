/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-submission.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"

/*
 * fore_submission_to_string:
 * @import: (nullable): how the file is to be read
 * @hold_forecast: whether no forecast follows
 * @holidays: (nullable): where those are from that the forecast knows of
 *
 * Returns: (transfer full): a text for the row of the job
 */
char *
fore_submission_to_string (const ForeImportOptions *import,
                           gboolean hold_forecast,
                           const char *holidays)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) variant = NULL;

  g_variant_dict_insert (&dict, "hold-forecast", "b", hold_forecast);
  g_variant_dict_insert (&dict, "holidays-from", "^ay", holidays != NULL ? holidays : "");
  if (import != NULL) {
    g_autofree char *text = fore_import_options_to_string (import);

    g_variant_dict_insert (&dict, "import", "s", text);
  }
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));

  return g_variant_print (variant, FALSE);
}

/*
 * fore_submission_parse:
 * @text: (nullable): what fore_submission_to_string() gave
 * @import: (out) (transfer full): how the file is to be read
 * @hold_forecast: (out): whether no forecast follows
 * @holidays: (out) (transfer full) (nullable): where those are from that the forecast knows of,
 *   an empty text for none; %NULL when that was not said
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
fore_submission_parse (const char *text,
                       ForeImportOptions **import,
                       gboolean *hold_forecast,
                       char **holidays,
                       GError **error)
{
  g_autoptr (GVariant) variant = NULL;
  const char *options;

  *hold_forecast = FALSE;
  *holidays = NULL;
  if (text == NULL) {
    *import = fore_import_options_new ();
    return TRUE;
  }

  variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  if (variant == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("The import options “%s” cannot be read."), text);
    return FALSE;
  }
  g_variant_lookup (variant, "hold-forecast", "b", hold_forecast);
  g_variant_lookup (variant, "holidays-from", "^ay", holidays);
  *import = g_variant_lookup (variant, "import", "&s", &options)
                ? fore_import_options_parse (options, error)
                : fore_import_options_new ();

  return *import != NULL;
}

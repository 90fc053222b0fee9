/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cli.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-forecaster.h"

/*
 * fore_cli_read_count:
 * @option: the option, as it is written
 * @text: (nullable): its value
 * @least: smallest value
 * @most: greatest value
 * @value: (inout): where it goes
 * @error: return location
 *
 * Returns: whether @text is a whole number from @least to @most, or %NULL
 */
gboolean
fore_cli_read_count (const char *option,
                     const char *text,
                     guint least,
                     guint most,
                     guint *value,
                     GError **error)
{
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, least, most, &number, NULL)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("%s needs a whole number from %u to %u, not “%s”."), option, least, most, text);
    return FALSE;
  }
  *value = (guint) number;

  return TRUE;
}

gboolean
fore_cli_read_limit (const char *text, gint64 *limit, GError **error)
{
  guint value;

  if (!fore_cli_read_count ("--limit", text, 1, G_MAXUINT, &value, error))
    return FALSE;
  if (text != NULL)
    *limit = value;

  return TRUE;
}

gboolean
fore_cli_read_day (const char *option, const char *text, ForeDay *day, GError **error)
{
  if (text == NULL)
    return TRUE;
  *day = fore_day_parse (text, -1);
  if (*day == FORE_DAY_NONE) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("%s needs a date such as 2026-01-31, not “%s”."), option, text);
    return FALSE;
  }
  return TRUE;
}

/* Names in the store are UTF-8, whatever the terminal's encoding is. */
gboolean
fore_cli_read_text (const char *option, const char *text, GError **error)
{
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("%s needs text in UTF-8."),
               option);
  return FALSE;
}

gboolean
fore_cli_read_texts (const char *option, GStrv texts, GError **error)
{
  for (char **text = texts; text != NULL && *text != NULL; text++)
    if (!fore_cli_read_text (option, *text, error))
      return FALSE;
  return TRUE;
}

gboolean
fore_cli_read_models (GStrv models, GError **error)
{
  if (!fore_cli_read_texts ("--model", models, error))
    return FALSE;
  for (char **model = models; model != NULL && *model != NULL; model++)
    if (!fore_forecaster_knows (*model)) {
      g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("There is no model “%s”."),
                   *model);
      return FALSE;
    }
  return TRUE;
}

gboolean
fore_cli_require (const char *option, const char *text, GError **error)
{
  if (text == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("%s is missing."), option);
    return FALSE;
  }
  return fore_cli_read_text (option, text, error);
}

/*
 * fore_cli_read_order:
 * @text: six numbers: p,d,q,P,D,Q
 * @order: (out): the order, without its season length
 * @error: return location
 */
gboolean
fore_cli_read_order (const char *text, ForeArimaOrder *order, GError **error)
{
  guint *const terms[] = { &order->p, &order->d, &order->q, &order->P, &order->D, &order->Q };
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  gboolean is_good = g_strv_length (parts) == G_N_ELEMENTS (terms);

  for (gsize i = 0; i < G_N_ELEMENTS (terms) && is_good; i++)
    is_good = fore_cli_read_count ("--order", parts[i], 0, 9, terms[i], NULL);
  if (!is_good)
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--order needs six small numbers p,d,q,P,D,Q, not “%s”."), text);
  return is_good;
}

gboolean
fore_cli_read_format (const char *text, ForeFormat *format, GError **error)
{
  if (g_strcmp0 (text, "table") == 0) {
    *format = FORE_FORMAT_TABLE;
  } else if (g_strcmp0 (text, "csv") == 0) {
    *format = FORE_FORMAT_CSV;
  } else if (g_strcmp0 (text, "spreadsheet") == 0) {
    *format = FORE_FORMAT_SPREADSHEET;
  } else if (g_strcmp0 (text, "json") == 0) {
    *format = FORE_FORMAT_JSON;
  } else if (text != NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--format needs table, csv, spreadsheet or json, not “%s”."), text);
    return FALSE;
  }
  return TRUE;
}

gboolean
fore_cli_read_gaps (const char *text, ForeGaps *gaps, GError **error)
{
  if (g_strcmp0 (text, "zero") == 0) {
    *gaps = FORE_GAPS_ZERO;
  } else if (g_strcmp0 (text, "missing") == 0) {
    *gaps = FORE_GAPS_MISSING;
  } else if (text != NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--gaps needs zero or missing, not “%s”."), text);
    return FALSE;
  }
  return TRUE;
}

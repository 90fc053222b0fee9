/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-parameters.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-forecaster.h"

static const char *
look_up (GHashTable *query, const char *name)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
parse_text (GHashTable *query, const char *name, char **text, GError **error)
{
  const char *value = look_up (query, name);

  if (value != NULL && !g_utf8_validate (value, -1, NULL)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a parameter. */
                 _ ("“%s” is not valid UTF-8."), name);
    return FALSE;
  }
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
parse_day (GHashTable *query, const char *name, ForeDay *day, GError **error)
{
  const char *value = look_up (query, name);

  *day = value != NULL ? fore_day_parse (value, -1) : FORE_DAY_NONE;
  if (value != NULL && *day == FORE_DAY_NONE) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a parameter; YYYY-MM-DD stays as it is. */
                 _ ("“%s” has to be a date such as 2026-01-31 (YYYY-MM-DD)."), name);
    return FALSE;
  }
  return TRUE;
}

static gboolean
parse_limit (GHashTable *query, gint64 *limit, GError **error)
{
  const char *value = look_up (query, "limit");

  *limit = -1;
  if (value == NULL || g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, limit, NULL))
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter. */
               _ ("“%s” has to be a whole number from 1 on."), "limit");
  return FALSE;
}

static gboolean
check_model (const char *model_type, GError **error)
{
  if (model_type == NULL || fore_forecaster_knows (model_type))
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter, then those of models. */
               _ ("“%s” has to be %s."), "model_type", "prophet, sarimax, holt_winters");
  return FALSE;
}

static gboolean
check_range (const ForeParameters *parameters, GError **error)
{
  if (parameters->start_date == FORE_DAY_NONE || parameters->end_date == FORE_DAY_NONE ||
      parameters->start_date <= parameters->end_date)
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the names of two parameters. */
               _ ("“%s” is later than “%s”."), "start_date", "end_date");
  return FALSE;
}

void
fore_parameters_free (ForeParameters *parameters)
{
  if (parameters == NULL)
    return;
  g_free (parameters->category);
  g_free (parameters->model_type);
  g_free (parameters);
}

/**
 * fore_parameters_parse:
 * @query: (nullable): the decoded query
 * @error: %FORE_ERROR_INVALID_ARGUMENT, with a message that names the parameter
 *
 * Returns: (transfer full): the parameters, %NULL on error
 */
ForeParameters *
fore_parameters_parse (GHashTable *query, GError **error)
{
  g_autoptr (ForeParameters) parameters = g_new0 (ForeParameters, 1);

  if (!parse_text (query, "category", &parameters->category, error) ||
      !parse_text (query, "model_type", &parameters->model_type, error) ||
      !check_model (parameters->model_type, error) ||
      !parse_day (query, "start_date", &parameters->start_date, error) ||
      !parse_day (query, "end_date", &parameters->end_date, error) ||
      !check_range (parameters, error) || !parse_limit (query, &parameters->limit, error))
    return NULL;

  return g_steal_pointer (&parameters);
}

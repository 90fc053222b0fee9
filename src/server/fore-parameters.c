/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-parameters.h"

#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-forecaster.h"

/* Rows of a page. */
#define DEFAULT_PAGE 100
#define LARGEST_PAGE 1000

static const char *
look_up (GHashTable *query, const char *name)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * fore_parameters_parse_text:
 * @query: (nullable): the decoded query
 * @name: of a parameter
 * @text: (out) (transfer full) (nullable): its value
 * @error: %FORE_ERROR_INVALID_ARGUMENT for what is no text
 *
 * Returns: whether it is one
 */
gboolean
fore_parameters_parse_text (GHashTable *query, const char *name, char **text, GError **error)
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

/**
 * fore_parameters_parse_day:
 * @query: (nullable): the decoded query
 * @name: of a parameter
 * @day: (out): the day, %FORE_DAY_NONE without the parameter
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: whether it is one
 */
gboolean
fore_parameters_parse_day (GHashTable *query, const char *name, ForeDay *day, GError **error)
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
               _ ("“%s” has to be a whole number of at least 1."), "limit");
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
  g_free (parameters->product);
  g_free (parameters->batch);
  fore_cursor_free (parameters->cursor);
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

  if (!fore_parameters_parse_text (query, "category", &parameters->category, error) ||
      !fore_parameters_parse_text (query, "model_type", &parameters->model_type, error) ||
      !check_model (parameters->model_type, error) ||
      !fore_parameters_parse_day (query, "start_date", &parameters->start_date, error) ||
      !fore_parameters_parse_day (query, "end_date", &parameters->end_date, error) ||
      !check_range (parameters, error) || !parse_limit (query, &parameters->limit, error))
    return NULL;

  return g_steal_pointer (&parameters);
}

/**
 * fore_parameters_parse_count:
 * @query: (nullable): the decoded query
 * @name: of a parameter
 * @least: what it is at the least
 * @most: what it is at the most
 * @count: (inout): the number, left as it is without the parameter
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: whether it is one
 */
gboolean
fore_parameters_parse_count (GHashTable *query,
                             const char *name,
                             guint least,
                             guint most,
                             guint *count,
                             GError **error)
{
  const char *value = look_up (query, name);
  guint64 number;

  if (value == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (value, 10, least, most, &number, NULL)) {
    *count = (guint) number;
    return TRUE;
  }
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter, then the least and the largest number. */
               _ ("“%s” has to be a whole number from %u to %u."), name, least, most);
  return FALSE;
}

/**
 * fore_parameters_require:
 * @name: a parameter
 * @value: (nullable): what it was given
 * @error: %FORE_ERROR_INVALID_ARGUMENT, with a message that names it
 *
 * Returns: whether it was given
 */
gboolean
fore_parameters_require (const char *name, const char *value, GError **error)
{
  if (value != NULL)
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter. */
               _ ("“%s” is missing."), name);
  return FALSE;
}

/**
 * fore_parameters_parse_page:
 * @query: (nullable): the decoded query
 * @error: %FORE_ERROR_INVALID_ARGUMENT, with a message that names the parameter
 *
 * Returns: (transfer full): the parameters of a list that is read page by page, %NULL on error
 */
ForeParameters *
fore_parameters_parse_page (GHashTable *query, GError **error)
{
  g_autoptr (ForeParameters) parameters = fore_parameters_parse (query, error);
  const char *cursor = look_up (query, "cursor");
  guint limit = DEFAULT_PAGE;

  if (parameters == NULL ||
      !fore_parameters_parse_text (query, "product_id", &parameters->product, error) ||
      !fore_parameters_parse_text (query, "batch_num", &parameters->batch, error) ||
      !fore_parameters_parse_count (query, "limit", 1, LARGEST_PAGE, &limit, error))
    return NULL;
  parameters->limit = limit;
  if (cursor != NULL && (parameters->cursor = fore_cursor_read (cursor, error)) == NULL)
    return NULL;

  return g_steal_pointer (&parameters);
}

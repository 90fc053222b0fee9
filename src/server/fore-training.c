/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-training.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "fore-country.h"
#include "fore-error.h"
#include "fore-training-regressors.h"

/* What holidays are called that a request lists. */
#define NAME_OF_LIST "custom"

static gboolean
read_texts (JsonNode *node, const char *name, GStrv *texts, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (json_node_get_value_type (element) != G_TYPE_STRING)
      array = NULL;
    else
      g_strv_builder_add (builder, json_node_get_string (element));
    if (array == NULL)
      break;
  }
  if (array == NULL || n == 0) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a member of a JSON object. */
                 _ ("“%s” has to be a list of texts."), name);
    return FALSE;
  }
  g_strfreev (*texts);
  *texts = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_count (JsonNode *node, const char *name, guint *count, GError **error)
{
  double value = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING &&
                         json_node_get_value_type (node) != G_TYPE_BOOLEAN
                     ? json_node_get_double (node)
                     : NAN;

  if (value >= 1 && value <= FORE_HORIZON_MAX && value == floor (value)) {
    *count = (guint) value;
    return TRUE;
  }
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter, then the least and the largest. */
               _ ("“%s” has to be a whole number from %u to %u."), name, 1U,
               (guint) FORE_HORIZON_MAX);
  return FALSE;
}

static gboolean
read_gaps (JsonNode *node, const char *name, ForeGaps *gaps, GError **error)
{
  const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (g_strcmp0 (text, "zero") == 0) {
    *gaps = FORE_GAPS_ZERO;
    return TRUE;
  }
  if (g_strcmp0 (text, "missing") == 0) {
    *gaps = FORE_GAPS_MISSING;
    return TRUE;
  }
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter, then the values it may have. */
               _ ("“%s” has to be %s."), name, "zero, missing");
  return FALSE;
}

/* What goes together is put together when all of it is known. */
typedef struct {
  ForeForecastOptions *options;
  const char *growth;
  double cap;
  gboolean has_holidays;
} Training;

static gboolean
read_growth (Training *training, JsonNode *node, GError **error)
{
  training->growth = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  if (training->growth == NULL)
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT, _ ("“%s” has to be %s."), "growth",
                 "linear, logistic, flat");
  return training->growth != NULL;
}

static gboolean
read_cap (Training *training, JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING &&
      json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    training->cap = json_node_get_double (node);
  if (training->cap > 0 && isfinite (training->cap))
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a member of a JSON object. */
               _ ("“%s” has to be a number above zero."), "cap");
  return FALSE;
}

static ForeRegressors *
need_regressors (ForeForecastOptions *options)
{
  if (options->regressors == NULL)
    options->regressors = fore_regressors_new ();
  return options->regressors;
}

/* A list of them, or a country; files are not for clients to name. */
static gboolean
read_holidays (Training *training, JsonNode *node, GError **error)
{
  ForeForecastOptions *options = training->options;
  const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  training->has_holidays = TRUE;
  if (text == NULL) {
    fore_regressors_set_calendar (need_regressors (options), NAME_OF_LIST);
    return fore_training_read_holidays (node, options->regressors, error);
  }
  if (fore_country_find (text) != NULL) {
    options->holidays = g_strdup (text);
    return TRUE;
  }
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: two letters of a country. */
               _ ("The holidays of “%s” are not known."), text);
  return FALSE;
}

static gboolean
read_member (Training *training, const char *name, JsonNode *node, GError **error)
{
  ForeForecastOptions *options = training->options;

  if (g_str_equal (name, "categories"))
    return read_texts (node, name, &options->categories, error);
  if (g_str_equal (name, "models"))
    return read_texts (node, name, &options->models, error);
  if (g_str_equal (name, "horizon"))
    return read_count (node, name, &options->horizon, error);
  if (g_str_equal (name, "period"))
    return read_count (node, name, &options->period, error);
  if (g_str_equal (name, "gaps"))
    return read_gaps (node, name, &options->gaps, error);
  if (g_str_equal (name, "growth"))
    return read_growth (training, node, error);
  if (g_str_equal (name, "cap"))
    return read_cap (training, node, error);
  if (g_str_equal (name, "holidays"))
    return read_holidays (training, node, error);
  if (g_str_equal (name, "regressors"))
    return fore_training_read_regressors (node, need_regressors (options), error);

  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a member of a JSON object. */
               _ ("Training knows no “%s”."), name);
  return FALSE;
}

/**
 * fore_training_parse:
 * @json: the body of a request to train, none for all as usual
 * @length: its bytes
 * @holidays: (nullable): where they are from when the request does not say; see
 *   #ForeForecastOptions
 * @error: %FORE_ERROR_INVALID_ARGUMENT, with a message that names what is wrong
 *
 * Returns: (transfer full): what is asked for
 */
ForeForecastOptions *
fore_training_parse (const char *json, gsize length, const char *holidays, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autoptr (GError) local_error = NULL;
  Training training = { .options = options };
  JsonObjectIter iter;
  const char *name;
  JsonNode *root, *node;

  if (length == 0) {
    options->holidays = g_strdup (holidays);
    return g_steal_pointer (&options);
  }
  if (memchr (json, '\0', length) != NULL || !g_utf8_validate_len (json, length, NULL)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("The body is not text in UTF-8."));
    return NULL;
  }
  if (!json_parser_load_from_data (parser, json, (gssize) length, &local_error)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: what the parser of JSON says. */
                 _ ("The body is not JSON: %s"), local_error->message);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                         _ ("The body has to be a JSON object."));
    return NULL;
  }

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    if (!read_member (&training, name, node, error))
      return NULL;
  if (!fore_forecast_options_set_growth (options, training.growth, training.cap, error))
    return NULL;
  if (!training.has_holidays)
    options->holidays = g_strdup (holidays);

  return g_steal_pointer (&options);
}

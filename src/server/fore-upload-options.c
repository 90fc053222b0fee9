/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-upload-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-date-text.h"
#include "fore-error.h"
#include "fore-parameters.h"

static const char *
get_text (GHashTable *query, const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/* One of two words, of which the first is meant without any. */
static gboolean
parse_choice (GHashTable *query,
              const char *name,
              const char *first,
              const char *second,
              gboolean *is_second,
              GError **error)
{
  const char *text = get_text (query, name);

  *is_second = g_strcmp0 (text, second) == 0;
  if (text == NULL || *is_second || g_str_equal (text, first))
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a parameter and the two words that it may be. */
               _ ("%s must be %s or %s."), name, first, second);

  return FALSE;
}

static gboolean
parse_character (GHashTable *query,
                 const char *name,
                 const char *allowed,
                 char *character,
                 GError **error)
{
  const char *text = get_text (query, name);

  if (text == NULL)
    return TRUE;
  if (text[1] != '\0' || strchr (allowed, text[0]) == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a parameter, and characters. */
                 _ ("%s must be one of the characters %s"), name, allowed);
    return FALSE;
  }
  *character = text[0];

  return TRUE;
}

/*
 * fore_upload_options_parse:
 * @query: (nullable): the parameters of an upload
 * @is_dry: (out): whether only to tell what it would do
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full): how the file is to be read
 */
ForeImportOptions *
fore_upload_options_parse (GHashTable *query, gboolean *is_dry, GError **error)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();

  if (!parse_choice (query, "dry_run", "false", "true", is_dry, error) ||
      !parse_choice (query, "strict", "false", "true", &options->is_strict, error) ||
      !parse_choice (query, "duplicates", "last", "sum", &options->sums_repeated, error) ||
      !parse_character (query, "delimiter", ",;\t|", &options->delimiter, error) ||
      !parse_character (query, "decimal_mark", ".,", &options->decimal_mark, error))
    return NULL;
  if (!fore_parameters_parse_text (query, "date_format", &options->date_format, error) ||
      (options->date_format != NULL && !fore_date_format_check (options->date_format, error)))
    return NULL;
  for (int field = 0; field < FORE_N_FIELDS; field++) {
    g_autofree char *name = g_strconcat (fore_field_name (field), "_column", NULL);

    if (!fore_parameters_parse_text (query, name, &options->header[field], error))
      return NULL;
  }

  return g_steal_pointer (&options);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-error.h"
#include "fore-import.h"

#include <glib/gi18n-lib.h>

/* Options as text are a dictionary in GVariant's notation, so that a later version can add
 * to it and an earlier one ignores what it does not know. */
#define DICTIONARY_TYPE G_VARIANT_TYPE_VARDICT

/**
 * fore_import_options_new:
 *
 * Returns: (transfer full): options that leave all to be found
 */
ForeImportOptions *
fore_import_options_new (void)
{
  return g_new0 (ForeImportOptions, 1);
}

/**
 * fore_import_options_copy:
 * @options: options
 *
 * Returns: (transfer full): the same again
 */
ForeImportOptions *
fore_import_options_copy (const ForeImportOptions *options)
{
  ForeImportOptions *copy = g_memdup2 (options, sizeof *options);

  copy->date_format = g_strdup (options->date_format);
  copy->usual_date_format = g_strdup (options->usual_date_format);
  for (int field = 0; field < FORE_N_FIELDS; field++)
    copy->header[field] = g_strdup (options->header[field]);
  return copy;
}

void
fore_import_options_free (ForeImportOptions *options)
{
  if (options == NULL)
    return;
  g_free (options->date_format);
  g_free (options->usual_date_format);
  for (int field = 0; field < FORE_N_FIELDS; field++)
    g_free (options->header[field]);
  g_free (options);
}

static char *
header_key (ForeField field)
{
  return g_strconcat ("header-", fore_field_name (field), NULL);
}

static void
insert_character (GVariantDict *dict, const char *key, char value)
{
  if (value != 0)
    g_variant_dict_insert (dict, key, "y", (guchar) value);
}

static void
insert_text (GVariantDict *dict, const char *key, const char *value)
{
  if (value != NULL)
    g_variant_dict_insert (dict, key, "s", value);
}

static char
lookup_character (GVariantDict *dict, const char *key)
{
  guchar value = 0;

  g_variant_dict_lookup (dict, key, "y", &value);
  return (char) value;
}

/**
 * fore_import_options_to_string:
 * @options: options
 *
 * Returns: (transfer full): what fore_import_options_parse() reads, on one line
 */
char *
fore_import_options_to_string (const ForeImportOptions *options)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) value = NULL;

  if (options->is_strict)
    g_variant_dict_insert (&dict, "strict", "b", TRUE);
  if (options->sums_repeated)
    g_variant_dict_insert (&dict, "sum-repeated", "b", TRUE);
  if (options->is_recalled)
    g_variant_dict_insert (&dict, "recalled", "b", TRUE);
  insert_character (&dict, "delimiter", options->delimiter);
  insert_character (&dict, "decimal-mark", options->decimal_mark);
  insert_character (&dict, "usual-decimal-mark", options->usual_decimal_mark);
  insert_text (&dict, "date-format", options->date_format);
  insert_text (&dict, "usual-date-format", options->usual_date_format);
  for (int field = 0; field < FORE_N_FIELDS; field++) {
    g_autofree char *key = header_key (field);

    insert_text (&dict, key, options->header[field]);
  }
  value = g_variant_ref_sink (g_variant_dict_end (&dict));

  return g_variant_print (value, TRUE);
}

/**
 * fore_import_options_parse:
 * @text: (nullable): from fore_import_options_to_string(); nothing means no options
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full): the options
 */
ForeImportOptions *
fore_import_options_parse (const char *text, GError **error)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (text == NULL || *text == '\0')
    return g_steal_pointer (&options);
  value = g_variant_parse (DICTIONARY_TYPE, text, NULL, NULL, &local_error);
  if (value == NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("The options of the import cannot be read: %s."), local_error->message);
    return NULL;
  }
  g_variant_dict_clear (&dict);
  g_variant_dict_init (&dict, value);
  g_variant_dict_lookup (&dict, "strict", "b", &options->is_strict);
  g_variant_dict_lookup (&dict, "sum-repeated", "b", &options->sums_repeated);
  g_variant_dict_lookup (&dict, "recalled", "b", &options->is_recalled);
  options->delimiter = lookup_character (&dict, "delimiter");
  options->decimal_mark = lookup_character (&dict, "decimal-mark");
  options->usual_decimal_mark = lookup_character (&dict, "usual-decimal-mark");
  g_variant_dict_lookup (&dict, "date-format", "s", &options->date_format);
  g_variant_dict_lookup (&dict, "usual-date-format", "s", &options->usual_date_format);
  for (int field = 0; field < FORE_N_FIELDS; field++) {
    g_autofree char *key = header_key (field);

    g_variant_dict_lookup (&dict, key, "s", &options->header[field]);
  }

  return g_steal_pointer (&options);
}

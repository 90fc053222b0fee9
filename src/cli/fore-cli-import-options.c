/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cli-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-date-text.h"
#include "fore-error.h"

static gboolean
read_delimiter (ForeImportOptions *options, const char *delimiter, GError **error)
{
  char character;

  if (delimiter == NULL)
    return TRUE;
  character = strcmp (delimiter, "\\t") == 0 ? '\t' : delimiter[0];
  if ((delimiter[0] != '\0' && delimiter[1] != '\0' && character != '\t') ||
      !(character == '\t' || g_ascii_ispunct (character) || character == ' ') || character == '"') {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--delimiter needs one character such as ; or \\t, not “%s”."), delimiter);
    return FALSE;
  }
  options->delimiter = character;

  return TRUE;
}

static gboolean
read_decimal_mark (ForeImportOptions *options, const char *decimal_mark, GError **error)
{
  if (decimal_mark == NULL)
    return TRUE;
  if (strcmp (decimal_mark, ".") != 0 && strcmp (decimal_mark, ",") != 0) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 _ ("--decimal-mark needs . or , and not “%s”."), decimal_mark);
    return FALSE;
  }
  options->decimal_mark = decimal_mark[0];

  return TRUE;
}

static gboolean
read_map (ForeImportOptions *options, const char *map, GError **error)
{
  const char *header = strchr (map, '=');

  for (int field = 0; field < FORE_N_FIELDS && header != NULL && header[1] != '\0'; field++) {
    const char *name = fore_field_name (field);

    if (strlen (name) == (gsize) (header - map) && strncmp (map, name, strlen (name)) == 0) {
      g_free (options->header[field]);
      options->header[field] = g_strdup (header + 1);
      return TRUE;
    }
  }
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               _ ("--map needs date, product_id, category or sales, = and a header, not “%s”."),
               map);
  return FALSE;
}

static gboolean
read_date_format (ForeImportOptions *options, const char *format, GError **error)
{
  if (!fore_cli_read_text ("--date-format", format, error))
    return FALSE;
  if (format != NULL && !fore_date_format_check (format, error))
    return FALSE;
  options->date_format = g_strdup (format);

  return TRUE;
}

static gboolean
read_duplicates (ForeImportOptions *options, const char *duplicates, GError **error)
{
  options->sums_repeated = g_strcmp0 (duplicates, "sum") == 0;
  if (duplicates == NULL || options->sums_repeated || g_str_equal (duplicates, "last"))
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               _ ("--duplicates needs last or sum, not “%s”."), duplicates);

  return FALSE;
}

/*
 * fore_cli_read_import_options:
 * @values: as they were given
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): how files are to be read
 */
ForeImportOptions *
fore_cli_read_import_options (const ForeCliImportValues *values, GError **error)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();

  options->is_strict = values->is_strict;
  if (!read_delimiter (options, values->delimiter, error) ||
      !read_decimal_mark (options, values->decimal_mark, error) ||
      !read_date_format (options, values->date_format, error) ||
      !read_duplicates (options, values->duplicates, error) ||
      !fore_cli_read_texts ("--map", values->maps, error))
    return NULL;
  for (char **map = values->maps; map != NULL && *map != NULL; map++)
    if (!read_map (options, *map, error))
      return NULL;

  return g_steal_pointer (&options);
}

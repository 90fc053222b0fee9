/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-csv-columns.h"

#include "fore-csv-synonyms.h"
#include "fore-error.h"
#include "fore-readable.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much of a header a message shows. */
#define MOST_NAMES_SHOWN   20
#define LONGEST_NAME_SHOWN 40

/* Bytes of a header whose names are its key. */
#define LONGEST_KEY 4096

/**
 * fore_field_name:
 * @field: a field
 *
 * Returns: (transfer none): its name in files, options and messages
 */
const char *
fore_field_name (ForeField field)
{
  static const char *const names[FORE_N_FIELDS] = { "date", "product_id", "category", "sales" };

  g_return_val_if_fail (field < FORE_N_FIELDS, NULL);

  return names[field];
}

/* "Product ID", "product-id" and "PRODUCT_ID" are one name. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GString *text = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isalnum (c))
      g_string_append_unichar (text, c);
  }

  return g_string_free (text, FALSE);
}

typedef enum { BY_SYNONYM, BY_NAME } Match;

/* The one column of @folded that is @field in the way of @match. */
static int
find_column (GPtrArray *folded, ForeField field, const char *name, Match match)
{
  int place = FORE_CSV_MISSING;

  for (guint i = 0; i < folded->len; i++) {
    const char *candidate = g_ptr_array_index (folded, i);
    gboolean is_it = match == BY_NAME ? g_str_equal (candidate, name)
                                      : fore_csv_is_synonym (candidate, field);

    if (is_it)
      place = place == FORE_CSV_MISSING ? (int) i : FORE_CSV_AMBIGUOUS;
  }

  return place;
}

static int
find_field (GPtrArray *folded, ForeField field, const ForeImportOptions *options)
{
  gboolean is_told = options->header[field] != NULL;
  g_autofree char *name = fold_name (is_told ? options->header[field] : fore_field_name (field));
  int place = find_column (folded, field, name, BY_NAME);

  if (place == FORE_CSV_MISSING && !is_told)
    place = find_column (folded, field, NULL, BY_SYNONYM);

  return place;
}

/* Takes apostrophes from around the names when all of them have some: then they stand around the
 * cells of the file, too. */
static gboolean
take_apostrophes (GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    gsize length = strlen (name);

    if (length < 2 || name[0] != '\'' || name[length - 1] != '\'')
      return FALSE;
  }
  for (guint i = 0; i < names->len; i++) {
    char *name = g_ptr_array_index (names, i);
    gsize length = strlen (name) - 2;

    memmove (name, name + 1, length);
    name[length] = '\0';
  }

  return names->len > 0;
}

/**
 * fore_csv_columns_new:
 * @record: a record that may be the header
 * @delimiter: what stands between its fields
 * @options: how the person wants it read
 *
 * Returns: (transfer full): which of its columns are fields
 */
ForeCsvColumns *
fore_csv_columns_new (const ForeCsvRecord *record, char delimiter, const ForeImportOptions *options)
{
  ForeCsvColumns *columns = g_new0 (ForeCsvColumns, 1);
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  gsize n_kept = MIN (record->n_fields, FORE_CSV_MAX_FIELDS);

  while (n_kept > 0 && record->fields[n_kept - 1].length == 0)
    n_kept--;
  columns->line = record->first_line;
  columns->delimiter = delimiter;
  columns->header = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < n_kept; i++) {
    const ForeCsvField *field = &record->fields[i];
    char *name = g_utf8_make_valid (field->text, (gssize) field->length);

    g_ptr_array_add (columns->header, g_strstrip (name));
  }
  columns->quote = take_apostrophes (columns->header) ? '\'' : '"';
  for (guint i = 0; i < columns->header->len; i++)
    g_ptr_array_add (folded, fold_name (g_ptr_array_index (columns->header, i)));
  for (int field = 0; field < FORE_N_FIELDS; field++) {
    columns->place[field] = find_field (folded, field, options);
    columns->n_found += columns->place[field] >= 0;
  }

  return columns;
}

void
fore_csv_columns_free (ForeCsvColumns *columns)
{
  if (columns == NULL)
    return;
  g_ptr_array_unref (columns->header);
  g_free (columns);
}

/* The names of the header, not too many, as one text. */
static char *
show_header (const ForeCsvColumns *columns)
{
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < columns->header->len && i < MOST_NAMES_SHOWN; i++) {
    g_autofree char *name = fore_readable_text (g_ptr_array_index (columns->header, i), -1,
                                                LONGEST_NAME_SHOWN);

    if (*name != '\0')
      g_strv_builder_add (shown, name);
  }
  if (columns->header->len > MOST_NAMES_SHOWN)
    g_strv_builder_add (shown, "…");
  names = g_strv_builder_end (shown);

  return g_strjoinv (", ", names);
}

/* The fields whose place is @place, as one text; @n is how many. */
static char *
list_fields (const ForeCsvColumns *columns, const ForeImportOptions *options, int place, guint *n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (int field = 0; field < FORE_N_FIELDS; field++)
    if (columns->place[field] == place)
      g_strv_builder_add (builder, options->header[field] != NULL ? options->header[field]
                                                                  : fore_field_name (field));
  names = g_strv_builder_end (builder);
  *n = g_strv_length (names);

  return g_strjoinv (", ", names);
}

/* Whether the record may be a header, though it names no field: of several words. */
static gboolean
is_of_words (const ForeCsvColumns *columns)
{
  for (guint i = 0; i < columns->header->len; i++)
    if (!g_unichar_isalpha (g_utf8_get_char (g_ptr_array_index (columns->header, i))))
      return FALSE;

  return columns->header->len >= FORE_N_FIELDS;
}

/**
 * fore_csv_columns_check:
 * @columns: the columns of the best header that was found
 * @options: how the person wants it read
 * @error: %FORE_ERROR_REJECTED with the names of what is missing and of what is there,
 *   %FORE_ERROR_AMBIGUOUS when a field may be two columns
 *
 * Returns: whether each field has its column
 */
gboolean
fore_csv_columns_check (const ForeCsvColumns *columns,
                        const ForeImportOptions *options,
                        GError **error)
{
  g_autofree char *header = show_header (columns);
  g_autofree char *missing = NULL;
  g_autofree char *ambiguous = NULL;
  guint n_missing, n_ambiguous;

  if (columns->n_found == FORE_N_FIELDS)
    return TRUE;
  missing = list_fields (columns, options, FORE_CSV_MISSING, &n_missing);
  ambiguous = list_fields (columns, options, FORE_CSV_AMBIGUOUS, &n_ambiguous);
  if (columns->n_found == 0 && n_ambiguous == 0 && !is_of_words (columns))
    g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
                 _ ("The file has no readable header. It must name the columns %s."), missing);
  else if (n_missing > 0)
    g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "The header lacks the column %s. It has: %s.\n"
                              "Say which one is meant with --map=FIELD=HEADER.",
                              "The header lacks the columns %s. It has: %s.\n"
                              "Say which ones are meant with --map=FIELD=HEADER.",
                              n_missing),
                 missing, header);
  else
    g_set_error (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS,
                 _ ("The header has more than one column that may be %s. It has: %s.\n"
                    "Say which one is meant with --map=FIELD=HEADER."),
                 ambiguous, header);

  return FALSE;
}

static gboolean
is_folded_from (gconstpointer name, gconstpointer folded)
{
  g_autofree char *other = fold_name (name);

  return g_str_equal (other, folded);
}

/**
 * fore_csv_columns_list_candidates:
 * @columns: the columns of a file
 * @field: a field whose place is %FORE_CSV_AMBIGUOUS
 * @options: how the person wants it read
 *
 * Columns of the same name are told once: it takes more than a name to tell them apart.
 *
 * Returns: (transfer full): the names of the columns that may be @field
 */
GStrv
fore_csv_columns_list_candidates (const ForeCsvColumns *columns,
                                  ForeField field,
                                  const ForeImportOptions *options)
{
  gboolean is_told = options->header[field] != NULL;
  g_autofree char *own = fold_name (is_told ? options->header[field] : fore_field_name (field));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < columns->header->len; i++) {
    const char *name = g_ptr_array_index (columns->header, i);
    g_autofree char *folded = fold_name (name);

    if (!g_str_equal (folded, own) && (is_told || !fore_csv_is_synonym (folded, field)))
      continue;
    if (!g_ptr_array_find_with_equal_func (names, folded, is_folded_from, NULL))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

/**
 * fore_csv_columns_make_key:
 * @columns: the columns of a file
 *
 * Returns: (transfer full): what files with the same header have in common: its names, or a hash
 *   where they are very long
 */
char *
fore_csv_columns_make_key (const ForeCsvColumns *columns)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < columns->header->len; i++)
    g_string_append_printf (key, i > 0 ? "\x1f%s" : "%s",
                            (const char *) g_ptr_array_index (columns->header, i));
  if (key->len > LONGEST_KEY) {
    g_autoptr (GString) names = key;

    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, names->str, (gssize) names->len);
  }

  return g_string_free (key, FALSE);
}

/**
 * fore_csv_columns_is_header:
 * @columns: the columns of a file
 * @record: one of its records
 *
 * Exports that were put together from several repeat the header on the way.
 *
 * Returns: whether @record is the header once more
 */
gboolean
fore_csv_columns_is_header (const ForeCsvColumns *columns, const ForeCsvRecord *record)
{
  if (record->n_fields < columns->header->len || record->n_fields > FORE_CSV_MAX_FIELDS)
    return FALSE;
  for (gsize i = 0; i < record->n_fields; i++) {
    const ForeCsvField *field = &record->fields[i];
    const char *name = i < columns->header->len ? g_ptr_array_index (columns->header, i) : "";

    if (strncmp (name, field->text, field->length) != 0 || name[field->length] != '\0')
      return FALSE;
  }

  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-json.h"

#include <math.h>
#include <string.h>

static gboolean
is_plain (const char *text, gsize *length)
{
  const char *p = text;

  for (; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || (guchar) *p >= 0x7f || *p == '"' || *p == '\\')
      return FALSE;
  *length = (gsize) (p - text);
  return TRUE;
}

static void
append_escaped (GString *json, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    switch (*p) {
    case '"': g_string_append (json, "\\\""); break;
    case '\\': g_string_append (json, "\\\\"); break;
    case '\n': g_string_append (json, "\\n"); break;
    case '\r': g_string_append (json, "\\r"); break;
    case '\t': g_string_append (json, "\\t"); break;
    default:
      if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        g_string_append_c (json, *p);
    }
  }
}

/**
 * fore_json_append_string:
 * @json: where to append
 * @text: (nullable): a text; what is not UTF-8 in it is replaced
 *
 * Appends a JSON string, or null for %NULL.
 */
void
fore_json_append_string (GString *json, const char *text)
{
  gsize length;

  if (text == NULL) {
    g_string_append (json, "null");
    return;
  }

  if (is_plain (text, &length)) {
    char *to = fore_json_extend (json, length + 2);

    to[0] = '"';
    memcpy (to + 1, text, length);
    to[length + 1] = '"';
    return;
  }
  g_string_append_c (json, '"');
  if (g_utf8_validate (text, -1, NULL)) {
    append_escaped (json, text);
  } else {
    g_autofree char *valid = g_utf8_make_valid (text, -1);

    append_escaped (json, valid);
  }
  g_string_append_c (json, '"');
}

/**
 * fore_json_append_double:
 * @json: where to append
 * @value: a number
 *
 * Appends the shortest of 15 to 17 digits that reads back as @value in any locale, or null
 * when it is not finite.
 */
void
fore_json_append_double (GString *json, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value)) {
    g_string_append (json, "null");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }
  g_string_append (json, buffer);
}

/**
 * fore_json_append_cents:
 * @json: where to append
 * @cents: an amount
 *
 * Appends a number with exactly two places, such as 1500.50.
 */
void
fore_json_append_cents (GString *json, ForeCents cents)
{
  char buffer[FORE_CENTS_BUFFER];
  const char *start = fore_cents_format (cents, buffer);

  gsize length = (gsize) (buffer + FORE_CENTS_BUFFER - 1 - start);

  memcpy (fore_json_extend (json, length), start, length);
}

static void
append_members (GString *json, GVariant *dictionary)
{
  gsize n = g_variant_n_children (dictionary);

  g_string_append_c (json, '{');
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GVariant) entry = g_variant_get_child_value (dictionary, i);
    g_autoptr (GVariant) key = g_variant_get_child_value (entry, 0);
    g_autoptr (GVariant) value = g_variant_get_child_value (entry, 1);

    if (i > 0)
      g_string_append_c (json, ',');
    fore_json_append_string (json, g_variant_get_string (key, NULL));
    g_string_append_c (json, ':');
    fore_json_append_variant (json, value);
  }
  g_string_append_c (json, '}');
}

static void
append_elements (GString *json, GVariant *array)
{
  gsize n = g_variant_n_children (array);

  g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GVariant) element = g_variant_get_child_value (array, i);

    if (i > 0)
      g_string_append_c (json, ',');
    fore_json_append_variant (json, element);
  }
  g_string_append_c (json, ']');
}

/**
 * fore_json_append_variant:
 * @json: where to append
 * @value: a value of the types b, i, u, x, t, d, s and v, or an array or a dictionary with
 *   texts as keys of such values
 *
 * Appends the value: numbers as fore_json_append_double() does, dictionaries as objects in
 * their own order.
 */
void
fore_json_append_variant (GString *json, GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;

  switch (g_variant_classify (value)) {
  case G_VARIANT_CLASS_BOOLEAN:
    g_string_append (json, g_variant_get_boolean (value) ? "true" : "false");
    break;
  case G_VARIANT_CLASS_INT32:
    g_string_append_printf (json, "%d", g_variant_get_int32 (value));
    break;
  case G_VARIANT_CLASS_UINT32:
    g_string_append_printf (json, "%u", g_variant_get_uint32 (value));
    break;
  case G_VARIANT_CLASS_INT64:
    g_string_append_printf (json, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
    break;
  case G_VARIANT_CLASS_UINT64:
    g_string_append_printf (json, "%" G_GUINT64_FORMAT, g_variant_get_uint64 (value));
    break;
  case G_VARIANT_CLASS_DOUBLE: fore_json_append_double (json, g_variant_get_double (value)); break;
  case G_VARIANT_CLASS_STRING:
    fore_json_append_string (json, g_variant_get_string (value, NULL));
    break;
  case G_VARIANT_CLASS_VARIANT:
    inner = g_variant_get_variant (value);
    fore_json_append_variant (json, inner);
    break;
  case G_VARIANT_CLASS_ARRAY:
    if (g_variant_is_of_type (value, G_VARIANT_TYPE_DICTIONARY))
      append_members (json, value);
    else
      append_elements (json, value);
    break;
  default: g_return_if_reached ();
  }
}

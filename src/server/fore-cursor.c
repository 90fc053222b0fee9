/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-cursor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"

#define CURSOR_TYPE "(xss)"

/* Texts of the store are at most a few hundred bytes. */
#define LONGEST_CURSOR 4096

/* The two characters of base64 that mean something in a URL (RFC 4648, 5). */
static void
replace (char *text, char from, char to)
{
  for (char *p = strchr (text, from); p != NULL; p = strchr (p, from))
    *p = to;
}

/**
 * fore_cursor_write:
 * @number: as in #ForeCursor
 * @first: likewise
 * @second: likewise
 *
 * Returns: (transfer full): the place as a text that needs no escape in a URL
 */
char *
fore_cursor_write (gint64 number, const char *first, const char *second)
{
  g_autoptr (GVariant)
      variant = g_variant_ref_sink (g_variant_new (CURSOR_TYPE, number, first, second));
  char *text = g_base64_encode (g_variant_get_data (variant), g_variant_get_size (variant));

  replace (text, '+', '-');
  replace (text, '/', '_');
  g_strdelimit (text, "=", '.');
  return text;
}

/**
 * fore_cursor_read:
 * @text: what a client gave back
 * @error: %FORE_ERROR_INVALID_ARGUMENT for what no page ended with
 *
 * Returns: (transfer full): the place
 */
ForeCursor *
fore_cursor_read (const char *text, GError **error)
{
  g_autofree char *base64 = g_strndup (text, LONGEST_CURSOR);
  g_autofree guchar *data = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ForeCursor *cursor;
  gsize size;

  replace (base64, '-', '+');
  replace (base64, '_', '/');
  g_strdelimit (base64, ".", '=');
  data = g_base64_decode (base64, &size);
  /* A copy that is aligned as the numbers in it have to be. */
  bytes = g_bytes_new (data, size);
  variant = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (CURSOR_TYPE), bytes, FALSE));
  if (size == 0 || !g_variant_is_normal_form (variant)) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a parameter. */
                 _ ("“%s” is not a value that a page ended with."), "cursor");
    return NULL;
  }

  cursor = g_new0 (ForeCursor, 1);
  g_variant_get (variant, CURSOR_TYPE, &cursor->number, &cursor->first, &cursor->second);
  return cursor;
}

void
fore_cursor_free (ForeCursor *cursor)
{
  if (cursor == NULL)
    return;
  g_free (cursor->first);
  g_free (cursor->second);
  g_free (cursor);
}

/**
 * fore_cursor_is_before:
 * @cursor: a place
 * @first: of a row with the same number
 * @second: likewise
 *
 * Returns: whether the row comes after the place, in the order of bytes
 */
gboolean
fore_cursor_is_before (const ForeCursor *cursor, const char *first, const char *second)
{
  int order = strcmp (cursor->first, first);

  return order < 0 || (order == 0 && strcmp (cursor->second, second) < 0);
}

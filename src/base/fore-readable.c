/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-readable.h"

#include <string.h>

/* Bytes of the longest character. */
#define LONGEST_CHARACTER 4

/**
 * fore_readable_text:
 * @text: bytes from outside
 * @length: how many, -1 up to the first zero
 * @most: characters that are shown
 *
 * Makes whatever was given fit to be read by people: UTF-8, without characters that would move
 * a terminal's cursor, and cut with an ellipsis where it is too long.
 *
 * Returns: (transfer full): the text
 */
char *
fore_readable_text (const char *text, gssize length, gsize most)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *valid = g_utf8_make_valid (
      text, (gssize) MIN (n_bytes, (most + 1) * LONGEST_CHARACTER));
  GString *readable = g_string_new (NULL);
  gsize n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (n++ == most) {
      g_string_append_unichar (readable, 0x2026);
      break;
    }
    g_string_append_unichar (readable, g_unichar_iscntrl (c) ? ' ' : c);
  }

  return g_string_free (readable, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-cents.h"

G_BEGIN_DECLS

/* Appends JSON to a string. A tree of a library could neither be streamed nor write an
 * amount with its two places, 1500.50. */
/**
 * fore_json_extend:
 * @text: a text
 * @n: by how many bytes it becomes longer
 *
 * For what is written for each value of each row, where the library's own way takes longer than
 * the copying.
 *
 * Returns: (transfer none): where these bytes are to be written
 */
static inline char *
fore_json_extend (GString *text, gsize n)
{
  gsize length = text->len;

  if (length + n < text->allocated_len) {
    text->len = length + n;
    text->str[text->len] = '\0';
  } else {
    g_string_set_size (text, length + n);
  }
  return text->str + length;
}

void fore_json_append_string (GString *json, const char *text); /* %NULL is null */
void fore_json_append_double (GString *json, double value);     /* not finite is null */
void fore_json_append_cents (GString *json, ForeCents cents);
void fore_json_append_variant (GString *json, GVariant *value);

G_END_DECLS

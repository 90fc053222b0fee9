/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-intake-names.h"

#include <string.h>

#define LONGEST_ORIGINAL_NAME 255 /* characters, VARCHAR(255) */
#define LONGEST_BATCH         100 /* characters, VARCHAR(100) */
#define LONGEST_FILE_NAME     255 /* bytes, what a folder can hold */

/* What follows the stem: "_1737309600_a3b5c7", "_1737309600_a3b5c788.csv". */
#define BATCH_HASH_DIGITS  6
#define STORED_HASH_DIGITS 8
#define BATCH_ENDING       (1 + 10 + 1 + BATCH_HASH_DIGITS)
#define STORED_ENDING      (1 + 10 + 1 + STORED_HASH_DIGITS + 4)

#define STEM_OF_NAMELESS "upload"

/* A client on Windows may send the whole path; elsewhere a backslash is a letter like others. */
static gboolean
is_windows_path (const char *filename)
{
  if (g_ascii_isalpha (filename[0]) && filename[1] == ':' &&
      (filename[2] == '\\' || filename[2] == '/'))
    return TRUE;

  return filename[0] == '\\' || g_str_has_prefix (filename, ".\\") ||
         g_str_has_prefix (filename, "..\\");
}

/**
 * fore_intake_original_name:
 * @filename: a file's name as a person or a client gave it, perhaps a path, in any encoding
 *
 * Returns: (transfer full): its last part, valid UTF-8, not empty, at most 255 characters
 */
char *
fore_intake_original_name (const char *filename)
{
  g_autofree char *valid = g_utf8_make_valid (filename, -1);
  gboolean is_windows = is_windows_path (valid);
  const char *name = valid;

  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '/' || (is_windows && *p == '\\'))
      name = p + 1;
  if (*name == '\0' || g_str_equal (name, ".") || g_str_equal (name, ".."))
    name = STEM_OF_NAMELESS;

  return g_utf8_strlen (name, -1) > LONGEST_ORIGINAL_NAME
             ? g_utf8_substring (name, 0, LONGEST_ORIGINAL_NAME)
             : g_strdup (name);
}

/* Cuts @text to what leaves room for the endings of both names. */
static void
cut_stem (GString *text)
{
  glong longest = LONGEST_BATCH - BATCH_ENDING;
  char *end = text->str;

  for (glong n = 0; n < longest && *end != '\0'; n++) {
    char *next = g_utf8_next_char (end);

    if (next - text->str > LONGEST_FILE_NAME - STORED_ENDING)
      break;
    end = next;
  }
  g_string_truncate (text, (gsize) (end - text->str));
}

/**
 * fore_intake_stem:
 * @original_name: from fore_intake_original_name()
 *
 * Returns: (transfer full): the name without its last extension, fit to begin the name of a
 *   file in any folder, not empty, short enough for a batch and a stored file
 */
char *
fore_intake_stem (const char *original_name)
{
  const char *dot = strrchr (original_name, '.');
  const char *end = dot != NULL ? dot : original_name + strlen (original_name);
  g_autoptr (GString) stem = g_string_new (NULL);

  for (const char *p = original_name; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean is_unsafe = c == '/' || c == '\\' || g_unichar_iscntrl (c) ||
                         g_unichar_type (c) == G_UNICODE_FORMAT ||
                         (p == original_name && (c == '.' || c == '-'));

    g_string_append_unichar (stem, is_unsafe ? '_' : c);
  }
  if (stem->len == 0)
    g_string_assign (stem, STEM_OF_NAMELESS);
  cut_stem (stem);

  return g_string_free (g_steal_pointer (&stem), FALSE);
}

/**
 * fore_intake_batch_name:
 * @stem: from fore_intake_stem()
 * @unix_seconds: when the file came
 * @file_hash: its SHA-256 in hexadecimal
 *
 * Returns: (transfer full): the name of the batch, at most 100 characters
 */
char *
fore_intake_batch_name (const char *stem, gint64 unix_seconds, const char *file_hash)
{
  return g_strdup_printf ("%s_%" G_GINT64_FORMAT "_%.*s", stem, unix_seconds, BATCH_HASH_DIGITS,
                          file_hash);
}

/**
 * fore_intake_stored_name:
 * @stem: from fore_intake_stem()
 * @unix_seconds: when the file came
 * @file_hash: its SHA-256 in hexadecimal
 *
 * Returns: (transfer full): the name of the stored copy, at most 255 bytes
 */
char *
fore_intake_stored_name (const char *stem, gint64 unix_seconds, const char *file_hash)
{
  return g_strdup_printf ("%s_%" G_GINT64_FORMAT "_%.*s.csv", stem, unix_seconds,
                          STORED_HASH_DIGITS, file_hash);
}

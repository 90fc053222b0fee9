/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-import-words.h"

/* Whether a line is advice for the command line. Options are the same in every language. */
static gboolean
is_advice (const char *line)
{
  return strstr (line, "--map=") != NULL || strstr (line, "--date-format=") != NULL ||
         strstr (line, "--decimal-mark=") != NULL;
}

/**
 * fore_import_words_for_window:
 * @log: why a file could not be taken in, or what was set aside of it
 *
 * Where the columns, dates or amounts of a file are not plain, the last line names the options of
 * the command line that decide. In the window a button does.
 *
 * Returns: (transfer full): the same for somebody in front of the window
 */
char *
fore_import_words_for_window (const char *log)
{
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);

  if (g_strv_length (lines) != 2 || !is_advice (lines[1]))
    return g_strdup (log);
  /* Translators: a sentence that says why a file could not be read. “Try Again” is a button. */
  return g_strdup_printf (_ ("%s “Try Again” lets you say what is meant."), lines[0]);
}

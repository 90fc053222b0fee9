/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-server.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "fore-error.h"

/* Enough for any token; a larger file is not one. */
#define LONGEST_TOKEN 4096

/* A token that others on this machine can read protects nothing. */
static gboolean
check_is_private (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || (status.st_mode & 077) == 0)
    return TRUE; /* that it is not there is told by who reads it */
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               /* Translators: the name of a file; “chmod 600” stays as it is. */
               _ ("Others can read “%s”: make it yours alone with “chmod 600”."), path);
  return FALSE;
}

/**
 * fore_server_read_token:
 * @path: a file with the token, white space around it
 * @error: those of g_file_get_contents(), or %FORE_ERROR_INVALID_ARGUMENT for what cannot be
 *   a token and for a file that others can read
 *
 * Returns: (transfer full): the token
 */
char *
fore_server_read_token (const char *path, GError **error)
{
  g_autofree char *token = NULL;
  gsize length;

  if (!check_is_private (path, error) || !g_file_get_contents (path, &token, &length, error))
    return NULL;
  g_strstrip (token);
  if (*token == '\0' || length > LONGEST_TOKEN || strpbrk (token, " \t\r\n") != NULL) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                 /* Translators: the name of a file. */
                 _ ("“%s” holds no token."), path);
    return NULL;
  }
  return g_steal_pointer (&token);
}

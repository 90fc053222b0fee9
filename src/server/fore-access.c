/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who may talk to the server. A web page that a person happens to look at can send requests
 * to a port of this machine, by its address or, after rebinding a name of its own, under that
 * name. So a request has to name a host that is this machine, and one that a page sends has
 * to come from a page of this very server.
 */

#include "fore-access.h"

#include <string.h>

/* The name in "name:port", "[::1]:port" or either without a port, which is 80 then; NULL for
 * anything else. */
static char *
take_host (const char *text, guint *port)
{
  const char *end = text[0] == '[' ? strchr (text, ']') : strrchr (text, ':');
  const char *rest;
  guint64 number = 80;
  g_autofree char *host = NULL;

  if (text[0] == '[') {
    if (end == NULL)
      return NULL;
    host = g_strndup (text + 1, (gsize) (end - text - 1));
    rest = end + 1;
  } else {
    rest = end != NULL ? end : text + strlen (text);
    host = g_strndup (text, (gsize) (rest - text));
    if (g_str_has_suffix (host, "."))
      host[strlen (host) - 1] = '\0';
  }
  if (*rest != '\0' &&
      (*rest != ':' || !g_ascii_string_to_unsigned (rest + 1, 10, 0, G_MAXUINT16, &number, NULL)))
    return NULL;

  *port = (guint) number;
  return g_steal_pointer (&host);
}

static gboolean
is_here (const char *name, const char *address)
{
  return name != NULL &&
         (g_ascii_strcasecmp (name, "localhost") == 0 || g_str_equal (name, "127.0.0.1") ||
          g_str_equal (name, "::1") || g_str_equal (name, address));
}

/**
 * fore_access_allows_host:
 * @host: the header `Host`, or the host that the request names itself
 * @address: the address of this machine that the client has reached
 *
 * Returns: whether @host names this machine
 */
gboolean
fore_access_allows_host (const char *host, const char *address)
{
  guint port;
  g_autofree char *name = take_host (host, &port);

  return is_here (name, address);
}

/**
 * fore_access_allows_origin:
 * @origin: (nullable): the header `Origin`, which a browser sends for a page
 * @address: the address of this machine that the client has reached
 * @port: likewise the port
 *
 * Returns: whether the page is one of ours, or it is no page that asks
 */
gboolean
fore_access_allows_origin (const char *origin, const char *address, guint port)
{
  g_autofree char *name = NULL;
  guint origin_port = 0;

  if (origin == NULL)
    return TRUE;
  if (!g_str_has_prefix (origin, "http://"))
    return FALSE;

  name = take_host (origin + strlen ("http://"), &origin_port);
  return is_here (name, address) && origin_port == port;
}

/**
 * fore_access_allows_token:
 * @authorization: (nullable): the header `Authorization`
 * @token: (nullable): what it has to bear, %NULL when nothing is asked
 *
 * Compares in a time that does not depend on how much of the token is right.
 *
 * Returns: whether the token is the right one
 */
gboolean
fore_access_allows_token (const char *authorization, const char *token)
{
  const char *given;
  gsize length;
  guint8 difference;

  if (token == NULL)
    return TRUE;
  if (authorization == NULL || g_ascii_strncasecmp (authorization, "Bearer ", 7) != 0)
    return FALSE;

  given = authorization + 7;
  length = strlen (given);
  difference = length != strlen (token);
  for (gsize i = 0, n = strlen (token); i < n; i++)
    difference |= (guint8) token[i] ^ (guint8) (i < length ? given[i] : 0);

  return difference == 0;
}

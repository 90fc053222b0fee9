/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-negotiation.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "fore-error.h"

/* What the client takes, the dearest first; what it refuses (q=0) is not among it. */
static GSList *
parse_list (const char *header)
{
  return header != NULL ? soup_header_parse_quality_list (header, NULL) : NULL;
}

static gboolean
is_type (const char *item, const char *type)
{
  gsize length = strcspn (item, "; \t");

  return length == strlen (type) && g_ascii_strncasecmp (item, type, length) == 0;
}

/**
 * fore_negotiation_names:
 * @accept: (nullable): the header `Accept`
 * @type: a content type
 *
 * Returns: whether the client takes it and says so by its name
 */
gboolean
fore_negotiation_names (const char *accept, const char *type)
{
  GSList *items = parse_list (accept);
  gboolean is_named = FALSE;

  for (GSList *item = items; item != NULL && !is_named; item = item->next)
    is_named = is_type (item->data, type);
  soup_header_free_list (items);

  return is_named;
}

/**
 * fore_negotiation_choose_format:
 * @parameter: (nullable): the parameter `format`
 * @accept: (nullable): the header `Accept`
 * @format: (out): JSON unless CSV is asked for
 * @error: %FORE_ERROR_INVALID_ARGUMENT for another format
 *
 * Returns: whether there is such a format
 */
gboolean
fore_negotiation_choose_format (const char *parameter,
                                const char *accept,
                                ForeFormat *format,
                                GError **error)
{
  GSList *items = NULL;

  *format = FORE_FORMAT_JSON;
  if (parameter != NULL) {
    if (g_str_equal (parameter, "csv"))
      *format = FORE_FORMAT_CSV;
    else if (!g_str_equal (parameter, "json"))
      g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
                   /* Translators: the name of a parameter, then what it may be. */
                   _ ("“%s” has to be %s."), "format", "json, csv");
    return g_str_equal (parameter, "csv") || g_str_equal (parameter, "json");
  }

  items = parse_list (accept);
  for (GSList *item = items; item != NULL; item = item->next) {
    if (is_type (item->data, "text/csv"))
      *format = FORE_FORMAT_CSV;
    else if (!is_type (item->data, FORE_TYPE_JSON) && !is_type (item->data, "*/*"))
      continue;
    break;
  }
  soup_header_free_list (items);
  return TRUE;
}

/**
 * fore_negotiation_get_type:
 * @format: one that was chosen
 *
 * Returns: its media type
 */
const char *
fore_negotiation_get_type (ForeFormat format)
{
  return format == FORE_FORMAT_CSV ? FORE_TYPE_CSV : FORE_TYPE_JSON;
}

/**
 * fore_negotiation_allows_gzip:
 * @accept_encoding: (nullable): the header `Accept-Encoding`
 *
 * Returns: whether the client names gzip among what it can unpack
 */
gboolean
fore_negotiation_allows_gzip (const char *accept_encoding)
{
  GSList *items = parse_list (accept_encoding);
  gboolean is_allowed = FALSE;

  for (GSList *item = items; item != NULL && !is_allowed; item = item->next)
    is_allowed = is_type (item->data, "gzip");
  soup_header_free_list (items);
  return is_allowed;
}

/**
 * fore_negotiation_matches:
 * @if_none_match: (nullable): the header `If-None-Match`
 * @etag: the tag of the answer as it would be now, with its quotes
 *
 * Returns: whether the client has that answer already (RFC 9110, 13.1.2)
 */
gboolean
fore_negotiation_matches (const char *if_none_match, const char *etag)
{
  GSList *items;
  gboolean is_match = FALSE;

  if (if_none_match == NULL)
    return FALSE;
  items = soup_header_parse_list (if_none_match);
  for (GSList *item = items; item != NULL && !is_match; item = item->next) {
    const char *tag = item->data;

    is_match = g_str_equal (tag, "*") ||
               g_str_equal (g_str_has_prefix (tag, "W/") ? tag + 2 : tag, etag);
  }
  soup_header_free_list (items);
  return is_match;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-page.h"

#include "fore-negotiation.h"

/**
 * fore_page_new:
 * @request: a request for a list
 * @kind: of its rows
 * @error: %FORE_ERROR_INVALID_ARGUMENT, with a message that names the parameter
 *
 * Returns: (transfer full): an empty page
 */
ForePage *
fore_page_new (ForeRequest *request, ForeReportKind kind, GError **error)
{
  ForeParameters *parameters = fore_parameters_parse_page (request->query, error);
  ForePage *page;

  if (parameters == NULL)
    return NULL;
  page = g_new0 (ForePage, 1);
  page->parameters = parameters;
  page->report = fore_report_new (kind, request->format);
  return page;
}

void
fore_page_free (ForePage *page)
{
  fore_parameters_free (page->parameters);
  fore_report_free (page->report);
  g_free (page->last);
  g_free (page);
}

/**
 * fore_page_place:
 * @page: a page of a list that is ordered by a number and two texts
 * @number: of a row
 * @first: likewise
 * @second: likewise
 *
 * To be asked row by row. A row that belongs here is to be added.
 *
 * Returns: whether it belongs here
 */
ForePlace
fore_page_place (ForePage *page, gint64 number, const char *first, const char *second)
{
  const ForeCursor *cursor = page->parameters->cursor;

  if (cursor != NULL &&
      (number < cursor->number ||
       (number == cursor->number && !fore_cursor_is_before (cursor, first, second))))
    return FORE_PLACE_BEFORE;
  if (page->n == page->parameters->limit) {
    page->has_next = TRUE;
    return FORE_PLACE_AFTER;
  }
  page->n++;
  if (page->n == page->parameters->limit)
    page->last = fore_cursor_write (number, first, second);
  return FORE_PLACE_HERE;
}

/**
 * fore_page_is_over:
 * @page: a page
 * @is_read: whether the store told all its rows
 * @error: (inout): what stopped it
 *
 * Returns: whether the page is complete, read to the end or full
 */
gboolean
fore_page_is_over (ForePage *page, gboolean is_read, GError **error)
{
  if (!is_read && page->has_next)
    g_clear_error (error);
  return is_read || page->has_next;
}

static char *
write_link (ForePage *page, ForeRequest *request)
{
  g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name, value;
  g_autofree char *text = NULL;

  if (request->query != NULL) {
    g_hash_table_iter_init (&iter, request->query);
    while (g_hash_table_iter_next (&iter, &name, &value))
      g_hash_table_insert (query, name, value);
  }
  g_hash_table_insert (query, (gpointer) "cursor", page->last);
  text = soup_form_encode_hash (query);
  return g_strdup_printf ("<%s?%s>; rel=\"next\"", request->route->pattern, text);
}

/**
 * fore_page_end:
 * @page: a page with its rows
 * @request: its request
 *
 * Returns: (transfer full): the answer
 */
ForeReply *
fore_page_end (ForePage *page, ForeRequest *request)
{
  ForeReply *reply = fore_reply_new (SOUP_STATUS_OK, fore_negotiation_get_type (request->format),
                                     fore_report_end (page->report));

  if (page->has_next)
    reply->link = write_link (page, request);
  return reply;
}

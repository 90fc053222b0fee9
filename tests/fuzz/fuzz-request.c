/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request of any bytes: what it asks for on the first line, the value of any header on the
 * second, and after them the form that it sends. Whatever they are, each is read or refused in
 * words, and in the same way however the form arrives. */
#include "fuzz-target.h"

#include <libsoup/soup.h>
#include <string.h>

#include "fore-access.h"
#include "fore-error.h"
#include "fore-multipart.h"
#include "fore-negotiation.h"
#include "fore-parameters.h"
#include "fore-routes.h"
#include "fore-upload-options.h"

/* Longer inputs find nothing that shorter ones do not. */
#define LONGEST_INPUT ((size_t) 16 * 1024)

#define BOUNDARY "b0und"

static void
check_refused (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_assert_true (*error->message != '\0' && g_utf8_validate (error->message, -1, NULL));
}

static void
check_cursor (const ForeCursor *cursor)
{
  g_autofree char *text = fore_cursor_write (cursor->number, cursor->first, cursor->second);
  g_autoptr (ForeCursor) again = fore_cursor_read (text, NULL);

  g_assert_nonnull (again);
  g_assert_cmpint (again->number, ==, cursor->number);
  g_assert_cmpstr (again->first, ==, cursor->first);
  g_assert_cmpstr (again->second, ==, cursor->second);
}

static void
check_parameters (const ForeParameters *parameters)
{
  const char *texts[] = { parameters->category, parameters->product, parameters->batch };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (texts[i] == NULL || g_utf8_validate (texts[i], -1, NULL));
  g_assert_true (parameters->start_date == FORE_DAY_NONE || parameters->end_date == FORE_DAY_NONE ||
                 parameters->start_date <= parameters->end_date);
  if (parameters->cursor != NULL)
    check_cursor (parameters->cursor);
}

static void
read_query (GHashTable *query)
{
  g_autoptr (GError) error = NULL, page_error = NULL, options_error = NULL;
  ForeParameters *parameters = fore_parameters_parse (query, &error);
  ForeParameters *page = fore_parameters_parse_page (query, &page_error);
  gboolean is_dry;
  g_autoptr (ForeImportOptions)
      options = fore_upload_options_parse (query, &is_dry, &options_error);

  if (parameters != NULL) {
    check_parameters (parameters);
    g_assert_true (parameters->limit == -1 || parameters->limit >= 1);
  } else {
    check_refused (error);
    g_assert_null (page);
  }
  if (page != NULL) {
    check_parameters (page);
    g_assert_true (page->limit >= 1 && page->limit <= 1000);
  } else {
    check_refused (page_error);
  }
  if (options == NULL)
    check_refused (options_error);
  fore_parameters_free (parameters);
  fore_parameters_free (page);
}

static void
read_target (const char *target)
{
  const char *mark = strchr (target, '?');
  g_autofree char *path = mark != NULL ? g_strndup (target, (gsize) (mark - target))
                                       : g_strdup (target);
  gsize n_routes;
  const ForeRoute *routes = fore_routes_get (&n_routes);

  for (gsize i = 0; i < n_routes; i++) {
    gboolean is_match;
    g_autofree char *argument = fore_route_match (routes[i].pattern, path, &is_match);

    g_assert_true (argument == NULL || (is_match && g_utf8_validate (argument, -1, NULL)));
  }
  if (mark != NULL) {
    g_autoptr (GHashTable) query = soup_form_decode (mark + 1);

    read_query (query);
  }
}

/* Nobody is let in under a name that only looks like one of this machine. */
static void
check_names (const char *value)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]", "::1" };
  gboolean is_ours = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length = strlen (names[i]);

    is_ours |= g_ascii_strncasecmp (value, names[i], length) == 0 &&
               strspn (value + length, ".:0123456789") == strlen (value + length);
  }
  g_assert_true (is_ours || !fore_access_allows_host (value, "127.0.0.1"));
  if (fore_access_allows_origin (value, "127.0.0.1", 5000))
    g_assert_true (g_str_has_prefix (value, "http://") && g_str_has_suffix (value, "5000"));
  g_assert_false (fore_access_allows_token (value, "a token that is not in the corpus"));
}

static void
read_header (const char *value)
{
  ForeFormat format;
  g_autoptr (GError) error = NULL;

  check_names (value);
  fore_negotiation_names (value, FORE_TYPE_PROBLEM);
  fore_negotiation_allows_gzip (value);
  fore_negotiation_matches (value, "\"1-2.3.4\"");
  g_assert_true (fore_negotiation_choose_format (NULL, value, &format, NULL));
  g_assert_true (format == FORE_FORMAT_JSON || format == FORE_FORMAT_CSV);
  if (!fore_negotiation_choose_format (value, NULL, &format, &error))
    check_refused (error);
}

/* What a form says: name, file name and content of each part, and how it ends. */
static char *
read_form (const char *bytes, gsize length, gsize n_at_once)
{
  g_autoptr (GInputStream)
      memory = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GInputStream) stream = g_buffered_input_stream_new_sized (memory, n_at_once);
  g_autoptr (ForeMultipart) form = fore_multipart_new (stream, BOUNDARY);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char buffer[97];

  for (guint n_parts = 0;; n_parts++) {
    g_autofree char *name = NULL, *filename = NULL;
    gssize n;

    g_assert_cmpuint (n_parts, <=, length);
    if (!fore_multipart_next_part (form, &name, &filename, NULL, &error) || name == NULL)
      break;
    g_string_append_printf (told, "<%s|%s>", name, filename != NULL ? filename : "");
    while ((n = g_input_stream_read (G_INPUT_STREAM (form), buffer, MIN (n_at_once, sizeof buffer),
                                     NULL, &error)) > 0)
      g_string_append_len (told, buffer, n);
    if (n < 0)
      break;
    g_assert_cmpuint (told->len, <=, 64 * (length + 1));
  }
  if (error != NULL)
    g_string_append (told, error->message);
  return g_base64_encode ((const guchar *) told->str, told->len);
}

static void
read_body (const char *bytes, gsize length)
{
  g_autofree char *whole = read_form (bytes, length, 4096);
  g_autofree char *torn = read_form (bytes, length, 1 + length % 7);

  g_assert_cmpstr (whole, ==, torn);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const char *end = (const char *) data + size;
  char *header = strchr (text, '\n');
  char *body = header != NULL ? strchr (header + 1, '\n') : NULL;

  if (size > LONGEST_INPUT)
    return 0;
  if (body != NULL) {
    const char *start = (const char *) data + (body + 1 - text);

    *body = '\0';
    read_body (start, (gsize) (end - start));
  }
  if (header != NULL) {
    *header = '\0';
    read_header (header + 1);
  }
  read_target (text);

  return 0;
}

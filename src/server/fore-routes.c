/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-routes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-upload-handler.h"

static const ForeRoute routes[] = {
  /* What old clients know */
  { "/health", "GET", FORE_ROUTE_FREE, fore_route_health },
  { "/upload", "POST", FORE_ROUTE_UPLOAD, fore_upload_answer },
  { "/metadata", "GET", FORE_ROUTE_PLAIN, fore_route_metadata },
  { "/invoice-data", "GET", FORE_ROUTE_PLAIN, fore_route_invoice_data },
  { "/forecast-data", "GET", FORE_ROUTE_PLAIN, fore_route_forecast_data },
  /* What describes it all */
  { "/openapi.json", "GET", FORE_ROUTE_PLAIN, fore_route_description },
  { "/docs", "GET", FORE_ROUTE_FREE, fore_route_page },
  { "/docs/page.js", "GET", FORE_ROUTE_FREE, fore_route_page_script },
  { "/docs/page.css", "GET", FORE_ROUTE_FREE, fore_route_page_style },
  /* The versioned API */
  { "/api/v1/uploads", "GET", FORE_ROUTE_PLAIN, fore_route_uploads },
  { "/api/v1/uploads", "POST", FORE_ROUTE_UPLOAD, fore_upload_answer },
  { "/api/v1/uploads/{batch}", "GET", FORE_ROUTE_PLAIN, fore_route_upload },
  { "/api/v1/uploads/{batch}", "DELETE", FORE_ROUTE_PLAIN, fore_route_undo },
  { "/api/v1/uploads/{batch}/rejects", "GET", FORE_ROUTE_PLAIN, fore_route_rejects },
  { "/api/v1/invoices", "GET", FORE_ROUTE_PLAIN, fore_route_invoices },
  { "/api/v1/invoices/versions", "GET", FORE_ROUTE_PLAIN, fore_route_versions },
  { "/api/v1/forecasts", "GET", FORE_ROUTE_PLAIN, fore_route_forecasts },
  { "/api/v1/forecasts", "POST", FORE_ROUTE_TAKES_BODY, fore_route_train },
  { "/api/v1/jobs", "GET", FORE_ROUTE_PLAIN, fore_route_jobs },
  { "/api/v1/jobs/events", "GET", FORE_ROUTE_PLAIN, fore_route_job_events },
  { "/api/v1/jobs/{id}", "GET", FORE_ROUTE_PLAIN, fore_route_job },
  { "/api/v1/categories", "GET", FORE_ROUTE_PLAIN, fore_route_categories },
  { "/api/v1/categories/{category}/chart.svg", "GET", FORE_ROUTE_PLAIN, fore_route_chart },
  { "/api/v1/categories/{category}/chart.png", "GET", FORE_ROUTE_PLAIN, fore_route_chart },
  { "/api/v1/accuracy", "GET", FORE_ROUTE_PLAIN, fore_route_accuracy },
  { "/api/v1/backtest", "GET", FORE_ROUTE_PLAIN, fore_route_backtest },
  { "/api/v1/explain", "GET", FORE_ROUTE_PLAIN, fore_route_explain },
};

/**
 * fore_routes_get:
 * @n_routes: (out): how many
 *
 * Returns: (array length=n_routes): all that the server knows; the first that matches counts
 */
const ForeRoute *
fore_routes_get (gsize *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

/**
 * fore_route_match:
 * @pattern: of a route
 * @path: of a request, with its escapes
 * @is_match: (out): whether it is one for the route
 *
 * Returns: (transfer full) (nullable): what stands for the segment in braces
 */
char *
fore_route_match (const char *pattern, const char *path, gboolean *is_match)
{
  const char *open = strchr (pattern, '{');
  gsize n_before, n_after, length = strlen (path);
  const char *after;
  g_autofree char *text = NULL;

  *is_match = FALSE;
  if (open == NULL) {
    *is_match = g_str_equal (pattern, path);
    return NULL;
  }
  after = strchr (open, '}') + 1;
  n_before = (gsize) (open - pattern);
  n_after = strlen (after);
  if (length <= n_before + n_after || strncmp (path, pattern, n_before) != 0 ||
      !g_str_has_suffix (path, after))
    return NULL;

  text = g_strndup (path + n_before, length - n_before - n_after);
  if (strchr (text, '/') != NULL)
    return NULL;
  {
    char *argument = g_uri_unescape_string (text, NULL);

    *is_match = argument != NULL && g_utf8_validate (argument, -1, NULL);
    if (!*is_match)
      g_clear_pointer (&argument, g_free);
    return argument;
  }
}

/**
 * fore_routes_find:
 * @request: a request
 * @path: its path, with its escapes
 * @method: its method
 *
 * Gives it its route, or the first one of its path when none knows the method, or none.
 */
void
fore_routes_find (ForeRequest *request, const char *path, const char *method)
{
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    gboolean is_match;
    g_autofree char *argument = fore_route_match (routes[i].pattern, path, &is_match);

    if (!is_match || (request->route != NULL && !g_str_equal (routes[i].method, method)))
      continue;
    if (request->route == NULL || g_str_equal (routes[i].method, method)) {
      request->route = &routes[i];
      g_free (request->argument);
      request->argument = g_steal_pointer (&argument);
    }
    if (g_str_equal (routes[i].method, method))
      return;
  }
}

/**
 * fore_routes_answer_other_method:
 * @request: a request with a route
 * @method: a method that its path does not know
 *
 * Answers with those that it knows.
 */
void
fore_routes_answer_other_method (ForeRequest *request, const char *method)
{
  g_autoptr (GString) allow = g_string_new (NULL);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (routes[i].pattern, request->route->pattern))
      g_string_append_printf (allow, "%s, ", routes[i].method);
  g_string_append (allow, "OPTIONS");
  fore_request_set_header (request, "Allow", allow->str);
  if (g_str_equal (method, "OPTIONS"))
    fore_answer_bytes (request, SOUP_STATUS_NO_CONTENT, NULL, nothing);
  else
    fore_answer_error (request, SOUP_STATUS_METHOD_NOT_ALLOWED,
                       _ ("This address does not support the method."));
}

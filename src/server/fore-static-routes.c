/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that never change. */

#include "fore-routes.h"

#include "fore-server-resources.h"

#define RESOURCES "/io/github/foretell/Foretell/server/"

static void
answer_resource (ForeRequest *request, const char *name, const char *type)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (fore_server_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  fore_answer_bytes (request, SOUP_STATUS_OK, type, bytes);
}

void
fore_route_health (ForeRequest *request)
{
  static const char body[] = "{\"status\":\"ok\"}\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, sizeof body - 1);

  fore_answer_bytes (request, SOUP_STATUS_OK, "application/json", bytes);
}

void
fore_route_description (ForeRequest *request)
{
  answer_resource (request, "openapi.json", "application/json");
}

/* The page may load nothing from elsewhere and be shown inside no other. */
void
fore_route_page (ForeRequest *request)
{
  fore_request_set_header (request, "Content-Security-Policy",
                           "default-src 'none'; script-src 'self'; style-src 'self'; "
                           "connect-src 'self'; img-src blob:; base-uri 'none'; "
                           "form-action 'none'; frame-ancestors 'none'");
  fore_request_set_header (request, "Referrer-Policy", "no-referrer");
  answer_resource (request, "page.html", "text/html; charset=utf-8");
}

void
fore_route_page_script (ForeRequest *request)
{
  answer_resource (request, "page.js", "text/javascript; charset=utf-8");
}

void
fore_route_page_style (ForeRequest *request)
{
  answer_resource (request, "page.css", "text/css; charset=utf-8");
}

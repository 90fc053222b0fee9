/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-routes.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
test_match (void)
{
  static const struct {
    const char *pattern;
    const char *path;
    const char *argument; /* "-" for no match, NULL for one without */
  } cases[] = {
    { "/health", "/health", NULL },
    { "/health", "/health/", "-" },
    { "/health", "/Health", "-" },
    { "/health", "/%68ealth", "-" },
    { "/a/{x}", "/a/b", "b" },
    { "/a/{x}", "/a/", "-" },
    { "/a/{x}", "/a/b/c", "-" },
    { "/a/{x}", "/a/b%2Fc%20d", "b/c d" },
    { "/a/{x}", "/a/M%C3%B6bel", "Möbel" },
    { "/a/{x}", "/a/%ff", "-" },
    { "/a/{x}", "/a/b%00c", "-" },
    { "/a/{x}", "/a/%2", "-" },
    { "/a/{x}", "/b/c", "-" },
    { "/a/{x}/end.svg", "/a/b/end.svg", "b" },
    { "/a/{x}/end.svg", "/a//end.svg", "-" },
    { "/a/{x}/end.svg", "/a/end.svg", "-" },
    { "/a/{x}/end.svg", "/a/b/c/end.svg", "-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean is_match;
    g_autofree char *argument = fore_route_match (cases[i].pattern, cases[i].path, &is_match);

    g_assert_cmpint (is_match, ==, g_strcmp0 (cases[i].argument, "-") != 0);
    if (is_match)
      g_assert_cmpstr (argument, ==, cases[i].argument);
  }
}

static JsonParser *
load_description (void)
{
  JsonParser *parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
      "/io/github/foretell/Foretell/server/openapi.json", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return parser;
}

/* Every route is described, and nothing else is. */
static void
test_description (void)
{
  g_autoptr (JsonParser) parser = load_description ();
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  JsonObject *paths = json_object_get_object_member (root, "paths");
  gsize n_routes, n_described = 0;
  const ForeRoute *routes = fore_routes_get (&n_routes);
  JsonObjectIter iter;
  JsonNode *item;

  g_assert_cmpstr (json_object_get_string_member (root, "openapi"), ==, "3.1.0");
  for (gsize i = 0; i < n_routes; i++) {
    g_autofree char *method = g_ascii_strdown (routes[i].method, -1);
    JsonObject *operation;

    g_test_message ("%s %s", routes[i].method, routes[i].pattern);
    g_assert_true (json_object_has_member (paths, routes[i].pattern));
    operation = json_object_get_object_member (
        json_object_get_object_member (paths, routes[i].pattern), method);
    g_assert_nonnull (operation);
    g_assert_true (json_object_has_member (operation, "summary"));
    g_assert_true (json_object_has_member (operation, "operationId"));
    g_assert_cmpint (json_object_has_member (operation, "requestBody"), ==,
                     (routes[i].flags & (FORE_ROUTE_UPLOAD | FORE_ROUTE_TAKES_BODY)) != 0);
    g_assert_cmpint (json_object_has_member (operation, "security"), ==,
                     (routes[i].flags & FORE_ROUTE_FREE) != 0);
  }
  json_object_iter_init (&iter, paths);
  while (json_object_iter_next (&iter, NULL, &item))
    n_described += json_object_get_size (json_node_get_object (item));
  g_assert_cmpuint (n_described, ==, n_routes);
}

static JsonNode *
resolve (JsonObject *root, const char *reference)
{
  g_auto (GStrv) steps = NULL;
  JsonNode *node = NULL;

  g_assert_true (g_str_has_prefix (reference, "#/"));
  steps = g_strsplit (reference + 2, "/", -1);
  for (char **step = steps; *step != NULL; step++) {
    JsonObject *object = node != NULL ? json_node_get_object (node) : root;

    node = json_object_get_member (object, *step);
    if (node == NULL)
      return NULL;
  }
  return node;
}

static void
check_references (JsonObject *root, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++)
      check_references (root, json_array_get_element (array, i));
  } else if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char *name;
    JsonNode *member;

    json_object_iter_init (&iter, json_node_get_object (node));
    while (json_object_iter_next (&iter, &name, &member)) {
      if (g_str_equal (name, "$ref")) {
        g_test_message ("%s", json_node_get_string (member));
        g_assert_nonnull (resolve (root, json_node_get_string (member)));
      } else {
        check_references (root, member);
      }
    }
  }
}

static void
test_references (void)
{
  g_autoptr (JsonParser) parser = load_description ();
  JsonNode *root = json_parser_get_root (parser);

  check_references (json_node_get_object (root), root);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/match", test_match);
  g_test_add_func ("/routes/description", test_description);
  g_test_add_func ("/routes/references", test_references);
  return g_test_run ();
}

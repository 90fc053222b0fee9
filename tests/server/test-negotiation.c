/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-negotiation.h"

#include <string.h>

#include "fore-error.h"

static ForeFormat
choose (const char *parameter, const char *accept)
{
  ForeFormat format;
  g_autoptr (GError) error = NULL;

  g_assert_true (fore_negotiation_choose_format (parameter, accept, &format, &error));
  g_assert_no_error (error);
  return format;
}

static void
test_format (void)
{
  static const char *const json[] = { NULL,
                                      "",
                                      "*/*",
                                      "application/json",
                                      "text/html,application/xhtml+xml,*/*;q=0.8",
                                      "text/csv;q=0.5, application/json",
                                      "text/csv;q=0",
                                      "text/csvx",
                                      ";;;,,," };
  static const char *const csv[] = { "text/csv", "TEXT/CSV; charset=utf-8", "text/csv, */*;q=0.1",
                                     "application/json;q=0.2, text/csv" };
  g_autoptr (GError) error = NULL;
  ForeFormat format;

  for (gsize i = 0; i < G_N_ELEMENTS (json); i++)
    g_assert_cmpint (choose (NULL, json[i]), ==, FORE_FORMAT_JSON);
  for (gsize i = 0; i < G_N_ELEMENTS (csv); i++)
    g_assert_cmpint (choose (NULL, csv[i]), ==, FORE_FORMAT_CSV);
  g_assert_cmpint (choose ("csv", "application/json"), ==, FORE_FORMAT_CSV);
  g_assert_cmpint (choose ("json", "text/csv"), ==, FORE_FORMAT_JSON);
  g_assert_false (fore_negotiation_choose_format ("xml", NULL, &format, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "format"));
}

static void
test_names (void)
{
  g_assert_true (fore_negotiation_names ("application/problem+json", FORE_TYPE_PROBLEM));
  g_assert_true (fore_negotiation_names ("*/*, application/problem+json;q=0.1", FORE_TYPE_PROBLEM));
  g_assert_false (fore_negotiation_names ("application/problem+json;q=0", FORE_TYPE_PROBLEM));
  g_assert_false (fore_negotiation_names ("*/*", FORE_TYPE_PROBLEM));
  g_assert_false (fore_negotiation_names (NULL, FORE_TYPE_PROBLEM));
}

static void
test_gzip (void)
{
  g_assert_true (fore_negotiation_allows_gzip ("gzip, deflate, br"));
  g_assert_true (fore_negotiation_allows_gzip ("br;q=1.0, gzip;q=0.8, *;q=0.1"));
  g_assert_false (fore_negotiation_allows_gzip ("gzip;q=0, *"));
  g_assert_false (fore_negotiation_allows_gzip ("identity"));
  g_assert_false (fore_negotiation_allows_gzip ("xgzip"));
  g_assert_false (fore_negotiation_allows_gzip (NULL));
}

static void
test_tag (void)
{
  g_assert_true (fore_negotiation_matches ("\"a-1.2.3\"", "\"a-1.2.3\""));
  g_assert_true (fore_negotiation_matches ("\"x\", W/\"a-1.2.3\"", "\"a-1.2.3\""));
  g_assert_true (fore_negotiation_matches ("*", "\"a-1.2.3\""));
  g_assert_false (fore_negotiation_matches ("a-1.2.3", "\"a-1.2.3\""));
  g_assert_false (fore_negotiation_matches ("\"a-1.2.30\"", "\"a-1.2.3\""));
  g_assert_false (fore_negotiation_matches ("", "\"a-1.2.3\""));
  g_assert_false (fore_negotiation_matches (NULL, "\"a-1.2.3\""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/negotiation/format", test_format);
  g_test_add_func ("/negotiation/names", test_names);
  g_test_add_func ("/negotiation/gzip", test_gzip);
  g_test_add_func ("/negotiation/tag", test_tag);
  return g_test_run ();
}

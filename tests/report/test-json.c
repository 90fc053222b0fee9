/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-json.h"

#include <float.h>
#include <math.h>

static void
assert_string (const char *text, const char *expected)
{
  g_autoptr (GString) json = g_string_new (NULL);

  fore_json_append_string (json, text);
  g_assert_cmpstr (json->str, ==, expected);
}

static void
test_string (void)
{
  assert_string (NULL, "null");
  assert_string ("", "\"\"");
  assert_string ("Toys & Games", "\"Toys & Games\"");
  assert_string ("tab\tand\"quote\\", "\"tab\\tand\\\"quote\\\\\"");
  assert_string ("two\r\nlines", "\"two\\r\\nlines\"");
  assert_string ("\x01\x7f", "\"\\u0001\\u007f\"");
  assert_string ("Umsätze", "\"Umsätze\"");
  assert_string ("bad\xff", "\"bad\xef\xbf\xbd\"");
}

static void
assert_double (double value, const char *expected)
{
  g_autoptr (GString) json = g_string_new (NULL);

  fore_json_append_double (json, value);
  g_assert_cmpstr (json->str, ==, expected);
}

static void
test_double (void)
{
  assert_double (0.0, "0");
  assert_double (1000.0, "1000");
  assert_double (0.1, "0.1");
  assert_double (-1.5, "-1.5");
  assert_double (0.1 + 0.2, "0.30000000000000004");
  assert_double (1.0 / 3.0, "0.3333333333333333");
  assert_double (NAN, "null");
  assert_double (-INFINITY, "null");
}

/* Whatever the double, what is written reads back as the same one. */
static void
test_double_round_trip (void)
{
  static const double edges[] = { DBL_MAX, DBL_MIN, DBL_EPSILON, 5e-324, 9007199254740993.0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (gsize i = 0; i < 2000; i++) {
    g_autoptr (GString) json = g_string_new (NULL);
    double value = i < G_N_ELEMENTS (edges)
                       ? edges[i]
                       : ldexp (g_rand_double (random) - 0.5, g_rand_int_range (random, -900, 900));

    fore_json_append_double (json, value);
    g_assert_cmpfloat (g_ascii_strtod (json->str, NULL), ==, value);
  }
}

static void
test_cents (void)
{
  g_autoptr (GString) json = g_string_new ("[");

  fore_json_append_cents (json, 150050);
  g_string_append_c (json, ',');
  fore_json_append_cents (json, -7);
  g_assert_cmpstr (json->str, ==, "[1500.50,-0.07");
}

static void
test_variant (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_parsed (
      "{'method': <'ETS(A,N,A)'>, 'order': <[1, 0, 1]>, 'alpha': <0.25>, 'none': <@ad []>, "
      "'flag': <true>, 'days': <['2026-01-01']>, 'parts': <[{'period': <7.5>, 'big': <@x 5>}]>}"));

  fore_json_append_variant (json, value);
  g_assert_cmpstr (json->str, ==,
                   "{\"method\":\"ETS(A,N,A)\",\"order\":[1,0,1],\"alpha\":0.25,\"none\":[],"
                   "\"flag\":true,\"days\":[\"2026-01-01\"],"
                   "\"parts\":[{\"period\":7.5,\"big\":5}]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/string", test_string);
  g_test_add_func ("/json/double", test_double);
  g_test_add_func ("/json/double-round-trip", test_double_round_trip);
  g_test_add_func ("/json/cents", test_cents);
  g_test_add_func ("/json/variant", test_variant);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-cursor.h"

#include <string.h>

#include "fore-error.h"

static void
test_round_trip (void)
{
  static const struct {
    gint64 number;
    const char *first;
    const char *second;
  } places[] = { { 0, "", "" },
                 { G_MININT64, "Toys & Games", "Möbel/Büro+" },
                 { G_MAXINT64, "\"\\\n", "?>?>?>~~~" },
                 { 20454, "Electronics", "P001" } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *text = fore_cursor_write (places[i].number, places[i].first, places[i].second);
    g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeCursor) cursor = fore_cursor_read (text, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (escaped, ==, text);
    g_assert_cmpint (cursor->number, ==, places[i].number);
    g_assert_cmpstr (cursor->first, ==, places[i].first);
    g_assert_cmpstr (cursor->second, ==, places[i].second);
  }
}

static void
test_garbage (void)
{
  static const char *const texts[] = { "x", "....", "AAAA", "%00", "nksAAAAAAABF", "ÄÖÜ", "1" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (fore_cursor_read (texts[i], &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull (strstr (error->message, "cursor"));
  }
  /* Whatever is sent is a place or an error. */
  for (int i = 0; i < 20000; i++) {
    char text[64];
    int length = g_rand_int_range (rand, 1, sizeof text);
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeCursor) cursor = NULL;

    for (int k = 0; k < length - 1; k++)
      text[k] =
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."[g_rand_int_range (
              rand, 0, 65)];
    text[length - 1] = '\0';
    cursor = fore_cursor_read (text, &error);
    g_assert_true ((cursor == NULL) == (error != NULL));
  }
}

static void
test_order (void)
{
  const ForeCursor cursor = { 0, (char *) "b", (char *) "m" };

  g_assert_true (fore_cursor_is_before (&cursor, "b", "n"));
  g_assert_true (fore_cursor_is_before (&cursor, "c", "a"));
  g_assert_false (fore_cursor_is_before (&cursor, "b", "m"));
  g_assert_false (fore_cursor_is_before (&cursor, "b", "l"));
  g_assert_false (fore_cursor_is_before (&cursor, "a", "z"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cursor/round-trip", test_round_trip);
  g_test_add_func ("/cursor/garbage", test_garbage);
  g_test_add_func ("/cursor/order", test_order);
  return g_test_run ();
}

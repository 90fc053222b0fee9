/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-readable.h"

static void
assert_readable (const char *text, gssize length, gsize most, const char *expected)
{
  g_autofree char *readable = fore_readable_text (text, length, most);

  g_assert_cmpstr (readable, ==, expected);
}

static void
test_text (void)
{
  assert_readable ("", -1, 9, "");
  assert_readable ("Bücher", -1, 6, "Bücher");
  assert_readable ("a\x1b[31m\nb\tc\x7f\xc2\x9b", -1, 99, "a [31m b c  ");
  assert_readable ("a\xff\xc3", -1, 99, "a\xef\xbf\xbd\xef\xbf\xbd");
  assert_readable ("abcdef", 3, 99, "abc");
}

static void
test_cut (void)
{
  assert_readable ("abcdef", -1, 6, "abcdef");
  assert_readable ("abcdefg", -1, 6, "abcdef…");
  assert_readable ("😀😀😀", -1, 2, "😀😀…");
  assert_readable ("😀😀", -1, 2, "😀😀");
  assert_readable ("😀😀", -1, 0, "…");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readable/text", test_text);
  g_test_add_func ("/readable/cut", test_cut);

  return g_test_run ();
}

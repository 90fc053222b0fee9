/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-names.h"

static void
test_intern (void)
{
  g_autoptr (ForeNames) names = fore_names_new ();

  for (int round = 0; round < 2; round++) {
    for (guint32 i = 0; i < 5000; i++) {
      g_autofree char *text = g_strdup_printf ("P%04u", i);

      g_assert_cmpuint (fore_names_intern (names, text, 5), ==, i);
    }
  }
  g_assert_cmpuint (fore_names_count (names), ==, 5000);
  g_assert_cmpstr (fore_names_get (names, 42), ==, "P0042");
  g_assert_cmpuint (fore_names_intern (names, "P0042 and more", 5), ==, 42);
  g_assert_cmpuint (fore_names_intern (names, "", 0), ==, 5000);
  g_assert_cmpuint (fore_names_intern (names, "p0042", 5), ==, 5001);
  g_assert_cmpuint (fore_names_get_size (names), <, 5002 * 64);

  fore_names_close (names);
  g_assert_cmpuint (fore_names_count (names), ==, 5002);
  g_assert_cmpstr (fore_names_get (names, 42), ==, "P0042");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/intern", test_intern);
  return g_test_run ();
}

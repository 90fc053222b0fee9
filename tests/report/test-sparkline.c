/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sparkline.h"

#include <math.h>

static void
check (const double *values, gsize n, gsize width, const char *expected)
{
  g_autofree char *line = fore_sparkline (values, n, width);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_lines (void)
{
  static const double rising[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  static const double returns[] = { -7, 0, 7 };
  static const double gaps[] = { 7, NAN, 3.5, 3.5 };
  static const double zeros[] = { 0, 0, 0 };

  check (rising, 8, 8, "▁▂▃▄▅▆▇█");
  check (rising, 8, 100, "▁▂▃▄▅▆▇█");
  check (rising, 8, 2, "▃█");
  check (returns, 3, 3, "▁▅█");
  check (gaps, 4, 2, "██");
  check (zeros, 3, 3, "▁▁▁");
  check (NULL, 0, 10, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sparkline/lines", test_lines);
  return g_test_run ();
}

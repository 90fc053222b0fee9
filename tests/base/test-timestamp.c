/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-timestamp.h"

static void
test_format (void)
{
  char buffer[FORE_TIMESTAMP_BUFFER];

  g_assert_cmpstr (fore_timestamp_format (0, buffer), ==, "1970-01-01T00:00:00");
  g_assert_cmpstr (fore_timestamp_format (-1, buffer), ==, "1969-12-31T23:59:59");
  g_assert_cmpstr (fore_timestamp_format (1768818600, buffer), ==, "2026-01-19T10:30:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timestamp/format", test_format);
  return g_test_run ();
}

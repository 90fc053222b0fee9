/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>

#include "fore-format.h"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_amounts (void)
{
  assert_text (fore_format_count (46719), "46719");
  assert_text (fore_format_cents (0), "0.00");
  assert_text (fore_format_cents (150050), "1500.50");
  assert_text (fore_format_cents (-5), "−0.05");
  assert_text (fore_format_cents (G_MAXINT64), "92233720368547758.07");
  assert_text (fore_format_cents (G_MININT64), "−92233720368547758.08");
  /* An estimate shows cents only where they matter. */
  assert_text (fore_format_amount (99.5), "99.50");
  assert_text (fore_format_amount (198100.4), "198100");
  assert_text (fore_format_amount (-1234.6), "−1235");
}

static void
test_change (void)
{
  assert_text (fore_format_change (100, 104), "▲ 4 %");
  assert_text (fore_format_change (100, 99), "▼ 1 %");
  assert_text (fore_format_change (100, 100.2), "= 0 %");
  g_assert_null (fore_format_change (0, 10));
  g_assert_null (fore_format_change (-10, 10));
  g_assert_null (fore_format_change (NAN, 10));
}

static void
test_days (void)
{
  assert_text (fore_format_day (20454), "2026-01-01");
  assert_text (fore_format_day (FORE_DAY_NONE), "");
  assert_text (fore_format_time (1767225600), "1 Jan 2026, 00:00");
  g_assert_cmpint (fore_format_parse_day ("2026-01-01"), ==, 20454);
  g_assert_cmpint (fore_format_parse_day ("tomorrow"), ==, FORE_DAY_NONE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/amounts", test_amounts);
  g_test_add_func ("/format/change", test_change);
  g_test_add_func ("/format/days", test_days);
  return g_test_run ();
}

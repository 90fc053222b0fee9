/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-cents.h"

#include <string.h>

static ForeCentsResult
parse (const char *text, ForeCents *cents)
{
  return fore_cents_parse (text, strlen (text), cents);
}

static void
test_parse (void)
{
  static const struct {
    const char *text;
    ForeCents cents;
  } good[] = {
    { "0", 0 },
    { "7", 700 },
    { "7.5", 750 },
    { "-0.07", -7 },
    { "1500.50", 150050 },
    { "+3.25", 325 },
    { ".5", 50 },
    { "5.", 500 },
    { "1.005", 101 },
    { "-1.005", -101 },
    { "1.0049999", 100 },
    { "0.999", 100 },
    { "1.5E+03", 150000 },
    { "9999999999.99", FORE_CENTS_MAX },
    { "-9999999999.99", -FORE_CENTS_MAX },
    { "000000000000000012.30", 1230 },
    { "9999999999.994", FORE_CENTS_MAX },
  };
  static const char *const not_numbers[] = { "",    "-",   ".",    "twelve", "12x5", "1.2.3",
                                             "inf", "nan", "0x10", " 1",     "1 ",   "1,5",
                                             "--1", "1e",  "e5",   "1-",     "+-1" };
  static const char *const too_large[] = { "10000000000.00", "-10000000000.00",
                                           "1e300",          "1e400",
                                           "9999999999.995", "99999999999999999999999" };
  ForeCents cents;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_cmpint (parse (good[i].text, &cents), ==, FORE_CENTS_OK);
    g_assert_cmpint (cents, ==, good[i].cents);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (not_numbers); i++)
    g_assert_cmpint (parse (not_numbers[i], &cents), ==, FORE_CENTS_NOT_A_NUMBER);
  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++)
    g_assert_cmpint (parse (too_large[i], &cents), ==, FORE_CENTS_OUT_OF_RANGE);
}

static void
test_format (void)
{
  char buffer[FORE_CENTS_BUFFER];

  g_assert_cmpstr (fore_cents_format (0, buffer), ==, "0.00");
  g_assert_cmpstr (fore_cents_format (-7, buffer), ==, "-0.07");
  g_assert_cmpstr (fore_cents_format (150050, buffer), ==, "1500.50");
  g_assert_cmpstr (fore_cents_format (FORE_CENTS_MAX, buffer), ==, "9999999999.99");
  g_assert_cmpstr (fore_cents_format (G_MININT64, buffer), ==, "-92233720368547758.08");
}

static void
test_double (void)
{
  g_assert_cmpint (fore_cents_from_double (0.125), ==, 13);
  g_assert_cmpint (fore_cents_from_double (-0.125), ==, -13);
  g_assert_cmpint (fore_cents_from_double (1e300), ==, G_GINT64_CONSTANT (9200000000000000000));
  g_assert_cmpfloat (fore_cents_to_double (100000), ==, 1000.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cents/parse", test_parse);
  g_test_add_func ("/cents/format", test_format);
  g_test_add_func ("/cents/double", test_double);
  return g_test_run ();
}

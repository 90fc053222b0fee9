/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-amount-text.h"

#include <string.h>

#define NOT_A_NUMBER G_MININT64
#define OUT_OF_RANGE G_MAXINT64

static ForeCents
read_amount (const char *text, char decimal_mark)
{
  ForeCents cents = 0;

  switch (fore_amount_text_read (text, strlen (text), decimal_mark, &cents)) {
  case FORE_CENTS_OK: return cents;
  case FORE_CENTS_OUT_OF_RANGE: return OUT_OF_RANGE;
  case FORE_CENTS_NOT_A_NUMBER:
  default: return NOT_A_NUMBER;
  }
}

static const struct {
  const char *text;
  ForeCents with_point;
  ForeCents with_comma;
} readings[] = {
  { "7", 700, 700 },
  { "1500.50", 150050, NOT_A_NUMBER },
  { "1500,50", NOT_A_NUMBER, 150050 },
  { "1,234.56", 123456, NOT_A_NUMBER },
  { "1.234,56", NOT_A_NUMBER, 123456 },
  { "1,234", 123400, 123 },
  { "1.234", 123, 123400 },
  { "0,234", NOT_A_NUMBER, 23 },
  { "12,345,678", 1234567800, NOT_A_NUMBER },
  { "1.234.567", NOT_A_NUMBER, 123456700 },
  { "1 234,56", NOT_A_NUMBER, 123456 },
  { "1\u00a0234.56", 123456, NOT_A_NUMBER },
  { "1\u202f234", 123400, 123400 },
  { "1'234.50", 123450, NOT_A_NUMBER },
  { "€ 12.50", 1250, NOT_A_NUMBER },
  { "12,50 €", NOT_A_NUMBER, 1250 },
  { "$1,234.50", 123450, NOT_A_NUMBER },
  { "-$5", -500, -500 },
  { "$-5", -500, -500 },
  { "USD 5", 500, 500 },
  { "5 EUR", 500, 500 },
  { "£5", 500, 500 },
  { "¥500", 50000, 50000 },
  { "(12.50)", -1250, NOT_A_NUMBER },
  { "($12.50)", -1250, NOT_A_NUMBER },
  { "12.50-", -1250, NOT_A_NUMBER },
  { "\u22125", -500, -500 },
  { "+5", 500, 500 },
  { "\u00a05\u00a0", 500, 500 },
  { "10,000,000,000.00", OUT_OF_RANGE, NOT_A_NUMBER },
  { "+-5", NOT_A_NUMBER, NOT_A_NUMBER },
  { "+5-", NOT_A_NUMBER, NOT_A_NUMBER },
  { "$5 EUR", NOT_A_NUMBER, NOT_A_NUMBER },
  { "twelve", NOT_A_NUMBER, NOT_A_NUMBER },
  { "12x5", NOT_A_NUMBER, NOT_A_NUMBER },
  { "1.2.3", NOT_A_NUMBER, NOT_A_NUMBER },
  { "1,23,456", NOT_A_NUMBER, NOT_A_NUMBER },
  { "1234,567", NOT_A_NUMBER, 123457 },
  { "1,234 567", NOT_A_NUMBER, NOT_A_NUMBER },
  { "1,", NOT_A_NUMBER, 100 },
  { "1,234,", NOT_A_NUMBER, NOT_A_NUMBER },
  { "inf", NOT_A_NUMBER, NOT_A_NUMBER },
  { "--5", NOT_A_NUMBER, NOT_A_NUMBER },
  { "(-5)", NOT_A_NUMBER, NOT_A_NUMBER },
  { "-5-", NOT_A_NUMBER, NOT_A_NUMBER },
  { "$5€", NOT_A_NUMBER, NOT_A_NUMBER },
  { "()", NOT_A_NUMBER, NOT_A_NUMBER },
  { "€", NOT_A_NUMBER, NOT_A_NUMBER },
  { ",", NOT_A_NUMBER, NOT_A_NUMBER },
  { "", NOT_A_NUMBER, NOT_A_NUMBER },
};

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++) {
    g_test_message ("%s", readings[i].text);
    g_assert_cmpint (read_amount (readings[i].text, '.'), ==, readings[i].with_point);
    g_assert_cmpint (read_amount (readings[i].text, ','), ==, readings[i].with_comma);
  }
}

static void
test_long (void)
{
  g_autofree char *digits = g_strnfill (1000, '9');

  g_assert_cmpint (read_amount (digits, '.'), ==, NOT_A_NUMBER);
}

static void
test_missing (void)
{
  static const char *const missing[] = { "",     " ",    "\u00a0", "NA",  "na", "N/A",
                                         "#N/A", "null", "NULL",   "NaN", "-",  " -  " };
  static const char *const not_missing[] = { "0", "none", "--", "NAN1", "x" };

  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    g_assert_true (fore_amount_text_is_missing (missing[i], strlen (missing[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (not_missing); i++)
    g_assert_false (fore_amount_text_is_missing (not_missing[i], strlen (not_missing[i])));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/amount-text/read", test_read);
  g_test_add_func ("/amount-text/long", test_long);
  g_test_add_func ("/amount-text/missing", test_missing);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-cents.h"

#include <math.h>

/* The value in @exponent form of spreadsheets, "1.5E+03": rare, so it may be slow. */
static ForeCentsResult
parse_scientific (const char *text, gsize length, ForeCents *cents)
{
  g_autofree char *copy = g_strndup (text, length);
  char *end = NULL;
  double value = g_ascii_strtod (copy, &end);

  if (end != copy + length || !isfinite (value))
    return isinf (value) && end == copy + length ? FORE_CENTS_OUT_OF_RANGE
                                                 : FORE_CENTS_NOT_A_NUMBER;
  if (fabs (value) * 100.0 >= FORE_CENTS_MAX + 0.5)
    return FORE_CENTS_OUT_OF_RANGE;
  *cents = fore_cents_from_double (value);
  return FORE_CENTS_OK;
}

/**
 * fore_cents_parse:
 * @text: a decimal number: sign, digits, a point and digits; or with an exponent
 * @length: its bytes
 * @cents: (out): the amount; untouched unless %FORE_CENTS_OK
 *
 * More than two decimal places round half away from zero. No blanks, no separators of
 * thousands, no "inf" or hexadecimal digits.
 *
 * Returns: what came of it
 */
ForeCentsResult
fore_cents_parse (const char *text, gsize length, ForeCents *cents)
{
  gsize i = 0;
  gboolean is_negative = FALSE, is_too_large = FALSE, rounds_up = FALSE;
  ForeCents value = 0;
  int n_digits = 0, n_places = -1;

  if (i < length && (text[i] == '-' || text[i] == '+'))
    is_negative = text[i++] == '-';

  for (; i < length; i++) {
    char c = text[i];

    if (c == '.' && n_places < 0) {
      n_places = 0;
    } else if (g_ascii_isdigit (c)) {
      n_digits++;
      if (n_places >= 0)
        n_places++;
      if (n_places <= 2)
        value = value * 10 + (c - '0');
      else if (n_places == 3)
        rounds_up = c >= '5';
      if (value > FORE_CENTS_MAX) {
        is_too_large = TRUE;
        value = FORE_CENTS_MAX;
      }
    } else if ((c == 'e' || c == 'E') && n_digits > 0) {
      return parse_scientific (text, length, cents);
    } else {
      return FORE_CENTS_NOT_A_NUMBER;
    }
  }
  if (n_digits == 0)
    return FORE_CENTS_NOT_A_NUMBER;

  for (int places = MAX (n_places, 0); places < 2; places++)
    value *= 10;
  value += rounds_up;
  if (is_too_large || value > FORE_CENTS_MAX)
    return FORE_CENTS_OUT_OF_RANGE;

  *cents = is_negative ? -value : value;
  return FORE_CENTS_OK;
}

/**
 * fore_cents_format:
 * @cents: an amount
 * @buffer: (out caller-allocates): where to write
 *
 * Returns: the text of the amount inside @buffer, such as "-1500.50"
 */
const char *
fore_cents_format (ForeCents cents, char buffer[FORE_CENTS_BUFFER])
{
  guint64 rest = cents < 0 ? -(guint64) cents : (guint64) cents;
  char *start = buffer + FORE_CENTS_BUFFER - 1;

  *start = '\0';
  for (int n = 0; n < 3 || rest > 0; n++, rest /= 10) {
    if (n == 2)
      *--start = '.';
    *--start = (char) ('0' + rest % 10);
  }
  if (cents < 0)
    *--start = '-';

  return start;
}

/**
 * fore_cents_from_double:
 * @amount: a finite amount
 *
 * Returns: the nearest number of hundredths, halves away from zero, held within 64 bits
 */
ForeCents
fore_cents_from_double (double amount)
{
  double cents = round (amount * 100.0);

  return cents >= 9.2e18    ? G_GINT64_CONSTANT (9200000000000000000)
         : cents <= -9.2e18 ? G_GINT64_CONSTANT (-9200000000000000000)
                            : (ForeCents) cents;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-amount-text.h"

#include <string.h>

/* Longer ones are no amounts. */
#define LONGEST_AMOUNT 64

static const char *const blanks[] = { " ", "\t", "\u00a0", "\u202f", "\u2007" };
static const char *const currencies[] = { "€",   "$",   "£",   "¥",   "₹",   "EUR",
                                          "USD", "GBP", "JPY", "CHF", "SEK", "NOK",
                                          "DKK", "PLN", "CZK", "CAD", "AUD", "INR" };
static const char *const minuses[] = { "-", "\u2212" };
static const char *const pluses[] = { "+" };
static const char *const group_marks[] = { " ", "\u00a0", "\u202f", "\u2009", "'", "\u2019" };

/* A stretch of text that gets shorter from both sides. */
typedef struct {
  const char *start;
  const char *end;
} Span;

static gsize
length_of (const Span *span)
{
  return (gsize) (span->end - span->start);
}

static gboolean
take_front (Span *span, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    gsize length = strlen (words[i]);

    if (length_of (span) >= length && memcmp (span->start, words[i], length) == 0) {
      span->start += length;
      return TRUE;
    }
  }

  return FALSE;
}

static gboolean
take_back (Span *span, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    gsize length = strlen (words[i]);

    if (length_of (span) >= length && memcmp (span->end - length, words[i], length) == 0) {
      span->end -= length;
      return TRUE;
    }
  }

  return FALSE;
}

#define TAKE_FRONT(span, words) take_front (span, words, G_N_ELEMENTS (words))
#define TAKE_BACK(span, words)  take_back (span, words, G_N_ELEMENTS (words))

static void
take_blanks (Span *span)
{
  while (TAKE_FRONT (span, blanks) || TAKE_BACK (span, blanks))
    ;
}

/* Takes away the currency and the sign, in any order and on either side, each once.
 * Returns whether what is left may be digits. */
static gboolean
take_surroundings (Span *span, gboolean *is_negative)
{
  gboolean has_currency = FALSE, has_sign = FALSE;

  *is_negative = FALSE;
  if (length_of (span) > 0 && g_ascii_isdigit (*span->start) && g_ascii_isdigit (span->end[-1]))
    return TRUE; /* as nearly always */
  take_blanks (span);
  if (length_of (span) > 2 && *span->start == '(' && span->end[-1] == ')') {
    span->start++;
    span->end--;
    has_sign = *is_negative = TRUE;
  }
  for (;;) {
    take_blanks (span);
    if (TAKE_FRONT (span, currencies) || TAKE_BACK (span, currencies)) {
      if (has_currency)
        return FALSE;
      has_currency = TRUE;
    } else if (TAKE_FRONT (span, minuses) || TAKE_BACK (span, minuses)) {
      if (has_sign)
        return FALSE;
      has_sign = *is_negative = TRUE;
    } else if (TAKE_FRONT (span, pluses)) {
      if (has_sign)
        return FALSE;
      has_sign = TRUE;
    } else {
      return TRUE;
    }
  }
}

/* Takes the mark between groups of three digits; all are the same in one amount. */
static gboolean
take_group_mark (Span *span, char decimal_mark, const char **mark)
{
  static const char *const other[] = { ".", "," };
  const char *candidate = decimal_mark == '.' ? other[1] : other[0];

  if (*mark != NULL)
    return take_front (span, mark, 1);
  if (take_front (span, &candidate, 1)) {
    *mark = candidate;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (group_marks); i++)
    if (take_front (span, &group_marks[i], 1)) {
      *mark = group_marks[i];
      return TRUE;
    }

  return FALSE;
}

/* Writes the digits before the decimal mark to @plain without their groups. Groups must be
 * whole: "1,234" but neither "1,23" nor "0,234" nor "1234,567". */
static gboolean
take_whole_part (Span *span, char decimal_mark, char *plain, gsize *n_plain)
{
  const char *mark = NULL;
  const char *group = span->start;
  gboolean is_grouped = FALSE;

  for (;;) {
    gsize n;

    while (span->start < span->end && g_ascii_isdigit (*span->start))
      plain[(*n_plain)++] = *span->start++;
    n = (gsize) (span->start - group);
    if (is_grouped && n != 3)
      return FALSE;
    if (span->start == span->end || *span->start == decimal_mark)
      return TRUE;
    if (!is_grouped && (n == 0 || n > 3 || *group == '0'))
      return FALSE;
    if (!take_group_mark (span, decimal_mark, &mark))
      return FALSE;
    is_grouped = TRUE;
    group = span->start;
  }
}

/**
 * fore_amount_text_read:
 * @text: an amount as people and programs write it: "€ 1,234.50", "1 234,50-", "(12.50)"
 * @length: its bytes
 * @decimal_mark: '.' or ',', what stands before its decimal places
 * @cents: (out): the amount; untouched unless %FORE_CENTS_OK
 *
 * Returns: what came of it
 */
ForeCentsResult
fore_amount_text_read (const char *text, gsize length, char decimal_mark, ForeCents *cents)
{
  Span span = { text, text + length };
  char plain[LONGEST_AMOUNT + 2];
  gsize n_plain = 0;
  gboolean is_negative;

  if (length > LONGEST_AMOUNT || !take_surroundings (&span, &is_negative) || length_of (&span) == 0)
    return FORE_CENTS_NOT_A_NUMBER;
  if (is_negative)
    plain[n_plain++] = '-';
  if (!take_whole_part (&span, decimal_mark, plain, &n_plain))
    return FORE_CENTS_NOT_A_NUMBER;
  if (span.start < span.end) {
    plain[n_plain++] = '.';
    for (span.start++; span.start < span.end; span.start++) {
      if (!g_ascii_isdigit (*span.start))
        return FORE_CENTS_NOT_A_NUMBER;
      plain[n_plain++] = *span.start;
    }
  }

  return fore_cents_parse (plain, n_plain, cents);
}

/**
 * fore_amount_text_is_missing:
 * @text: what stands in a sales cell
 * @length: its bytes
 *
 * Returns: whether it says that nothing is known
 */
gboolean
fore_amount_text_is_missing (const char *text, gsize length)
{
  static const char *const words[] = { "NA", "N/A", "#N/A", "null", "NaN", "-" };
  Span span = { text, text + length };

  take_blanks (&span);
  if (length_of (&span) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (length_of (&span) == strlen (words[i]) &&
        g_ascii_strncasecmp (span.start, words[i], length_of (&span)) == 0)
      return TRUE;

  return FALSE;
}

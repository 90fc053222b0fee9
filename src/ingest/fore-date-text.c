/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-date-text.h"

#include <string.h>

/* A year, month or day as it is written. */
typedef struct {
  int value;
  int n_digits; /* 0 for the name of a month */
} Part;

typedef struct {
  Part part[3];
  char separator[2];
} Parts;

/**
 * fore_date_text_year_of_two_digits:
 * @year: 0 to 99
 *
 * Returns: the year that is meant, 1969 to 2068, as POSIX strptime() has it
 */
int
fore_date_text_year_of_two_digits (int year)
{
  return year >= 69 ? 1900 + year : 2000 + year;
}

/**
 * fore_date_text_month_of_word:
 * @text: letters
 * @length: how many
 *
 * Returns: 1 to 12 for the English name of a month or its first three letters, otherwise 0
 */
int
fore_date_text_month_of_word (const char *text, gsize length)
{
  static const char *const months[] = { "january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december" };

  for (int i = 0; i < 12; i++)
    if ((length == 3 || length == strlen (months[i])) &&
        g_ascii_strncasecmp (text, months[i], length) == 0)
      return i + 1;

  return 0;
}

/* Reads up to @most digits. */
static gboolean
take_number (const char **p, const char *end, int most, Part *part)
{
  part->value = part->n_digits = 0;
  while (*p < end && part->n_digits < most && g_ascii_isdigit (**p)) {
    part->value = part->value * 10 + (**p - '0');
    part->n_digits++;
    (*p)++;
  }

  return part->n_digits > 0;
}

static void
skip (const char **p, const char *end, const char *characters)
{
  while (*p < end && **p != '\0' && strchr (characters, **p) != NULL)
    (*p)++;
}

/* "Z", "+02:00", "-0500" or nothing. */
static gboolean
is_zone (const char *p, const char *end)
{
  Part part;

  if (p == end || (*p == 'Z' && p + 1 == end))
    return TRUE;
  if (*p != '+' && *p != '-')
    return FALSE;
  p++;
  if (!take_number (&p, end, 2, &part) || part.value > 14)
    return FALSE;
  skip (&p, end, ":");

  return p == end || (take_number (&p, end, 2, &part) && p == end);
}

/**
 * fore_date_text_is_time:
 * @text: what follows a date
 * @length: its bytes
 *
 * Returns: whether it is nothing, or a time of day such as " 10:30", "T10:30:00.5Z"
 */
gboolean
fore_date_text_is_time (const char *text, gsize length)
{
  static const int largest[] = { 24, 59, 60 };
  const char *p = text, *end = text + length;
  Part part;
  int n = 0;

  if (length == 0)
    return TRUE;
  if (*p == 'T')
    p++;
  else if (*p != ' ')
    return FALSE;
  skip (&p, end, " ");

  for (; n < 3; n++) {
    if (n > 0 && (p == end || *p != ':'))
      break;
    p += n > 0;
    if (!take_number (&p, end, 2, &part) || part.value > largest[n])
      return FALSE;
  }
  if (n < 2)
    return FALSE;
  if (n == 3 && p < end && (*p == '.' || *p == ',')) {
    p++;
    skip (&p, end, "0123456789");
  }
  skip (&p, end, " ");
  if (end - p >= 2 && strchr ("AaPp", *p) != NULL && (p[1] == 'M' || p[1] == 'm'))
    p += 2;

  return is_zone (p, end);
}

static gboolean
take_part (const char **p, const char *end, Part *part)
{
  const char *start = *p;

  if (take_number (p, end, 4, part))
    return *p == end || !g_ascii_isdigit (**p);
  while (*p < end && g_ascii_isalpha (**p))
    (*p)++;
  part->value = fore_date_text_month_of_word (start, (gsize) (*p - start));

  return part->value > 0;
}

/* Takes three parts with separators from @text; @rest is what follows. */
static gboolean
take_parts (const char *text, gsize length, Parts *parts, const char **rest)
{
  const char *p = text, *end = text + length;

  for (int i = 0; i < 3; i++) {
    if (i > 0) {
      parts->separator[i - 1] = p < end ? *p : '\0';
      if (p == end || *p == '\0' || strchr ("/-. ,", *p) == NULL)
        return FALSE;
      p++;
      skip (&p, end, " ");
    }
    if (!take_part (&p, end, &parts->part[i]))
      return FALSE;
  }
  *rest = p;

  return TRUE;
}

static int
year_of (const Part *part)
{
  return part->n_digits == 4   ? part->value
         : part->n_digits == 2 ? fore_date_text_year_of_two_digits (part->value)
                               : 0;
}

/* Dates with the name of a month: "1 Jan 2026", "Jan 1, 2026", "2026-Jan-01". */
static ForeDay
day_of_named (const Parts *parts)
{
  const Part *part = parts->part;

  if (part[0].n_digits == 0 && part[1].n_digits > 0)
    return fore_day_from_date (year_of (&part[2]), part[0].value, part[1].value);
  if (part[1].n_digits == 0 && part[0].n_digits == 4 && part[2].n_digits > 0)
    return fore_day_from_date (part[0].value, part[1].value, part[2].value);
  if (part[1].n_digits == 0 && part[0].n_digits > 0 && part[2].n_digits > 0)
    return fore_day_from_date (year_of (&part[2]), part[1].value, part[0].value);

  return FORE_DAY_NONE;
}

static ForeDateText
meaning_of (const Parts *parts)
{
  const Part *part = parts->part;
  ForeDateText date = { FORE_DAY_NONE, FORE_DAY_NONE };

  if (part[0].n_digits == 0 || part[1].n_digits == 0 || part[2].n_digits == 0) {
    date.day_first = date.month_first = day_of_named (parts);
    return date;
  }
  if (parts->separator[0] != parts->separator[1] || parts->separator[0] == ',')
    return date;
  if (part[0].n_digits == 4) {
    date.day_first = date.month_first = fore_day_from_date (part[0].value, part[1].value,
                                                            part[2].value);
    return date;
  }
  date.day_first = fore_day_from_date (year_of (&part[2]), part[1].value, part[0].value);
  /* Nobody who writes points puts the month first. */
  if (parts->separator[0] != '.')
    date.month_first = fore_day_from_date (year_of (&part[2]), part[0].value, part[1].value);

  return date;
}

/**
 * fore_date_text_read:
 * @text: a date as people and programs write it: 2026-01-31, 31.1.2026, 1/31/26, 20260131,
 *   31 Jan 2026, each with or without a time of day
 * @length: its bytes
 *
 * Returns: the day in both orders of day and month
 */
ForeDateText
fore_date_text_read (const char *text, gsize length)
{
  const ForeDateText none = { FORE_DAY_NONE, FORE_DAY_NONE };
  const char *end = text + length;
  const char *rest;
  ForeDay day;
  Parts parts;
  Part part;

  if (length >= 10 && (day = fore_day_parse (text, 10)) != FORE_DAY_NONE)
    return fore_date_text_is_time (text + 10, length - 10) ? (ForeDateText){ day, day } : none;

  rest = text;
  if (take_number (&rest, end, 8, &part) && part.n_digits == 8) {
    day = fore_day_from_date (part.value / 10000, part.value / 100 % 100, part.value % 100);
    return fore_date_text_is_time (rest, (gsize) (end - rest)) ? (ForeDateText){ day, day } : none;
  }

  if (!take_parts (text, length, &parts, &rest) ||
      !fore_date_text_is_time (rest, (gsize) (end - rest)))
    return none;

  return meaning_of (&parts);
}

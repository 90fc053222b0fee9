/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-date-column.h"

#include "fore-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORT_YEAR_FIRST "%y-%m-%d"

/* YYYY-MM-DD, perhaps with a time of day. */
static ForeDay
read_year_first (const char *text, gsize length)
{
  ForeDay day = length >= 10 ? fore_day_parse (text, 10) : FORE_DAY_NONE;

  return day != FORE_DAY_NONE && fore_date_text_is_time (text + 10, length - 10) ? day
                                                                                 : FORE_DAY_NONE;
}

static gboolean
is_usual (const ForeDateColumn *column, const char *text, gsize length)
{
  return column->usual_format != NULL &&
         fore_date_text_read_as (text, length, column->usual_format) != FORE_DAY_NONE;
}

static ForeDay
read_day (ForeDateColumn *column, const char *text, gsize length)
{
  ForeDateText date;
  ForeDay day;

  if (column->format != NULL)
    return fore_date_text_read_as (text, length, column->format);
  day = read_year_first (text, length);
  if (day != FORE_DAY_NONE || column->order == FORE_DATE_YEAR_FIRST)
    return day;

  date = fore_date_text_read (text, length);
  if (column->order != FORE_DATE_ORDER_UNKNOWN)
    return column->order == FORE_DATE_MONTH_FIRST ? date.month_first : date.day_first;
  column->needs_survey |= date.day_first != FORE_DAY_NONE || date.month_first != FORE_DAY_NONE ||
                          is_usual (column, text, length);

  return FORE_DAY_NONE;
}

/**
 * fore_date_column_read:
 * @column: how dates are read
 * @text: a date, without blanks around it
 * @length: its bytes
 *
 * Returns: the day, or %FORE_DAY_NONE when it cannot be read, or not before the column has
 *   been surveyed
 */
ForeDay
fore_date_column_read (ForeDateColumn *column, const char *text, gsize length)
{
  if (length == column->last_length && length > 0 && memcmp (text, column->last_text, length) == 0)
    return column->last_day;

  column->last_day = read_day (column, text, length);
  column->last_length = length < sizeof column->last_text ? length : 0;
  memcpy (column->last_text, text, column->last_length);

  return column->last_day;
}

/* The number at @text, of one or two digits; moves behind it. */
static int
take_short (const char **text, const char *end)
{
  int number = -1;

  for (int n = 0; n < 2 && *text < end && g_ascii_isdigit (**text); n++)
    number = MAX (number, 0) * 10 + *(*text)++ - '0';
  return number;
}

/* With strokes and points nobody puts a year of two digits first. */
static void
survey_short (ForeShortDates *dates, const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  int part[3];

  for (int i = 0; i < 3; i++) {
    if (i > 0 && (p == end || *p++ != '-'))
      return;
    part[i] = take_short (&p, end);
    if (part[i] < 0)
      return;
  }
  if (fore_date_text_read_as (text, length, SHORT_YEAR_FIRST) == FORE_DAY_NONE)
    return;
  if (dates->n++ == 0)
    dates->example = g_strndup (text, length);
  dates->first[part[0] / 64] |= G_GUINT64_CONSTANT (1) << part[0] % 64;
  dates->third[part[2] / 64] |= G_GUINT64_CONSTANT (1) << part[2] % 64;
}

/* Whether all dates may have the year first: then it changes less often than the day does. Where
 * it is not even clear whether day or month is first, that is asked when neither changes more. */
static gboolean
may_be_year_first (const ForeDateColumn *column, ForeVerdict verdict)
{
  const ForeShortDates *dates = &column->short_dates;
  int n_first = 0, n_third = 0;

  for (int i = 0; i < 2; i++) {
    n_first += __builtin_popcountll (dates->first[i]);
    n_third += __builtin_popcountll (dates->third[i]);
  }

  if (dates->n == 0 || dates->n < column->n_other)
    return FALSE;

  return verdict == FORE_EVIDENCE_UNDECIDED ? n_first < n_third : n_first <= n_third;
}

/**
 * fore_date_column_survey:
 * @column: how dates are read
 * @text: a date of the column, without blanks around it
 * @length: its bytes
 *
 * Takes down what a date tells about the order of day and month.
 */
void
fore_date_column_survey (ForeDateColumn *column, const char *text, gsize length)
{
  ForeDateText date;

  if (read_year_first (text, length) != FORE_DAY_NONE) {
    column->n_year_first++;
    return;
  }
  column->n_usual += is_usual (column, text, length);
  survey_short (&column->short_dates, text, length);
  date = fore_date_text_read (text, length);
  column->n_other += date.day_first != FORE_DAY_NONE || date.month_first != FORE_DAY_NONE;
  if (date.day_first == date.month_first)
    return;
  if (date.month_first == FORE_DAY_NONE)
    column->evidence.n_first++;
  else if (date.day_first == FORE_DAY_NONE)
    column->evidence.n_second++;
  else
    fore_evidence_add_doubtful (&column->evidence, text, length);
}

/**
 * fore_date_column_name_formats:
 * @example: a date that can be read in two ways
 *
 * Returns: the formats that would settle how it is meant
 */
ForeDateFormats
fore_date_column_name_formats (const char *example)
{
  ForeDateFormats formats;
  const char *separator = example + strspn (example, "0123456789");
  const char *second = separator + 1 + strspn (separator + 1, "0123456789");
  char year = strspn (second + 1, "0123456789") == 4 ? 'Y' : 'y';

  g_snprintf (formats.text[0], sizeof formats.text[0], "%%d%c%%m%c%%%c", *separator, *separator,
              year);
  g_snprintf (formats.text[1], sizeof formats.text[1], "%%m%c%%d%c%%%c", *separator, *separator,
              year);
  return formats;
}

/* Whether nothing in the column itself tells how its dates are written, but earlier files do. */
static gboolean
is_as_usual (const ForeDateColumn *column, ForeVerdict verdict)
{
  if (column->n_usual == 0 || column->n_year_first >= column->n_usual)
    return FALSE;

  return column->n_other == 0 || verdict == FORE_EVIDENCE_UNDECIDED;
}

/* Says that a date can be read in two ways. */
static void
set_doubtful (const ForeDateColumn *column, GError **error)
{
  char days[2][FORE_DAY_BUFFER];

  for (int i = 0; i < 2; i++)
    fore_day_format (fore_date_text_read_as (column->doubtful, strlen (column->doubtful),
                                             column->readings.text[i]),
                     days[i]);
  g_set_error (error, FORE_ERROR, FORE_ERROR_AMBIGUOUS,
               _ ("The dates can be read in two ways: “%s” is %s or %s.\n"
                  "Say which is meant with --date-format=%s or --date-format=%s."),
               column->doubtful, days[0], days[1], column->readings.text[0],
               column->readings.text[1]);
}

/**
 * fore_date_column_decide:
 * @column: a column that has been surveyed from its first to its last date
 * @error: %FORE_ERROR_AMBIGUOUS with both readings of an example
 *
 * A column that is mostly YYYY-MM-DD is read as that alone: two ways of writing are not mixed.
 * What the column itself proves goes before what was usual in earlier files.
 *
 * Returns: whether it is known now how the dates are read
 */
gboolean
fore_date_column_decide (ForeDateColumn *column, GError **error)
{
  ForeVerdict verdict = fore_evidence_decide (&column->evidence);

  column->needs_survey = FALSE;
  column->last_length = 0;
  if (is_as_usual (column, verdict)) {
    column->format = column->usual_format;
    return TRUE;
  }
  if (column->n_year_first >= column->n_other) {
    column->order = FORE_DATE_YEAR_FIRST;
    return TRUE;
  }
  if (may_be_year_first (column, verdict)) {
    column->doubtful = column->short_dates.example;
    column->readings = (ForeDateFormats){ {
        SHORT_YEAR_FIRST,
        "%d-%m-%y",
    } };
    if (verdict == FORE_EVIDENCE_FOR_SECOND)
      g_strlcpy (column->readings.text[1], "%m-%d-%y", sizeof column->readings.text[1]);
    set_doubtful (column, error);
    return FALSE;
  }
  if (verdict == FORE_EVIDENCE_UNDECIDED) {
    column->doubtful = column->evidence.example;
    column->readings = fore_date_column_name_formats (column->doubtful);
    set_doubtful (column, error);
    return FALSE;
  }
  column->order = verdict == FORE_EVIDENCE_FOR_FIRST ? FORE_DATE_DAY_FIRST : FORE_DATE_MONTH_FIRST;

  return TRUE;
}

void
fore_date_column_clear (ForeDateColumn *column)
{
  g_clear_pointer (&column->evidence.example, g_free);
  g_clear_pointer (&column->short_dates.example, g_free);
}

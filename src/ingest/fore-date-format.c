/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-date-text.h"

#include "fore-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Directives of POSIX strptime(), without its locale: names of months are English. */
typedef struct {
  const char *p;
  const char *end;
  int year, month, day_of_month;
} Reader;

static gboolean
take_digits (Reader *reader, int most, int *value)
{
  int n = 0;

  while (reader->p < reader->end && *reader->p == ' ')
    reader->p++;
  for (*value = 0; reader->p < reader->end && n < most && g_ascii_isdigit (*reader->p); n++)
    *value = *value * 10 + (*reader->p++ - '0');

  return n > 0;
}

static gboolean
take_time_part (Reader *reader, int largest)
{
  int value;

  return take_digits (reader, 2, &value) && value <= largest;
}

static gboolean
take_month_name (Reader *reader)
{
  const char *start = reader->p;

  while (reader->p < reader->end && g_ascii_isalpha (*reader->p))
    reader->p++;
  reader->month = fore_date_text_month_of_word (start, (gsize) (reader->p - start));

  return reader->month > 0;
}

static gboolean
take_two_digit_year (Reader *reader)
{
  if (!take_digits (reader, 2, &reader->year))
    return FALSE;
  reader->year = fore_date_text_year_of_two_digits (reader->year);

  return TRUE;
}

static gboolean take_format (Reader *reader, const char *format);

static gboolean
take_directive (Reader *reader, char directive)
{
  switch (directive) {
  case 'Y': return take_digits (reader, 4, &reader->year);
  case 'y': return take_two_digit_year (reader);
  case 'm': return take_digits (reader, 2, &reader->month);
  case 'd':
  case 'e': return take_digits (reader, 2, &reader->day_of_month);
  case 'b':
  case 'B':
  case 'h': return take_month_name (reader);
  case 'H': return take_time_part (reader, 24);
  case 'M': return take_time_part (reader, 59);
  case 'S': return take_time_part (reader, 60);
  case 'F': return take_format (reader, "%Y-%m-%d");
  case 'D': return take_format (reader, "%m/%d/%y");
  case 'T': return take_format (reader, "%H:%M:%S");
  case 'R': return take_format (reader, "%H:%M");
  case '%': return reader->p < reader->end && *reader->p++ == '%';
  default: return FALSE;
  }
}

static gboolean
take_format (Reader *reader, const char *format)
{
  for (; *format != '\0'; format++) {
    if (*format == '%') {
      if (!take_directive (reader, *++format) || *format == '\0')
        return FALSE;
    } else if (g_ascii_isspace (*format)) {
      while (reader->p < reader->end && g_ascii_isspace (*reader->p))
        reader->p++;
    } else if (reader->p == reader->end || *reader->p++ != *format) {
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * fore_date_text_read_as:
 * @text: a date
 * @length: its bytes
 * @format: how it is written, checked by fore_date_format_check()
 *
 * A time of day that follows what @format describes is passed over.
 *
 * Returns: the day, or %FORE_DAY_NONE
 */
ForeDay
fore_date_text_read_as (const char *text, gsize length, const char *format)
{
  Reader reader = { text, text + length, 0, 0, 0 };

  if (!take_format (&reader, format) ||
      !fore_date_text_is_time (reader.p, (gsize) (reader.end - reader.p)))
    return FORE_DAY_NONE;

  return fore_day_from_date (reader.year, reader.month, reader.day_of_month);
}

/**
 * fore_date_format_check:
 * @format: a format in strptime's language
 * @error: %FORE_ERROR_INVALID_ARGUMENT
 *
 * Returns: whether @format consists of directives we know and names year, month and day
 */
gboolean
fore_date_format_check (const char *format, GError **error)
{
  gboolean has_year = FALSE, has_month = FALSE, has_day = FALSE, is_known = TRUE;

  for (const char *p = format; is_known && *p != '\0'; p++) {
    if (*p != '%')
      continue;
    p++;
    is_known = *p != '\0' && strchr ("YymdebBhHMSFDTR%", *p) != NULL;
    if (!is_known)
      break;
    has_year |= strchr ("YyFD", *p) != NULL;
    has_month |= strchr ("mbBhFD", *p) != NULL;
    has_day |= strchr ("deFD", *p) != NULL;
  }
  if (is_known && has_year && has_month && has_day)
    return TRUE;
  g_set_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT,
               _ ("“%s” is not a date format. It needs a year, a month and a day, such as "
                  "%%d.%%m.%%Y."),
               format);

  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-day.h"

#include <string.h>

/* Years are counted from 1 March here, so that the leap day is the last day of a year and
 * a month's first day is a linear function of the month: 153 days are five months. */
#define DAYS_OF_4_YEARS   1461
#define DAYS_OF_400_YEARS 146097
#define MARCH_OF_YEAR_0   719468 /* days from 0000-03-01 to 1970-01-01 */

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_of_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap_year (year));
}

/**
 * fore_day_from_date:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day_of_month: from 1
 *
 * Returns: the day, or %FORE_DAY_NONE when there is no such date
 */
ForeDay
fore_day_from_date (int year, int month, int day_of_month)
{
  int era, year_of_era, day_of_year;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day_of_month < 1 ||
      day_of_month > days_of_month (year, month))
    return FORE_DAY_NONE;

  if (month <= 2)
    year -= 1;
  era = year / 400;
  year_of_era = year - era * 400;
  day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;

  return era * DAYS_OF_400_YEARS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year - MARCH_OF_YEAR_0;
}

/**
 * fore_day_to_date:
 * @day: a valid day
 * @year: (out): its year
 * @month: (out): its month, 1 to 12
 * @day_of_month: (out): its day in the month, from 1
 */
void
fore_day_to_date (ForeDay day, int *year, int *month, int *day_of_month)
{
  int days = day + MARCH_OF_YEAR_0;
  int era = days / DAYS_OF_400_YEARS;
  int day_of_era = days - era * DAYS_OF_400_YEARS;
  int year_of_era = (day_of_era - day_of_era / (DAYS_OF_4_YEARS - 1) + day_of_era / 36524 -
                     day_of_era / (DAYS_OF_400_YEARS - 1)) /
                    365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;

  g_return_if_fail (day >= FORE_DAY_MIN && day <= FORE_DAY_MAX);

  *day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
  *month = march_month < 10 ? march_month + 3 : march_month - 9;
  *year = year_of_era + era * 400 + (*month <= 2);
}

/**
 * fore_day_parse:
 * @text: a date written as YYYY-MM-DD and nothing else
 * @length: its bytes, or -1 when it ends with a NUL
 *
 * Returns: the day, or %FORE_DAY_NONE
 */
ForeDay
fore_day_parse (const char *text, gssize length)
{
  int digits[8];
  int n = 0;

  if (length < 0)
    length = (gssize) strlen (text);
  if (length != 10 || text[4] != '-' || text[7] != '-')
    return FORE_DAY_NONE;

  for (int i = 0; i < 10; i++) {
    if (i == 4 || i == 7)
      continue;
    if (!g_ascii_isdigit (text[i]))
      return FORE_DAY_NONE;
    digits[n++] = text[i] - '0';
  }

  return fore_day_from_date (digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
                             digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]);
}

/**
 * fore_day_format:
 * @day: a valid day
 * @buffer: (out caller-allocates): where to write
 *
 * Returns: @buffer, with the day as YYYY-MM-DD
 */
const char *
fore_day_format (ForeDay day, char buffer[FORE_DAY_BUFFER])
{
  int year, month, day_of_month;
  int parts[3], widths[3] = { 4, 2, 2 };
  char *end = buffer;

  fore_day_to_date (day, &year, &month, &day_of_month);
  parts[0] = year;
  parts[1] = month;
  parts[2] = day_of_month;
  for (int i = 0; i < 3; i++) {
    for (int k = widths[i] - 1; k >= 0; k--, parts[i] /= 10)
      end[k] = (char) ('0' + parts[i] % 10);
    end += widths[i];
    *end++ = i < 2 ? '-' : '\0';
  }

  return buffer;
}

/**
 * fore_day_weekday:
 * @day: a day
 *
 * Returns: 0 for Monday to 6 for Sunday
 */
int
fore_day_weekday (ForeDay day)
{
  int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */

  return weekday < 0 ? weekday + 7 : weekday;
}

/**
 * fore_day_today:
 *
 * Returns: today in the local time zone
 */
ForeDay
fore_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return fore_day_from_date (g_date_time_get_year (now), g_date_time_get_month (now),
                             g_date_time_get_day_of_month (now));
}

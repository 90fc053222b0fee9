/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-calendar.h"

/* Dates first, then weekdays of a month, then distances from Easter. */
#define DATES            (12 * 31)
#define WEEKDAYS         (12 * 7 * 6)
#define FARTHEST_EASTER  60
#define EASTER_DISTANCES (2 * FARTHEST_EASTER + 1)

G_STATIC_ASSERT (DATES + WEEKDAYS + EASTER_DISTANCES == FORE_CALENDAR_RULES);

/**
 * fore_calendar_easter:
 * @year: a year of the Gregorian calendar
 *
 * The method of Butcher's Ecclesiastical Calendar (1876), as in J. Meeus (1991), Astronomical
 * Algorithms, chapter 8.
 *
 * Returns: Easter Sunday of the western churches
 */
ForeDay
fore_calendar_easter (int year)
{
  int a = year % 19, b = year / 100, c = year % 100;
  int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30;
  int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;

  return fore_day_from_date (year, sum / 31, sum % 31 + 1);
}

/**
 * fore_calendar_rules_of_day:
 * @day: a day
 * @rule: (out caller-allocates): the rules that it meets
 *
 * Returns: how many they are
 */
gsize
fore_calendar_rules_of_day (ForeDay day, ForeCalendarRule rule[FORE_CALENDAR_RULES_OF_DAY])
{
  int year, month, day_of_month, distance;
  gsize n_rules = 0;
  guint first_weekday;

  fore_day_to_date (day, &year, &month, &day_of_month);
  rule[n_rules++] = (guint) ((month - 1) * 31 + day_of_month - 1);

  first_weekday = (guint) (DATES + ((month - 1) * 7 + fore_day_weekday (day)) * 6);
  rule[n_rules++] = first_weekday + (guint) (day_of_month - 1) / 7;
  /* The last one of its kind in the month if that ends within a week. */
  if (fore_day_from_date (year, month, day_of_month + 7) == FORE_DAY_NONE)
    rule[n_rules++] = first_weekday + 5;

  distance = day - fore_calendar_easter (year);
  if (ABS (distance) <= FARTHEST_EASTER)
    rule[n_rules++] = (guint) (DATES + WEEKDAYS + FARTHEST_EASTER + distance);

  return n_rules;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-country-private.h"

#include <math.h>

#include "fore-calendar.h"

#define SATURDAY  5
#define SUNDAY    6
#define LAST_YEAR 9999

/* The equinoxes of Japan drift by so much a year, and go back by a day in leap years; good from
 * 1980 to 2099. */
#define EQUINOX_DRIFT        0.242194
#define EQUINOX_OF_MARCH     20.8431
#define EQUINOX_OF_SEPTEMBER 23.2488
#define EQUINOX_FIRST_YEAR   1980
#define EQUINOX_LAST_YEAR    2099

typedef struct {
  ForeDay day;
  char *name;        /* (owned) */
  gboolean is_given; /* by a rule, and not because of other holidays */
} Holiday;

static void
clear_holiday (gpointer data)
{
  g_free (((Holiday *) data)->name);
}

static ForeDay
find_weekday (const ForeHolidayRule *rule, int year)
{
  ForeDay first = fore_day_from_date (year, rule->month, 1);
  ForeDay next = rule->month < 12 ? fore_day_from_date (year, rule->month + 1, 1) : first + 31;

  if (rule->number < 0)
    return next - 1 - (fore_day_weekday (next - 1) - rule->weekday + 7) % 7 +
           7 * (rule->number + 1);
  return first + (rule->weekday - fore_day_weekday (first) + 7) % 7 + 7 * (rule->number - 1);
}

static ForeDay
find_weekday_until (const ForeHolidayRule *rule, int year)
{
  ForeDay day = fore_day_from_date (year, rule->month, rule->number);

  return day - (fore_day_weekday (day) - rule->weekday + 7) % 7;
}

static ForeDay
find_equinox (const ForeHolidayRule *rule, int year)
{
  int years = year - EQUINOX_FIRST_YEAR;
  double mean = rule->month == 3 ? EQUINOX_OF_MARCH : EQUINOX_OF_SEPTEMBER;

  if (year < EQUINOX_FIRST_YEAR || year > EQUINOX_LAST_YEAR)
    return FORE_DAY_NONE;
  return fore_day_from_date (year, rule->month,
                             (int) floor (mean + EQUINOX_DRIFT * years) - years / 4);
}

static ForeDay
find_day (const ForeHolidayRule *rule, int year)
{
  ForeDay day;

  if ((rule->first_year != 0 && year < rule->first_year) ||
      (rule->last_year != 0 && year > rule->last_year))
    return FORE_DAY_NONE;

  switch (rule->kind) {
  case FORE_RULE_DATE: return fore_day_from_date (year, rule->month, rule->number);
  case FORE_RULE_WEEKDAY: return find_weekday (rule, year);
  case FORE_RULE_UNTIL: return find_weekday_until (rule, year);
  case FORE_RULE_EASTER: return fore_calendar_easter (year) + rule->number;
  case FORE_RULE_CHINESE:
    day = fore_chinese_day (rule->festival, year);
    return day != FORE_DAY_NONE ? day + rule->number : FORE_DAY_NONE;
  case FORE_RULE_EQUINOX: return find_equinox (rule, year);
  default: g_return_val_if_reached (FORE_DAY_NONE);
  }
}

static int
compare_holidays (gconstpointer a, gconstpointer b)
{
  const Holiday *one = a, *other = b;

  return one->day != other->day ? (one->day < other->day ? -1 : 1)
                                : g_strcmp0 (one->name, other->name);
}

static gboolean
is_holiday (const GArray *holidays, ForeDay day)
{
  for (guint i = 0; i < holidays->len; i++)
    if (g_array_index (holidays, Holiday, i).day == day)
      return TRUE;
  return FALSE;
}

static void
add_holiday (GArray *holidays, ForeDay day, char *name, gboolean is_given)
{
  Holiday holiday = { day, name, is_given };

  g_array_append_val (holidays, holiday);
}

/* The day on which there is a holiday as well because @day is on a weekend. */
static ForeDay
find_substitute (ForeSubstitute substitute, const GArray *holidays, ForeDay day)
{
  int weekday = fore_day_weekday (day);

  if (weekday < SATURDAY || substitute == FORE_SUBSTITUTE_NONE ||
      (weekday == SATURDAY && substitute == FORE_SUBSTITUTE_AFTER_SUNDAY))
    return FORE_DAY_NONE;
  if (substitute == FORE_SUBSTITUTE_NEAREST)
    return weekday == SATURDAY ? day - 1 : day + 1;
  do
    day++;
  while (is_holiday (holidays, day) ||
         (substitute == FORE_SUBSTITUTE_NEXT_WORKDAY && fore_day_weekday (day) >= SATURDAY));
  return day;
}

/* In the order of the days, as the substitute of one holiday takes a day from the next. */
static void
add_substitutes (const ForeCountry *country, GArray *holidays)
{
  for (guint i = 0, n = holidays->len; i < n; i++) {
    const Holiday *holiday = &g_array_index (holidays, Holiday, i);
    ForeDay day = find_substitute (country->substitute, holidays, holiday->day);
    g_auto (GStrv) around = NULL;

    if (day == FORE_DAY_NONE)
      continue;
    around = g_strsplit (country->substitute_name, "%s", 2);
    add_holiday (holidays, day, g_strjoinv (holiday->name, around), FALSE);
  }
}

/* A day between two holidays that are given, if it is no Sunday and no holiday itself. */
static void
add_days_between (const ForeCountry *country, GArray *holidays)
{
  for (guint i = 0, n = holidays->len; i < n && country->between_name != NULL; i++) {
    const Holiday *holiday = &g_array_index (holidays, Holiday, i);
    ForeDay between = holiday->day + 1;
    gboolean is_followed = FALSE;

    for (guint k = 0; k < n; k++) {
      const Holiday *other = &g_array_index (holidays, Holiday, k);

      is_followed |= other->is_given && other->day == between + 1;
    }
    if (holiday->is_given && is_followed && fore_day_weekday (between) != SUNDAY &&
        !is_holiday (holidays, between))
      add_holiday (holidays, between, g_strdup (country->between_name), FALSE);
  }
}

/* A year and what of its neighbours' is moved into it. */
static GArray *
list_year (const ForeCountry *country, int year)
{
  GArray *holidays = g_array_new (FALSE, FALSE, sizeof (Holiday));

  g_array_set_clear_func (holidays, clear_holiday);
  for (int y = MAX (year - 1, 1); y <= MIN (year + 1, LAST_YEAR); y++)
    for (guint i = 0; i < country->n_rules; i++) {
      ForeDay day = find_day (&country->rules[i], y);

      if (day != FORE_DAY_NONE)
        add_holiday (holidays, day, g_strdup (country->rules[i].name), TRUE);
    }
  g_array_sort (holidays, compare_holidays);
  add_substitutes (country, holidays);
  add_days_between (country, holidays);
  g_array_sort (holidays, compare_holidays);

  return holidays;
}

/**
 * fore_country_each_holiday:
 * @country: a country
 * @from: the first day to look at
 * @to: the last one
 * @func: called for each holiday, and for each day that is free instead of one
 * @data: for @func
 *
 * Rules are as they have been since 2000; before, they are taken to be those of 2000. What
 * follows the moon of China is known from 2000 to 2050.
 */
void
fore_country_each_holiday (const ForeCountry *country,
                           ForeDay from,
                           ForeDay to,
                           ForeCountryFunc func,
                           gpointer data)
{
  int first_year, last_year, month, day_of_month;

  if (from > to)
    return;
  fore_day_to_date (from, &first_year, &month, &day_of_month);
  fore_day_to_date (to, &last_year, &month, &day_of_month);
  for (int year = first_year; year <= last_year; year++) {
    g_autoptr (GArray) holidays = list_year (country, year);

    for (guint i = 0; i < holidays->len; i++) {
      const Holiday *holiday = &g_array_index (holidays, Holiday, i);
      int year_of_day;

      fore_day_to_date (holiday->day, &year_of_day, &month, &day_of_month);
      if (year_of_day == year && holiday->day >= from && holiday->day <= to)
        func (holiday->day, holiday->name, data);
    }
  }
}

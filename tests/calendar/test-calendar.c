/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-calendar.h"

/* Dates of Easter as the churches had them; 22 March and 25 April are its limits. */
static void
test_easter (void)
{
  static const char *const date[] = { "1818-03-22", "1886-04-25", "1954-04-18", "1961-04-02",
                                      "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31",
                                      "2025-04-20", "2026-04-05", "2038-04-25" };

  for (gsize i = 0; i < G_N_ELEMENTS (date); i++) {
    ForeDay day = fore_day_parse (date[i], -1);
    int year, month, day_of_month;

    fore_day_to_date (day, &year, &month, &day_of_month);
    g_assert_cmpint (fore_calendar_easter (year), ==, day);
  }
}

static gboolean
have_common_rule (const char *one, const char *other)
{
  ForeCalendarRule a[FORE_CALENDAR_RULES_OF_DAY], b[FORE_CALENDAR_RULES_OF_DAY];
  gsize n_a = fore_calendar_rules_of_day (fore_day_parse (one, -1), a);
  gsize n_b = fore_calendar_rules_of_day (fore_day_parse (other, -1), b);

  for (gsize i = 0; i < n_a; i++)
    for (gsize j = 0; j < n_b; j++)
      if (a[i] == b[j])
        return TRUE;
  return FALSE;
}

static void
test_days_that_come_back (void)
{
  /* Christmas, Thanksgiving, Memorial Day (the last Monday of May), Good Friday. */
  g_assert_true (have_common_rule ("2022-12-25", "2023-12-25"));
  g_assert_true (have_common_rule ("2022-11-24", "2023-11-23"));
  g_assert_true (have_common_rule ("2021-05-31", "2022-05-30"));
  g_assert_true (have_common_rule ("2022-04-15", "2024-03-29"));
  g_assert_false (have_common_rule ("2022-11-24", "2023-11-25"));
  g_assert_false (have_common_rule ("2023-06-06", "2023-06-07"));
}

/* No rule holds on two days of one year, save that no year has two Easters, and all are named. */
static void
test_once_a_year (void)
{
  for (int year = 1999; year < 2030; year++) {
    gboolean is_met[FORE_CALENDAR_RULES] = { FALSE };

    for (ForeDay day = fore_day_from_date (year, 1, 1); day <= fore_day_from_date (year, 12, 31);
         day++) {
      ForeCalendarRule rule[FORE_CALENDAR_RULES_OF_DAY];
      gsize n_rules = fore_calendar_rules_of_day (day, rule);

      g_assert_cmpuint (n_rules, >=, 2);
      for (gsize k = 0; k < n_rules; k++) {
        g_assert_cmpuint (rule[k], <, FORE_CALENDAR_RULES);
        g_assert_false (is_met[rule[k]]);
        is_met[rule[k]] = TRUE;
      }
    }
  }
}

/* The first and the last day there are have no week before or after them. */
static void
test_ends_of_the_calendar (void)
{
  ForeCalendarRule rule[FORE_CALENDAR_RULES_OF_DAY];

  g_assert_cmpuint (fore_calendar_rules_of_day (FORE_DAY_MIN, rule), >=, 2);
  g_assert_cmpuint (fore_calendar_rules_of_day (FORE_DAY_MAX, rule), >=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/easter", test_easter);
  g_test_add_func ("/calendar/days-that-come-back", test_days_that_come_back);
  g_test_add_func ("/calendar/once-a-year", test_once_a_year);
  g_test_add_func ("/calendar/ends-of-the-calendar", test_ends_of_the_calendar);
  return g_test_run ();
}

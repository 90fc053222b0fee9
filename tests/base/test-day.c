/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-day.h"

/* Every day of the valid range goes to a date and back, and follows its neighbour as GDate
 * has it. */
static void
test_round_trip (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1);

  for (ForeDay day = FORE_DAY_MIN; day <= FORE_DAY_MAX; day++) {
    int year, month, day_of_month;

    fore_day_to_date (day, &year, &month, &day_of_month);
    g_assert_cmpint (year, ==, g_date_get_year (date));
    g_assert_cmpint (month, ==, (int) g_date_get_month (date));
    g_assert_cmpint (day_of_month, ==, g_date_get_day (date));
    g_assert_cmpint (fore_day_weekday (day), ==, (int) g_date_get_weekday (date) - 1);
    g_assert_cmpint (fore_day_from_date (year, month, day_of_month), ==, day);
    g_date_add_days (date, 1);
  }
}

static void
test_parse (void)
{
  char buffer[FORE_DAY_BUFFER];
  const char *const bad[] = { "2026-13-01", "2026-02-30",  "2025-02-29", "yesterday",  "",
                              "2026-1-01",  "2026-01-1",   "01.02.2026", "2026/01/01", "0000-01-01",
                              "2026-01-00", "2026-01-01 ", "+026-01-01" };

  g_assert_cmpint (fore_day_parse ("1970-01-01", -1), ==, 0);
  g_assert_cmpint (fore_day_parse ("2026-11-24xyz", 10), ==, 20781);
  g_assert_cmpint (fore_day_parse ("0001-01-01", -1), ==, FORE_DAY_MIN);
  g_assert_cmpint (fore_day_parse ("9999-12-31", -1), ==, FORE_DAY_MAX);
  g_assert_cmpstr (fore_day_format (FORE_DAY_MIN, buffer), ==, "0001-01-01");
  g_assert_cmpstr (fore_day_format (19782, buffer), ==, "2024-02-29");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (fore_day_parse (bad[i], -1), ==, FORE_DAY_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/round-trip", test_round_trip);
  g_test_add_func ("/day/parse", test_parse);
  return g_test_run ();
}

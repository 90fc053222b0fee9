/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-date-text.h"

#include "fore-error.h"

#include <string.h>

static const char *
show (ForeDay day, char buffer[FORE_DAY_BUFFER])
{
  return day == FORE_DAY_NONE ? "-" : fore_day_format (day, buffer);
}

static const struct {
  const char *text;
  const char *day_first;
  const char *month_first;
} readings[] = {
  { "2026-01-31", "2026-01-31", "2026-01-31" },
  { "2026-01-31 10:30", "2026-01-31", "2026-01-31" },
  { "2026-01-31 10:30:59", "2026-01-31", "2026-01-31" },
  { "2026-01-31T10:30:59.123Z", "2026-01-31", "2026-01-31" },
  { "2026-01-31T10:30:59+02:00", "2026-01-31", "2026-01-31" },
  { "0001-01-01", "0001-01-01", "0001-01-01" },
  { "9999-12-31", "9999-12-31", "9999-12-31" },
  { "2024-02-29", "2024-02-29", "2024-02-29" },
  { "20260131", "2026-01-31", "2026-01-31" },
  { "2026/1/31", "2026-01-31", "2026-01-31" },
  { "2026.01.31", "2026-01-31", "2026-01-31" },
  { "31.01.2026", "2026-01-31", "-" },
  { "1.2.2026", "2026-02-01", "-" },
  { "1.2.26", "2026-02-01", "-" },
  { "31/01/2026", "2026-01-31", "-" },
  { "01/31/2026", "-", "2026-01-31" },
  { "1/2/2026", "2026-02-01", "2026-01-02" },
  { "01-02-2026", "2026-02-01", "2026-01-02" },
  { "3/3/2026", "2026-03-03", "2026-03-03" },
  { "04/19/19 08:46", "-", "2019-04-19" },
  { "4/19/2019 8:46:10 PM", "-", "2019-04-19" },
  { "1/2/69", "1969-02-01", "1969-01-02" },
  { "31 Jan 2026", "2026-01-31", "2026-01-31" },
  { "31-JAN-26", "2026-01-31", "2026-01-31" },
  { "January 31, 2026", "2026-01-31", "2026-01-31" },
  { "2026-Jan-31", "2026-01-31", "2026-01-31" },
  { "2026-13-01", "-", "-" },
  { "2026-02-30", "-", "-" },
  { "2025-02-29", "-", "-" },
  { "0000-01-01", "-", "-" },
  { "yesterday", "-", "-" },
  { "2026-01-31x", "-", "-" },
  { "2026-01-31 25:00", "-", "-" },
  { "2026-01-31 10", "-", "-" },
  { "2026-01-31 10:30:59 nonsense", "-", "-" },
  { "32/13/2026", "-", "-" },
  { "1/2-2026", "-", "-" },
  { "1/2/026", "-", "-" },
  { "1/2/20261", "-", "-" },
  { "1/2", "-", "-" },
  { "15:50.5", "-", "-" },
  { "20261301", "-", "-" },
  { "202601311", "-", "-" },
  { "Jan Feb Mar", "-", "-" },
  { "31 Januar 2026", "-", "-" },
  { "2026-Jan-Feb", "-", "-" },
  { "31-Jan-Feb", "-", "-" },
  { "", "-", "-" },
  { "-", "-", "-" },
};

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++) {
    ForeDateText date = fore_date_text_read (readings[i].text, strlen (readings[i].text));
    char buffer[FORE_DAY_BUFFER];

    g_test_message ("%s", readings[i].text);
    g_assert_cmpstr (show (date.day_first, buffer), ==, readings[i].day_first);
    g_assert_cmpstr (show (date.month_first, buffer), ==, readings[i].month_first);
  }
}

static void
test_read_as (void)
{
  static const struct {
    const char *format;
    const char *text;
    const char *day;
  } cases[] = {
    { "%d.%m.%Y", "31.01.2026", "2026-01-31" },
    { "%d.%m.%Y", "1.2.2026", "2026-02-01" },
    { "%d.%m.%Y", "01.02.2026 10:30", "2026-02-01" },
    { "%d/%m/%Y", "01/02/2026", "2026-02-01" },
    { "%m/%d/%Y", "01/02/2026", "2026-01-02" },
    { "%m/%d/%y", "01/02/26", "2026-01-02" },
    { "%d %B %Y", "31 January 2026", "2026-01-31" },
    { "%d-%b-%y", "31-jan-99", "1999-01-31" },
    { "%F %T", "2026-01-31 10:30:59", "2026-01-31" },
    { "%D %R", "01/31/26 10:30", "2026-01-31" },
    { "%D %R", "01/31/26 10:60", "-" },
    { "%Y%m%d", "20260131", "2026-01-31" },
    { "week of %d.%m.%Y", "week of 31.01.2026", "2026-01-31" },
    { "%d%%%m%%%Y", "31%01%2026", "2026-01-31" },
    { "%d.%m.%Y", "31/01/2026", "-" },
    { "%d.%m.%Y", "31.13.2026", "-" },
    { "%d.%m.%Y", "31.01.", "-" },
    { "%d.%m.%Y", "31.01.2026x", "-" },
    { "%d.%m.%Y", "", "-" },
    { "%F %T", "2026-01-31 10:61:59", "-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *text = cases[i].text;
    char buffer[FORE_DAY_BUFFER];

    g_test_message ("%s as %s", text, cases[i].format);
    g_assert_cmpstr (show (fore_date_text_read_as (text, strlen (text), cases[i].format), buffer),
                     ==, cases[i].day);
  }
}

/* What follows the date in memory is none of it. */
static void
test_length (void)
{
  char buffer[FORE_DAY_BUFFER];

  g_assert_cmpstr (show (fore_date_text_read_as ("2026-31-Jany", 11, "%Y-%d-%b"), buffer), ==,
                   "2026-01-31");
  g_assert_cmpstr (show (fore_date_text_read_as ("1.2.20261", 8, "%d.%m.%Y"), buffer), ==,
                   "2026-02-01");
  g_assert_cmpstr (show (fore_date_text_read ("2026-01-311", 10).day_first, buffer), ==,
                   "2026-01-31");
  g_assert_cmpstr (show (fore_date_text_read ("1.2.20261", 8).day_first, buffer), ==, "2026-02-01");
}

static void
test_format (void)
{
  static const char *const good[] = { "%Y-%m-%d", "%F", "%D", "%d. %B %y", "%H:%M %d.%m.%Y" };
  static const char *const bad[] = { "",           "%Y-%m",     "%Y-%d",     "%m-%d",
                                     "YYYY-MM-DD", "%Y-%m-%d%", "%Q%Y-%m-%d" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (fore_date_format_check (good[i], &error));
    g_assert_no_error (error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (fore_date_format_check (bad[i], &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-text/read", test_read);
  g_test_add_func ("/date-text/read-as", test_read_as);
  g_test_add_func ("/date-text/length", test_length);
  g_test_add_func ("/date-text/format", test_format);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-country.h"

#include <string.h>

#include "fore-calendar.h"

static void
append_date (ForeDay day, const char *name, gpointer data)
{
  char date[FORE_DAY_BUFFER];

  if (((GString *) data)->len > 0)
    g_string_append_c (data, ' ');
  g_string_append (data, fore_day_format (day, date) + strlen ("2020-"));
}

static char *
list_year (const char *code, int year)
{
  GString *dates = g_string_new (NULL);

  fore_country_each_holiday (fore_country_find (code), fore_day_from_date (year, 1, 1),
                             fore_day_from_date (year, 12, 31), append_date, dates);
  return g_string_free (dates, FALSE);
}

/* Whole years as the authorities of each country have published them: the United States' Office of
 * Personnel Management, gov.uk, the Cabinet Office of Japan, the State Council of China (what the
 * law names, without the days it moves), and the official gazettes. */
static const struct {
  const char *code;
  int year;
  const char *dates;
} published[] = {
  { "AT", 2024, "01-01 01-06 04-01 05-01 05-09 05-20 05-30 08-15 10-26 11-01 12-08 12-25 12-26" },
  { "AT", 2027, "01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 11-01 12-08 12-25 12-26" },
  { "BR", 2023, "01-01 04-07 04-21 05-01 09-07 10-12 11-02 11-15 12-25" },
  { "BR", 2024, "01-01 03-29 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25" },
  { "CA", 2024, "01-01 03-29 05-20 07-01 09-02 09-30 10-14 11-11 12-25 12-26" },
  { "CA", 2027, "01-01 03-26 05-24 07-01 09-06 09-30 10-11 11-11 12-25 12-26" },
  { "CH", 2024, "01-01 05-09 08-01 12-25" },
  { "CH", 2027, "01-01 05-06 08-01 12-25" },
  { "CN", 2020, "01-01 01-25 01-26 01-27 04-04 05-01 06-25 10-01 10-01 10-02 10-03" },
  { "CN", 2024, "01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03" },
  { "CN", 2025, "01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-01 10-02 10-03 10-06" },
  { "CN", 2026, "01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03" },
  { "CN", 2027, "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03" },
  { "DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26" },
  { "DE", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26" },
  { "DE", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26" },
  { "ES", 2024, "01-01 01-06 03-29 05-01 08-15 10-12 11-01 12-06 12-08 12-25" },
  { "ES", 2027, "01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25" },
  { "FR", 2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25" },
  { "FR", 2027, "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25" },
  { "GB", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28" },
  { "GB", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28" },
  { "GB", 2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27" },
  { "GB", 2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26" },
  { "IT", 2025, "01-01 01-06 04-20 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26" },
  { "IT", 2026, "01-01 01-06 04-05 04-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26" },
  { "JP", 2019,
    "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11"
    " 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23" },
  { "JP", 2020,
    "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10"
    " 09-21 09-22 11-03 11-23" },
  { "JP", 2021,
    "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20"
    " 09-23 11-03 11-23" },
  { "JP", 2026,
    "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22"
    " 09-23 10-12 11-03 11-23" },
  { "MX", 2024, "01-01 02-05 03-18 05-01 09-16 10-01 11-18 12-25" },
  { "MX", 2027, "01-01 02-01 03-15 05-01 09-16 11-15 12-25" },
  { "US", 2021,
    "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25"
    " 12-31" },
  { "US", 2022, "01-01 01-17 02-21 05-30 06-19 06-20 07-04 09-05 10-10 11-11 11-24 12-25 12-26" },
  { "US", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25" },
  { "US", 2027,
    "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25"
    " 12-31" },
};

static void
test_published_years (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++) {
    g_autofree char *dates = list_year (published[i].code, published[i].year);

    g_test_message ("%s %d", published[i].code, published[i].year);
    g_assert_cmpstr (dates, ==, published[i].dates);
  }
}

/* Easter as the churches have it, and how many days from it some holiday of each country is. */
static void
test_easter (void)
{
  static const char *const easter[] = { "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09",
                                        "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28" };
  static const struct {
    const char *code;
    int distance;
  } holidays[] = { { "AT", 60 }, { "BR", -2 }, { "CA", -2 }, { "CH", 39 }, { "DE", 50 },
                   { "ES", -2 }, { "FR", 1 },  { "GB", -2 }, { "IT", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (easter); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (holidays); k++) {
      ForeDay day = fore_day_parse (easter[i], -1) + holidays[k].distance;
      g_autoptr (GString) dates = g_string_new (NULL);

      fore_country_each_holiday (fore_country_find (holidays[k].code), day, day, append_date,
                                 dates);
      g_assert_cmpstr (dates->str, !=, "");
    }
}

static void
keep_name (ForeDay day, const char *name, gpointer data)
{
  g_assert_null (*(char **) data);
  *(char **) data = g_strdup (name);
}

static void
assert_name (const char *code, const char *date, const char *expected)
{
  ForeDay day = fore_day_parse (date, -1);
  g_autofree char *name = NULL;

  fore_country_each_holiday (fore_country_find (code), day, day, keep_name, &name);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  assert_name ("DE", "2026-10-03", "Tag der Deutschen Einheit");
  assert_name ("US", "2026-07-03", "Independence Day (observed)");
  assert_name ("US", "2021-12-31", "New Year’s Day (observed)");
  assert_name ("GB", "2022-12-27", "Christmas Day (substitute day)");
  assert_name ("JP", "2026-05-06", "振替休日");
  assert_name ("JP", "2026-09-22", "国民の休日");
  assert_name ("CN", "2026-02-16", "除夕");
  assert_name ("DE", "2026-10-04", NULL);
}

/* However a span is cut, the same days are in it, and they rise. */
static void
test_spans (void)
{
  ForeDay from = fore_day_from_date (1998, 3, 5), to = fore_day_from_date (2052, 11, 20);

  for (guint i = 0; i < fore_country_count (); i++) {
    const ForeCountry *country = fore_country_get (i);
    g_autoptr (GString) whole = g_string_new (NULL);
    g_autoptr (GString) parts = g_string_new (NULL);

    fore_country_each_holiday (country, from, to, append_date, whole);
    for (ForeDay day = from; day <= to; day += 31)
      fore_country_each_holiday (country, day, MIN (day + 30, to), append_date, parts);
    g_assert_cmpstr (whole->str, ==, parts->str);
  }
}

/* The first and the last year there are have no year before or after them. */
static void
test_ends_of_the_calendar (void)
{
  for (guint i = 0; i < fore_country_count (); i++) {
    g_autoptr (GString) dates = g_string_new (NULL);

    fore_country_each_holiday (fore_country_get (i), FORE_DAY_MIN, FORE_DAY_MIN + 400, append_date,
                               dates);
    fore_country_each_holiday (fore_country_get (i), FORE_DAY_MAX - 400, FORE_DAY_MAX, append_date,
                               dates);
    g_assert_cmpuint (dates->len, >, 0);
  }
}

static void
test_find (void)
{
  g_assert_cmpstr (fore_country_code (fore_country_find ("de")), ==, "DE");
  g_assert_cmpstr (fore_country_name (fore_country_find ("DE")), ==, "Germany");
  g_assert_null (fore_country_find ("XX"));
  g_assert_null (fore_country_find ("DEU"));
  g_assert_null (fore_country_find (""));
  g_assert_null (fore_country_find (NULL));
}

static void
test_locale (void)
{
  static const struct {
    const char *locale;
    const char *code;
  } cases[] = { { "de_AT.UTF-8", "AT" }, { "es_MX", "MX" },   { "ca_ES@valencia", "ES" },
                { "de", NULL },          { "C.UTF-8", NULL }, { "sv_SE.UTF-8", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const ForeCountry *country;

    g_setenv ("LC_ALL", cases[i].locale, TRUE);
    country = fore_country_of_locale ();
    g_assert_cmpstr (country != NULL ? fore_country_code (country) : NULL, ==, cases[i].code);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/country/published-years", test_published_years);
  g_test_add_func ("/country/easter", test_easter);
  g_test_add_func ("/country/names", test_names);
  g_test_add_func ("/country/spans", test_spans);
  g_test_add_func ("/country/ends-of-the-calendar", test_ends_of_the_calendar);
  g_test_add_func ("/country/find", test_find);
  g_test_add_func ("/country/locale", test_locale);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-prophet-holidays.h"

#include <math.h>

#include "fore-model.h"
#include "fore-random.h"

enum { DAYS = 1080, HORIZON = 30 };

/* A shop that is closed at Christmas and sells more on the Friday after Thanksgiving; the history
 * ends in the middle of December. */
static double
effect_of (ForeDay day)
{
  int year, month, day_of_month, weekday = fore_day_weekday (day);

  fore_day_to_date (day, &year, &month, &day_of_month);
  if (month == 12 && day_of_month == 25)
    return -100;
  if (month == 11 && day_of_month >= 23 && day_of_month <= 29 &&
      weekday == fore_day_weekday (fore_day_parse ("2023-11-24", -1)))
    return 60;
  return 0;
}

static ForeSeries *
new_shop (gboolean has_holidays, guint64 seed)
{
  g_autoptr (ForeRandom) random = fore_random_new (seed);
  ForeDay first = fore_day_parse ("2023-12-15", -1) - DAYS + 1;
  double y[DAYS];

  for (int i = 0; i < DAYS; i++)
    y[i] = 100 + 10 * sin (2 * G_PI * i / 7) + 4 * gsl_ran_gaussian_ziggurat (random, 1) +
           (has_holidays ? effect_of (first + i) : 0);
  return fore_series_new ("C", first, FORE_STEP_DAY, DAYS, y);
}

static ForeModelResult *
run (const ForeSeries *series, gboolean published)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  ForeModelResult *result;

  options.published = published;
  result = fore_model_prophet.run (series, &options, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static const ForeComponent *
find_holidays (const ForeModelResult *result)
{
  for (guint i = 0; i < result->components->len; i++) {
    const ForeComponent *component = g_ptr_array_index (result->components, i);

    if (g_str_equal (component->name, "holidays"))
      return component;
  }
  return NULL;
}

static void
test_learned (void)
{
  g_autoptr (ForeSeries) series = new_shop (TRUE, 1);
  g_autoptr (ForeModelResult) result = run (series, FALSE);
  const ForeComponent *holidays = find_holidays (result);
  g_autoptr (GVariant) dates = g_variant_lookup_value (result->parameters, "holidays", NULL);
  g_autofree const char **date = g_variant_get_strv (dates, NULL);

  g_assert_nonnull (holidays);
  g_assert_cmpuint (g_strv_length ((char **) date), ==, 2);
  g_assert_true (g_strv_contains (date, "2022-12-25"));
  g_assert_true (g_strv_contains (date, "2023-11-24"));
  for (gsize h = 0; h < HORIZON; h++) {
    double effect = effect_of (result->forecast->day[h]);

    g_assert_cmpfloat_with_epsilon (holidays->value[h], effect, 8);
    g_assert_true ((holidays->value[h] == 0) == (effect == 0));
  }
  for (gsize i = 0; i < DAYS; i++)
    g_assert_cmpfloat_with_epsilon (holidays->fitted[i], effect_of (series->first_day + (int) i),
                                    8);
}

static void
test_published_has_none (void)
{
  g_autoptr (ForeSeries) series = new_shop (TRUE, 1);
  g_autoptr (ForeModelResult) result = run (series, TRUE);

  g_assert_null (find_holidays (result));
}

/* A thousand rules are tried; noise must not pass for one. */
static void
test_noise_has_none (void)
{
  for (guint64 seed = 1; seed <= 12; seed++) {
    g_autoptr (ForeSeries) series = new_shop (FALSE, seed);
    g_autoptr (ForeModelResult) result = run (series, FALSE);

    g_assert_null (find_holidays (result));
  }
}

/* What happened in one year, or this way once and that way the next time, is no holiday. */
static void
test_one_year_is_no_rule (void)
{
  enum { YEARS = 3, N = YEARS * 366 };
  ForeCalendarRule rule[FORE_PROPHET_MOST_HOLIDAYS];
  ForeDay day[N], christmas[YEARS];
  double residual[N];

  for (int i = 0; i < N; i++) {
    day[i] = fore_day_from_date (2020, 1, 1) + i;
    residual[i] = i % 2 ? 1 : -1;
  }
  for (int year = 0; year < YEARS; year++)
    christmas[year] = fore_day_from_date (2020 + year, 12, 25) - day[0];

  residual[christmas[0]] = -50;
  g_assert_cmpuint (fore_prophet_find_holidays (N, day, residual, 1.5, 10, rule), ==, 0);
  residual[christmas[1]] = 50;
  g_assert_cmpuint (fore_prophet_find_holidays (N, day, residual, 1.5, 10, rule), ==, 0);
  residual[christmas[1]] = -45;
  residual[christmas[2]] = NAN;
  g_assert_cmpuint (fore_prophet_find_holidays (N, day, residual, 1.5, 10, rule), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prophet/holidays/learned", test_learned);
  g_test_add_func ("/prophet/holidays/published-has-none", test_published_has_none);
  g_test_add_func ("/prophet/holidays/noise-has-none", test_noise_has_none);
  g_test_add_func ("/prophet/holidays/one-year-is-no-rule", test_one_year_is_no_rule);
  return g_test_run ();
}

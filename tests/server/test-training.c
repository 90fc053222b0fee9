/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-training.h"

#include <string.h>

#include "fore-error.h"

static void
test_whole (void)
{
  static const char body[] = "{\"categories\": [\"Möbel\", \"B\"], \"models\": [\"prophet\"],"
                             " \"horizon\": 7, \"period\": 12, \"gaps\": \"missing\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeForecastOptions) options = fore_training_parse (body, strlen (body), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->categories[0], ==, "Möbel");
  g_assert_cmpuint (g_strv_length (options->categories), ==, 2);
  g_assert_cmpstr (options->models[0], ==, "prophet");
  g_assert_cmpuint (options->horizon, ==, 7);
  g_assert_cmpuint (options->period, ==, 12);
  g_assert_cmpint (options->gaps, ==, FORE_GAPS_MISSING);
}

static void
test_regressors (void)
{
  static const char body[] =
      "{\"cap\": 1e3, \"holidays\": [{\"ds\": \"2026-12-25\", \"holiday\": \"xmas\","
      " \"lower_window\": -1}], \"regressors\": [{\"date\": \"2026-01-01\", \"price\": 1.5,"
      " \"open\": 0}, {\"open\": 1, \"date\": \"2026-01-02\", \"price\": 2}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeForecastOptions) options = fore_training_parse (body, strlen (body), NULL, &error);
  const ForeRegressors *regressors;
  const ForeHoliday *holiday;

  g_assert_no_error (error);
  g_assert_cmpint (options->growth, ==, FORE_GROWTH_LOGISTIC);
  g_assert_cmpfloat (options->cap, ==, 1000);
  regressors = options->regressors;
  g_assert_cmpuint (regressors->holidays->len, ==, 1);
  holiday = regressors->holidays->pdata[0];
  g_assert_cmpint (holiday->day, ==, fore_day_from_date (2026, 12, 25));
  g_assert_cmpstr (holiday->name, ==, "xmas");
  g_assert_cmpint (holiday->lower_window, ==, -1);
  g_assert_cmpint (holiday->upper_window, ==, 0);
  g_assert_cmpstr (regressors->names[0], ==, "price");
  g_assert_cmpstr (regressors->names[1], ==, "open");
  g_assert_cmpuint (regressors->n_days, ==, 2);
  g_assert_cmpfloat (regressors->value[0], ==, 1.5);
  g_assert_cmpfloat (regressors->value[1], ==, 0);
  g_assert_cmpfloat (regressors->value[2], ==, 2);
  g_assert_cmpfloat (regressors->value[3], ==, 1);
}

static void
test_nothing (void)
{
  static const char *const bodies[] = { "", "{}", " { } " };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeForecastOptions)
        options = fore_training_parse (bodies[i], strlen (bodies[i]), NULL, &error);

    g_assert_no_error (error);
    g_assert_null (options->categories);
    g_assert_null (options->models);
    g_assert_cmpuint (options->horizon, ==, 30);
    g_assert_cmpint (options->gaps, ==, FORE_GAPS_ZERO);
  }
}

/* A country, a list, none at all, or what is usual when nothing is said. */
static void
test_holidays (void)
{
  static const struct {
    const char *body;
    const char *holidays;
    guint n_listed;
  } cases[] = {
    { "{\"holidays\": \"FR\"}", "FR", 0 },
    { "{\"horizon\": 7}", "DE", 0 },
    { "", "DE", 0 },
    { "{\"holidays\": []}", NULL, 0 },
    { "{\"holidays\": [{\"ds\": \"2026-12-25\", \"holiday\": \"xmas\"}]}", NULL, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeForecastOptions)
        options = fore_training_parse (cases[i].body, strlen (cases[i].body), "DE", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (options->holidays, ==, cases[i].holidays);
    g_assert_cmpuint (options->regressors != NULL ? options->regressors->holidays->len : 0, ==,
                      cases[i].n_listed);
  }
}

static void
test_wrong (void)
{
  static const struct {
    const char *body;
    const char *word;
  } wrong[] = {
    { "{", "JSON" },
    { "[]", "object" },
    { "7", "object" },
    { "null", "object" },
    { "\xff\xfe", "UTF-8" },
    { "{\"horizon\": 0}", "horizon" },
    { "{\"horizon\": -1}", "horizon" },
    { "{\"horizon\": 1.5}", "horizon" },
    { "{\"horizon\": 4000}", "horizon" },
    { "{\"horizon\": 1e300}", "horizon" },
    { "{\"horizon\": \"30\"}", "horizon" },
    { "{\"horizon\": true}", "horizon" },
    { "{\"horizon\": null}", "horizon" },
    { "{\"horizon\": [1]}", "horizon" },
    { "{\"period\": {}}", "period" },
    { "{\"gaps\": \"maybe\"}", "gaps" },
    { "{\"gaps\": 1}", "gaps" },
    { "{\"gaps\": []}", "gaps" },
    { "{\"categories\": \"A\"}", "categories" },
    { "{\"categories\": []}", "categories" },
    { "{\"categories\": [1]}", "categories" },
    { "{\"categories\": [\"A\", null]}", "categories" },
    { "{\"models\": [[\"prophet\"]]}", "models" },
    { "{\"modles\": [\"prophet\"]}", "modles" },
    { "{\"growth\": \"fast\"}", "fast" },
    { "{\"growth\": 1}", "growth" },
    { "{\"growth\": \"logistic\"}", "capacity" },
    { "{\"growth\": \"flat\", \"cap\": 5}", "capacity" },
    { "{\"cap\": 0}", "cap" },
    { "{\"cap\": \"5\"}", "cap" },
    { "{\"holidays\": {}}", "holidays" },
    { "{\"holidays\": [1]}", "holidays" },
    { "{\"holidays\": [{\"ds\": \"2026-12-25\"}]}", "item 1" },
    { "{\"holidays\": [{\"ds\": \"25.12.\", \"holiday\": \"x\"}]}", "ds" },
    { "{\"holidays\": [{\"ds\": \"2026-12-25\", \"holiday\": \"x\", \"lower_window\": 1}]}",
      "lower_window" },
    { "{\"holidays\": [{\"ds\": \"2026-12-25\", \"holiday\": \"x\", \"scale\": 1}]}", "scale" },
    { "{\"regressors\": 1}", "regressors" },
    { "{\"regressors\": [{\"date\": \"2026-01-01\", \"price\": \"1\"}]}", "price" },
    { "{\"holidays\": \"XX\"}", "XX" },
    { "{\"holidays\": \"/etc/passwd\"}", "passwd" },
    { "{\"regressors\": [{\"price\": 1}]}", "date" },
    { "{\"regressors\": [{\"date\": \"2026-01-01\", \"p\": 1}, {\"date\": \"2026-01-01\","
      " \"p\": 1}]}",
      "item 2" },
    { "{\"regressors\": [{\"date\": \"2026-01-01\", \"p\": 1}, {\"date\": \"2026-01-02\"}]}",
      "item 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (fore_training_parse (wrong[i].body, strlen (wrong[i].body), NULL, &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull (strstr (error->message, wrong[i].word));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/whole", test_whole);
  g_test_add_func ("/training/regressors", test_regressors);
  g_test_add_func ("/training/holidays", test_holidays);
  g_test_add_func ("/training/nothing", test_nothing);
  g_test_add_func ("/training/wrong", test_wrong);
  return g_test_run ();
}

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
  g_autoptr (ForeForecastOptions) options = fore_training_parse (body, strlen (body), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (options->categories[0], ==, "Möbel");
  g_assert_cmpuint (g_strv_length (options->categories), ==, 2);
  g_assert_cmpstr (options->models[0], ==, "prophet");
  g_assert_cmpuint (options->horizon, ==, 7);
  g_assert_cmpuint (options->period, ==, 12);
  g_assert_cmpint (options->gaps, ==, FORE_GAPS_MISSING);
}

static void
test_nothing (void)
{
  static const char *const bodies[] = { "", "{}", " { } " };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeForecastOptions)
        options = fore_training_parse (bodies[i], strlen (bodies[i]), &error);

    g_assert_no_error (error);
    g_assert_null (options->categories);
    g_assert_null (options->models);
    g_assert_cmpuint (options->horizon, ==, 30);
    g_assert_cmpint (options->gaps, ==, FORE_GAPS_ZERO);
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
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (fore_training_parse (wrong[i].body, strlen (wrong[i].body), &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull (strstr (error->message, wrong[i].word));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/whole", test_whole);
  g_test_add_func ("/training/nothing", test_nothing);
  g_test_add_func ("/training/wrong", test_wrong);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fore-error.h"
#include "fore-forecast-options.h"

static void
test_round_trip (void)
{
  const char *categories[] = { "Toys & 'Games'", "Käse", NULL };
  const char *models[] = { "prophet", NULL };
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autoptr (ForeForecastOptions) parsed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  options->categories = g_strdupv ((GStrv) categories);
  options->models = g_strdupv ((GStrv) models);
  options->horizon = 45;
  options->period = 12;
  options->is_all = TRUE;
  options->gaps = FORE_GAPS_MISSING;
  text = fore_forecast_options_to_string (options);
  parsed = fore_forecast_options_parse (text, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *) parsed->categories, categories));
  g_assert_true (g_strv_equal ((const char *const *) parsed->models, models));
  g_assert_cmpuint (parsed->horizon, ==, 45);
  g_assert_cmpuint (parsed->period, ==, 12);
  g_assert_true (parsed->is_all);
  g_assert_cmpint (parsed->gaps, ==, FORE_GAPS_MISSING);

  again = fore_forecast_options_to_string (parsed);
  g_assert_cmpstr (again, ==, text);
}

static void
test_regressors (void)
{
  static const char *const names[] = { "price", "open", NULL };
  const ForeDay day[] = { 1, 5 };
  const double value[] = { 0.1, 1, 1e300, -0.0 };
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autoptr (ForeForecastOptions) copy = NULL;
  g_autoptr (ForeForecastOptions) parsed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  options->regressors = fore_regressors_new ();
  fore_regressors_add_holiday (options->regressors, 739000, "Noël", -2, 3);
  fore_regressors_set_values (options->regressors, names, 2, day, value);
  g_assert_true (fore_forecast_options_set_growth (options, "logistic", 12.5, NULL));
  copy = fore_forecast_options_copy (options);
  text = fore_forecast_options_to_string (copy);
  parsed = fore_forecast_options_parse (text, NULL);
  again = fore_forecast_options_to_string (parsed);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (parsed->growth, ==, FORE_GROWTH_LOGISTIC);
  g_assert_cmpfloat (parsed->cap, ==, 12.5);
  g_assert_cmpuint (parsed->regressors->holidays->len, ==, 1);
  g_assert_cmpfloat (parsed->regressors->value[0], ==, 0.1);
  g_assert_cmpint (parsed->regressors->day[1], ==, 5);
}

/* A country stays a country, and of a file its holidays are taken over. */
static void
test_holidays (void)
{
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autoptr (ForeForecastOptions) parsed = NULL;
  g_autofree char *path = NULL, *name = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("fore-holidays-XXXXXX.csv", &path, NULL);

  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (path, "ds,holiday\n2026-01-31,sale\n", -1, NULL));

  options->holidays = g_strdup ("de");
  g_assert_true (fore_forecast_options_read_holidays (options, &error));
  g_assert_cmpstr (options->regressors->calendar, ==, "DE");
  g_assert_cmpuint (options->regressors->holidays->len, ==, 0);
  g_assert_null (options->holidays);

  options->holidays = g_strdup ("none");
  g_assert_true (fore_forecast_options_read_holidays (options, &error));
  g_assert_null (options->regressors->calendar);
  g_assert_null (options->holidays);

  options->holidays = g_strdup (path);
  text = fore_forecast_options_to_string (options);
  parsed = fore_forecast_options_parse (text, NULL);
  g_assert_cmpstr (parsed->holidays, ==, path);
  g_assert_true (fore_forecast_options_read_holidays (parsed, &error));
  g_free (text);
  text = fore_forecast_options_to_string (parsed);
  g_clear_pointer (&parsed, fore_forecast_options_free);
  parsed = fore_forecast_options_parse (text, NULL);
  name = g_path_get_basename (path);
  g_assert_cmpstr (parsed->regressors->calendar, ==, name);
  g_assert_cmpuint (parsed->regressors->holidays->len, ==, 1);
  g_remove (path);
}

static void
test_wrong_holidays (void)
{
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_new ();
  g_autoptr (GError) error = NULL;

  options->holidays = g_strdup ("XX");
  g_assert_false (fore_forecast_options_read_holidays (options, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "DE, ES"));
  g_assert_cmpstr (options->holidays, ==, "XX");
  g_assert_null (options->regressors);
  g_clear_error (&error);
  g_free (options->holidays);
  options->holidays = g_strdup ("/nowhere/holidays.csv");
  g_assert_false (fore_forecast_options_read_holidays (options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_defaults (void)
{
  g_autoptr (ForeForecastOptions) options = fore_forecast_options_parse ("{}", NULL);

  g_assert_nonnull (options);
  g_assert_null (options->categories);
  g_assert_null (options->models);
  g_assert_cmpuint (options->horizon, ==, 30);
  g_assert_cmpuint (options->period, ==, 0);
  g_assert_cmpint (options->gaps, ==, FORE_GAPS_ZERO);
}

static void
test_bad (void)
{
  static const char *const texts[] = { "",
                                       "nonsense",
                                       "{'horizon': <uint32 0>}",
                                       "{'horizon': <uint32 1000000>}",
                                       "{'growth': <'fast'>}",
                                       "{'growth': <'logistic'>}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (fore_forecast_options_parse (texts[i], &error));
    g_assert_error (error, FORE_ERROR, FORE_ERROR_INVALID_ARGUMENT);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/round-trip", test_round_trip);
  g_test_add_func ("/options/regressors", test_regressors);
  g_test_add_func ("/options/holidays", test_holidays);
  g_test_add_func ("/options/wrong-holidays", test_wrong_holidays);
  g_test_add_func ("/options/defaults", test_defaults);
  g_test_add_func ("/options/bad", test_bad);
  return g_test_run ();
}

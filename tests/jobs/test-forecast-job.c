/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

#include <string.h>

/* What a training run leaves in the store. */

#define N_DAYS 90

static const char *const categories[] = { "Ale", "Bread", "Cheese", "Dates", "Eggs" };

#define N_CATEGORIES G_N_ELEMENTS (categories)

static int
compare_backwards (gconstpointer a, gconstpointer b)
{
  return -g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Weeks, trends and noise, one of the categories closed on Sundays. */
static char *
make_sales (gboolean is_backwards)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new ("Date,product_id,category,sales\n");

  for (int t = 0; t < N_DAYS; t++)
    for (int c = 0; c < (int) N_CATEGORIES; c++) {
      char day[FORE_DAY_BUFFER];
      ForeDay date = fore_day_from_date (2025, 9, 1) + t;
      int amount = 100 + 30 * c + (c - 2) * t / 3 + (fore_day_weekday (date) + c) % 7 * 9 +
                   g_rand_int_range (random, 0, 20);

      if (c == 3 && fore_day_weekday (date) == 6)
        continue;
      g_ptr_array_add (rows, g_strdup_printf ("%s,P1,%s,%d.25\n", fore_day_format (date, day),
                                              categories[c], amount));
    }
  if (is_backwards)
    g_ptr_array_sort (rows, compare_backwards);
  for (guint i = 0; i < rows->len; i++)
    g_string_append (text, rows->pdata[i]);

  return g_string_free (text, FALSE);
}

static ForeForecastOptions *
ask_for_all (guint horizon)
{
  static const char *const models[] = { "prophet", "sarimax", "holt_winters", "ensemble", NULL };
  ForeForecastOptions *options = fore_forecast_options_new ();

  options->models = g_strdupv ((GStrv) models);
  options->horizon = horizon;
  return options;
}

static char *
forecast_on (Fixture *fixture, guint n_threads, const ForeForecastOptions *options)
{
  g_autoptr (GError) error = NULL;

  fixture_reopen (fixture, n_threads);
  fore_engine_request_forecast (fixture->engine, options, NULL, &error);
  g_assert_no_error (error);
  fixture_drain (fixture);
  return fixture_dump_forecasts (fixture);
}

static void
test_same_on_any_threads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = make_sales (FALSE);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  g_autoptr (ForeForecastOptions) options = ask_for_all (14);
  g_autofree char *one = forecast_on (fixture, 1, options);

  g_assert_cmpuint (strlen (one), >, 1000);
  for (guint n_threads = 2; n_threads <= 7; n_threads = n_threads == 3 ? 7 : n_threads + 1) {
    g_autofree char *many = forecast_on (fixture, n_threads, options);

    g_assert_cmpstr (many, ==, one);
  }
}

/* Neither the order of the rows, by which the store numbers categories, nor that in which they
 * are asked for makes a difference. */
static void
test_order_makes_no_difference (Fixture *fixture, gconstpointer data)
{
  static const char *const asked[] = { "Eggs", "Ale", "Dates", "Cheese", "Bread", "Ale", NULL };
  g_autofree char *sales = make_sales (FALSE);
  g_autofree char *backwards = make_sales (TRUE);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  g_autofree char *other_batch = NULL;
  g_autoptr (ForeForecastOptions) options = ask_for_all (14);
  g_autofree char *expected = forecast_on (fixture, 2, options);
  g_autofree char *found = NULL;

  fixture_tear_down (fixture, data);
  fixture_set_up (fixture, data);
  other_batch = fixture_import (fixture, "sales.csv", backwards);
  options->categories = g_strdupv ((GStrv) asked);
  found = forecast_on (fixture, 2, options);
  g_assert_cmpstr (found, ==, expected);
}

typedef struct {
  GCancellable *cancellable;
  double share;
} Stop;

static void
stop_at (double fraction, const char *what, gpointer data)
{
  const Stop *stop = data;

  if (fraction >= stop->share)
    g_cancellable_cancel (stop->cancellable);
}

/* Every model of a category has the days of one run: those before or those asked for. */
static guint
count_days (Fixture *fixture, const char *category)
{
  g_autoptr (GPtrArray) forecasts = fore_store_load_forecasts (
      fore_engine_get_store (fixture->engine), category, NULL);
  gsize horizon = 0;

  g_assert_cmpuint (forecasts->len, ==, 4);
  for (guint i = 0; i < forecasts->len; i++) {
    const ForeForecast *forecast = forecasts->pdata[i];

    g_assert_true (i == 0 || forecast->horizon == horizon);
    horizon = forecast->horizon;
  }
  return (guint) horizon;
}

static void
test_cancelled_in_the_middle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = make_sales (FALSE);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  g_autoptr (ForeForecastOptions) before = ask_for_all (5);
  g_autoptr (ForeForecastOptions) after = ask_for_all (9);
  g_autofree char *old = forecast_on (fixture, 1, before);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, 0.4 };
  const ForeProgress progress = { stop_at, &stop };
  g_autoptr (GError) error = NULL;

  fixture_reopen (fixture, 1);
  g_assert_true (fore_engine_request_forecast (fixture->engine, after, NULL, NULL));
  g_assert_false (fore_engine_drain (fixture->engine, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint c = 0; c < N_CATEGORIES; c++)
    g_assert_cmpuint (count_days (fixture, categories[c]), ==, c < 2 ? 9 : 5);

  /* What was asked for is still in the queue. */
  fixture_drain (fixture);
  for (guint c = 0; c < N_CATEGORIES; c++)
    g_assert_cmpuint (count_days (fixture, categories[c]), ==, 9);
}

static void
set_holidays (Fixture *fixture, const char *holidays)
{
  g_autoptr (ForeForecastOptions) options = ask_for_all (7);

  options->holidays = g_strdup (holidays);
  fore_engine_set_forecast_options (fixture->engine, options);
}

static const char *
calendar_of (const GPtrArray *forecasts, const char *model)
{
  for (guint i = 0; i < forecasts->len; i++) {
    const ForeForecast *forecast = forecasts->pdata[i];

    if (g_str_equal (forecast->model, model))
      return forecast->holidays != NULL ? forecast->holidays->calendar : NULL;
  }
  g_assert_not_reached ();
}

/* What was chosen when a file was given holds for the forecast that follows, whoever makes it. */
static void
test_holidays_travel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = make_sales (FALSE);
  const ForeSubmission submission = { 0 };
  g_autofree char *batch = NULL;
  g_autoptr (GPtrArray) forecasts = NULL;

  set_holidays (fixture, "DE");
  batch = fixture_submit (fixture, "sales.csv", sales, &submission, NULL, NULL);
  fixture_reopen (fixture, 2);
  set_holidays (fixture, NULL);
  fixture_drain (fixture);
  forecasts = fore_store_load_forecasts (fore_engine_get_store (fixture->engine), "Ale", NULL);
  g_assert_cmpstr (calendar_of (forecasts, "prophet"), ==, "DE");
  g_assert_cmpstr (calendar_of (forecasts, "sarimax"), ==, "DE");
  g_assert_cmpstr (calendar_of (forecasts, "ensemble"), ==, "DE");
  g_assert_null (calendar_of (forecasts, "holt_winters"));
}

/* A file with holidays that has gone is told by the forecast; the import is as good as any. */
static void
test_holidays_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = make_sales (FALSE);
  const ForeSubmission submission = { 0 };
  g_autofree char *batch = NULL;
  g_autoptr (GError) error = NULL;

  set_holidays (fixture, "/nowhere/holidays.csv");
  batch = fixture_submit (fixture, "sales.csv", sales, &submission, NULL, NULL);
  g_assert_false (fore_engine_drain (fixture->engine, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "/nowhere/holidays.csv"));
  fixture_assert_status (fixture, batch, FORE_UPLOAD_COMPLETED);
}

/* Seasonal naive is measured, too, but neither stored nor the best unless it was asked for. */
static void
test_leaderboard (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = make_sales (FALSE);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  g_autoptr (ForeForecastOptions) options = ask_for_all (14);
  g_autofree char *dump = forecast_on (fixture, 2, options);
  ForeStore *store = fore_engine_get_store (fixture->engine);

  for (guint c = 0; c < N_CATEGORIES; c++) {
    g_autoptr (GPtrArray) backtests = fore_store_load_backtests (store, categories[c], NULL);
    guint n_best = 0;

    g_assert_cmpuint (backtests->len, ==, 5);
    for (guint i = 0; i < backtests->len; i++) {
      const ForeStoredBacktest *backtest = backtests->pdata[i], *before = NULL;

      before = i > 0 ? backtests->pdata[i - 1] : NULL;
      n_best += backtest->is_best;
      g_assert_true (backtest->is_current);
      g_assert_true (before == NULL || before->accuracy.mase <= backtest->accuracy.mase);
      g_assert_false (backtest->is_best && g_str_equal (backtest->model, "seasonal_naive"));
      g_assert_cmpint (backtest->n_origins, ==, 4);
      g_assert_cmpint (backtest->horizon, ==, N_DAYS / 12);
      g_assert_cmpuint (backtest->accuracy.n, ==, 4 * (N_DAYS / 12));
      g_assert_cmpfloat (backtest->accuracy.coverage_80, <=, backtest->accuracy.coverage_95);
    }
    g_assert_cmpuint (n_best, ==, 1);
  }
}

/* The category that is closed on Sundays says so, in every model's forecast. */
static void
test_closed_weekdays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sales = make_sales (FALSE);
  g_autofree char *batch = fixture_import (fixture, "sales.csv", sales);
  g_autoptr (ForeForecastOptions) options = ask_for_all (14);
  g_autofree char *dump = forecast_on (fixture, 2, options);

  for (guint c = 0; c < N_CATEGORIES; c++) {
    g_autoptr (GPtrArray) forecasts = fore_store_load_forecasts (
        fore_engine_get_store (fixture->engine), categories[c], NULL);

    for (guint i = 0; i < forecasts->len; i++) {
      const ForeForecast *forecast = forecasts->pdata[i];

      g_assert_true ((forecast->note != NULL && strstr (forecast->note, "Sunday") != NULL) ==
                     (c == 3));
      for (gsize h = 0; h < forecast->horizon && c == 3; h++)
        if (fore_day_weekday (forecast->day[h]) == 6)
          g_assert_cmpfloat (forecast->upper_95[h], ==, 0);
    }
  }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/forecast-job/same-on-any-threads", test_same_on_any_threads);
  ADD ("/forecast-job/order-makes-no-difference", test_order_makes_no_difference);
  ADD ("/forecast-job/cancelled-in-the-middle", test_cancelled_in_the_middle);
  ADD ("/forecast-job/holidays-travel", test_holidays_travel);
  ADD ("/forecast-job/holidays-gone", test_holidays_gone);
  ADD ("/forecast-job/leaderboard", test_leaderboard);
  ADD ("/forecast-job/closed-weekdays", test_closed_weekdays);
  return g_test_run ();
}

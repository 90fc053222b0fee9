/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static ForeForecast *
make_forecast (const char *category, const char *model, ForeDay first_day, gsize horizon)
{
  ForeForecast *forecast = fore_forecast_new (category, model, horizon);

  for (gsize i = 0; i < horizon; i++) {
    forecast->day[i] = first_day + (ForeDay) i;
    forecast->value[i] = 100.125 + (double) i;
    forecast->lower_80[i] = forecast->value[i] - 1;
    forecast->upper_80[i] = forecast->value[i] + 1;
    forecast->lower_95[i] = -2e10; /* below DECIMAL(12,2) */
    forecast->upper_95[i] = forecast->value[i] + 2;
  }

  return forecast;
}

static gboolean
save_all (ForeStore *store,
          const char *category,
          gint64 version,
          const char *const *models,
          ForeDay day,
          gboolean is_all)
{
  g_autoptr (GPtrArray)
      forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_autoptr (GPtrArray) backtests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_stale = FALSE;

  for (; *models != NULL; models++)
    g_ptr_array_add (forecasts, make_forecast (category, *models, day, 3));
  g_assert_true (fore_store_save_forecasts (store, category, version, forecasts, backtests, is_all,
                                            &is_stale, &error));
  g_assert_no_error (error);

  return !is_stale;
}

static gboolean
save (ForeStore *store,
      const char *category,
      gint64 version,
      const char *const *models,
      ForeDay day)
{
  return save_all (store, category, version, models, day, FALSE);
}

static gint64
version_of (ForeStore *store, const char *category)
{
  g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (store, category, NULL);

  return sums->version;
}

static gboolean
add_line (const ForeForecastRow *row, gpointer data, GError **error)
{
  char day[FORE_DAY_BUFFER];

  g_assert_cmpint (row->lower_95, ==, -FORE_CENTS_MAX);
  g_assert_cmpint (row->upper_80 - row->lower_80, ==, 200);
  g_assert_cmpint (row->created_at, >, 1700000000);
  g_string_append_printf (data, "%s|%s|%s|%ld|%s\n", fore_day_format (row->day, day), row->category,
                          row->model, (long) row->value, row->batch != NULL ? row->batch : "none");
  return TRUE;
}

static char *
list (ForeStore *store, const ForeForecastFilter *filter, gint64 limit)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (fore_store_each_forecast (store, filter, limit, add_line, text, NULL, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "a", "p", 1 }, { "2026-01-01", "Z", "p", 1 } };
  const char *const models[] = { "prophet", "ensemble", "sarimax", NULL };
  const char *const one[] = { "sarimax", NULL };
  const ForeForecastFilter all = FORE_FORECAST_FILTER_INIT;
  ForeForecastFilter some = FORE_FORECAST_FILTER_INIT;
  g_autofree char *batch = import_rows (fixture->store, "f", make_rows (rows, 2), NULL, NULL);
  g_autofree char *text = NULL, *want = NULL, *view = NULL, *want_view = NULL;
  g_autoptr (GPtrArray) loaded = NULL;
  const ForeForecast *forecast;
  ForeStoreVersion before, after;

  g_assert_true (fore_store_get_version (fixture->store, &before, NULL));
  g_assert_true (save (fixture->store, "a", version_of (fixture->store, "a"), models, 20000));
  g_assert_true (save (fixture->store, "Z", version_of (fixture->store, "Z"), models, 20001));
  /* Trained anew, on other days: nothing of the old ones is left. */
  g_assert_true (save (fixture->store, "a", version_of (fixture->store, "a"), one, 20002));
  g_assert_true (fore_store_get_version (fixture->store, &after, NULL));
  g_assert_cmpint (after.forecasts, ==, before.forecasts + 3);
  g_assert_cmpint (after.invoices, ==, before.invoices);

  some.published_models = TRUE;
  some.from = 20001;
  some.to = 20002;
  text = list (fixture->store, &some, 5);
  want = g_strdup_printf ("2024-10-05|Z|prophet|10013|%s\n2024-10-05|Z|sarimax|10013|%s\n"
                          "2024-10-05|a|prophet|10113|%s\n2024-10-06|Z|prophet|10113|%s\n"
                          "2024-10-06|Z|sarimax|10113|%s\n",
                          batch, batch, batch, batch, batch);
  g_assert_cmpstr (text, ==, want);
  g_clear_pointer (&text, g_free);
  text = list (fixture->store, &all, -1);
  g_assert_nonnull (g_strstr_len (text, -1, "|ensemble|"));

  loaded = fore_store_load_forecasts (fixture->store, "a", NULL);
  g_assert_cmpuint (loaded->len, ==, 3);
  forecast = loaded->pdata[2];
  g_assert_cmpstr (forecast->model, ==, "sarimax");
  g_assert_cmpuint (forecast->horizon, ==, 3);
  g_assert_cmpint (forecast->day[0], ==, 20002);
  g_assert_cmpfloat (forecast->value[2], ==, 102.13);
  g_assert_null (forecast->note);

  view = query_file (fixture->path,
                     "SELECT forecast_date, category, model_type, forecast_value, lower_bound, "
                     "upper_bound, batch_num FROM forecast_data "
                     "WHERE category = 'a' AND model_type = 'sarimax' LIMIT 1");
  want_view = g_strdup_printf ("2024-10-06|a|sarimax|100.13|-9999999999.99|102.13|%s\n", batch);
  g_assert_cmpstr (view, ==, want_view);
  g_clear_pointer (&view, g_free);
  view = query_file (fixture->path, "SELECT count (*), count (DISTINCT id) FROM forecast_data");
  g_assert_cmpstr (view, ==, "12|12\n");
}

static const char *
calendar_of (const ForeForecast *forecast)
{
  return forecast->holidays != NULL ? forecast->holidays->calendar : NULL;
}

static gboolean
add_calendar (const ForeForecastRow *row, gpointer data, GError **error)
{
  g_string_append_printf (data, "%s ", row->calendar != NULL ? row->calendar : "none");
  return TRUE;
}

/* A country is kept by its code, a list of holidays as it was. */
static void
test_calendars (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "a", "p", 1 } };
  const ForeForecastFilter all = FORE_FORECAST_FILTER_INIT;
  ForeForecast *forecasts[] = { make_forecast ("a", "ensemble", 20000, 1),
                                make_forecast ("a", "prophet", 20000, 1),
                                make_forecast ("a", "sarimax", 20000, 1) };
  g_autoptr (GPtrArray)
      saved = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_autoptr (GPtrArray) backtests = g_ptr_array_new ();
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  const ForeHoliday *holiday;
  gboolean is_stale;

  g_free (import_rows (fixture->store, "f", make_rows (rows, 1), NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (forecasts); i++)
    g_ptr_array_add (saved, forecasts[i]);
  forecasts[1]->holidays = fore_regressors_new ();
  fore_regressors_set_calendar (forecasts[1]->holidays, "DE");
  forecasts[2]->holidays = fore_regressors_new ();
  fore_regressors_set_calendar (forecasts[2]->holidays, "ours.csv");
  fore_regressors_add_holiday (forecasts[2]->holidays, 20003, "Käse's day", -1, 2);

  /* Twice, as what is there already is not added again. */
  for (int i = 0; i < 2; i++)
    g_assert_true (fore_store_save_forecasts (fixture->store, "a", version_of (fixture->store, "a"),
                                              saved, backtests, FALSE, &is_stale, NULL));
  loaded = fore_store_load_forecasts (fixture->store, "a", NULL);
  g_assert_null (calendar_of (loaded->pdata[0]));
  g_assert_cmpstr (calendar_of (loaded->pdata[1]), ==, "DE");
  g_assert_cmpstr (calendar_of (loaded->pdata[2]), ==, "ours.csv");
  holiday = ((ForeForecast *) loaded->pdata[2])->holidays->holidays->pdata[0];
  g_assert_cmpstr (holiday->name, ==, "Käse's day");
  g_assert_cmpint (holiday->day, ==, 20003);
  g_assert_cmpint (holiday->upper_window, ==, 2);
  g_assert_true (
      fore_store_each_forecast (fixture->store, &all, -1, add_calendar, told, NULL, NULL));
  g_assert_cmpstr (told->str, ==, "none DE ours.csv ");
}

/* What was computed from rows that have changed since is thrown away. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "a", "p", 1 }, { "2026-01-01", "b", "p", 1 } };
  const char *const models[] = { "prophet", NULL };
  const ForeForecastFilter all = FORE_FORECAST_FILTER_INIT;
  g_autofree char *text = NULL;
  gint64 a, b;

  g_free (import_rows (fixture->store, "one", make_rows (rows, 2), NULL, NULL));
  a = version_of (fixture->store, "a");
  b = version_of (fixture->store, "b");
  g_free (import_rows (fixture->store, "two", make_rows (rows, 1), NULL, NULL));
  g_assert_false (save (fixture->store, "a", a, models, 20000));
  g_assert_false (save (fixture->store, "nowhere", 0, models, 20000));
  text = list (fixture->store, &all, -1);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (save (fixture->store, "b", b, models, 20000));
  g_assert_true (save (fixture->store, "a", version_of (fixture->store, "a"), models, 20000));
}

/* An upload that is taken back takes its name off the forecasts, and its categories' own. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "a", "p", 1 }, { "2026-01-01", "b", "p", 1 } };
  const char *const models[] = { "prophet", NULL };
  const ForeForecastFilter all = FORE_FORECAST_FILTER_INIT;
  g_autofree char *batch = NULL, *stored = NULL, *text = NULL;

  g_free (import_rows (fixture->store, "one", make_rows (rows, 1), NULL, NULL));
  batch = import_rows (fixture->store, "two", make_rows (rows, 2), NULL, NULL);
  g_assert_true (save (fixture->store, "a", version_of (fixture->store, "a"), models, 20000));
  g_assert_true (save (fixture->store, "b", version_of (fixture->store, "b"), models, 20000));
  g_assert_true (fore_store_undo_upload (fixture->store, batch, NULL, &stored, NULL));
  text = list (fixture->store, &all, -1);
  g_assert_cmpstr (text, ==,
                   "2024-10-04|a|prophet|10013|none\n2024-10-05|a|prophet|10113|none\n"
                   "2024-10-06|a|prophet|10213|none\n");
}

/* Where the models are chosen, those that are not are forgotten; other categories keep theirs. */
static void
test_all_models (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "a", "p", 1 }, { "2026-01-01", "b", "p", 1 } };
  const char *const models[] = { "prophet", "sarimax", NULL };
  const char *const one[] = { "sarimax", NULL };
  g_autoptr (GPtrArray) of_a = NULL, of_b = NULL;

  g_free (import_rows (fixture->store, "f", make_rows (rows, 2), NULL, NULL));
  g_assert_true (save (fixture->store, "a", version_of (fixture->store, "a"), models, 20000));
  g_assert_true (save (fixture->store, "b", version_of (fixture->store, "b"), models, 20000));
  g_assert_true (
      save_all (fixture->store, "a", version_of (fixture->store, "a"), one, 20000, TRUE));
  of_a = fore_store_load_forecasts (fixture->store, "a", NULL);
  of_b = fore_store_load_forecasts (fixture->store, "b", NULL);
  g_assert_cmpuint (of_a->len, ==, 1);
  g_assert_cmpstr (((ForeForecast *) of_a->pdata[0])->model, ==, "sarimax");
  g_assert_cmpuint (of_b->len, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add ("/store/forecasts/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("save", test_save);
  ADD ("all-models", test_all_models);
  ADD ("calendars", test_calendars);
  ADD ("stale", test_stale);
  ADD ("undo", test_undo);
  return g_test_run ();
}

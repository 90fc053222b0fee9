/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

static char *
list_versions (ForeStore *store, const char *day, const char *category, const char *product)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = fore_store_list_versions (store, fore_day_parse (day, -1),
                                                             category, product, &error);

  if (versions == NULL) {
    g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
    return g_strdup ("none");
  }
  for (guint i = 0; i < versions->len; i++) {
    const ForeInvoiceVersion *version = versions->pdata[i];

    g_string_append_printf (text, "%ld %ld %d %.1s\n", (long) version->version,
                            (long) version->sales, version->is_imputed, version->batch);
    g_assert_cmpint (version->uploaded_at, >, 1700000000);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_versions (ForeStore *store, const char *product, const char *want)
{
  g_autofree char *got = list_versions (store, "2026-01-01", "C", product);

  g_assert_cmpstr (got, ==, want);
}

static void
test_list_versions (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "2026-01-01", "C", "p", 100 },
                            { "2026-01-01", "C", "q", 5, TRUE },
                            { "2026-01-01", "C", "r", 7 } };
  const TestRow second[] = { { "2026-01-01", "C", "p", 200 }, { "2026-01-01", "C", "q", 6 } };
  const TestRow third[] = { { "2026-01-01", "C", "p", 300 }, { "2026-01-01", "C", "r", 8, TRUE } };
  g_autofree char *a = import_rows (fixture->store, "a", make_rows (first, 3), NULL, NULL);
  g_autofree char *b = import_rows (fixture->store, "b", make_rows (second, 2), NULL, NULL);
  g_autofree char *c = import_rows (fixture->store, "c", make_rows (third, 2), NULL, NULL);
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;

  assert_versions (fixture->store, "p", "3 300 0 c\n2 200 0 b\n1 100 0 a\n");
  assert_versions (fixture->store, "q", "2 6 0 b\n1 5 1 a\n");
  assert_versions (fixture->store, "r", "1 7 0 a\n");
  assert_versions (fixture->store, "s", "none");

  g_assert_true (fore_store_undo_upload (fixture->store, b, NULL, &stored, &error));
  g_assert_no_error (error);
  assert_versions (fixture->store, "p", "2 300 0 c\n1 100 0 a\n");
  assert_versions (fixture->store, "q", "1 5 1 a\n");
}

static void
assert_changes (ForeStore *store, const TestRow *rows, gsize n, ForeChangeCounts want)
{
  g_autoptr (ForeRows) made = make_rows (rows, n);
  g_autoptr (ForeRowSource) source = fore_row_source_new_for_rows (made);
  g_autoptr (GError) error = NULL;
  ForeChangeCounts counts;

  g_assert_true (fore_store_count_changes (store, source, NULL, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (counts.added, ==, want.added);
  g_assert_cmpint (counts.changed, ==, want.changed);
  g_assert_cmpint (counts.unchanged, ==, want.unchanged);
  g_assert_cmpint (counts.imputed, ==, want.imputed);
}

static void
test_count_changes (Fixture *fixture, gconstpointer data)
{
  const TestRow first[] = { { "2026-01-01", "C", "p", 100 },
                            { "2026-01-01", "C", "q", 5, TRUE },
                            { "2026-01-02", "C", "p", 7 } };
  const TestRow second[] = {
    { "2026-01-01", "A", "p", 100 },    { "2026-01-01", "C", "a", 1 },
    { "2026-01-01", "C", "p", 100 },    { "2026-01-01", "C", "q", 5 },
    { "2026-01-02", "C", "p", 8 },      { "2026-01-02", "C", "q", 0, TRUE },
    { "2026-01-03", "C", "p", 9, TRUE }
  };
  g_autofree char *before = NULL, *after = NULL, *batch = NULL;

  assert_changes (fixture->store, first, 3, (ForeChangeCounts){ 3, 0, 0, 1 });
  assert_changes (fixture->store, first, 0, (ForeChangeCounts){ 0, 0, 0, 0 });
  batch = import_rows (fixture->store, "f", make_rows (first, 3), NULL, NULL);
  before = query_file (fixture->path, "SELECT * FROM store_state, product, category, invoice");
  /* What was filled in and is given now is a change, even with the same amount. */
  assert_changes (fixture->store, second, 7, (ForeChangeCounts){ 4, 2, 1, 2 });
  assert_changes (fixture->store, first, 3, (ForeChangeCounts){ 0, 0, 3, 0 });
  after = query_file (fixture->path, "SELECT * FROM store_state, product, category, invoice");
  g_assert_cmpstr (after, ==, before);
  fixture_reopen (fixture, FORE_STORE_READ_ONLY);
  assert_changes (fixture->store, second, 7, (ForeChangeCounts){ 4, 2, 1, 2 });
}

static void
test_mapping (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL, *other = NULL;
  g_autofree char *options = NULL;

  g_assert_true (fore_store_recall_mapping (fixture->store, "Datum;Betrag", &none, NULL));
  g_assert_null (none);
  g_assert_true (fore_store_remember_mapping (fixture->store, "Datum;Betrag", "old", NULL));
  g_assert_true (fore_store_remember_mapping (fixture->store, "a,b", "other", NULL));
  g_assert_true (fore_store_remember_mapping (fixture->store, "Datum;Betrag", "new", NULL));
  fixture_reopen (fixture, FORE_STORE_READ_ONLY);
  g_assert_true (fore_store_recall_mapping (fixture->store, "Datum;Betrag", &options, NULL));
  g_assert_cmpstr (options, ==, "new");
  g_assert_true (fore_store_recall_mapping (fixture->store, "a,b", &other, NULL));
  g_assert_cmpstr (other, ==, "other");

  fixture_reopen (fixture, FORE_STORE_READ_WRITE);
  g_clear_pointer (&options, g_free);
  g_assert_true (fore_store_forget_mapping (fixture->store, "Datum;Betrag", NULL));
  g_assert_true (fore_store_forget_mapping (fixture->store, "Datum;Betrag", NULL));
  g_assert_true (fore_store_recall_mapping (fixture->store, "Datum;Betrag", &options, NULL));
  g_assert_null (options);
}

static ForeForecast *
make_forecast (const char *model)
{
  ForeForecast *forecast = fore_forecast_new ("C", model, 1);

  forecast->day[0] = fore_day_parse ("2026-01-02", -1);
  return forecast;
}

static void
save_backtests (Fixture *fixture, gint64 version)
{
  ForeStoredBacktest backtest[] = {
    { .model = (char *) "prophet", .horizon = 30, .accuracy = { .n = 90, .mase = 1.5 } },
    { .model = (char *) "sarimax", .n_origins = 3, .seconds = 2, .accuracy = { .mase = 0.5 } },
    { .model = (char *) "seasonal_naive", .accuracy = { .wape = 7, .mase = 0.25 } },
  };
  g_autoptr (GPtrArray)
      forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_autoptr (GPtrArray) backtests = g_ptr_array_new ();
  gboolean is_stale;

  g_ptr_array_add (forecasts, make_forecast ("prophet"));
  g_ptr_array_add (forecasts, make_forecast ("sarimax"));
  for (gsize i = 0; i < G_N_ELEMENTS (backtest); i++)
    g_ptr_array_add (backtests, &backtest[i]);
  g_assert_true (fore_store_save_forecasts (fixture->store, "C", version, forecasts, backtests,
                                            FALSE, &is_stale, NULL));
}

/* The best is the best of those that have a forecast to show. */
static void
test_backtests (Fixture *fixture, gconstpointer data)
{
  const TestRow rows[] = { { "2026-01-01", "C", "p", 1 } };
  g_autofree char *batch = import_rows (fixture->store, "f", make_rows (rows, 1), NULL, NULL);
  g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (fixture->store, "C", NULL);
  g_autoptr (GPtrArray) loaded = NULL;
  g_autofree char *later = NULL;
  const ForeStoredBacktest *const *backtest;

  save_backtests (fixture, sums->version);
  save_backtests (fixture, sums->version);
  loaded = fore_store_load_backtests (fixture->store, NULL, NULL);
  g_assert_cmpuint (loaded->len, ==, 3);
  backtest = (const ForeStoredBacktest *const *) loaded->pdata;
  g_assert_cmpstr (backtest[0]->model, ==, "seasonal_naive");
  g_assert_cmpfloat (backtest[0]->accuracy.wape, ==, 7);
  g_assert_false (backtest[0]->is_best);
  g_assert_cmpstr (backtest[1]->category, ==, "C");
  g_assert_cmpstr (backtest[1]->model, ==, "sarimax");
  g_assert_cmpint (backtest[1]->n_origins, ==, 3);
  g_assert_cmpfloat (backtest[1]->accuracy.mase, ==, 0.5);
  g_assert_cmpfloat (backtest[1]->seconds, ==, 2);
  g_assert_true (backtest[1]->is_best && backtest[1]->is_current);
  g_assert_false (backtest[2]->is_best);
  g_assert_cmpuint (backtest[2]->accuracy.n, ==, 90);

  later = import_rows (fixture->store, "g", make_rows (rows, 1), NULL, NULL);
  g_clear_pointer (&loaded, g_ptr_array_unref);
  loaded = fore_store_load_backtests (fixture->store, "C", NULL);
  g_assert_false (((ForeStoredBacktest *) loaded->pdata[0])->is_current);
  g_clear_pointer (&loaded, g_ptr_array_unref);
  loaded = fore_store_load_backtests (fixture->store, "D", NULL);
  g_assert_cmpuint (loaded->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/versions/list", Fixture, NULL, fixture_set_up, test_list_versions,
              fixture_tear_down);
  g_test_add ("/store/versions/count-changes", Fixture, NULL, fixture_set_up, test_count_changes,
              fixture_tear_down);
  g_test_add ("/store/versions/mapping", Fixture, NULL, fixture_set_up, test_mapping,
              fixture_tear_down);
  g_test_add ("/store/versions/backtests", Fixture, NULL, fixture_set_up, test_backtests,
              fixture_tear_down);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-report.h"

#include <math.h>
#include <string.h>

#define HASH "a3b5c788a3b5c788a3b5c788a3b5c788a3b5c788a3b5c788a3b5c788a3b5c788"

static const ForeUpload upload = {
  .batch = "sales_1768818600_a3b5c7",
  .original_filename = "sales, \"new\".csv",
  .stored_filename = "sales_1768818600_a3b5c788.csv",
  .file_hash = HASH,
  .uploaded_at = 1768818600,
  .counts = { 3, 1, 1, 2, 12, .rejected = 5, .repeated = 4 },
  .status = FORE_UPLOAD_COMPLETED,
};

static ForeInvoice
make_invoice (const char *category, ForeCents sales)
{
  return (ForeInvoice){
    .day = fore_day_from_date (2026, 1, 1),
    .product = "P001",
    .category = category,
    .sales = sales,
    .is_imputed = sales == 0,
    .batch = "b_1_abcdef",
    .file_hash = HASH,
    .created_at = 0,
    .updated_at = 1768818600,
    .version = 17,
  };
}

static void
assert_end (ForeReport *report, const char *expected)
{
  g_autoptr (GBytes) bytes = fore_report_end (report);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (strlen (text), ==, size);
}

static void
test_empty (void)
{
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_UPLOADS, FORE_FORMAT_JSON);
  g_autoptr (ForeReport) csv = fore_report_new (FORE_REPORT_FORECASTS, FORE_FORMAT_CSV);
  g_autoptr (ForeReport) table = fore_report_new (FORE_REPORT_BACKTESTS, FORE_FORMAT_TABLE);

  assert_end (json, "[]\n");
  assert_end (csv, "id,forecast_date,category,model_type,forecast_value,lower_bound,upper_bound,"
                   "created_at,batch_num\n");
  assert_end (table, "Category  Model  Origin  Horizon  MAE  RMSE  sMAPE (%)  MASE  "
                     "Coverage of 80 %  Coverage of 95 %  Winkler score of 95 %  Seconds\n");
}

static void
test_upload (void)
{
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_UPLOADS, FORE_FORMAT_JSON);
  g_autoptr (ForeReport) csv = fore_report_new (FORE_REPORT_UPLOADS, FORE_FORMAT_CSV);
  g_autoptr (ForeReport) full = fore_report_new (FORE_REPORT_UPLOADS_IN_FULL, FORE_FORMAT_CSV);
  ForeUpload failed = upload;

  failed.status = FORE_UPLOAD_FAILED;
  failed.error_log = (char *) "line 3\nline 4";
  fore_report_add_upload (json, &upload);
  fore_report_add_upload (csv, &upload);
  fore_report_add_upload (csv, &failed);
  fore_report_add_upload (full, &upload);

  assert_end (json, "[\n{\"batch_num\":\"sales_1768818600_a3b5c7\","
                    "\"original_filename\":\"sales, \\\"new\\\".csv\","
                    "\"stored_filename\":\"sales_1768818600_a3b5c788.csv\",\"file_hash\":\"" HASH
                    "\",\"uploaded_at\":\"2026-01-19T10:30:00\",\"num_total_rows\":3,"
                    "\"num_missing_rows\":1,\"num_imputed_rows\":1,\"num_inserted_rows\":2,"
                    "\"num_updated_rows\":12,\"status\":\"completed\",\"error_log\":null}\n]\n");
  assert_end (csv, "batch_num,original_filename,stored_filename,file_hash,uploaded_at,"
                   "num_total_rows,num_missing_rows,num_imputed_rows,num_inserted_rows,"
                   "num_updated_rows,status,error_log\n"
                   "sales_1768818600_a3b5c7,\"sales, \"\"new\"\".csv\","
                   "sales_1768818600_a3b5c788.csv," HASH ",2026-01-19T10:30:00,3,1,1,2,12,"
                   "completed,\n"
                   "sales_1768818600_a3b5c7,\"sales, \"\"new\"\".csv\","
                   "sales_1768818600_a3b5c788.csv," HASH ",2026-01-19T10:30:00,3,1,1,2,12,"
                   "failed,\"line 3\nline 4\"\n");
  assert_end (full, "batch_num,original_filename,stored_filename,file_hash,uploaded_at,"
                    "num_total_rows,num_missing_rows,num_imputed_rows,num_inserted_rows,"
                    "num_updated_rows,num_repeated_rows,num_rejected_rows,status,error_log\n"
                    "sales_1768818600_a3b5c7,\"sales, \"\"new\"\".csv\","
                    "sales_1768818600_a3b5c788.csv," HASH ",2026-01-19T10:30:00,3,1,1,2,12,4,5,"
                    "completed,\n");
}

static void
test_invoice (void)
{
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_INVOICES, FORE_FORMAT_JSON);
  ForeInvoice first = make_invoice ("Electronics", 150050);
  ForeInvoice second = make_invoice ("Käse", 0);
  g_autoptr (GBytes) taken = NULL;

  fore_report_add_invoice (json, &first);
  g_assert_cmpuint (fore_report_get_size (json), >, 0);
  taken = fore_report_take (json);
  g_assert_cmpmem (g_bytes_get_data (taken, NULL), 9, "[\n{\"date\"", 9);
  g_assert_cmpuint (fore_report_get_size (json), ==, 0);

  fore_report_add_invoice (json, &second);
  assert_end (json, ",\n{\"date\":\"2026-01-01\",\"product_id\":\"P001\",\"category\":\"Käse\","
                    "\"sales\":0.00,\"is_imputed\":true,\"batch_num\":\"b_1_abcdef\","
                    "\"file_hash\":\"" HASH "\",\"created_at\":\"1970-01-01T00:00:00\","
                    "\"updated_at\":\"2026-01-19T10:30:00\",\"version\":17}\n]\n");
}

/* What a spreadsheet would run is told to be text; all else is as in CSV. */
static void
test_spreadsheet (void)
{
  static const char *const hostile[] = { "=1+1", "+1", "-1", "@SUM(A1)", "\tA", "\rA" };
  g_autoptr (ForeReport) sheet = fore_report_new (FORE_REPORT_INVOICES, FORE_FORMAT_SPREADSHEET);
  g_autoptr (GString) expected = g_string_new ("\xef\xbb\xbf"
                                               "date,product_id,category,sales,is_imputed,batch_"
                                               "num,file_hash,created_at,updated_at,version\n");

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    ForeInvoice invoice = make_invoice (hostile[i], -100);
    gboolean is_quoted = *hostile[i] == '\r';

    fore_report_add_invoice (sheet, &invoice);
    g_string_append_printf (expected, "2026-01-01,P001,%s'%s%s,-1.00,", is_quoted ? "\"" : "",
                            hostile[i], is_quoted ? "\"" : "");
    g_string_append (expected,
                     "false,b_1_abcdef," HASH ",1970-01-01T00:00:00,2026-01-19T10:30:00,17\n");
  }
  assert_end (sheet, expected->str);
}

static void
test_table (void)
{
  g_autoptr (ForeReport) table = fore_report_new (FORE_REPORT_INVOICES, FORE_FORMAT_TABLE);
  ForeInvoice plain = make_invoice ("Electronics", 150050);
  ForeInvoice wide = make_invoice ("食\n品", -7);

  fore_report_add_invoice (table, &plain);
  fore_report_add_invoice (table, &wide);
  assert_end (table, "Date        Product  Category       Sales  Imputed  Batch       "
                     "Updated (UTC)        Version\n"
                     "2026-01-01  P001     Electronics  1500.50           b_1_abcdef  "
                     "2026-01-19 10:30:00       17\n"
                     "2026-01-01  P001     食             -0.07           b_1_abcdef  "
                     "2026-01-19 10:30:00       17\n");
}

/* Rows come out while others still come in: memory does not grow with their number. */
static void
test_table_streams (void)
{
  g_autoptr (ForeReport) table = fore_report_new (FORE_REPORT_INVOICES, FORE_FORMAT_TABLE);
  ForeInvoice invoice = make_invoice ("Electronics", 150050);
  guint n_lines = 0;

  for (guint i = 0; i < 3000; i++) {
    g_autoptr (GBytes) bytes = NULL;
    const char *data;
    gsize size;

    fore_report_add_invoice (table, &invoice);
    bytes = i < 2999 ? fore_report_take (table) : fore_report_end (table);
    data = g_bytes_get_data (bytes, &size);
    g_assert_cmpuint (size, <, 200000);
    for (gsize k = 0; k < size; k++)
      n_lines += data[k] == '\n';
  }
  g_assert_cmpuint (n_lines, ==, 3001);
}

static void
test_forecast (void)
{
  const ForeForecastRow row = { .id = 12,
                                .day = fore_day_from_date (2026, 2, 28),
                                .category = "Toys",
                                .model = "prophet",
                                .value = 10000,
                                .lower_80 = 9000,
                                .upper_80 = 11000,
                                .lower_95 = 8000,
                                .upper_95 = 12000,
                                .created_at = 1768818600,
                                .calendar = "DE",
                                .note = "too short" };
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_FORECASTS, FORE_FORMAT_JSON);
  g_autoptr (ForeReport) table = fore_report_new (FORE_REPORT_FORECASTS, FORE_FORMAT_TABLE);

  fore_report_add_forecast (json, &row);
  fore_report_add_forecast (table, &row);
  assert_end (json, "[\n{\"id\":12,\"forecast_date\":\"2026-02-28\",\"category\":\"Toys\","
                    "\"model_type\":\"prophet\",\"forecast_value\":100.00,\"lower_bound\":80.00,"
                    "\"upper_bound\":120.00,\"created_at\":\"2026-01-19T10:30:00\","
                    "\"batch_num\":null}\n]\n");
  assert_end (table, "Date        Category  Model    Forecast  Lower 80 %  Upper 80 %  "
                     "Lower 95 %  Upper 95 %  Holidays  Note\n"
                     "2026-02-28  Toys      prophet    100.00       90.00      110.00  "
                     "     80.00      120.00  DE        too short\n");
}

static void
test_backtest (void)
{
  const ForeBacktest backtest = { .category = (char *) "Toys",
                                  .model = (char *) "sarimax",
                                  .origin = fore_day_from_date (2025, 12, 31),
                                  .horizon = 14,
                                  .accuracy = { .mae = 0.1,
                                                .rmse = 1.0 / 3.0,
                                                .smape = 12.0,
                                                .mase = NAN,
                                                .coverage_80 = 0.5,
                                                .coverage_95 = 1.0,
                                                .winkler_95 = 1e300 },
                                  .seconds = 0.25 };
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_BACKTESTS, FORE_FORMAT_JSON);
  g_autoptr (ForeReport) csv = fore_report_new (FORE_REPORT_BACKTESTS, FORE_FORMAT_CSV);

  fore_report_add_backtest (json, &backtest);
  fore_report_add_backtest (csv, &backtest);
  assert_end (json, "[\n{\"category\":\"Toys\",\"model_type\":\"sarimax\","
                    "\"origin\":\"2025-12-31\",\"horizon\":14,\"mae\":0.1,"
                    "\"rmse\":0.3333333333333333,\"smape\":12,\"mase\":null,\"coverage_80\":0.5,"
                    "\"coverage_95\":1,\"winkler_95\":1e+300,\"seconds\":0.25}\n]\n");
  assert_end (csv, "category,model_type,origin,horizon,mae,rmse,smape,mase,coverage_80,"
                   "coverage_95,winkler_95,seconds\n"
                   "Toys,sarimax,2025-12-31,14,0.1,0.3333333333333333,12,,0.5,1,1e+300,0.25\n");
}

static void
test_leaderboard (void)
{
  const ForeStoredBacktest backtest = {
    .category = (char *) "Toys",
    .model = (char *) "sarimax",
    .horizon = 30,
    .n_origins = 4,
    .measured_at = 0,
    .is_current = TRUE,
    .is_best = TRUE,
    .accuracy = { .n = 120, .mae = 0.5, .rmse = 1, .wape = 12.5, .bias = -0.25, .mase = 0.75 },
    .seconds = 0.25,
  };
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_LEADERBOARD, FORE_FORMAT_JSON);

  fore_report_add_stored_backtest (json, &backtest);
  assert_end (json, "[\n{\"category\":\"Toys\",\"model_type\":\"sarimax\",\"is_best\":true,"
                    "\"horizon\":30,\"origins\":4,\"days\":120,\"mae\":0.5,\"rmse\":1,"
                    "\"bias\":-0.25,\"wape\":12.5,\"smape\":0,\"mase\":0.75,"
                    "\"coverage_80\":0,\"coverage_95\":0,\"winkler_80\":0,\"winkler_95\":0,"
                    "\"seconds\":0.25,\"measured_at\":\"1970-01-01T00:00:00\","
                    "\"is_current\":true}\n]\n");
}

static void
test_summary (void)
{
  const ForeSummary summary = { .category = "Toys",
                                .n_rows = 2,
                                .first_day = fore_day_from_date (2026, 1, 1),
                                .last_day = fore_day_from_date (2026, 1, 2),
                                .horizon = 30,
                                .last_total = 0.1 + 0.2,
                                .prophet = NAN,
                                .sarimax = -1.005e3,
                                .holt_winters = 0.0,
                                .best_model = "sarimax",
                                .wape = NAN };
  g_autoptr (ForeReport) json = fore_report_new (FORE_REPORT_SUMMARIES, FORE_FORMAT_JSON);

  fore_report_add_summary (json, &summary);
  assert_end (json, "[\n{\"category\":\"Toys\",\"num_rows\":2,\"first_date\":\"2026-01-01\","
                    "\"last_date\":\"2026-01-02\",\"horizon\":30,\"last_total\":0.30,"
                    "\"prophet\":null,\"sarimax\":-1005.00,\"holt_winters\":0.00,"
                    "\"best_model\":\"sarimax\",\"wape\":null}\n]\n");
}

static ForeModelResult *
make_result (void)
{
  const double y[] = { 1.0, 2.0 };
  g_autoptr (ForeSeries)
      series = fore_series_new ("Toys", fore_day_from_date (2026, 1, 1), FORE_STEP_DAY, 2, y);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  ForeModelResult *result;
  ForeComponent *component;

  options.horizon = 1;
  result = fore_model_result_new ("holt_winters", series, &options);
  result->log_likelihood = -1.5;
  result->aic = result->aicc = result->bic = result->sigma2 = NAN;
  result->seconds = 0.5;
  result->parameters = g_variant_ref_sink (
      g_variant_new_parsed ("{'method': <'ETS(A,N,N)'>, 'alpha': <0.5>}"));
  result->forecast->value[0] = 2.0;
  result->forecast->lower_80[0] = 1.5;
  result->forecast->upper_80[0] = 2.5;
  result->forecast->lower_95[0] = 1.0;
  result->forecast->upper_95[0] = 3.0;
  component = fore_model_result_add_component (result, "level");
  component->value[0] = 2.0;

  return result;
}

static void
test_explain (void)
{
  g_autoptr (ForeModelResult) result = make_result ();
  g_autoptr (GBytes) json = fore_report_explain (result, FORE_FORMAT_JSON);
  g_autoptr (GBytes) csv = fore_report_explain (result, FORE_FORMAT_CSV);
  g_autoptr (GBytes) table = fore_report_explain (result, FORE_FORMAT_TABLE);
  const char *wanted_json =
      "{\"category\":\"Toys\",\n\"model_type\":\"holt_winters\",\n\"n\":2,\n\"n_missing\":0,\n"
      "\"period\":7,\n\"log_likelihood\":-1.5,\n\"aic\":null,\n\"aicc\":null,\n\"bic\":null,\n"
      "\"sigma2\":null,\n\"seconds\":0.5,\n"
      "\"parameters\":{\"method\":\"ETS(A,N,N)\",\"alpha\":0.5},\n\"forecast\":[\n"
      "{\"forecast_date\":\"2026-01-03\",\"forecast_value\":2,\"lower_80\":1.5,\"upper_80\":2.5,"
      "\"lower_bound\":1,\"upper_bound\":3,\"components\":{\"level\":2}}\n]}\n";
  const char *wanted_csv =
      "forecast_date,forecast_value,lower_80,upper_80,lower_bound,upper_bound,level\n"
      "2026-01-03,2,1.5,2.5,1,3,2\n";

  g_assert_cmpmem (g_bytes_get_data (json, NULL), g_bytes_get_size (json), wanted_json,
                   strlen (wanted_json));
  g_assert_cmpmem (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv), wanted_csv,
                   strlen (wanted_csv));
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (table, NULL), g_bytes_get_size (table), "ETS(A,N,N)"));
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (table, NULL), g_bytes_get_size (table), "2026-01-03"));
}

/* A model of which nothing can be told is no reason to end the program. */
static void
test_explain_bare (void)
{
  const double y[] = { 1.0 };
  g_autoptr (ForeSeries)
      series = fore_series_new ("Toys", fore_day_from_date (2026, 1, 1), FORE_STEP_DAY, 1, y);
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (ForeModelResult) result = fore_model_result_new ("ensemble", series, &options);
  g_autoptr (GBytes) json = fore_report_explain (result, FORE_FORMAT_JSON);
  g_autoptr (GBytes) table = fore_report_explain (result, FORE_FORMAT_TABLE);

  g_assert_nonnull (g_strstr_len (g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json),
                                  "\"parameters\":{}"));
  g_assert_cmpuint (g_bytes_get_size (table), >, 0);
}

static char *
write_rows (const ForeInvoice *invoices, guint n, ForeFormat format)
{
  g_autoptr (ForeReport) report = fore_report_new (FORE_REPORT_INVOICES, format);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i <= n; i++) {
    g_autoptr (GBytes) bytes = i == n                              ? fore_report_end (report)
                               : g_test_rand_int_range (0, 4) == 0 ? fore_report_take (report)
                                                                   : NULL;

    if (bytes != NULL)
      g_string_append_len (text, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    if (i < n)
      fore_report_add_invoice (report, &invoices[i]);
  }
  return g_strdup (text->str);
}

/* What a row shares with the row before changes nothing of how it is written, wherever rows are
 * taken away in between. */
static void
test_rows_in_turn (void)
{
  static const char *const texts[] = { "Toys", "Toys", "a\"b", "a\\\"b", "", "\xff", "a,b", NULL };
  ForeInvoice rows[60];
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gint32 k = g_test_rand_int_range (0, G_N_ELEMENTS (texts));
    g_autofree char *one = NULL;

    rows[i] = make_invoice (texts[k], g_test_rand_int_range (-1, 2));
    rows[i].product = texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];
    rows[i].created_at = g_test_rand_int_range (0, 2);
    one = write_rows (&rows[i], 1, FORE_FORMAT_JSON);
    g_assert_true (g_str_has_prefix (one, "[\n") && g_str_has_suffix (one, "\n]\n"));
    g_string_append_printf (json, "%s\n%.*s", i > 0 ? "," : "", (int) strlen (one) - 5, one + 2);
  }
  g_string_append (json, "\n]\n");
  for (int round = 0; round < 20; round++) {
    g_autofree char *all = write_rows (rows, G_N_ELEMENTS (rows), FORE_FORMAT_JSON);

    g_assert_cmpstr (all, ==, json->str);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/upload", test_upload);
  g_test_add_func ("/report/invoice", test_invoice);
  g_test_add_func ("/report/rows-in-turn", test_rows_in_turn);
  g_test_add_func ("/report/spreadsheet", test_spreadsheet);
  g_test_add_func ("/report/table", test_table);
  g_test_add_func ("/report/table-streams", test_table_streams);
  g_test_add_func ("/report/forecast", test_forecast);
  g_test_add_func ("/report/backtest", test_backtest);
  g_test_add_func ("/report/leaderboard", test_leaderboard);
  g_test_add_func ("/report/summary", test_summary);
  g_test_add_func ("/report/explain", test_explain);
  g_test_add_func ("/report/explain-bare", test_explain_bare);
  return g_test_run ();
}

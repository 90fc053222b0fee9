/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-scenario.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define N_DAYS 40

/* Of the second file's 320 rows; 22 empty cells found a value of the first, and went with it. */
#define N_ROWS_AT_END 298

static const char *const categories[] = { "Beverages", "Bücher" };
static const char *const products[] = { "A-1", "A-2", "A-3", "A-4" };

/* Days @first to @first + N_DAYS - 1 of every category and product. */
static ForeRows *
make_file_rows (int first, ForeCents sales)
{
  ForeRows *rows = fore_rows_new ();

  for (int day = first; day < first + N_DAYS; day++) {
    for (gsize c = 0; c < G_N_ELEMENTS (categories); c++) {
      for (gsize p = 0; p < G_N_ELEMENTS (products); p++) {
        const ForeRow row = {
          .day = FORE_DAY_MIN + 730000 + day,
          .category = fore_names_intern (rows->categories, categories[c], strlen (categories[c])),
          .product = fore_names_intern (rows->products, products[p], strlen (products[p])),
          .flags = (day + (int) p) % 7 == 0 ? FORE_ROW_MISSING : FORE_ROW_PLAIN,
          .sales = sales + day,
        };

        fore_rows_append (rows, &row);
      }
    }
  }

  return rows;
}

static gboolean
register_named (ForeStore *store, const char *name, GError **error)
{
  g_autoptr (ForeUpload) upload = make_upload (name, 1700000000 + (gint64) name[0]);
  g_autofree char *replaced = NULL;
  gint64 job;

  return fore_store_register_upload (store, upload, "options", NULL, NULL, &replaced, &job, error);
}

static gboolean
claim_one (ForeStore *store, ForeJobKind kind, gint64 *id, GError **error)
{
  g_autoptr (ForeJobRecord) job = NULL;

  if (!fore_store_claim_job (store, kind, &job, error))
    return FALSE;
  g_assert_nonnull (job);
  *id = job->id;

  return TRUE;
}

static gboolean
append_file (ForeStore *store, int first, ForeCents sales, GError **error)
{
  g_autoptr (ForeRows) rows = make_file_rows (first, sales);
  const ForeUploadCounts read = { .total = (gint64) rows->n, .missing = 5 };
  ForeUploadCounts counts;
  gint64 job;

  return claim_one (store, FORE_JOB_IMPORT, &job, error) &&
         append_rows (store, job, rows, &read, "horizon=30", &counts, error);
}

static gboolean
register_first (ForeStore *store, GError **error)
{
  return register_named (store, "first", error);
}

static gboolean
append_first (ForeStore *store, GError **error)
{
  return append_file (store, 0, 1000, error);
}

static gboolean
register_second (ForeStore *store, GError **error)
{
  return register_named (store, "second", error);
}

static gboolean
append_second (ForeStore *store, GError **error)
{
  return append_file (store, N_DAYS / 2, 2000, error);
}

static gboolean
save_forecasts (ForeStore *store, GError **error)
{
  g_autoptr (GPtrArray)
      forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_autoptr (GPtrArray) backtests = g_ptr_array_new ();
  ForeStoredBacktest backtest = { .model = (char *) "sarimax",
                                  .horizon = 30,
                                  .accuracy = { .mase = 0.8 } };
  g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (store, categories[0], error);
  gboolean is_stale;

  if (sums == NULL)
    return FALSE;
  for (int i = 0; i < 2; i++) {
    ForeForecast *forecast = fore_forecast_new (categories[0], i == 0 ? "prophet" : "sarimax", 14);

    for (gsize day = 0; day < forecast->horizon; day++)
      forecast->day[day] = sums->end_day + 1 + (ForeDay) day;
    g_ptr_array_add (forecasts, forecast);
  }

  g_ptr_array_add (backtests, &backtest);

  return fore_store_save_forecasts (store, categories[0], sums->version, forecasts, backtests,
                                    FALSE, &is_stale, error);
}

static gboolean
remember_mapping (ForeStore *store, GError **error)
{
  return fore_store_remember_mapping (store, "Datum;Betrag", "date=Datum", error);
}

static gboolean
finish_forecast (ForeStore *store, GError **error)
{
  gint64 job;

  return claim_one (store, FORE_JOB_FORECAST, &job, error) &&
         fore_store_finish_job (store, job, FORE_JOB_DONE, NULL, error);
}

static gboolean
undo_first (ForeStore *store, GError **error)
{
  g_autoptr (ForeUpload) upload = make_upload ("first", 1700000000 + 'f');
  g_autofree char *stored = NULL;

  return fore_store_undo_upload (store, upload->batch, "horizon=30", &stored, error);
}

static gboolean
register_third (ForeStore *store, GError **error)
{
  return register_named (store, "third", error);
}

static gboolean
fail_third (ForeStore *store, GError **error)
{
  gint64 job;

  return claim_one (store, FORE_JOB_IMPORT, &job, error) &&
         fore_store_fail_upload (store, job, NULL, "line 1: there is nothing in it", error);
}

static gboolean
count_line (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ++*(gint64 *) data;
  return TRUE;
}

/* Everything that only looks, with the results that it must have. */
static gboolean
read_all (ForeStore *store, GError **error)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GPtrArray) uploads = fore_store_list_uploads (store, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GPtrArray) forecasts = NULL;
  gint64 n_told = 0, n_counted = 0;

  if (uploads == NULL || (names = fore_store_list_categories (store, error)) == NULL ||
      (jobs = fore_store_list_open_jobs (store, error)) == NULL ||
      (forecasts = fore_store_load_forecasts (store, categories[0], error)) == NULL ||
      !fore_store_each_invoice (store, &all, 0, -1, count_line, &n_told, NULL, error) ||
      !fore_store_count_invoices (store, &all, NULL, &n_counted, NULL, error))
    return FALSE;
  g_assert_cmpuint (uploads->len, ==, 2);
  g_assert_cmpuint (names->len, ==, G_N_ELEMENTS (categories));
  g_assert_cmpuint (forecasts->len, ==, 2);
  g_assert_cmpuint (jobs->len, ==, 1);
  g_assert_cmpint (n_told, ==, N_ROWS_AT_END);
  g_assert_cmpint (n_counted, ==, n_told);

  return TRUE;
}

static gboolean
do_nothing (ForeStore *store, GError **error)
{
  return TRUE;
}

const ScenarioStep scenario[] = {
  { "make", do_nothing },
  { "register", register_first },
  { "append", append_first },
  { "register another", register_second },
  { "update", append_second },
  { "save forecasts", save_forecasts },
  { "remember a mapping", remember_mapping },
  { "finish a forecast", finish_forecast },
  { "undo", undo_first },
  { "register one more", register_third },
  { "fail", fail_third },
  { "read", read_all },
};

const guint scenario_n_steps = G_N_ELEMENTS (scenario);

/* A job that runs is one that waits, to whoever comes next. */
static const char *const descriptions[] = {
  "SELECT * FROM category",
  "SELECT * FROM product",
  "SELECT id, batch, original_filename, stored_filename, file_hash, uploaded_at, n_total, "
  "n_missing, n_imputed, n_inserted, n_updated, iif (status = 'processing', 'uploaded', status), "
  "error_log, sequence, first_day, last_day FROM upload",
  "SELECT * FROM upload_category",
  "SELECT * FROM invoice",
  "SELECT cell, batch, hex (rows) FROM history",
  "SELECT * FROM total",
  "SELECT * FROM calendar",
  "SELECT id, category, model, upload, note FROM training",
  "SELECT * FROM forecast",
  "SELECT * FROM column_mapping",
  "SELECT category, model, sums_version, horizon, n_origins, n_days, mase FROM backtest",
  "SELECT id, kind, iif (state = 'running', 'queued', state), upload, options, error FROM job",
};

static void
add_rows_of (sqlite3 *db, const char *sql, GString *text)
{
  sqlite3_stmt *statement = NULL;
  int step;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  g_string_append_printf (text, "%s\n", sql);
  while ((step = sqlite3_step (statement)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count (statement); i++) {
      const char *value = (const char *) sqlite3_column_text (statement, i);

      g_string_append (text, value != NULL ? value : "NULL");
      g_string_append_c (text, '|');
    }
    g_string_append_c (text, '\n');
  }
  g_assert_cmpint (step, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

char *
describe_store (const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *check = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (descriptions); i++)
    add_rows_of (db, descriptions[i], text);
  add_rows_of (db, "PRAGMA integrity_check", text);
  g_assert_true (g_str_has_suffix (text->str, "\nok|\n"));
  sqlite3_close (db);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
assert_is_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == FORE_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (error->message)) ||
                 g_str_has_prefix (error->message, "“"));
}

void
remove_store_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", "-owners" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    g_unlink (name);
  }
}

/* Writes in place, with none of the care that a test has no use for. */
void
put_file (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  remove_store_files (path);
  if (bytes == NULL)
    return;
  g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

ScenarioStates *
scenario_states_new (const char *path)
{
  ScenarioStates *states = g_new0 (ScenarioStates, 1);

  states->file = g_new0 (GBytes *, scenario_n_steps + 1);
  states->description = g_new0 (char *, scenario_n_steps + 1);
  for (guint i = 0; i < scenario_n_steps; i++) {
    g_autoptr (GError) error = NULL;
    ForeStore *store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);
    char *content;
    gsize length;

    g_assert_no_error (error);
    scenario[i].run (store, &error);
    g_assert_no_error (error);
    fore_store_close (store);
    g_assert_true (g_file_get_contents (path, &content, &length, NULL));
    states->file[i + 1] = g_bytes_new_take (content, length);
    states->description[i + 1] = describe_store (path);
  }
  /* What comes of nothing at all is a new store. */
  states->description[0] = g_strdup (states->description[1]);
  remove_store_files (path);

  return states;
}

void
scenario_states_free (ScenarioStates *states)
{
  for (guint i = 0; i <= scenario_n_steps; i++) {
    g_clear_pointer (&states->file[i], g_bytes_unref);
    g_free (states->description[i]);
  }
  g_free (states->file);
  g_free (states->description);
  g_free (states);
}

guint
test_stride (guint ordinary)
{
  return g_getenv ("FORETELL_TEST_THOROUGH") != NULL ? 1 : ordinary;
}

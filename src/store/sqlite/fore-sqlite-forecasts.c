/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-sqlite-store.h"

/* What the models expect: one training a category and model, with its days. */

/* The stored amounts are DECIMAL(12,2), those of a forecast too. */
static ForeCents
to_decimal (double amount)
{
  return CLAMP (fore_cents_from_double (amount), -FORE_CENTS_MAX, FORE_CENTS_MAX);
}

static gboolean
save_day (ForeSqlite *writer,
          gint64 training,
          const ForeForecast *forecast,
          gsize i,
          GError **error)
{
  return fore_sqlite_run (writer, error,
                          "INSERT INTO forecast (training, day, value, lower_80, upper_80, "
                          "lower_95, upper_95) VALUES (?, ?, ?, ?, ?, ?, ?)",
                          "iiiiiii", training, FORE_SQLITE_DAY (forecast->day[i]),
                          to_decimal (forecast->value[i]), to_decimal (forecast->lower_80[i]),
                          to_decimal (forecast->upper_80[i]), to_decimal (forecast->lower_95[i]),
                          to_decimal (forecast->upper_95[i]));
}

/* A country's are known by rule. */
static char *
print_holidays (const ForeRegressors *holidays)
{
  g_autoptr (GVariant) saved = NULL;

  if (holidays == NULL || holidays->holidays->len == 0)
    return g_strdup ("");
  saved = g_variant_ref_sink (fore_regressors_save_holidays (holidays));
  return g_variant_print (saved, FALSE);
}

static gboolean
save_calendar (ForeSqlite *writer, const char *name, const char *holidays, GError **error)
{
  return name == NULL ||
         fore_sqlite_run (writer, error,
                          "INSERT OR IGNORE INTO holiday_calendar (name, holidays) VALUES (?, ?)",
                          "ss", name, holidays);
}

static gboolean
save_training (ForeSqlite *writer,
               gint64 category,
               gint64 created_at,
               const ForeForecast *forecast,
               GError **error)
{
  const char *calendar = forecast->holidays != NULL ? forecast->holidays->calendar : NULL;
  g_autofree char *holidays = print_holidays (forecast->holidays);
  gint64 training;

  if (!save_calendar (writer, calendar, holidays, error) ||
      !fore_sqlite_run (writer, error, "DELETE FROM training WHERE category = ? AND model = ?",
                        "is", category, forecast->model) ||
      !fore_sqlite_run (writer, error, "add-training.sql", "isisss", category, forecast->model,
                        created_at, forecast->note, calendar, holidays))
    return FALSE;
  training = sqlite3_last_insert_rowid (writer->db);
  for (gsize i = 0; i < forecast->horizon; i++) {
    if (!save_day (writer, training, forecast, i, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
save_all (ForeSqlite *writer,
          gint64 category,
          gint64 version,
          GPtrArray *forecasts,
          GPtrArray *backtests,
          gboolean is_all,
          GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (is_all &&
      !fore_sqlite_run (writer, error, "DELETE FROM training WHERE category = ?", "i", category))
    return FALSE;
  for (guint i = 0; i < forecasts->len; i++) {
    if (!save_training (writer, category, now, forecasts->pdata[i], error))
      return FALSE;
  }
  for (guint i = 0; i < backtests->len; i++) {
    if (!fore_sqlite_save_backtest (writer, category, version, now, backtests->pdata[i], error))
      return FALSE;
  }

  return TRUE;
}

gboolean
fore_sqlite_save_forecasts (ForeStore *store,
                            const char *category,
                            gint64 version,
                            GPtrArray *forecasts,
                            GPtrArray *backtests,
                            gboolean is_all,
                            gboolean *is_stale,
                            GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);
  gint64 id, present = -1;
  gboolean is_asked;

  if (writer == NULL)
    return FALSE;
  is_asked = fore_sqlite_find_name (writer, FORE_SQLITE_CATEGORY, category, &id, error) &&
             fore_sqlite_get_integer (writer, &present, error,
                                      "SELECT sums_version FROM category WHERE id = ?", "i", id);
  *is_stale = is_asked && present != version;
  if (*is_stale) {
    fore_sqlite_end_write (store, FORE_SQLITE_FORECASTS, FALSE, NULL);
    return TRUE;
  }

  return fore_sqlite_end_write (
      store, FORE_SQLITE_FORECASTS,
      is_asked && save_all (writer, id, version, forecasts, backtests, is_all, error), error);
}

static gboolean
each_forecast (ForeSqlite *reader,
               const ForeForecastFilter *filter,
               gint64 limit,
               ForeForecastFunc func,
               gpointer data,
               GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, "list-forecasts.sql", error);
  int step;

  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "ssiiii", filter->category, filter->model,
                    filter->from == FORE_DAY_NONE ? (gint64) 0 : FORE_SQLITE_DAY (filter->from),
                    FORE_SQLITE_DAY (filter->to == FORE_DAY_NONE ? FORE_DAY_MAX : filter->to),
                    (gint64) filter->published_models, limit);
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    const ForeForecastRow row = {
      .id = sqlite3_column_int64 (statement, 0),
      .day = (ForeDay) (sqlite3_column_int64 (statement, 1) + FORE_DAY_MIN),
      .category = (const char *) sqlite3_column_text (statement, 2),
      .model = (const char *) sqlite3_column_text (statement, 3),
      .value = sqlite3_column_int64 (statement, 4),
      .lower_80 = sqlite3_column_int64 (statement, 5),
      .upper_80 = sqlite3_column_int64 (statement, 6),
      .lower_95 = sqlite3_column_int64 (statement, 7),
      .upper_95 = sqlite3_column_int64 (statement, 8),
      .created_at = sqlite3_column_int64 (statement, 9),
      .batch = (const char *) sqlite3_column_text (statement, 10),
      .note = (const char *) sqlite3_column_text (statement, 11),
      .calendar = (const char *) sqlite3_column_text (statement, 12),
    };

    if (!fore_sqlite_check_row (reader, statement, "iissiiiiii", error) ||
        !func (&row, data, error))
      return FALSE;
  }

  return step == SQLITE_DONE;
}

gboolean
fore_sqlite_each_forecast (ForeStore *store,
                           const ForeForecastFilter *filter,
                           gint64 limit,
                           ForeForecastFunc func,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, cancellable, error);
  gboolean is_told = reader != NULL && each_forecast (reader, filter, limit, func, data, error);

  fore_sqlite_end_read (store, reader);
  return is_told;
}

static void
fill_day (ForeForecast *forecast, gsize i, sqlite3_stmt *statement)
{
  forecast->day[i] = (ForeDay) (sqlite3_column_int64 (statement, 3) + FORE_DAY_MIN);
  forecast->value[i] = fore_cents_to_double (sqlite3_column_int64 (statement, 4));
  forecast->lower_80[i] = fore_cents_to_double (sqlite3_column_int64 (statement, 5));
  forecast->upper_80[i] = fore_cents_to_double (sqlite3_column_int64 (statement, 6));
  forecast->lower_95[i] = fore_cents_to_double (sqlite3_column_int64 (statement, 7));
  forecast->upper_95[i] = fore_cents_to_double (sqlite3_column_int64 (statement, 8));
}

/* What cannot be read is not shown; the forecast itself is none the worse. */
static ForeRegressors *
load_calendar (sqlite3_stmt *statement)
{
  g_autofree char *name = fore_sqlite_dup_text (statement, 9);
  g_autofree char *text = fore_sqlite_dup_text (statement, 10);
  g_autoptr (GVariant) saved = NULL;
  ForeRegressors *holidays;

  if (name == NULL || text == NULL)
    return NULL;
  holidays = fore_regressors_new ();
  fore_regressors_set_calendar (holidays, name);
  saved = g_variant_parse (FORE_HOLIDAYS_TYPE, text, NULL, NULL, NULL);
  if (saved != NULL)
    fore_regressors_load_holidays (holidays, saved);
  return holidays;
}

static GPtrArray *
load_forecasts (ForeSqlite *reader, const char *category, GError **error)
{
  g_autoptr (GPtrArray)
      forecasts = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_forecast_free);
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, "load-forecasts.sql", error);
  ForeForecast *forecast = NULL;
  gsize i = 0;
  int step;

  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "s", category);
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    const char *model;

    if (!fore_sqlite_check_row (reader, statement, "s", error))
      return NULL;
    model = (const char *) sqlite3_column_text (statement, 0);
    if (forecast == NULL || !g_str_equal (forecast->model, model)) {
      forecast = fore_forecast_new (category, model, (gsize) sqlite3_column_int64 (statement, 2));
      forecast->note = fore_sqlite_dup_text (statement, 1);
      forecast->holidays = load_calendar (statement);
      g_ptr_array_add (forecasts, forecast);
      i = 0;
    }
    if (i == forecast->horizon) {
      fore_sqlite_set_damaged (reader, "training", error);
      return NULL;
    }
    fill_day (forecast, i++, statement);
  }

  return step == SQLITE_DONE ? g_steal_pointer (&forecasts) : NULL;
}

GPtrArray *
fore_sqlite_load_forecasts (ForeStore *store, const char *category, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GPtrArray *forecasts = reader != NULL ? load_forecasts (reader, category, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return forecasts;
}

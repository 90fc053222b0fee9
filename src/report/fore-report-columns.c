/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include "fore-report-columns.h"

#include <glib/gi18n-lib.h>

/* Names and order of the data are those of the REST API; old clients do not know of the counts
 * that are passed. */
#define UPLOAD_COLUMNS(repeated, rejected)                                                      \
  {                                                                                             \
    { FORE_COLUMN_TEXT, "batch_num", N_ ("Batch") },                                            \
        { FORE_COLUMN_TEXT, "original_filename", N_ ("File") },                                 \
        { FORE_COLUMN_TEXT, "stored_filename", NULL }, { FORE_COLUMN_TEXT, "file_hash", NULL }, \
        { FORE_COLUMN_TIMESTAMP, "uploaded_at", N_ ("Uploaded (UTC)") },                        \
        { FORE_COLUMN_INTEGER, "num_total_rows", N_ ("Rows") },                                 \
        { FORE_COLUMN_INTEGER, "num_missing_rows", N_ ("Missing") },                            \
        { FORE_COLUMN_INTEGER, "num_imputed_rows", N_ ("Imputed") },                            \
        { FORE_COLUMN_INTEGER, "num_inserted_rows", N_ ("Inserted") },                          \
        { FORE_COLUMN_INTEGER, "num_updated_rows", N_ ("Updated") },                            \
        { FORE_COLUMN_INTEGER, repeated, N_ ("Repeated") },                                     \
        { FORE_COLUMN_INTEGER, rejected, N_ ("Set aside") },                                    \
        { FORE_COLUMN_TEXT, "status", N_ ("Status") },                                          \
        { FORE_COLUMN_TEXT, "error_log", N_ ("Problems") },                                     \
  }

static const ForeColumn upload_columns[] = UPLOAD_COLUMNS (NULL, NULL);
static const ForeColumn full_upload_columns[] = UPLOAD_COLUMNS ("num_repeated_rows",
                                                                "num_rejected_rows");

static const ForeColumn invoice_columns[] = {
  { FORE_COLUMN_DAY, "date", N_ ("Date") },
  { FORE_COLUMN_TEXT, "product_id", N_ ("Product"), TRUE },
  { FORE_COLUMN_TEXT, "category", N_ ("Category"), TRUE },
  { FORE_COLUMN_CENTS, "sales", N_ ("Sales") },
  { FORE_COLUMN_BOOLEAN, "is_imputed", N_ ("Imputed") },
  { FORE_COLUMN_TEXT, "batch_num", N_ ("Batch"), TRUE },
  { FORE_COLUMN_TEXT, "file_hash", NULL, TRUE },
  { FORE_COLUMN_TIMESTAMP, "created_at", NULL },
  { FORE_COLUMN_TIMESTAMP, "updated_at", N_ ("Updated (UTC)") },
  { FORE_COLUMN_INTEGER, "version", N_ ("Version") },
};

static const ForeColumn version_columns[] = {
  { FORE_COLUMN_INTEGER, "version", N_ ("Version") },
  { FORE_COLUMN_CENTS, "sales", N_ ("Sales") },
  { FORE_COLUMN_BOOLEAN, "is_imputed", N_ ("Imputed") },
  { FORE_COLUMN_TEXT, "batch_num", N_ ("Batch") },
  { FORE_COLUMN_TIMESTAMP, "updated_at", N_ ("Updated (UTC)") },
};

static const ForeColumn forecast_columns[] = {
  { FORE_COLUMN_INTEGER, "id", NULL },
  { FORE_COLUMN_DAY, "forecast_date", N_ ("Date") },
  { FORE_COLUMN_TEXT, "category", N_ ("Category") },
  { FORE_COLUMN_TEXT, "model_type", N_ ("Model") },
  { FORE_COLUMN_CENTS, "forecast_value", N_ ("Forecast") },
  { FORE_COLUMN_CENTS, NULL, N_ ("Lower 80 %") },
  { FORE_COLUMN_CENTS, NULL, N_ ("Upper 80 %") },
  { FORE_COLUMN_CENTS, "lower_bound", N_ ("Lower 95 %") },
  { FORE_COLUMN_CENTS, "upper_bound", N_ ("Upper 95 %") },
  { FORE_COLUMN_TIMESTAMP, "created_at", NULL },
  { FORE_COLUMN_TEXT, "batch_num", NULL },
  { FORE_COLUMN_TEXT, NULL, N_ ("Holidays") },
  { FORE_COLUMN_TEXT, NULL, N_ ("Note") },
};

static const ForeColumn full_forecast_columns[] = {
  { FORE_COLUMN_INTEGER, "id", NULL },
  { FORE_COLUMN_DAY, "forecast_date", N_ ("Date") },
  { FORE_COLUMN_TEXT, "category", N_ ("Category") },
  { FORE_COLUMN_TEXT, "model_type", N_ ("Model") },
  { FORE_COLUMN_CENTS, "forecast_value", N_ ("Forecast") },
  { FORE_COLUMN_CENTS, "lower_80", N_ ("Lower 80 %") },
  { FORE_COLUMN_CENTS, "upper_80", N_ ("Upper 80 %") },
  { FORE_COLUMN_CENTS, "lower_bound", N_ ("Lower 95 %") },
  { FORE_COLUMN_CENTS, "upper_bound", N_ ("Upper 95 %") },
  { FORE_COLUMN_TIMESTAMP, "created_at", NULL },
  { FORE_COLUMN_TEXT, "batch_num", NULL },
  { FORE_COLUMN_TEXT, "holidays", N_ ("Holidays") },
  { FORE_COLUMN_TEXT, "note", N_ ("Note") },
};

static const ForeColumn category_columns[] = {
  { FORE_COLUMN_TEXT, "category", N_ ("Category") },
  { FORE_COLUMN_INTEGER, "num_rows", N_ ("Rows") },
  { FORE_COLUMN_DAY, "first_date", N_ ("First day") },
  { FORE_COLUMN_DAY, "last_date", N_ ("Last day") },
};

static const ForeColumn backtest_columns[] = {
  { FORE_COLUMN_TEXT, "category", N_ ("Category") },
  { FORE_COLUMN_TEXT, "model_type", N_ ("Model") },
  { FORE_COLUMN_DAY, "origin", N_ ("Origin") },
  { FORE_COLUMN_INTEGER, "horizon", N_ ("Horizon") },
  { FORE_COLUMN_NUMBER, "mae", N_ ("MAE") },
  { FORE_COLUMN_NUMBER, "rmse", N_ ("RMSE") },
  { FORE_COLUMN_NUMBER, "smape", N_ ("sMAPE (%)") },
  { FORE_COLUMN_NUMBER, "mase", N_ ("MASE") },
  { FORE_COLUMN_NUMBER, "coverage_80", N_ ("Coverage of 80 %") },
  { FORE_COLUMN_NUMBER, "coverage_95", N_ ("Coverage of 95 %") },
  { FORE_COLUMN_NUMBER, "winkler_95", N_ ("Winkler score of 95 %") },
  { FORE_COLUMN_NUMBER, "seconds", N_ ("Seconds") },
};

static const ForeColumn leaderboard_columns[] = {
  { FORE_COLUMN_TEXT, "category", N_ ("Category") },
  { FORE_COLUMN_TEXT, "model_type", N_ ("Model") },
  { FORE_COLUMN_BOOLEAN, "is_best", N_ ("Best") },
  { FORE_COLUMN_INTEGER, "horizon", N_ ("Horizon") },
  { FORE_COLUMN_INTEGER, "origins", N_ ("Origins") },
  { FORE_COLUMN_INTEGER, "days", NULL },
  { FORE_COLUMN_NUMBER, "mae", N_ ("MAE") },
  { FORE_COLUMN_NUMBER, "rmse", N_ ("RMSE") },
  { FORE_COLUMN_NUMBER, "bias", N_ ("Bias") },
  { FORE_COLUMN_NUMBER, "wape", N_ ("WAPE (%)") },
  { FORE_COLUMN_NUMBER, "smape", N_ ("sMAPE (%)") },
  { FORE_COLUMN_NUMBER, "mase", N_ ("MASE") },
  { FORE_COLUMN_NUMBER, "coverage_80", N_ ("Coverage of 80 %") },
  { FORE_COLUMN_NUMBER, "coverage_95", N_ ("Coverage of 95 %") },
  { FORE_COLUMN_NUMBER, "winkler_80", NULL },
  { FORE_COLUMN_NUMBER, "winkler_95", N_ ("Winkler score of 95 %") },
  { FORE_COLUMN_NUMBER, "seconds", N_ ("Seconds") },
  { FORE_COLUMN_TIMESTAMP, "measured_at", NULL },
  { FORE_COLUMN_BOOLEAN, "is_current", N_ ("Up to date") },
};

static const ForeColumn summary_columns[] = {
  { FORE_COLUMN_TEXT, "category", N_ ("Category") },
  { FORE_COLUMN_INTEGER, "num_rows", N_ ("Rows") },
  { FORE_COLUMN_DAY, "first_date", NULL },
  { FORE_COLUMN_DAY, "last_date", N_ ("Last day") },
  { FORE_COLUMN_TEXT, NULL, N_ ("Past year") },
  { FORE_COLUMN_INTEGER, "horizon", N_ ("Horizon") },
  { FORE_COLUMN_AMOUNT, "last_total", N_ ("Sold before") },
  { FORE_COLUMN_AMOUNT, "prophet", "Prophet" },
  { FORE_COLUMN_AMOUNT, "sarimax", "SARIMAX" },
  { FORE_COLUMN_AMOUNT, "holt_winters", "Holt-Winters" },
  { FORE_COLUMN_TEXT, "best_model", N_ ("Best model") },
  { FORE_COLUMN_NUMBER, "wape", N_ ("WAPE (%)") },
};

static const ForeColumn dry_run_columns[] = {
  { FORE_COLUMN_TEXT, "original_filename", N_ ("File") },
  { FORE_COLUMN_TEXT, "charset", NULL },
  { FORE_COLUMN_TEXT, "delimiter", NULL },
  { FORE_COLUMN_INTEGER, "header_line", NULL },
  { FORE_COLUMN_TEXT, "date_column", NULL },
  { FORE_COLUMN_TEXT, "product_id_column", NULL },
  { FORE_COLUMN_TEXT, "category_column", NULL },
  { FORE_COLUMN_TEXT, "sales_column", NULL },
  { FORE_COLUMN_TEXT, "date_format", NULL },
  { FORE_COLUMN_TEXT, "decimal_mark", NULL },
  { FORE_COLUMN_BOOLEAN, "is_recalled", NULL },
  { FORE_COLUMN_INTEGER, "num_total_rows", N_ ("Rows") },
  { FORE_COLUMN_INTEGER, "num_missing_rows", N_ ("Missing") },
  { FORE_COLUMN_INTEGER, "num_imputed_rows", N_ ("Imputed") },
  { FORE_COLUMN_INTEGER, "num_new_rows", N_ ("New") },
  { FORE_COLUMN_INTEGER, "num_changed_rows", N_ ("Changed") },
  { FORE_COLUMN_INTEGER, "num_unchanged_rows", N_ ("Unchanged") },
  { FORE_COLUMN_INTEGER, "num_repeated_rows", N_ ("Repeated") },
  { FORE_COLUMN_INTEGER, "num_rejected_rows", N_ ("Set aside") },
  { FORE_COLUMN_TEXT, "error_log", NULL },
};

/*
 * fore_columns_get:
 * @kind: what is reported
 * @n_columns: (out): how many columns it has
 *
 * Returns: (array length=n_columns): the columns, their titles not translated yet
 */
const ForeColumn *
fore_columns_get (ForeReportKind kind, guint *n_columns)
{
  switch (kind) {
  case FORE_REPORT_UPLOADS: *n_columns = G_N_ELEMENTS (upload_columns); return upload_columns;
  case FORE_REPORT_UPLOADS_IN_FULL:
    *n_columns = G_N_ELEMENTS (full_upload_columns);
    return full_upload_columns;
  case FORE_REPORT_INVOICES: *n_columns = G_N_ELEMENTS (invoice_columns); return invoice_columns;
  case FORE_REPORT_VERSIONS: *n_columns = G_N_ELEMENTS (version_columns); return version_columns;
  case FORE_REPORT_FORECASTS: *n_columns = G_N_ELEMENTS (forecast_columns); return forecast_columns;
  case FORE_REPORT_FORECASTS_IN_FULL:
    *n_columns = G_N_ELEMENTS (full_forecast_columns);
    return full_forecast_columns;
  case FORE_REPORT_CATEGORIES:
    *n_columns = G_N_ELEMENTS (category_columns);
    return category_columns;
  case FORE_REPORT_BACKTESTS: *n_columns = G_N_ELEMENTS (backtest_columns); return backtest_columns;
  case FORE_REPORT_LEADERBOARD:
    *n_columns = G_N_ELEMENTS (leaderboard_columns);
    return leaderboard_columns;
  case FORE_REPORT_DRY_RUNS: *n_columns = G_N_ELEMENTS (dry_run_columns); return dry_run_columns;
  case FORE_REPORT_SUMMARIES: *n_columns = G_N_ELEMENTS (summary_columns); return summary_columns;
  default: g_return_val_if_reached (NULL);
  }
}

/**
 * fore_report_add_upload:
 * @report: a report of %FORE_REPORT_UPLOADS or %FORE_REPORT_UPLOADS_IN_FULL
 * @upload: one more
 */
void
fore_report_add_upload (ForeReport *report, const ForeUpload *upload)
{
  const ForeCell cells[G_N_ELEMENTS (upload_columns)] = {
    { .text = upload->batch },
    { .text = upload->original_filename },
    { .text = upload->stored_filename },
    { .text = upload->file_hash },
    { .integer = upload->uploaded_at },
    { .integer = upload->counts.total },
    { .integer = upload->counts.missing },
    { .integer = upload->counts.imputed },
    { .integer = upload->counts.inserted },
    { .integer = upload->counts.updated },
    { .integer = upload->counts.repeated },
    { .integer = upload->counts.rejected },
    { .text = fore_upload_status_to_string (upload->status) },
    { .text = upload->error_log },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_invoice:
 * @report: a report of %FORE_REPORT_INVOICES
 * @invoice: one more, whose texts stay where they are until the last one has been added
 */
void
fore_report_add_invoice (ForeReport *report, const ForeInvoice *invoice)
{
  const ForeCell cells[G_N_ELEMENTS (invoice_columns)] = {
    { .integer = invoice->day },        { .text = invoice->product },
    { .text = invoice->category },      { .integer = invoice->sales },
    { .integer = invoice->is_imputed }, { .text = invoice->batch },
    { .text = invoice->file_hash },     { .integer = invoice->created_at },
    { .integer = invoice->updated_at }, { .integer = invoice->version },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_version:
 * @report: a report of %FORE_REPORT_VERSIONS
 * @version: one more
 */
void
fore_report_add_version (ForeReport *report, const ForeInvoiceVersion *version)
{
  const ForeCell cells[G_N_ELEMENTS (version_columns)] = {
    { .integer = version->version },     { .integer = version->sales },
    { .integer = version->is_imputed },  { .text = version->batch },
    { .integer = version->uploaded_at },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_forecast:
 * @report: a report of %FORE_REPORT_FORECASTS or %FORE_REPORT_FORECASTS_IN_FULL
 * @row: one more
 */
void
fore_report_add_forecast (ForeReport *report, const ForeForecastRow *row)
{
  const ForeCell cells[G_N_ELEMENTS (forecast_columns)] = {
    { .integer = row->id },         { .integer = row->day },      { .text = row->category },
    { .text = row->model },         { .integer = row->value },    { .integer = row->lower_80 },
    { .integer = row->upper_80 },   { .integer = row->lower_95 }, { .integer = row->upper_95 },
    { .integer = row->created_at }, { .text = row->batch },       { .text = row->calendar },
    { .text = row->note },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_category:
 * @report: a report of %FORE_REPORT_CATEGORIES
 * @category: one more
 */
void
fore_report_add_category (ForeReport *report, const ForeCategory *category)
{
  const ForeCell cells[G_N_ELEMENTS (category_columns)] = {
    { .text = category->name },
    { .integer = category->n_rows },
    { .integer = category->first_day },
    { .integer = category->last_day },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_backtest:
 * @report: a report of %FORE_REPORT_BACKTESTS
 * @backtest: one more
 */
void
fore_report_add_backtest (ForeReport *report, const ForeBacktest *backtest)
{
  const ForeCell cells[G_N_ELEMENTS (backtest_columns)] = {
    { .text = backtest->category },
    { .text = backtest->model },
    { .integer = backtest->origin },
    { .integer = (gint64) backtest->horizon },
    { .number = backtest->accuracy.mae },
    { .number = backtest->accuracy.rmse },
    { .number = backtest->accuracy.smape },
    { .number = backtest->accuracy.mase },
    { .number = backtest->accuracy.coverage_80 },
    { .number = backtest->accuracy.coverage_95 },
    { .number = backtest->accuracy.winkler_95 },
    { .number = backtest->seconds },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_stored_backtest:
 * @report: a report of %FORE_REPORT_LEADERBOARD
 * @backtest: one more
 */
void
fore_report_add_stored_backtest (ForeReport *report, const ForeStoredBacktest *backtest)
{
  const ForeAccuracy *accuracy = &backtest->accuracy;
  const ForeCell cells[G_N_ELEMENTS (leaderboard_columns)] = {
    { .text = backtest->category },      { .text = backtest->model },
    { .integer = backtest->is_best },    { .integer = backtest->horizon },
    { .integer = backtest->n_origins },  { .integer = (gint64) accuracy->n },
    { .number = accuracy->mae },         { .number = accuracy->rmse },
    { .number = accuracy->bias },        { .number = accuracy->wape },
    { .number = accuracy->smape },       { .number = accuracy->mase },
    { .number = accuracy->coverage_80 }, { .number = accuracy->coverage_95 },
    { .number = accuracy->winkler_80 },  { .number = accuracy->winkler_95 },
    { .number = backtest->seconds },     { .integer = backtest->measured_at },
    { .integer = backtest->is_current },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_summary:
 * @report: a report of %FORE_REPORT_SUMMARIES
 * @summary: one more
 */
void
fore_report_add_summary (ForeReport *report, const ForeSummary *summary)
{
  const ForeCell cells[G_N_ELEMENTS (summary_columns)] = {
    { .text = summary->category },     { .integer = summary->n_rows },
    { .integer = summary->first_day }, { .integer = summary->last_day },
    { .text = summary->past },         { .integer = (gint64) summary->horizon },
    { .number = summary->last_total }, { .number = summary->prophet },
    { .number = summary->sarimax },    { .number = summary->holt_winters },
    { .text = summary->best_model },   { .number = summary->wape },
  };

  fore_report_add_cells (report, cells);
}

/**
 * fore_report_add_dry_run:
 * @report: a report of %FORE_REPORT_DRY_RUNS
 * @run: one more
 */
void
fore_report_add_dry_run (ForeReport *report, const ForeDryRun *run)
{
  const ForeCell cells[G_N_ELEMENTS (dry_run_columns)] = {
    { .text = run->filename },
    { .text = run->charset },
    { .text = run->delimiter },
    { .integer = (gint64) run->header_line },
    { .text = run->columns[0] },
    { .text = run->columns[1] },
    { .text = run->columns[2] },
    { .text = run->columns[3] },
    { .text = run->date_format },
    { .text = run->decimal_mark },
    { .integer = run->is_recalled },
    { .integer = run->n_total },
    { .integer = run->n_missing },
    { .integer = run->changes.imputed },
    { .integer = run->changes.added },
    { .integer = run->changes.changed },
    { .integer = run->changes.unchanged },
    { .integer = run->n_repeated },
    { .integer = run->n_rejected },
    { .text = run->issues },
  };

  fore_report_add_cells (report, cells);
}

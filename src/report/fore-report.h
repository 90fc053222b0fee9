/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-backtest.h"
#include "fore-model.h"
#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeFormat:
 * @FORE_FORMAT_TABLE: for people
 * @FORE_FORMAT_CSV: RFC 4180, every text as it is
 * @FORE_FORMAT_SPREADSHEET: CSV to be opened in a spreadsheet: with a byte order mark, without
 *   which some do not read it as UTF-8, and with an apostrophe before each text that they would
 *   run as a formula
 * @FORE_FORMAT_JSON: RFC 8259
 */
typedef enum {
  FORE_FORMAT_TABLE,
  FORE_FORMAT_CSV,
  FORE_FORMAT_SPREADSHEET,
  FORE_FORMAT_JSON,
} ForeFormat;

typedef enum {
  FORE_REPORT_UPLOADS,
  FORE_REPORT_UPLOADS_IN_FULL, /* with all counts for machines, too */
  FORE_REPORT_INVOICES,
  FORE_REPORT_VERSIONS, /* of one invoice */
  FORE_REPORT_FORECASTS,
  FORE_REPORT_FORECASTS_IN_FULL, /* with both bands and the note for machines, too */
  FORE_REPORT_CATEGORIES,
  FORE_REPORT_BACKTESTS,
  FORE_REPORT_LEADERBOARD, /* what is stored of how models did */
  FORE_REPORT_SUMMARIES,
  FORE_REPORT_DRY_RUNS,
} ForeReportKind;

/**
 * ForeSummary:
 * @category: what is sold
 * @n_rows: rows of it
 * @first_day: first day with an invoice
 * @last_day: last day of its series
 * @past: the past year as a line of text
 * @horizon: how many steps are forecast, 0 for none
 * @last_total: what was sold in as many steps before, NaN without a forecast
 * @prophet: what Prophet expects in all, NaN for nothing, likewise the others
 * @sarimax: what SARIMAX expects
 * @holt_winters: what Holt-Winters expects
 * @best_model: (nullable): id of the model that did best on the past
 * @wape: by how many percent of the sales it was off then, NaN for not known
 *
 * A category in one line: what was, and what each model expects.
 */
typedef struct {
  const char *category;
  gint64 n_rows;
  ForeDay first_day;
  ForeDay last_day;
  const char *past;
  gsize horizon;
  double last_total;
  double prophet;
  double sarimax;
  double holt_winters;
  const char *best_model;
  double wape;
} ForeSummary;

/**
 * ForeReport:
 *
 * Records in, bytes out: one JSON array, CSV or text table with the field names of the REST
 * API, the same for window, command line and server. Rows may be taken out while others
 * still come, so that any number of them needs no more memory than one:
 * fore_report_take() gives the bytes written so far.
 */
typedef struct _ForeReport ForeReport;

ForeReport *fore_report_new (ForeReportKind kind, ForeFormat format);
void fore_report_free (ForeReport *report);
void fore_report_add_upload (ForeReport *report, const ForeUpload *upload);
void fore_report_add_invoice (ForeReport *report, const ForeInvoice *invoice);
void fore_report_add_version (ForeReport *report, const ForeInvoiceVersion *version);
void fore_report_add_forecast (ForeReport *report, const ForeForecastRow *row);
void fore_report_add_category (ForeReport *report, const ForeCategory *category);
void fore_report_add_backtest (ForeReport *report, const ForeBacktest *backtest);
void fore_report_add_stored_backtest (ForeReport *report, const ForeStoredBacktest *backtest);
void fore_report_add_summary (ForeReport *report, const ForeSummary *summary);
void fore_report_add_dry_run (ForeReport *report, const ForeDryRun *run);
void fore_report_expect (ForeReport *report, gsize size);
gsize fore_report_get_size (ForeReport *report); /* bytes that could be taken */
GBytes *fore_report_take (ForeReport *report);
GBytes *fore_report_end (ForeReport *report); /* the rest, with what closes it */
GBytes *fore_report_end_row (ForeReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeReport, fore_report_free)

/* What `explain` tells of one fitted model. */
GBytes *fore_report_explain (const ForeModelResult *result, ForeFormat format);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-accuracy.h"
#include "fore-dry-run.h"
#include "fore-forecast.h"
#include "fore-progress.h"
#include "fore-row-source.h"
#include "fore-series.h"

G_BEGIN_DECLS

/*
 * The verbs of the store: everything the rest of the program can ask of it, in the words of
 * its use, with no SQL, no type of a database and no row number as meaning. Every verb is
 * synchronous and may be called on any thread; a reader never waits for a writer. Each verb
 * that writes is one transaction: wholly done or, after an error, a cancellation or a crash,
 * not done at all.
 */
typedef struct _ForeStore ForeStore;

typedef enum {
  FORE_STORE_READ_WRITE, /* made when it is not there, brought up to date when it is old */
  FORE_STORE_READ_ONLY,  /* changes nothing; a store that is not there reads as an empty one */
} ForeStoreMode;

ForeStore *fore_store_open (const char *uri, ForeStoreMode mode, GError **error);
void fore_store_close (ForeStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeStore, fore_store_close)

/**
 * ForeStoreVersion:
 *
 * Three numbers, each of which grows with every change that anybody makes to what it names
 * (and to the jobs, for @uploads).
 */
typedef struct {
  gint64 uploads;
  gint64 invoices;
  gint64 forecasts;
} ForeStoreVersion;

gboolean fore_store_get_version (ForeStore *store, ForeStoreVersion *version, GError **error);

/* Writes the store as it is at one moment to a new file. */
gboolean fore_store_back_up (ForeStore *store,
                             const char *path,
                             const ForeProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
/* Wholly, or not at all. */
gboolean fore_store_erase (const char *uri, GError **error);

/* --- Uploads ------------------------------------------------------------------------- */

typedef enum {
  FORE_UPLOAD_UPLOADED,
  FORE_UPLOAD_PROCESSING,
  FORE_UPLOAD_COMPLETED,
  FORE_UPLOAD_FAILED,
} ForeUploadStatus;

const char *fore_upload_status_to_string (ForeUploadStatus status);

/**
 * ForeUploadCounts:
 * @total: records in the file, those set aside included
 * @missing: records with an empty sales cell
 * @imputed: records whose sales were filled in
 * @inserted: keys that were new to the store
 * @updated: keys the store held already
 * @rejected: records that were set aside; 0 when that was before it was kept
 * @repeated: records whose key came again in the file; likewise
 */
typedef struct {
  gint64 total;
  gint64 missing;
  gint64 imputed;
  gint64 inserted;
  gint64 updated;
  gint64 rejected;
  gint64 repeated;
} ForeUploadCounts;

/**
 * ForeUpload:
 * @batch: `<stem>_<unix seconds>_<6 hex>`
 * @original_filename: as the person calls it
 * @stored_filename: in the folder of uploads
 * @file_hash: 64 hexadecimal digits of the SHA-256
 * @uploaded_at: seconds since 1970-01-01 UTC
 * @counts: the five counters
 * @status: how far it is
 * @error_log: (nullable): why it failed, or which rows were set aside
 */
typedef struct {
  char *batch;
  char *original_filename;
  char *stored_filename;
  char *file_hash;
  gint64 uploaded_at;
  ForeUploadCounts counts;
  ForeUploadStatus status;
  char *error_log;
} ForeUpload;

ForeUpload *fore_upload_copy (const ForeUpload *upload);
void fore_upload_free (ForeUpload *upload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeUpload, fore_upload_free)

/**
 * ForeStorePlaceFunc:
 * @data: its user data
 * @error: return location
 *
 * Puts the stored copy in its final place. Called inside the transaction that makes the
 * upload known, when nothing but a full disk can still prevent it.
 */
typedef gboolean (*ForeStorePlaceFunc) (gpointer data, GError **error);

/* Changes @upload's batch when another upload has that name already. */
gboolean fore_store_register_upload (ForeStore *store,
                                     ForeUpload *upload,
                                     const char *import_options,
                                     ForeStorePlaceFunc place,
                                     gpointer place_data,
                                     char **replaced_filename,
                                     gint64 *job,
                                     GError **error);
GPtrArray *fore_store_list_uploads (ForeStore *store, GError **error);
ForeUpload *fore_store_get_upload (ForeStore *store, const char *batch, GError **error);
/* The categories that an upload speaks of, in the order of bytes. */
GStrv fore_store_list_upload_categories (ForeStore *store, const char *batch, GError **error);
gboolean fore_store_append_batch (ForeStore *store,
                                  gint64 job,
                                  ForeRowSource *rows,
                                  const ForeUploadCounts *read,
                                  const char *error_log,
                                  const char *forecast_options,
                                  const ForeProgress *progress,
                                  GCancellable *cancellable,
                                  ForeUploadCounts *counts,
                                  GError **error);
gboolean fore_store_fail_upload (ForeStore *store,
                                 gint64 job,
                                 const ForeUploadCounts *read,
                                 const char *error_log,
                                 GError **error);
gboolean fore_store_undo_upload (ForeStore *store,
                                 const char *batch,
                                 const char *forecast_options,
                                 char **stored_filename,
                                 GError **error);

/* --- Invoices ------------------------------------------------------------------------ */

/**
 * ForeInvoice:
 *
 * One row as it stands now. @created_at is when its key first came in, @updated_at when the
 * batch that last wrote it was uploaded. Texts are valid, and stay where they are, until the call
 * that tells of them returns.
 */
typedef struct {
  ForeDay day;
  const char *product;
  const char *category;
  ForeCents sales;
  gboolean is_imputed;
  const char *batch;
  const char *file_hash;
  gint64 created_at;
  gint64 updated_at;
  gint64 version;
} ForeInvoice;

/**
 * ForeInvoiceFilter:
 *
 * Which rows; all conditions hold together. %NULL, %FORE_DAY_NONE and %FALSE ask nothing.
 * Both ends of the range are included. @search is a text in the name of the product, in
 * whatever case.
 */
typedef struct {
  const char *category;
  const char *product;
  const char *search;
  const char *batch;
  ForeDay from;
  ForeDay to;
  gboolean imputed_only;
} ForeInvoiceFilter;

#define FORE_INVOICE_FILTER_INIT               \
  {                                            \
    .from = FORE_DAY_NONE, .to = FORE_DAY_NONE \
  }

void fore_invoice_filter_assign (ForeInvoiceFilter *to, const ForeInvoiceFilter *from);
gboolean fore_invoice_filter_equal (const ForeInvoiceFilter *one, const ForeInvoiceFilter *other);
void fore_invoice_filter_clear (ForeInvoiceFilter *filter);

/* Returns FALSE with @error set to stop. */
typedef gboolean (*ForeInvoiceFunc) (const ForeInvoice *invoice, gpointer data, GError **error);

/* By day, category, product, in the order of bytes; @limit -1 for all. */
gboolean fore_store_each_invoice (ForeStore *store,
                                  const ForeInvoiceFilter *filter,
                                  gint64 offset,
                                  gint64 limit,
                                  ForeInvoiceFunc func,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean fore_store_count_invoices (ForeStore *store,
                                    const ForeInvoiceFilter *filter,
                                    GCancellable *cancellable,
                                    gint64 *count,
                                    ForeCents *sum,
                                    GError **error);

typedef enum {
  FORE_INVOICE_DATE,
  FORE_INVOICE_PRODUCT,
  FORE_INVOICE_CATEGORY,
  FORE_INVOICE_SALES,
  FORE_INVOICE_VERSION,
  FORE_INVOICE_BATCH,
} ForeInvoiceColumn;

/**
 * ForeInvoiceList:
 *
 * The rows of a filter in the order of a column, of which any page can be read at once. Rows
 * that are alike in it come by day, category and product; names in the order of the locale, and
 * numbers in them by their size. It never changes; fore_store_list_invoices() tells whether it
 * still holds.
 */
typedef struct _ForeInvoiceList ForeInvoiceList;

ForeInvoiceList *fore_store_list_invoices (ForeStore *store,
                                           const ForeInvoiceFilter *filter,
                                           ForeInvoiceColumn column,
                                           ForeInvoiceList *known,
                                           const ForeProgress *progress,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean fore_store_each_listed (ForeStore *store,
                                 ForeInvoiceList *list,
                                 gboolean is_descending,
                                 gint64 offset,
                                 gint64 limit,
                                 ForeInvoiceFunc func,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);
ForeInvoiceList *fore_invoice_list_ref (ForeInvoiceList *list);
void fore_invoice_list_unref (ForeInvoiceList *list);
gint64 fore_invoice_list_get_n_rows (const ForeInvoiceList *list);
ForeCents fore_invoice_list_get_sum (const ForeInvoiceList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeInvoiceList, fore_invoice_list_unref)

/**
 * ForeInvoiceVersion:
 * @version: counts from 1
 * @sales: the amount
 * @is_imputed: whether it was filled in
 * @batch: (owned): the upload that it came with
 * @uploaded_at: when that was
 *
 * What a row is, or was.
 */
typedef struct {
  gint64 version;
  ForeCents sales;
  gboolean is_imputed;
  char *batch;
  gint64 uploaded_at;
} ForeInvoiceVersion;

void fore_invoice_version_free (ForeInvoiceVersion *version);

/* The newest first. */
GPtrArray *fore_store_list_versions (ForeStore *store,
                                     ForeDay day,
                                     const char *category,
                                     const char *product,
                                     GError **error);

/* What fore_store_append_batch() would do, without doing it. */
gboolean fore_store_count_changes (ForeStore *store,
                                   ForeRowSource *rows,
                                   GCancellable *cancellable,
                                   ForeChangeCounts *counts,
                                   GError **error);

/* --- Categories and their daily sums -------------------------------------------------- */

/**
 * ForeCategory:
 * @name: the category
 * @first_day: first day with an invoice
 * @last_day: last day with an invoice
 * @n_rows: rows in the store
 */
typedef struct {
  char *name;
  ForeDay first_day;
  ForeDay last_day;
  gint64 n_rows;
} ForeCategory;

void fore_category_free (ForeCategory *category);

/* The categories that have rows, in the order of bytes. */
GPtrArray *fore_store_list_categories (ForeStore *store, GError **error);

/**
 * ForeDailySums:
 * @n: days with an invoice
 * @day: (array length=n): those days, rising
 * @sum: (array length=n): the category's sales on them
 * @end_day: the last day that an upload with this category speaks of
 * @version: changes when any of this does; see fore_store_save_forecasts()
 */
typedef struct {
  gsize n;
  ForeDay *day;
  ForeCents *sum;
  ForeDay end_day;
  gint64 version;
} ForeDailySums;

ForeDailySums *fore_store_load_daily_sums (ForeStore *store, const char *category, GError **error);
void fore_daily_sums_free (ForeDailySums *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeDailySums, fore_daily_sums_free)

/* --- Forecasts ------------------------------------------------------------------------ */

/* Replaces what is stored for @category and the models of @forecasts, or with @is_all for all
 * models, and how the models of @backtests did. When the category's daily sums are no longer those of @version, nothing is
 * saved and @is_stale is set. */
gboolean fore_store_save_forecasts (ForeStore *store,
                                    const char *category,
                                    gint64 version,
                                    GPtrArray *forecasts,
                                    GPtrArray *backtests,
                                    gboolean is_all,
                                    gboolean *is_stale,
                                    GError **error);

/**
 * ForeForecastRow:
 *
 * One stored day of one model. @batch is the newest upload that the model was trained on,
 * maybe %NULL, @calendar where the holidays were from that it knew of, %NULL for none. Texts are
 * valid during the callback only.
 */
typedef struct {
  gint64 id;
  ForeDay day;
  const char *category;
  const char *model;
  ForeCents value;
  ForeCents lower_80;
  ForeCents upper_80;
  ForeCents lower_95;
  ForeCents upper_95;
  gint64 created_at;
  const char *batch;
  const char *calendar;
  const char *note;
} ForeForecastRow;

/**
 * ForeForecastFilter:
 * @published_models: only prophet, sarimax and holt_winters, as old clients expect
 */
typedef struct {
  const char *category;
  const char *model;
  ForeDay from;
  ForeDay to;
  gboolean published_models;
} ForeForecastFilter;

#define FORE_FORECAST_FILTER_INIT              \
  {                                            \
    .from = FORE_DAY_NONE, .to = FORE_DAY_NONE \
  }

typedef gboolean (*ForeForecastFunc) (const ForeForecastRow *row, gpointer data, GError **error);

/* By day, category, model, in the order of bytes; @limit -1 for all. */
gboolean fore_store_each_forecast (ForeStore *store,
                                   const ForeForecastFilter *filter,
                                   gint64 limit,
                                   ForeForecastFunc func,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

/* The stored forecasts of a category, one ForeForecast a model. */
GPtrArray *fore_store_load_forecasts (ForeStore *store, const char *category, GError **error);

/* --- Backtests ------------------------------------------------------------------------ */

/**
 * ForeStoredBacktest:
 * @category: (owned): of which category
 * @model: (owned): of which model
 * @horizon: steps ahead
 * @n_origins: forecasts that @accuracy is of
 * @measured_at: seconds since 1970-01-01 UTC
 * @is_current: whether the category's sums are still those that it was measured on
 * @is_best: whether of the models with a stored forecast it has the smallest MASE
 * @accuracy: how these forecasts did, all their days together
 * @seconds: CPU time of the model on this category, its past forecasts included
 *
 * How a model did on the past of a category.
 */
typedef struct {
  char *category;
  char *model;
  gint64 horizon;
  gint64 n_origins;
  gint64 measured_at;
  gboolean is_current;
  gboolean is_best;
  ForeAccuracy accuracy;
  double seconds;
} ForeStoredBacktest;

void fore_stored_backtest_free (ForeStoredBacktest *backtest);

/* By category, what is current before what is not, and then the smallest MASE first; %NULL for
 * all categories. */
GPtrArray *fore_store_load_backtests (ForeStore *store, const char *category, GError **error);

/* --- Columns of files ----------------------------------------------------------------- */

gboolean fore_store_remember_mapping (ForeStore *store,
                                      const char *header,
                                      const char *options,
                                      GError **error);
/* *@options is NULL when no file with this header has been seen. */
gboolean
fore_store_recall_mapping (ForeStore *store, const char *header, char **options, GError **error);
/* %NULL forgets all. */
gboolean fore_store_forget_mapping (ForeStore *store, const char *header, GError **error);

/* --- Jobs ----------------------------------------------------------------------------- */

typedef enum {
  FORE_JOB_IMPORT,
  FORE_JOB_FORECAST,
} ForeJobKind;

typedef enum {
  FORE_JOB_QUEUED,
  FORE_JOB_RUNNING,
  FORE_JOB_DONE,
  FORE_JOB_FAILED,
  FORE_JOB_CANCELLED,
} ForeJobState;

/**
 * ForeJobRecord:
 * @id: names the job
 * @kind: what is to be done
 * @state: how far it is
 * @batch: (nullable): the upload that it imports, or that caused it
 * @options: (nullable): as it was given when the job was queued
 * @error: (nullable): why it failed
 */
typedef struct {
  gint64 id;
  ForeJobKind kind;
  ForeJobState state;
  char *batch;
  char *options;
  char *error;
} ForeJobRecord;

void fore_job_record_free (ForeJobRecord *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ForeJobRecord, fore_job_record_free)

/* A store opened for writing is an owner of jobs until it is closed or its process ends,
 * however that comes about; a job of an owner that is no more can be claimed again. */
gboolean
fore_store_queue_forecast (ForeStore *store, const char *options, gint64 *job, GError **error);
/* The oldest job of @kind that waits or whose owner is no more; *@job is NULL if none is. */
gboolean
fore_store_claim_job (ForeStore *store, ForeJobKind kind, ForeJobRecord **job, GError **error);
gboolean fore_store_finish_job (ForeStore *store,
                                gint64 job,
                                ForeJobState state,
                                const char *message,
                                GError **error);
gboolean fore_store_release_job (ForeStore *store, gint64 job, GError **error);
ForeJobRecord *fore_store_get_job (ForeStore *store, gint64 job, GError **error);
/* The job that takes, or took, an upload in. */
ForeJobRecord *fore_store_get_import_job (ForeStore *store, const char *batch, GError **error);
GPtrArray *fore_store_list_open_jobs (ForeStore *store, GError **error);

G_END_DECLS

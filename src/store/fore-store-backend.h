/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-store.h"

G_BEGIN_DECLS

typedef struct _ForeStoreBackend ForeStoreBackend;

/* Each backend's store begins with this. */
struct _ForeStore {
  const ForeStoreBackend *backend;
};

/**
 * ForeInvoiceList:
 * @filter: (owned): which rows
 * @column: by what they are ordered
 * @version: of the invoices of the store, when this was true
 * @n_rows: how many they are
 * @sum: their sales together
 * @keys: (owned) (nullable) (element-type gint64): what the backend calls each of them, by date,
 *   where they are few
 * @file: descriptor of a file with the same in their order; -1 where the store, or @keys, has
 *   them in this order itself
 */
struct _ForeInvoiceList {
  gatomicrefcount n_references;
  ForeInvoiceFilter filter;
  ForeInvoiceColumn column;
  gint64 version;
  gint64 n_rows;
  ForeCents sum;
  GArray *keys;
  int file;
};

ForeInvoiceList *
fore_invoice_list_new (const ForeInvoiceFilter *filter, ForeInvoiceColumn column, gint64 version);
gboolean fore_invoice_list_holds (const ForeInvoiceList *list,
                                  const ForeInvoiceFilter *filter,
                                  ForeInvoiceColumn column,
                                  gint64 version);

/**
 * ForeStoreBackend:
 * @scheme: what its URIs begin with
 *
 * One way to keep a store: the verbs of fore-store.h, with their arguments checked already.
 */
struct _ForeStoreBackend {
  const char *scheme;

  ForeStore *(*open) (const char *location, ForeStoreMode mode, GError **error);
  void (*close) (ForeStore *store);
  gboolean (*get_version) (ForeStore *store, ForeStoreVersion *version, GError **error);

  gboolean (*back_up) (ForeStore *store,
                       const char *path,
                       const ForeProgress *progress,
                       GCancellable *cancellable,
                       GError **error);
  gboolean (*erase) (const char *location, GError **error);

  gboolean (*register_upload) (ForeStore *store,
                               ForeUpload *upload,
                               const char *import_options,
                               ForeStorePlaceFunc place,
                               gpointer place_data,
                               char **replaced_filename,
                               gint64 *job,
                               GError **error);
  GPtrArray *(*list_uploads) (ForeStore *store, GError **error);
  ForeUpload *(*get_upload) (ForeStore *store, const char *batch, GError **error);
  GStrv (*list_upload_categories) (ForeStore *store, const char *batch, GError **error);
  gboolean (*append_batch) (ForeStore *store,
                            gint64 job,
                            ForeRowSource *rows,
                            const ForeUploadCounts *read,
                            const char *error_log,
                            const char *forecast_options,
                            const ForeProgress *progress,
                            GCancellable *cancellable,
                            ForeUploadCounts *counts,
                            GError **error);
  gboolean (*fail_upload) (ForeStore *store,
                           gint64 job,
                           const ForeUploadCounts *read,
                           const char *error_log,
                           GError **error);
  gboolean (*undo_upload) (ForeStore *store,
                           const char *batch,
                           const char *forecast_options,
                           char **stored_filename,
                           GError **error);

  gboolean (*each_invoice) (ForeStore *store,
                            const ForeInvoiceFilter *filter,
                            gint64 offset,
                            gint64 limit,
                            ForeInvoiceFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
  gboolean (*count_invoices) (ForeStore *store,
                              const ForeInvoiceFilter *filter,
                              GCancellable *cancellable,
                              gint64 *count,
                              ForeCents *sum,
                              GError **error);
  ForeInvoiceList *(*list_invoices) (ForeStore *store,
                                     const ForeInvoiceFilter *filter,
                                     ForeInvoiceColumn column,
                                     ForeInvoiceList *known,
                                     const ForeProgress *progress,
                                     GCancellable *cancellable,
                                     GError **error);
  gboolean (*each_listed) (ForeStore *store,
                           ForeInvoiceList *list,
                           gboolean is_descending,
                           gint64 offset,
                           gint64 limit,
                           ForeInvoiceFunc func,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
  GPtrArray *(*list_versions) (ForeStore *store,
                               ForeDay day,
                               const char *category,
                               const char *product,
                               GError **error);
  gboolean (*count_changes) (ForeStore *store,
                             ForeRowSource *rows,
                             GCancellable *cancellable,
                             ForeChangeCounts *counts,
                             GError **error);
  GPtrArray *(*list_categories) (ForeStore *store, GError **error);
  ForeDailySums *(*load_daily_sums) (ForeStore *store, const char *category, GError **error);

  gboolean (*save_forecasts) (ForeStore *store,
                              const char *category,
                              gint64 version,
                              GPtrArray *forecasts,
                              GPtrArray *backtests,
                              gboolean is_all,
                              gboolean *is_stale,
                              GError **error);
  gboolean (*each_forecast) (ForeStore *store,
                             const ForeForecastFilter *filter,
                             gint64 limit,
                             ForeForecastFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
  GPtrArray *(*load_forecasts) (ForeStore *store, const char *category, GError **error);

  GPtrArray *(*load_backtests) (ForeStore *store, const char *category, GError **error);
  gboolean (*remember_mapping) (ForeStore *store,
                                const char *header,
                                const char *options,
                                GError **error);
  gboolean (*recall_mapping) (ForeStore *store, const char *header, char **options, GError **error);
  gboolean (*forget_mapping) (ForeStore *store, const char *header, GError **error);

  gboolean (*queue_forecast) (ForeStore *store, const char *options, gint64 *job, GError **error);
  gboolean (*claim_job) (ForeStore *store, ForeJobKind kind, ForeJobRecord **job, GError **error);
  gboolean (*finish_job) (ForeStore *store,
                          gint64 job,
                          ForeJobState state,
                          const char *message,
                          GError **error);
  gboolean (*release_job) (ForeStore *store, gint64 job, GError **error);
  ForeJobRecord *(*get_job) (ForeStore *store, gint64 job, GError **error);
  ForeJobRecord *(*get_import_job) (ForeStore *store, const char *batch, GError **error);
  GPtrArray *(*list_open_jobs) (ForeStore *store, GError **error);
};

extern const ForeStoreBackend fore_sqlite_backend;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fore-forecast-options.h"
#include "fore-import-notes.h"
#include "fore-import-preview.h"
#include "fore-job.h"
#include "fore-pool.h"
#include "fore-rejects.h"
#include "fore-store.h"

G_BEGIN_DECLS

/**
 * ForeEngine:
 *
 * The pipeline: one data folder, its store, its queue of durable jobs and the threads that
 * work on them. Window, command line and server each have one and do everything through it.
 *
 * Signals, on the main context of the thread that opened it, any number of changes told
 * once: "uploads-changed", "invoices-changed", "forecasts-changed", each without arguments.
 */
#define FORE_TYPE_ENGINE (fore_engine_get_type ())
G_DECLARE_FINAL_TYPE (ForeEngine, fore_engine, FORE, ENGINE, GObject)

ForeEngine *
fore_engine_open (const char *data_dir, ForeStoreMode mode, guint n_threads, GError **error);
void fore_engine_close (ForeEngine *engine);
void fore_engine_close_async (ForeEngine *engine, GAsyncReadyCallback callback, gpointer data);
char *fore_engine_default_data_dir (void);
ForeStore *fore_engine_get_store (ForeEngine *engine);
ForePool *fore_engine_get_pool (ForeEngine *engine);
char *fore_engine_stored_path (ForeEngine *engine, const ForeUpload *upload);

/* What follows an import, and what forecasts are made with when nobody says. */
void fore_engine_set_forecast_options (ForeEngine *engine, const ForeForecastOptions *options);
ForeForecastOptions *fore_engine_dup_forecast_options (ForeEngine *engine);

/**
 * ForeSubmission:
 * @import: how to read the file, %NULL for all by itself
 * @hold_forecast: whether no forecast follows
 * @check_header: whether a header that lacks a column refuses the file at once and without
 *   a trace, as old clients of the server expect
 */
typedef struct {
  const ForeImportOptions *import;
  gboolean hold_forecast;
  gboolean check_header;
} ForeSubmission;

/* Synchronous, for worker threads and the command line. @original_batch is set with
 * FORE_ERROR_DUPLICATE. Returns the batch. */
char *fore_engine_submit (ForeEngine *engine,
                          GInputStream *input,
                          const char *filename,
                          gint64 size_hint,
                          const ForeSubmission *submission,
                          const ForeProgress *progress,
                          GCancellable *cancellable,
                          char **original_batch,
                          GError **error);
/* For the window: the file appears among the jobs at once; the task returns its batch. */
void fore_engine_submit_file_async (ForeEngine *engine,
                                    GFile *file,
                                    const ForeSubmission *submission,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
/* The same with the stored copy of an upload that has failed, which the new one replaces. */
void fore_engine_submit_again_async (ForeEngine *engine,
                                     const ForeUpload *upload,
                                     const ForeSubmission *submission,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
char *fore_engine_submit_file_finish (ForeEngine *engine,
                                      GAsyncResult *result,
                                      char **original_batch,
                                      GError **error);

/* Why the import of @batch failed, or what is to be told of it, when it was done in this
 * process. */
GError *fore_engine_dup_import_error (ForeEngine *engine, const char *batch);
ForeImportNotes *fore_engine_dup_import_notes (ForeEngine *engine, const char *batch);

/* What a file is taken for, and what its import would do; nothing is changed. */
ForeImportPreview *fore_engine_preview (ForeEngine *engine,
                                        GFile *file,
                                        const ForeImportOptions *options,
                                        GCancellable *cancellable,
                                        GError **error);
void fore_engine_preview_async (ForeEngine *engine,
                                GFile *file,
                                const ForeImportOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
ForeImportPreview *
fore_engine_preview_finish (ForeEngine *engine, GAsyncResult *result, GError **error);
ForeDryRun *fore_engine_dry_run (ForeEngine *engine,
                                 GFile *file,
                                 const ForeImportOptions *options,
                                 const ForeProgress *progress,
                                 GCancellable *cancellable,
                                 GError **error);
void fore_engine_dry_run_async (ForeEngine *engine,
                                GFile *file,
                                const ForeImportOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
ForeDryRun *fore_engine_dry_run_finish (ForeEngine *engine, GAsyncResult *result, GError **error);
void
fore_dry_run_describe (ForeDryRun *run, const char *filename, const ForeImportPreview *preview);
/* Both, described, for a file that has to be copied first. */
ForeDryRun *fore_engine_dry_run_input (ForeEngine *engine,
                                       GInputStream *input,
                                       const char *filename,
                                       const ForeImportOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);

/* The rows of an upload that were set aside, as CSV with the reasons. */
gboolean fore_engine_write_rejects (ForeEngine *engine,
                                    const char *batch,
                                    ForeTextFunc write,
                                    gpointer data,
                                    const ForeProgress *progress,
                                    GCancellable *cancellable,
                                    GError **error);
void fore_engine_save_rejects_async (ForeEngine *engine,
                                     const char *batch,
                                     GFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean fore_engine_save_rejects_finish (ForeEngine *engine, GAsyncResult *result, GError **error);

/* How an upload was read. What a person has said about it is remembered once it is taken in, and
 * recalled for the next file with the same header, until it is forgotten. */
ForeImportOptions *
fore_engine_dup_import_options (ForeEngine *engine, const char *batch, GError **error);
gboolean fore_engine_forget_header (ForeEngine *engine, const char *header_key, GError **error);

/* FALSE with FORE_ERROR_NOT_FOUND when the store has no sales of @category. */
gboolean fore_engine_check_category (ForeEngine *engine, const char *category, GError **error);
ForeSeries *
fore_engine_load_series (ForeEngine *engine, const char *category, ForeGaps gaps, GError **error);
gboolean fore_engine_recall_holidays (ForeEngine *engine,
                                      const char *category,
                                      const char *model,
                                      ForeForecastOptions *options,
                                      GError **error);
gboolean fore_engine_request_forecast (ForeEngine *engine,
                                       const ForeForecastOptions *options,
                                       gint64 *job,
                                       GError **error);
gboolean
fore_engine_undo (ForeEngine *engine, const char *batch, gboolean hold_forecast, GError **error);

/* The data folder as a whole, on any thread but the main one. A copy is a data folder, too. */
char *fore_engine_back_up (ForeEngine *engine,
                           const char *folder,
                           const ForeProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
gboolean fore_engine_check_data_dir (const char *path, GError **error);
gboolean fore_engine_erase (const char *data_dir, GError **error);

/* The queue: in the background from start to close, or here and now until nothing is left
 * (jobs that other living processes work on are waited for). */
void fore_engine_start (ForeEngine *engine);
gboolean fore_engine_drain (ForeEngine *engine,
                            const ForeProgress *progress,
                            GCancellable *cancellable,
                            GError **error);

/* (transfer none): a #GListModel of #ForeJob, newest first; finished ones go by themselves. */
GListModel *fore_engine_get_jobs (ForeEngine *engine);

/* Runs a synchronous body on a thread of the engine. */
void fore_engine_run_async (ForeEngine *engine, GTask *task, GTaskThreadFunc func);

G_END_DECLS

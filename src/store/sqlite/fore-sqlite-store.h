/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-sqlite-connection.h"
#include "fore-store-backend.h"

G_BEGIN_DECLS

/* Days count from 0001-01-01 in the store. */
#define FORE_SQLITE_DAY(day) ((gint64) (day) -FORE_DAY_MIN)

/* What the three parts of a row's key have room for. */
#define FORE_SQLITE_DAY_BITS       22
#define FORE_SQLITE_PRODUCT_BITS   21
#define FORE_SQLITE_CATEGORY_BITS  14
#define FORE_SQLITE_MAX_PRODUCTS   (G_GINT64_CONSTANT (1) << FORE_SQLITE_PRODUCT_BITS)
#define FORE_SQLITE_MAX_CATEGORIES (G_GINT64_CONSTANT (1) << FORE_SQLITE_CATEGORY_BITS)

/* The key of a row: one number that orders rows by day, category and product. */
static inline gint64
fore_sqlite_key (gint64 day, gint64 category, gint64 product)
{
  return day << (FORE_SQLITE_CATEGORY_BITS + FORE_SQLITE_PRODUCT_BITS) |
         category << FORE_SQLITE_PRODUCT_BITS | product;
}

/* The day of a category that a key belongs to. */
static inline gint64
fore_sqlite_key_cell (gint64 key)
{
  return key >> FORE_SQLITE_PRODUCT_BITS;
}

static inline gint64
fore_sqlite_key_day (gint64 key)
{
  return key >> (FORE_SQLITE_CATEGORY_BITS + FORE_SQLITE_PRODUCT_BITS);
}

static inline gint64
fore_sqlite_key_category (gint64 key)
{
  return key >> FORE_SQLITE_PRODUCT_BITS & (FORE_SQLITE_MAX_CATEGORIES - 1);
}

static inline gint64
fore_sqlite_key_product (gint64 key)
{
  return key & (FORE_SQLITE_MAX_PRODUCTS - 1);
}

/* The last day that a store has room for. */
#define FORE_SQLITE_LAST_DAY ((G_GINT64_CONSTANT (1) << FORE_SQLITE_DAY_BITS) - 1)

/* What a row is worth, and whether it was filled in. */
static inline gint64
fore_sqlite_amount (gint64 sales, gboolean is_imputed)
{
  return (gint64) ((guint64) sales << 1) | (is_imputed != 0);
}

static inline gint64
fore_sqlite_amount_sales (gint64 amount)
{
  return amount >> 1;
}

static inline gboolean
fore_sqlite_amount_is_imputed (gint64 amount)
{
  return amount & 1;
}

/* How often a row was updated, and which upload brought it in; 0 when it never was. */
#define FORE_SQLITE_UPDATES_BITS 24

static inline gint64
fore_sqlite_past (gint64 n_updates, gint64 first_batch)
{
  return n_updates == 0 ? 0 : first_batch << FORE_SQLITE_UPDATES_BITS | n_updates;
}

static inline gint64
fore_sqlite_past_updates (gint64 past)
{
  return past & ((1 << FORE_SQLITE_UPDATES_BITS) - 1);
}

static inline gint64
fore_sqlite_past_first_batch (gint64 past)
{
  return past >> FORE_SQLITE_UPDATES_BITS;
}

/**
 * ForeSqliteStore:
 * @path: (owned): the file
 * @mode: whether it may be changed
 * @writer_mutex: held during a transaction that writes
 * @writer: (owned) (nullable): the one connection that writes
 * @readers_mutex: guards @readers
 * @readers: (owned) (element-type ForeSqlite): connections that read and have no work now
 * @owners_mutex: guards the two below; may be taken with @writer_mutex held
 * @owners_file: file descriptor with the locks of living owners, or -1
 * @owner: our number among them, 0 before the first job; changes under both mutexes
 */
typedef struct {
  ForeStore base;
  char *path;
  ForeStoreMode mode;
  GMutex writer_mutex;
  ForeSqlite *writer;
  GMutex readers_mutex;
  GQueue readers;
  GMutex owners_mutex;
  int owners_file;
  gint64 owner;
} ForeSqliteStore;

/* What a transaction changes. */
typedef enum {
  FORE_SQLITE_UPLOADS = 1 << 0,
  FORE_SQLITE_INVOICES = 1 << 1,
  FORE_SQLITE_FORECASTS = 1 << 2,
} ForeSqliteChanges;

ForeSqlite *fore_sqlite_begin_read (ForeStore *store, GCancellable *cancellable, GError **error);
void fore_sqlite_end_read (ForeStore *store, ForeSqlite *reader);
ForeSqlite *fore_sqlite_begin_write (ForeStore *store,
                                     const ForeProgress *progress,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean fore_sqlite_end_write (ForeStore *store, guint changes, gboolean is_done, GError **error);

const char *
fore_sqlite_name (ForeSqlite *connection, ForeSqliteNameKind kind, gint64 id, GError **error);
gboolean fore_sqlite_are_categories_in_order (ForeSqlite *connection,
                                              gboolean *are_in_order,
                                              GError **error);
gboolean fore_sqlite_find_name (ForeSqlite *connection,
                                ForeSqliteNameKind kind,
                                const char *name,
                                gint64 *id,
                                GError **error);
guint32 *fore_sqlite_number_names (ForeSqlite *connection,
                                   ForeSqliteNameKind kind,
                                   const ForeNames *names,
                                   gboolean are_kept,
                                   GError **error);

/* The verbs, by file. */
gboolean fore_sqlite_back_up (ForeStore *store,
                              const char *path,
                              const ForeProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
gboolean fore_sqlite_erase (const char *path, GError **error);
gboolean fore_sqlite_register_upload (ForeStore *store,
                                      ForeUpload *upload,
                                      const char *import_options,
                                      ForeStorePlaceFunc place,
                                      gpointer place_data,
                                      char **replaced_filename,
                                      gint64 *job,
                                      GError **error);
GPtrArray *fore_sqlite_list_uploads (ForeStore *store, GError **error);
ForeUpload *fore_sqlite_get_upload (ForeStore *store, const char *batch, GError **error);
GStrv fore_sqlite_list_upload_categories (ForeStore *store, const char *batch, GError **error);
gboolean fore_sqlite_append_batch (ForeStore *store,
                                   gint64 job,
                                   ForeRowSource *rows,
                                   const ForeUploadCounts *read,
                                   const char *error_log,
                                   const char *forecast_options,
                                   const ForeProgress *progress,
                                   GCancellable *cancellable,
                                   ForeUploadCounts *counts,
                                   GError **error);
gboolean fore_sqlite_fail_upload (ForeStore *store,
                                  gint64 job,
                                  const ForeUploadCounts *read,
                                  const char *error_log,
                                  GError **error);
gboolean fore_sqlite_undo_upload (ForeStore *store,
                                  const char *batch,
                                  const char *forecast_options,
                                  char **stored_filename,
                                  GError **error);
gboolean fore_sqlite_each_invoice (ForeStore *store,
                                   const ForeInvoiceFilter *filter,
                                   gint64 offset,
                                   gint64 limit,
                                   ForeInvoiceFunc func,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean fore_sqlite_count_invoices (ForeStore *store,
                                     const ForeInvoiceFilter *filter,
                                     GCancellable *cancellable,
                                     gint64 *count,
                                     ForeCents *sum,
                                     GError **error);
ForeInvoiceList *fore_sqlite_list_invoices (ForeStore *store,
                                            const ForeInvoiceFilter *filter,
                                            ForeInvoiceColumn column,
                                            ForeInvoiceList *known,
                                            const ForeProgress *progress,
                                            GCancellable *cancellable,
                                            GError **error);
gboolean fore_sqlite_each_listed (ForeStore *store,
                                  ForeInvoiceList *list,
                                  gboolean is_descending,
                                  gint64 offset,
                                  gint64 limit,
                                  ForeInvoiceFunc func,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);
GPtrArray *fore_sqlite_list_versions (ForeStore *store,
                                      ForeDay day,
                                      const char *category,
                                      const char *product,
                                      GError **error);
gboolean fore_sqlite_count_changes (ForeStore *store,
                                    ForeRowSource *rows,
                                    GCancellable *cancellable,
                                    ForeChangeCounts *counts,
                                    GError **error);
GPtrArray *fore_sqlite_list_categories (ForeStore *store, GError **error);
ForeDailySums *fore_sqlite_load_daily_sums (ForeStore *store, const char *category, GError **error);
gboolean fore_sqlite_save_forecasts (ForeStore *store,
                                     const char *category,
                                     gint64 version,
                                     GPtrArray *forecasts,
                                     GPtrArray *backtests,
                                     gboolean is_all,
                                     gboolean *is_stale,
                                     GError **error);
gboolean fore_sqlite_each_forecast (ForeStore *store,
                                    const ForeForecastFilter *filter,
                                    gint64 limit,
                                    ForeForecastFunc func,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *fore_sqlite_load_forecasts (ForeStore *store, const char *category, GError **error);
GPtrArray *fore_sqlite_load_backtests (ForeStore *store, const char *category, GError **error);
gboolean fore_sqlite_remember_mapping (ForeStore *store,
                                       const char *header,
                                       const char *options,
                                       GError **error);
gboolean
fore_sqlite_recall_mapping (ForeStore *store, const char *header, char **options, GError **error);
gboolean fore_sqlite_forget_mapping (ForeStore *store, const char *header, GError **error);
gboolean
fore_sqlite_queue_forecast (ForeStore *store, const char *options, gint64 *job, GError **error);
gboolean
fore_sqlite_claim_job (ForeStore *store, ForeJobKind kind, ForeJobRecord **job, GError **error);
gboolean fore_sqlite_finish_job (ForeStore *store,
                                 gint64 job,
                                 ForeJobState state,
                                 const char *message,
                                 GError **error);
gboolean fore_sqlite_release_job (ForeStore *store, gint64 job, GError **error);
ForeJobRecord *fore_sqlite_get_job (ForeStore *store, gint64 job, GError **error);
ForeJobRecord *fore_sqlite_get_import_job (ForeStore *store, const char *batch, GError **error);
GPtrArray *fore_sqlite_list_open_jobs (ForeStore *store, GError **error);

/* Parts of verbs that others need inside their transaction. */
gboolean fore_sqlite_save_backtest (ForeSqlite *writer,
                                    gint64 category,
                                    gint64 version,
                                    gint64 measured_at,
                                    const ForeStoredBacktest *backtest,
                                    GError **error);
gboolean fore_sqlite_check_job (ForeStore *store,
                                ForeSqlite *writer,
                                gint64 job,
                                gint64 *upload,
                                GError **error);
gboolean fore_sqlite_close_job (ForeSqlite *writer,
                                gint64 job,
                                ForeJobState state,
                                const char *message,
                                GError **error);
void fore_sqlite_release_own_jobs (ForeStore *store);
gboolean fore_sqlite_queue_job (ForeSqlite *writer,
                                const char *options,
                                gint64 upload,
                                gint64 *job,
                                GError **error);

G_END_DECLS

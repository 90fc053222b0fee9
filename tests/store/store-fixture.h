/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-error.h"
#include "fore-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own, gone when the test is over. */
typedef struct {
  char *folder;
  char *path;
  ForeStore *store;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_remove_files (Fixture *fixture);
void fixture_reopen (Fixture *fixture, ForeStoreMode mode);

/* One row of a file, in words. */
typedef struct {
  const char *day;
  const char *category;
  const char *product;
  ForeCents sales;
  gboolean is_missing;
} TestRow;

/* The rows in the order that a reader gives them, each key once. */
ForeRows *make_rows (const TestRow *rows, gsize n);

/* Appends rows that lie in memory, with no error log. */
gboolean append_rows (ForeStore *store,
                      gint64 job,
                      ForeRows *rows,
                      const ForeUploadCounts *read,
                      const char *forecast_options,
                      ForeUploadCounts *counts,
                      GError **error);

/* The same, with somebody who watches. */
gboolean append_rows_watched (ForeStore *store,
                              gint64 job,
                              ForeRows *rows,
                              const ForeUploadCounts *read,
                              const char *forecast_options,
                              const ForeProgress *progress,
                              GCancellable *cancellable,
                              ForeUploadCounts *counts,
                              GError **error);

/* Registers `NAME.csv`, claims its job and appends the rows. Returns the batch. */
char *import_rows (ForeStore *store,
                   const char *name,
                   ForeRows *rows,
                   const char *forecast_options,
                   ForeUploadCounts *counts);
ForeUpload *make_upload (const char *name, gint64 uploaded_at);
gint64 register_file (ForeStore *store, const char *name, gint64 uploaded_at, char **batch);
gint64 claim (ForeStore *store, ForeJobKind kind);

/* Every row of a store as a line: day|category|product|cents|imputed|batch|created|updated|version */
gboolean add_invoice_line (const ForeInvoice *invoice, gpointer lines, GError **error);
GPtrArray *
list_lines (ForeStore *store, const ForeInvoiceFilter *filter, gint64 offset, gint64 limit);
void assert_same_lines (GPtrArray *got, GPtrArray *want);

/* Looks into the file itself: the rows of a query as lines, values between bars. */
char *query_file (const char *path, const char *sql);
void execute_on_file (const char *path, const char *sql);

/* What the totals of the store should be is what its rows add up to. */
void assert_totals_true (const char *path);

G_END_DECLS

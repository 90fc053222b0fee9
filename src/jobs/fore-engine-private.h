/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-engine.h"
#include "fore-job-private.h"
#include "fore-pool.h"

G_BEGIN_DECLS

/* Inside of the folder: an engine is one object in several files. fore-engine.c has what it
 * is asked for, fore-engine-intake.c how files come in, fore-engine-preview.c what they would
 * do, fore-engine-rejects.c what was set aside, fore-engine-memory.c how they were read,
 * fore-engine-queue.c the threads that work, fore-engine-drain.c the same without threads,
 * fore-engine-changes.c what they tell the main thread, fore-engine-folder.c what can be done with
 * all data at once. */

/* What a data folder holds. */
#define FORE_STORE_FILENAME  "foretell.db"
#define FORE_UPLOADS_DIRNAME "uploads"

typedef enum {
  FORE_CHANGED_UPLOADS = 1 << 0,
  FORE_CHANGED_INVOICES = 1 << 1,
  FORE_CHANGED_FORECASTS = 1 << 2,
} ForeChanged;

struct _ForeEngine {
  GObject parent_instance;

  char *uploads_dir;     /* (owned) */
  ForeStore *store;      /* (owned) (nullable) */
  ForePool *pool;        /* (owned) for models */
  GThreadPool *readers;  /* (owned) for the bodies of fore_engine_run_async() */
  GThreadPool *intake;   /* (owned) one thread, that takes files in */
  GMainContext *context; /* (owned) of the thread that opened it */
  GListStore *jobs;      /* (owned) main thread */
  GThread *workers[2];   /* (owned) one for each kind of job */

  GMutex mutex;
  GCond has_news; /* with mutex: there may be a job, or is_stopping has been set */

  /* Under mutex: */
  gboolean is_stopping;
  guint n_submitted;                     /* grows when has_news is signalled */
  ForeForecastOptions *forecast_options; /* (owned) */
  GPtrArray *active;                     /* (owned) (element-type ForeJob): not ended yet */
  GHashTable *errors;                    /* (owned) (element-type utf8 GError): by batch */
  GHashTable *notes;                     /* (owned) (element-type utf8 ForeImportNotes) */
  GPtrArray *new_jobs;                   /* (owned) (element-type ForeJob): not in jobs yet */
  ForeStoreVersion version;              /* that the main thread was told of */
  guint changed;                         /* of ForeChanged: to be told */
  GSource *telling;                      /* (owned) (nullable): will tell it */
};

/* fore-engine.c */
gboolean fore_engine_check_folder_made (int result, const char *path, GError **error);
void
fore_engine_push_task (ForeEngine *engine, GThreadPool *threads, GTask *task, GTaskThreadFunc func);

/* fore-engine-memory.c */
ForeImportOptions *fore_engine_recall_options (ForeEngine *engine,
                                               const char *path,
                                               const ForeImportOptions *options,
                                               GCancellable *cancellable,
                                               GError **error);
void fore_engine_remember_options (ForeStore *store,
                                   const char *header_key,
                                   const ForeImportOptions *options);

/* fore-engine-changes.c */
void fore_engine_check_changes (ForeEngine *engine);
void fore_engine_add_job (ForeEngine *engine, ForeJob *job);
void
fore_engine_end_job (ForeEngine *engine, ForeJob *job, ForeJobState state, const GError *error);
void fore_engine_mute (ForeEngine *engine);

/* fore-engine-queue.c */
void fore_engine_wake (ForeEngine *engine);
guint fore_engine_count_news (ForeEngine *engine);
void fore_engine_wait_for_news (ForeEngine *engine, guint seen, gint64 wait);
gboolean fore_engine_is_stopping (ForeEngine *engine);
void fore_engine_begin_to_stop (ForeEngine *engine);
void fore_engine_stop_workers (ForeEngine *engine);

/* fore-engine-drain.c */
void fore_engine_sweep (ForeEngine *engine);

G_END_DECLS

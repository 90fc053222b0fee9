/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-owners.h"
#include "fore-sqlite-store.h"

/* A job that has taken this many processes with it is not tried again. */
#define MAX_DEATHS 3

static const char *const kind_names[] = {
  [FORE_JOB_IMPORT] = "import",
  [FORE_JOB_FORECAST] = "forecast",
  NULL,
};

static const char *const state_names[] = {
  [FORE_JOB_QUEUED] = "queued", [FORE_JOB_RUNNING] = "running",     [FORE_JOB_DONE] = "done",
  [FORE_JOB_FAILED] = "failed", [FORE_JOB_CANCELLED] = "cancelled", NULL,
};

static int
index_of (const char *const *names, const char *name)
{
  for (int i = 0; names[i] != NULL; i++) {
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  }
  return -1;
}

static ForeJobRecord *
read_record (ForeSqlite *connection, sqlite3_stmt *statement, GError **error)
{
  ForeJobRecord *job;
  int kind, state;

  if (!fore_sqlite_check_row (connection, statement, "iss", error))
    return NULL;
  kind = index_of (kind_names, (const char *) sqlite3_column_text (statement, 1));
  state = index_of (state_names, (const char *) sqlite3_column_text (statement, 2));
  if (kind < 0 || state < 0) {
    fore_sqlite_set_damaged (connection, "job", error);
    return NULL;
  }

  job = g_new0 (ForeJobRecord, 1);
  job->id = sqlite3_column_int64 (statement, 0);
  job->kind = (ForeJobKind) kind;
  job->state = (ForeJobState) state;
  job->batch = fore_sqlite_dup_text (statement, 3);
  job->options = fore_sqlite_dup_text (statement, 4);
  job->error = fore_sqlite_dup_text (statement, 5);
  return job;
}

static void
set_not_found (gint64 job, GError **error)
{
  g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND, _ ("There is no job %ld."), (long) job);
}

static ForeJobRecord *
get_record (ForeSqlite *connection, gint64 job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (connection, "get-job.sql", error);

  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "i", job);
  switch (fore_sqlite_step (connection, statement, error)) {
  case SQLITE_ROW: return read_record (connection, statement, error);
  case SQLITE_DONE: set_not_found (job, error); return NULL;
  default: return NULL;
  }
}

static ForeJobRecord *
get_import_record (ForeSqlite *connection, const char *batch, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = fore_sqlite_prepare (connection, "get-import-job.sql", error);

  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "s", batch);
  switch (fore_sqlite_step (connection, statement, error)) {
  case SQLITE_ROW: return read_record (connection, statement, error);
  case SQLITE_DONE:
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND, _ ("There is no upload “%s”."), batch);
    return NULL;
  default: return NULL;
  }
}

ForeJobRecord *
fore_sqlite_get_job (ForeStore *store, gint64 job, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  ForeJobRecord *record = reader != NULL ? get_record (reader, job, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return record;
}

ForeJobRecord *
fore_sqlite_get_import_job (ForeStore *store, const char *batch, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  ForeJobRecord *record = reader != NULL ? get_import_record (reader, batch, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return record;
}

static GPtrArray *
list_open (ForeSqlite *reader, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = fore_sqlite_prepare (reader, "list-open-jobs.sql", error);
  g_autoptr (GPtrArray)
      jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_job_record_free);
  ForeJobRecord *job;
  int step;

  if (statement == NULL)
    return NULL;
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    job = read_record (reader, statement, error);
    if (job == NULL)
      return NULL;
    g_ptr_array_add (jobs, job);
  }

  return step == SQLITE_DONE ? g_steal_pointer (&jobs) : NULL;
}

GPtrArray *
fore_sqlite_list_open_jobs (ForeStore *store, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GPtrArray *jobs = reader != NULL ? list_open (reader, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return jobs;
}

/**
 * fore_sqlite_check_job:
 * @store: a store
 * @writer: its connection, in a transaction
 * @job: a job
 * @upload: (out) (optional): the number of its upload, 0 when it has none
 * @error: return location
 *
 * Errors: %FORE_ERROR_NOT_FOUND; %FORE_ERROR_BUSY when it is somebody else's;
 * %FORE_ERROR_FAILED when it has ended.
 *
 * Returns: whether @store may say what becomes of @job
 */
gboolean
fore_sqlite_check_job (ForeStore *store,
                       ForeSqlite *writer,
                       gint64 job,
                       gint64 *upload,
                       GError **error)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;
  g_autoptr (sqlite3_stmt) statement = NULL;
  int state, step;

  statement = fore_sqlite_prepare (writer, "SELECT state, owner, upload FROM job WHERE id = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", job);
  step = fore_sqlite_step (writer, statement, error);
  if (step == SQLITE_DONE)
    set_not_found (job, error);
  if (step != SQLITE_ROW || !fore_sqlite_check_row (writer, statement, "s", error))
    return FALSE;

  state = index_of (state_names, (const char *) sqlite3_column_text (statement, 0));
  if (state != FORE_JOB_QUEUED && state != FORE_JOB_RUNNING) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_FAILED, _ ("Job %ld has ended already."),
                 (long) job);
    return FALSE;
  }
  if (state == FORE_JOB_RUNNING && sqlite3_column_int64 (statement, 1) != self->owner) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_BUSY, _ ("Another program works on job %ld."),
                 (long) job);
    return FALSE;
  }
  if (upload != NULL)
    *upload = sqlite3_column_int64 (statement, 2);

  return TRUE;
}

/**
 * fore_sqlite_close_job:
 * @writer: a connection in a transaction
 * @job: a job
 * @state: how it ended
 * @message: (nullable): why it failed
 * @error: return location
 *
 * An import whose rows are not in leaves its upload failed.
 *
 * Returns: whether it is noted
 */
gboolean
fore_sqlite_close_job (ForeSqlite *writer,
                       gint64 job,
                       ForeJobState state,
                       const char *message,
                       GError **error)
{
  if (!fore_sqlite_run (writer, error,
                        "UPDATE job SET state = ?, error = ?, owner = NULL WHERE id = ?", "ssi",
                        state_names[state], message, job))
    return FALSE;

  return state == FORE_JOB_DONE ||
         fore_sqlite_run (writer, error, "fail-upload-of-job.sql", "is", job,
                          message != NULL ? message : _ ("The import was cancelled."));
}

/**
 * fore_sqlite_queue_job:
 * @writer: a connection in a transaction
 * @options: (nullable): what is to be forecast
 * @upload: the upload that it follows, 0 for none
 * @job: (out): its number
 * @error: return location
 *
 * Queues a forecast. One with the same options that still waits does the work of both: its
 * result could only be thrown away.
 *
 * Returns: whether it is queued
 */
gboolean
fore_sqlite_queue_job (ForeSqlite *writer,
                       const char *options,
                       gint64 upload,
                       gint64 *job,
                       GError **error)
{
  *job = 0;
  if (!fore_sqlite_get_integer (writer, job, error,
                                "SELECT id FROM job WHERE kind = 'forecast' AND state = 'queued' "
                                "AND options IS ?",
                                "s", options))
    return FALSE;
  if (*job != 0)
    return upload == 0 || fore_sqlite_run (writer, error, "UPDATE job SET upload = ? WHERE id = ?",
                                           "ii", upload, *job);

  if (!fore_sqlite_run (writer, error,
                        "INSERT INTO job (kind, options, upload) "
                        "VALUES ('forecast', ?, nullif (?, 0))",
                        "si", options, upload))
    return FALSE;
  *job = sqlite3_last_insert_rowid (writer->db);

  return TRUE;
}

gboolean
fore_sqlite_queue_forecast (ForeStore *store, const char *options, gint64 *job, GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (store, FORE_SQLITE_UPLOADS,
                                fore_sqlite_queue_job (writer, options, 0, job, error), error);
}

typedef struct {
  gint64 id; /* 0 for none */
  gint64 n_deaths;
} Claimable;

static gboolean
find_claimable (ForeSqliteStore *store,
                ForeSqlite *connection,
                ForeJobKind kind,
                Claimable *found,
                GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  *found = (Claimable){ 0, 0 };
  statement = fore_sqlite_prepare (connection,
                                   "SELECT id, state, owner, n_deaths FROM job "
                                   "WHERE state IN ('queued', 'running') AND kind = ? "
                                   "ORDER BY id",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "s", kind_names[kind]);
  while ((step = fore_sqlite_step (connection, statement, error)) == SQLITE_ROW) {
    const char *state = (const char *) sqlite3_column_text (statement, 1);
    gboolean is_running = g_strcmp0 (state, state_names[FORE_JOB_RUNNING]) == 0;

    if (is_running && fore_sqlite_owners_is_alive (store, sqlite3_column_int64 (statement, 2)))
      continue;
    found->id = sqlite3_column_int64 (statement, 0);
    found->n_deaths = sqlite3_column_int64 (statement, 3) + (is_running ? 1 : 0);
    return TRUE;
  }

  return step == SQLITE_DONE;
}

static gboolean
claim (ForeSqliteStore *store,
       ForeSqlite *writer,
       ForeJobKind kind,
       ForeJobRecord **job,
       GError **error)
{
  Claimable found;

  while (TRUE) {
    if (!find_claimable (store, writer, kind, &found, error))
      return FALSE;
    if (found.id == 0)
      return TRUE;
    if (found.n_deaths < MAX_DEATHS)
      break;
    if (!fore_sqlite_close_job (writer, found.id, FORE_JOB_FAILED,
                                _ ("The program ended in the middle of this job several times. "
                                   "There may not be enough memory for it."),
                                error))
      return FALSE;
  }
  if (!fore_sqlite_owners_join (store, writer, error) ||
      !fore_sqlite_run (writer, error,
                        "UPDATE job SET state = 'running', owner = ?, n_deaths = ? WHERE id = ?",
                        "iii", store->owner, found.n_deaths, found.id) ||
      !fore_sqlite_run (writer, error, "set-upload-status-of-job.sql", "si",
                        fore_upload_status_to_string (FORE_UPLOAD_PROCESSING), found.id))
    return FALSE;
  *job = get_record (writer, found.id, error);

  return *job != NULL;
}

/* Asks without a transaction of its own first: an idle program does not write. */
gboolean
fore_sqlite_claim_job (ForeStore *store, ForeJobKind kind, ForeJobRecord **job, GError **error)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  Claimable found = { 0, 0 };
  gboolean is_asked;
  ForeSqlite *writer;

  is_asked = reader != NULL && find_claimable (self, reader, kind, &found, error);
  fore_sqlite_end_read (store, reader);
  if (!is_asked || found.id == 0)
    return is_asked;

  writer = fore_sqlite_begin_write (store, NULL, NULL, error);
  if (writer == NULL)
    return FALSE;
  if (fore_sqlite_end_write (store, FORE_SQLITE_UPLOADS, claim (self, writer, kind, job, error),
                             error))
    return TRUE;
  g_clear_pointer (job, fore_job_record_free);

  return FALSE;
}

gboolean
fore_sqlite_finish_job (ForeStore *store,
                        gint64 job,
                        ForeJobState state,
                        const char *message,
                        GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (store, FORE_SQLITE_UPLOADS,
                                fore_sqlite_check_job (store, writer, job, NULL, error) &&
                                    fore_sqlite_close_job (writer, job, state, message, error),
                                error);
}

gboolean
fore_sqlite_release_job (ForeStore *store, gint64 job, GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (
             store, FORE_SQLITE_UPLOADS,
             fore_sqlite_check_job (store, writer, job, NULL, error) &&
                 fore_sqlite_run (writer, error,
                                  "UPDATE job SET state = 'queued', owner = NULL WHERE id = ?", "i",
                                  job) &&
                 fore_sqlite_run (writer, error, "set-upload-status-of-job.sql", "si",
                                  fore_upload_status_to_string (FORE_UPLOAD_UPLOADED), job),
             error);
}

static gboolean
release_own_jobs (ForeSqliteStore *store, ForeSqlite *writer)
{
  return fore_sqlite_run (writer, NULL, "release-uploads-of-owner.sql", "i", store->owner) &&
         fore_sqlite_run (writer, NULL,
                          "UPDATE job SET state = 'queued', owner = NULL "
                          "WHERE state = 'running' AND owner = ?",
                          "i", store->owner);
}

/**
 * fore_sqlite_release_own_jobs:
 * @store: a store that is about to be closed
 *
 * Gives back what has been claimed and not finished. Should that fail, the jobs are found as
 * those of a dead owner.
 */
void
fore_sqlite_release_own_jobs (ForeStore *store)
{
  ForeSqliteStore *self = (ForeSqliteStore *) store;
  gint64 n_running = 0;
  ForeSqlite *writer;

  if (!fore_sqlite_get_integer (self->writer, &n_running, NULL,
                                "SELECT count (*) FROM job WHERE state = 'running' AND owner = ?",
                                "i", self->owner) ||
      n_running == 0)
    return;
  writer = fore_sqlite_begin_write (store, NULL, NULL, NULL);
  if (writer != NULL)
    fore_sqlite_end_write (store, FORE_SQLITE_UPLOADS, release_own_jobs (self, writer), NULL);
}

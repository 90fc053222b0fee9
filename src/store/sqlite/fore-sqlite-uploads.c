/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#include "fore-error.h"
#include "fore-sqlite-store.h"

/* The history of uploads: what comes in, what is known of it, and what could not be read. */

#define GET_UPLOAD                                                                          \
  "SELECT batch, original_filename, stored_filename, file_hash, uploaded_at, n_total, "     \
  "n_missing, n_imputed, n_inserted, n_updated, n_rejected, n_repeated, status, error_log " \
  "FROM upload "

static ForeUpload *
read_upload (ForeSqlite *reader, sqlite3_stmt *statement, GError **error)
{
  ForeUpload *upload;
  const char *status;

  if (!fore_sqlite_check_row (reader, statement, "ssssiiiiiiiis", error))
    return NULL;
  status = (const char *) sqlite3_column_text (statement, 12);
  upload = g_new0 (ForeUpload, 1);
  upload->batch = fore_sqlite_dup_text (statement, 0);
  upload->original_filename = fore_sqlite_dup_text (statement, 1);
  upload->stored_filename = fore_sqlite_dup_text (statement, 2);
  upload->file_hash = fore_sqlite_dup_text (statement, 3);
  upload->uploaded_at = sqlite3_column_int64 (statement, 4);
  upload->counts.total = sqlite3_column_int64 (statement, 5);
  upload->counts.missing = sqlite3_column_int64 (statement, 6);
  upload->counts.imputed = sqlite3_column_int64 (statement, 7);
  upload->counts.inserted = sqlite3_column_int64 (statement, 8);
  upload->counts.updated = sqlite3_column_int64 (statement, 9);
  upload->counts.rejected = sqlite3_column_int64 (statement, 10);
  upload->counts.repeated = sqlite3_column_int64 (statement, 11);
  upload->error_log = fore_sqlite_dup_text (statement, 13);
  for (int i = FORE_UPLOAD_UPLOADED; i <= FORE_UPLOAD_FAILED; i++) {
    if (g_str_equal (status, fore_upload_status_to_string (i)))
      upload->status = i;
  }

  return upload;
}

static GPtrArray *
list_uploads (ForeSqlite *reader, GError **error)
{
  g_autoptr (GPtrArray)
      uploads = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_upload_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  ForeUpload *upload;
  int step;

  statement = fore_sqlite_prepare (reader, GET_UPLOAD "ORDER BY uploaded_at DESC, id DESC", error);
  if (statement == NULL)
    return NULL;
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    upload = read_upload (reader, statement, error);
    if (upload == NULL)
      return NULL;
    g_ptr_array_add (uploads, upload);
  }

  return step == SQLITE_DONE ? g_steal_pointer (&uploads) : NULL;
}

GPtrArray *
fore_sqlite_list_uploads (ForeStore *store, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GPtrArray *uploads = reader != NULL ? list_uploads (reader, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return uploads;
}

static ForeUpload *
get_upload (ForeSqlite *reader, const char *batch, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = fore_sqlite_prepare (reader, GET_UPLOAD "WHERE batch = ?", error);

  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "s", batch);
  switch (fore_sqlite_step (reader, statement, error)) {
  case SQLITE_ROW: return read_upload (reader, statement, error);
  case SQLITE_DONE:
    g_set_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND, _ ("There is no upload “%s”."), batch);
    return NULL;
  default: return NULL;
  }
}

ForeUpload *
fore_sqlite_get_upload (ForeStore *store, const char *batch, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  ForeUpload *upload = reader != NULL ? get_upload (reader, batch, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return upload;
}

static GStrv
list_upload_categories (ForeSqlite *reader, const char *batch, GError **error)
{
  g_autoptr (ForeUpload) upload = get_upload (reader, batch, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  if (upload == NULL)
    return NULL;
  statement = fore_sqlite_prepare (reader, "list-upload-categories.sql", error);
  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "s", batch);
  while ((step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    if (!fore_sqlite_check_row (reader, statement, "s", error))
      return NULL;
    g_strv_builder_add (names, (const char *) sqlite3_column_text (statement, 0));
  }

  return step == SQLITE_DONE ? g_strv_builder_end (names) : NULL;
}

GStrv
fore_sqlite_list_upload_categories (ForeStore *store, const char *batch, GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GStrv names = reader != NULL ? list_upload_categories (reader, batch, error) : NULL;

  fore_sqlite_end_read (store, reader);
  return names;
}

/* A failed upload of the same bytes makes room; any other one is the original. */
static gboolean
make_room (ForeSqlite *writer, const ForeUpload *upload, char **replaced_filename, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *batch = NULL;
  g_autofree char *stored_filename = NULL;
  gint64 id;
  int step;

  statement = fore_sqlite_prepare (
      writer, "SELECT id, batch, stored_filename, status FROM upload WHERE file_hash = ?", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "s", upload->file_hash);
  step = fore_sqlite_step (writer, statement, error);
  if (step != SQLITE_ROW)
    return step == SQLITE_DONE;
  if (!fore_sqlite_check_row (writer, statement, "isss", error))
    return FALSE;

  id = sqlite3_column_int64 (statement, 0);
  batch = fore_sqlite_dup_text (statement, 1);
  stored_filename = fore_sqlite_dup_text (statement, 2);
  if (!g_str_equal (sqlite3_column_text (statement, 3),
                    fore_upload_status_to_string (FORE_UPLOAD_FAILED))) {
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_DUPLICATE, batch);
    return FALSE;
  }
  sqlite3_reset (statement);

  /* Given again within a second, the copies have one name: the new one takes its place. */
  if (!g_str_equal (stored_filename, upload->stored_filename))
    *replaced_filename = g_steal_pointer (&stored_filename);

  return fore_sqlite_run (writer, error, "DELETE FROM job WHERE upload = ?", "i", id) &&
         fore_sqlite_run (writer, error, "DELETE FROM upload WHERE id = ?", "i", id);
}

/* `<stem>_<seconds>_<hex>` with the next second. */
static char *
next_batch (const char *batch)
{
  const char *hex = strrchr (batch, '_');
  const char *seconds = hex != NULL ? g_strrstr_len (batch, hex - batch, "_") : NULL;
  gint64 moment = seconds != NULL ? g_ascii_strtoll (seconds + 1, NULL, 10) : 0;

  if (moment == 0)
    return g_strconcat (batch, "+", NULL);

  return g_strdup_printf ("%.*s_%" G_GINT64_FORMAT "%s", (int) (seconds - batch), batch, moment + 1,
                          hex);
}

static gboolean
make_batch_unique (ForeSqlite *writer, ForeUpload *upload, GError **error)
{
  while (TRUE) {
    gint64 n = 0;
    char *next;

    if (!fore_sqlite_get_integer (writer, &n, error, "SELECT count (*) FROM upload WHERE batch = ?",
                                  "s", upload->batch))
      return FALSE;
    if (n == 0)
      return TRUE;
    next = next_batch (upload->batch);
    g_free (upload->batch);
    upload->batch = next;
  }
}

static gboolean
register_upload (ForeSqlite *writer,
                 ForeUpload *upload,
                 const char *import_options,
                 char **replaced_filename,
                 gint64 *job,
                 GError **error)
{
  if (!make_room (writer, upload, replaced_filename, error) ||
      !make_batch_unique (writer, upload, error) ||
      !fore_sqlite_run (writer, error,
                        "INSERT INTO upload (batch, original_filename, stored_filename, "
                        "file_hash, uploaded_at) VALUES (?, ?, ?, ?, ?)",
                        "ssssi", upload->batch, upload->original_filename, upload->stored_filename,
                        upload->file_hash, upload->uploaded_at) ||
      !fore_sqlite_run (writer, error,
                        "INSERT INTO job (kind, upload, options) VALUES ('import', ?, ?)", "is",
                        (gint64) sqlite3_last_insert_rowid (writer->db), import_options))
    return FALSE;
  *job = sqlite3_last_insert_rowid (writer->db);

  return TRUE;
}

gboolean
fore_sqlite_register_upload (ForeStore *store,
                             ForeUpload *upload,
                             const char *import_options,
                             ForeStorePlaceFunc place,
                             gpointer place_data,
                             char **replaced_filename,
                             gint64 *job,
                             GError **error)
{
  g_autofree char *replaced = NULL;
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);
  gboolean is_in;

  if (writer == NULL)
    return FALSE;
  is_in = register_upload (writer, upload, import_options, &replaced, job, error) &&
          (place == NULL || place (place_data, error));
  if (!fore_sqlite_end_write (store, FORE_SQLITE_UPLOADS, is_in, error))
    return FALSE;
  *replaced_filename = g_steal_pointer (&replaced);

  return TRUE;
}

static gboolean
fail_upload (ForeStore *store,
             ForeSqlite *writer,
             gint64 job,
             const ForeUploadCounts *read,
             const char *error_log,
             GError **error)
{
  static const ForeUploadCounts nothing;
  gint64 upload;

  if (read == NULL)
    read = &nothing;

  return fore_sqlite_check_job (store, writer, job, &upload, error) &&
         fore_sqlite_run (
             writer, error,
             "UPDATE upload SET n_total = ?, n_missing = ?, n_rejected = ? WHERE id = ?", "iiii",
             read->total, read->missing, read->rejected, upload) &&
         fore_sqlite_close_job (writer, job, FORE_JOB_FAILED, error_log, error);
}

gboolean
fore_sqlite_fail_upload (ForeStore *store,
                         gint64 job,
                         const ForeUploadCounts *read,
                         const char *error_log,
                         GError **error)
{
  ForeSqlite *writer = fore_sqlite_begin_write (store, NULL, NULL, error);

  return writer != NULL &&
         fore_sqlite_end_write (store, FORE_SQLITE_UPLOADS,
                                fail_upload (store, writer, job, read, error_log, error), error);
}

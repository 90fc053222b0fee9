/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "fore-error.h"
#include "fore-sqlite-open.h"
#include "fore-sqlite-store.h"

/* A copy of a store, and its end. */

/* Pages that are copied between two looks at whether to go on: 4 MiB. */
#define PAGES_AT_ONCE 256

/* How long another program may take to go out of the way. */
#define PATIENCE_MILLISECONDS 2000

static gboolean
copy_pages (sqlite3_backup *backup, const ForeProgress *progress, GCancellable *cancellable)
{
  int result;

  do {
    int n_pages;

    result = sqlite3_backup_step (backup, PAGES_AT_ONCE);
    n_pages = sqlite3_backup_pagecount (backup);
    fore_progress_report (
        progress, n_pages > 0 ? 1.0 - (double) sqlite3_backup_remaining (backup) / n_pages : 0.0,
        _ ("Copying the data"));
  } while (result == SQLITE_OK && !g_cancellable_is_cancelled (cancellable));

  return result == SQLITE_DONE;
}

static gboolean
copy (ForeSqlite *reader,
      ForeSqlite *copy,
      const ForeProgress *progress,
      GCancellable *cancellable,
      GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->db, "main", reader->db, "main");
  gboolean is_whole = backup != NULL && copy_pages (backup, progress, cancellable);

  if (sqlite3_backup_finish (backup) == SQLITE_OK && is_whole)
    return TRUE;
  copy->cancellable = cancellable;
  fore_sqlite_set_error (copy, error);

  return FALSE;
}

gboolean
fore_sqlite_back_up (ForeStore *store,
                     const char *path,
                     const ForeProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, cancellable, error);
  g_autoptr (ForeSqlite) target = fore_sqlite_new (path);
  g_autofree char *uri = fore_sqlite_make_uri (path, "mode=rwc");
  gint64 version;
  gboolean is_done;

  /* Something that is read fixes the moment that the copy is of; pages that others write
   * meanwhile would otherwise make SQLite begin again and again. */
  is_done = reader != NULL &&
            fore_sqlite_get_integer (reader, &version, error, "SELECT uploads FROM store_state",
                                     "") &&
            fore_sqlite_connect (target, uri, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error) &&
            copy (reader, target, progress, cancellable, error);
  fore_sqlite_end_read (store, reader);

  return is_done;
}

static gboolean
remove_file (const char *path, GError **error)
{
  int saved_errno;

  if (g_unlink (path) == 0)
    return TRUE;
  saved_errno = errno;
  g_set_error (error, FORE_ERROR, FORE_ERROR_STORE, _ ("“%s” cannot be removed: %s."), path,
               g_strerror (saved_errno));

  return FALSE;
}

/* The file that is removed holds everything: before, nothing has happened; after it, all is
 * gone. SQLite ends its log, and gives an exclusive transaction, only to who is alone. */
gboolean
fore_sqlite_erase (const char *path, GError **error)
{
  g_autofree char *owners = g_strconcat (path, "-owners", NULL);
  g_autoptr (ForeSqlite) writer = fore_sqlite_open_writer (path, error);

  if (writer == NULL)
    return FALSE;
  sqlite3_busy_timeout (writer->db, PATIENCE_MILLISECONDS);
  if (!fore_sqlite_execute (writer, "PRAGMA journal_mode = DELETE", error) ||
      !fore_sqlite_execute (writer, "BEGIN EXCLUSIVE", error) || !remove_file (path, error))
    return FALSE;
  g_unlink (owners);

  return TRUE;
}

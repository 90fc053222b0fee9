/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>

#include "fore-error.h"
#include "fore-sqlite-history.h"

/* The life of one row: what it is, and what each upload that changed it found. */

static gboolean
add_version (ForeSqlite *reader,
             GPtrArray *versions,
             const ForeSqliteFormer *row,
             gint64 version,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  ForeInvoiceVersion *added;

  statement = fore_sqlite_prepare (
      reader, "SELECT batch, uploaded_at FROM upload WHERE sequence = ?", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", (gint64) row->batch);
  if (!fore_sqlite_step_to_row (reader, statement, error) ||
      !fore_sqlite_check_row (reader, statement, "si", error))
    return FALSE;

  added = g_new0 (ForeInvoiceVersion, 1);
  added->version = version;
  added->sales = row->sales;
  added->is_imputed = row->is_imputed;
  added->batch = fore_sqlite_dup_text (statement, 0);
  added->uploaded_at = sqlite3_column_int64 (statement, 1);
  g_ptr_array_add (versions, added);

  return TRUE;
}

static gboolean
add_former (ForeSqlite *reader, GPtrArray *versions, gint64 key, gint64 version, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  statement = fore_sqlite_prepare (
      reader, "SELECT rows FROM history WHERE cell = ? ORDER BY batch DESC", error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", fore_sqlite_key_cell (key));
  while (version > 1 && (step = fore_sqlite_step (reader, statement, error)) == SQLITE_ROW) {
    g_autoptr (GArray) former = fore_sqlite_history_read (statement, 0);
    const ForeSqliteFormer *row = fore_sqlite_history_find (former, fore_sqlite_key_product (key));

    if (row != NULL && !add_version (reader, versions, row, --version, error))
      return FALSE;
  }
  if (version <= 1)
    return TRUE;
  if (step == SQLITE_DONE)
    fore_sqlite_set_damaged (reader, "history", error);

  return FALSE;
}

static gboolean
add_versions (ForeSqlite *reader, GPtrArray *versions, gint64 key, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  ForeSqliteFormer now;
  gint64 version;
  int step;

  statement = fore_sqlite_prepare (reader, "SELECT amount, batch, past FROM invoice WHERE key = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  fore_sqlite_bind (statement, "i", key);
  step = fore_sqlite_step (reader, statement, error);
  if (step == SQLITE_DONE)
    g_set_error_literal (error, FORE_ERROR, FORE_ERROR_NOT_FOUND,
                         _ ("There is no row with this day, category and product any more."));
  if (step != SQLITE_ROW)
    return FALSE;
  now = (ForeSqliteFormer){
    .product = (guint32) fore_sqlite_key_product (key),
    .batch = (guint32) sqlite3_column_int64 (statement, 1) & G_MAXINT32,
    .is_imputed = fore_sqlite_amount_is_imputed (sqlite3_column_int64 (statement, 0)),
    .sales = fore_sqlite_amount_sales (sqlite3_column_int64 (statement, 0)),
  };
  version = fore_sqlite_past_updates (sqlite3_column_int64 (statement, 2)) + 1;

  return add_version (reader, versions, &now, version, error) &&
         add_former (reader, versions, key, version, error);
}

static GPtrArray *
list_versions (ForeSqlite *reader,
               ForeDay day,
               const char *category,
               const char *product,
               GError **error)
{
  g_autoptr (GPtrArray)
      versions = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_invoice_version_free);
  gint64 category_id, product_id;

  if (!fore_sqlite_find_name (reader, FORE_SQLITE_CATEGORY, category, &category_id, error) ||
      !fore_sqlite_find_name (reader, FORE_SQLITE_PRODUCT, product, &product_id, error))
    return NULL;
  /* No row has a key below 0, so a name that is not there needs no sentence of its own. */
  if (!add_versions (reader, versions,
                     category_id < 0 || product_id < 0
                         ? -1
                         : fore_sqlite_key (FORE_SQLITE_DAY (day), category_id, product_id),
                     error))
    return NULL;

  return g_steal_pointer (&versions);
}

GPtrArray *
fore_sqlite_list_versions (ForeStore *store,
                           ForeDay day,
                           const char *category,
                           const char *product,
                           GError **error)
{
  ForeSqlite *reader = fore_sqlite_begin_read (store, NULL, error);
  GPtrArray *versions = reader != NULL ? list_versions (reader, day, category, product, error)
                                       : NULL;

  fore_sqlite_end_read (store, reader);
  return versions;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "fore-error.h"
#include "fore-sqlite-store.h"

/* Names of categories and products and their numbers. A number is given once and for ever,
 * so a connection may remember what it has seen. */

static const struct {
  const char *find;
  const char *get;
  const char *add;
  const char *count;
  gint64 max;
} kinds[FORE_SQLITE_N_NAMES] = {
  [FORE_SQLITE_CATEGORY] = {
      .find = "SELECT id FROM category WHERE name = ?",
      .get = "SELECT name FROM category WHERE id = ?",
      .add = "INSERT INTO category (id, name) VALUES (?, ?)",
      .count = "SELECT max (id) + 1 FROM category",
      .max = FORE_SQLITE_MAX_CATEGORIES,
  },
  [FORE_SQLITE_PRODUCT] = {
      .find = "SELECT id FROM product WHERE name = ?",
      .get = "SELECT name FROM product WHERE id = ?",
      .add = "INSERT INTO product (id, name) VALUES (?, ?)",
      .count = "SELECT max (id) + 1 FROM product",
      .max = FORE_SQLITE_MAX_PRODUCTS,
  },
};

/**
 * fore_sqlite_name:
 * @connection: a connection
 * @kind: of what
 * @id: a number that is in the store
 * @error: return location
 *
 * Returns: (transfer none): its name, for as long as @connection lives
 */
const char *
fore_sqlite_name (ForeSqlite *connection, ForeSqliteNameKind kind, gint64 id, GError **error)
{
  GPtrArray *names = connection->names[kind];
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (id < (gint64) names->len && names->pdata[id] != NULL)
    return names->pdata[id];

  statement = fore_sqlite_prepare (connection, kinds[kind].get, error);
  if (statement == NULL)
    return NULL;
  fore_sqlite_bind (statement, "i", id);
  if (!fore_sqlite_step_to_row (connection, statement, error) ||
      !fore_sqlite_check_row (connection, statement, "s", error))
    return NULL;
  if (id >= (gint64) names->len)
    g_ptr_array_set_size (names, (gint) MAX (id + 1, (gint64) names->len * 2));
  names->pdata[id] = fore_sqlite_dup_text (statement, 0);

  return names->pdata[id];
}

/**
 * fore_sqlite_are_categories_in_order:
 * @connection: a connection
 * @are_in_order: (out): whether their numbers are in the order of their names, as they are until
 *   an upload brings a new one
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
fore_sqlite_are_categories_in_order (ForeSqlite *connection, gboolean *are_in_order, GError **error)
{
  gint64 n = 0;

  if (!fore_sqlite_get_integer (connection, &n, error, kinds[FORE_SQLITE_CATEGORY].count, ""))
    return FALSE;
  for (; connection->n_in_order < n; connection->n_in_order++) {
    gint64 id = connection->n_in_order;
    const char *name = fore_sqlite_name (connection, FORE_SQLITE_CATEGORY, id, NULL);
    const char *before = id > 0 ? fore_sqlite_name (connection, FORE_SQLITE_CATEGORY, id - 1, NULL)
                                : "";

    if (name == NULL || before == NULL || strcmp (before, name) >= 0)
      break;
  }
  *are_in_order = connection->n_in_order == n;
  return TRUE;
}

/**
 * fore_sqlite_find_name:
 * @connection: a connection
 * @kind: of what
 * @name: a name
 * @id: (out): its number, -1 when the store has never seen it
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
fore_sqlite_find_name (ForeSqlite *connection,
                       ForeSqliteNameKind kind,
                       const char *name,
                       gint64 *id,
                       GError **error)
{
  *id = -1;
  return fore_sqlite_get_integer (connection, id, error, kinds[kind].find, "s", name);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer names)
{
  return strcmp (fore_names_get (names, *(const guint32 *) a),
                 fore_names_get (names, *(const guint32 *) b));
}

/* Gives the names of @added, numbers in @names, new numbers in the store. */
static gboolean
add_names (ForeSqlite *connection,
           ForeSqliteNameKind kind,
           const ForeNames *names,
           GArray *added,
           gboolean are_kept,
           guint32 *ids,
           GError **error)
{
  gint64 next = 0;

  if (!fore_sqlite_get_integer (connection, &next, error, kinds[kind].count, ""))
    return FALSE;
  if (next + added->len > kinds[kind].max) {
    g_set_error (error, FORE_ERROR, FORE_ERROR_REJECTED,
                 kind == FORE_SQLITE_CATEGORY
                     ? _ ("With this file there would be more than %d categories, which is all "
                          "that a store has room for. Is the right column taken as the category?")
                     : _ ("With this file there would be more than %d products, which is all "
                          "that a store has room for. Is the right column taken as the product?"),
                 (int) kinds[kind].max);
    return FALSE;
  }

  /* In the order of their bytes, so that rows mostly lie in the order in which they are asked
   * for. */
  g_array_sort_with_data (added, compare_names, (gpointer) names);
  for (guint i = 0; i < added->len; i++, next++) {
    guint32 number = g_array_index (added, guint32, i);

    if (are_kept && !fore_sqlite_run (connection, error, kinds[kind].add, "is", next,
                                      fore_names_get (names, number)))
      return FALSE;
    ids[number] = (guint32) next;
  }

  return TRUE;
}

/**
 * fore_sqlite_number_names:
 * @connection: a connection in a transaction
 * @kind: of what
 * @names: names of a file
 * @are_kept: whether new numbers are for good, which needs a connection that writes
 * @error: return location
 *
 * Gives each name its number in the store, a new one where need be.
 *
 * Errors: %FORE_ERROR_REJECTED when there are too many.
 *
 * Returns: (transfer full): the number in the store by the number in @names
 */
guint32 *
fore_sqlite_number_names (ForeSqlite *connection,
                          ForeSqliteNameKind kind,
                          const ForeNames *names,
                          gboolean are_kept,
                          GError **error)
{
  guint32 n = fore_names_count (names);
  g_autofree guint32 *ids = g_new0 (guint32, (gsize) n + 1);
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < n; i++) {
    gint64 id;

    if (!fore_sqlite_find_name (connection, kind, fore_names_get (names, i), &id, error))
      return NULL;
    ids[i] = (guint32) id;
    if (id < 0)
      g_array_append_val (added, i);
  }
  if (added->len > 0 && !add_names (connection, kind, names, added, are_kept, ids, error))
    return NULL;

  return g_steal_pointer (&ids);
}

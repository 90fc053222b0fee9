/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <unistd.h>

#include "fore-nameless-file.h"
#include "fore-sqlite-sorter.h"

/* Keys come back by rank and, within one, as they went in: from none to several runs. */
static void
test_order (gconstpointer data)
{
  gsize n = GPOINTER_TO_SIZE (data);
  g_autoptr (ForeSqliteSorter) sorter = fore_sqlite_sorter_new (g_get_tmp_dir (), 1000);
  g_autofree guint64 *ranks = g_new (guint64, n + 1);
  g_autofree gint64 *keys = g_new (gint64, n + 1);
  g_autoptr (GError) error = NULL;
  gint64 rest;
  int file;

  for (gsize i = 0; i < n; i++) {
    ranks[i] = (guint64) g_test_rand_int_range (0, 50) << g_test_rand_int_range (0, 58);
    g_assert_true (fore_sqlite_sorter_add (sorter, ranks[i], (gint64) i, &error));
  }
  file = fore_sqlite_sorter_finish (sorter, NULL, &error);
  g_assert_no_error (error);
  if (n > 0)
    g_assert_true (fore_nameless_file_read (file, 0, keys, n * sizeof *keys, &error));
  for (gsize i = 1; i < n; i++) {
    g_assert_cmpuint (ranks[keys[i - 1]], <=, ranks[keys[i]]);
    if (ranks[keys[i - 1]] == ranks[keys[i]])
      g_assert_cmpint (keys[i - 1], <, keys[i]);
  }
  g_assert_false (
      fore_nameless_file_read (file, (goffset) (n * sizeof *keys), &rest, sizeof rest, &error));
  close (file);
}

static void
test_no_folder (void)
{
  g_autoptr (ForeSqliteSorter) sorter = fore_sqlite_sorter_new ("/nowhere", 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (fore_sqlite_sorter_add (sorter, 1, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/sorter/none", GSIZE_TO_POINTER (0), test_order);
  g_test_add_data_func ("/store/sorter/one", GSIZE_TO_POINTER (1), test_order);
  g_test_add_data_func ("/store/sorter/one-run", GSIZE_TO_POINTER (1000), test_order);
  g_test_add_data_func ("/store/sorter/many-runs", GSIZE_TO_POINTER (12345), test_order);
  g_test_add_func ("/store/sorter/no-folder", test_no_folder);
  return g_test_run ();
}

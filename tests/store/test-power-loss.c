/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "fault-vfs.h"
#include "store-scenario.h"

/*
 * A record of all that a store's life does to the disk is cut off at many places, as a power
 * cut would. What had not been waited for by then is lost, or there in part, or torn in the
 * middle of a write. The store must then be as it was after the last step that was done, or
 * after the one that was under way.
 */

#define SECTOR 512

/* What becomes of writes that nobody has waited for. */
typedef enum {
  LOSE_ALL,
  TEAR_LAST,
  LOSE_SOME,
  N_LOSSES,
} Loss;

typedef struct {
  GPtrArray *changes; /* (element-type DiskChange) */
  guint *n_done;      /* changes made when each step was done */
} Life;

static void
live (Life *life, const char *path)
{
  life->changes = fault_vfs_start_record ();
  life->n_done = g_new0 (guint, scenario_n_steps);
  for (guint i = 0; i < scenario_n_steps; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ForeStore) store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);

    g_assert_no_error (error);
    scenario[i].run (store, &error);
    g_assert_no_error (error);
    /* Before it is closed, which is one more thing that a power cut may prevent. */
    life->n_done[i] = life->changes->len;
  }
  fault_vfs_stop_record ();
}

static const DiskChange *
change_of (const Life *life, guint i)
{
  return life->changes->pdata[i];
}

static gboolean
is_waited_for (const Life *life, guint i, guint cut)
{
  const DiskChange *change = change_of (life, i);

  for (guint k = i + 1; k < cut; k++) {
    const DiskChange *later = change_of (life, k);

    if (later->kind == DISK_SYNC && g_str_equal (later->file, change->file))
      return TRUE;
  }

  return FALSE;
}

static void
apply (GHashTable *files, const DiskChange *change, gboolean is_torn)
{
  GByteArray *file = g_hash_table_lookup (files, change->file);
  gsize length = 0, end;
  const guint8 *bytes;

  if (change->kind == DISK_SYNC)
    return;
  if (change->kind == DISK_DELETE) {
    g_hash_table_remove (files, change->file);
    return;
  }
  if (file == NULL) {
    file = g_byte_array_new ();
    g_hash_table_insert (files, g_strdup (change->file), file);
  }
  if (change->kind == DISK_RESIZE) {
    g_byte_array_set_size (file, (guint) MIN (change->offset, file->len));
    return;
  }

  bytes = g_bytes_get_data (change->bytes, &length);
  if (is_torn)
    length = length / 2 / SECTOR * SECTOR;
  end = (gsize) change->offset + length;
  if (end > file->len) {
    guint before = file->len;

    g_byte_array_set_size (file, (guint) end);
    memset (file->data + before, 0, end - before);
  }
  memcpy (file->data + change->offset, bytes, length);
}

/* Which of the writes that nobody waited for came to the disk all the same; always the same. */
static gboolean
is_lucky (guint i, guint cut)
{
  return ((i * 2654435761u) ^ (cut * 40503u)) >> 7 & 1;
}

static GHashTable *
cut_off (const Life *life, guint cut, Loss loss)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_byte_array_unref);

  for (guint i = 0; i < cut; i++) {
    const DiskChange *change = change_of (life, i);
    /* A file is deleted with its folder waited for, or at the next change that is. */
    gboolean is_sure = change->kind == DISK_DELETE || is_waited_for (life, i, cut);

    if (is_sure || loss == TEAR_LAST || (loss == LOSE_SOME && is_lucky (i, cut)))
      apply (files, change, !is_sure && loss != LOSE_ALL && (i == cut - 1 || loss == LOSE_SOME));
  }

  return files;
}

static void
put_files (GHashTable *files, const char *folder, const char *path)
{
  GHashTableIter iter;
  gpointer name, file;

  remove_store_files (path);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &file)) {
    g_autofree char *place = g_build_filename (folder, name, NULL);
    const GByteArray *bytes = file;

    g_assert_true (g_file_set_contents_full (place, (const char *) bytes->data, bytes->len,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
}

static void
assert_nothing_lost (const char *path, const ScenarioStates *states, const Life *life, guint cut)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ForeStore) store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);
  g_autofree char *description = NULL;
  guint n_done = 0;

  g_assert_no_error (error);
  g_clear_pointer (&store, fore_store_close);
  description = describe_store (path);
  while (n_done < scenario_n_steps && life->n_done[n_done] <= cut)
    n_done++;
  if (!g_str_equal (description, states->description[n_done]))
    g_assert_cmpstr (description, ==, states->description[MIN (n_done + 1, scenario_n_steps)]);
}

static void
test_power_loss (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("foretell-power-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "foretell.db", NULL);
  g_autoptr (ScenarioStates) states = scenario_states_new (path);
  guint stride = test_stride (5), n = 0;
  Life life;

  live (&life, path);
  for (guint cut = 1; cut <= life.changes->len; cut++) {
    /* Around each wait, and at some of all other places. */
    gboolean is_taken = cut % stride == 0 || change_of (&life, cut - 1)->kind == DISK_SYNC ||
                        (cut < life.changes->len && change_of (&life, cut)->kind == DISK_SYNC);

    for (int loss = 0; is_taken && loss < N_LOSSES; loss++, n++) {
      g_autoptr (GHashTable) files = cut_off (&life, cut, loss);

      put_files (files, folder, path);
      assert_nothing_lost (path, states, &life, cut);
    }
  }
  g_test_message ("%u power cuts in a life of %u changes", n, life.changes->len);
  remove_store_files (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_ptr_array_unref (life.changes);
  g_free (life.n_done);
}

int
main (int argc, char **argv)
{
  fault_vfs_register ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/power-loss", test_power_loss);

  return g_test_run ();
}

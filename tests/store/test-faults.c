/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "fault-memory.h"
#include "fault-vfs.h"
#include "store-scenario.h"

/*
 * Lets each single call to the disk, and each allocation of SQLite, fail in turn in every step
 * of a store's life, once or from then on. Afterwards the store must be whole and as it was
 * before the step or after it, and the error must be one for people.
 */

/* More calls than this no step makes. */
#define MAX_POINTS 20000

typedef void (*ArmFunc) (int kind, guint at, gboolean stays);
typedef gboolean (*DisarmFunc) (void);

typedef struct {
  const char *name;
  int kind;
  guint stride;
  ArmFunc arm;
  DisarmFunc disarm;
} Fault;

static void
arm_disk (int kind, guint at, gboolean stays)
{
  fault_vfs_arm ((FaultKind) kind, at, stays);
}

static void
arm_memory (int kind, guint at, gboolean stays)
{
  fault_memory_arm (at, stays);
}

/* Does a step with the fault at hand; making the store is a step of its own. */
static gboolean
run_step (const Fault *fault,
          guint step,
          guint at,
          gboolean stays,
          const char *path,
          gboolean *has_happened)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done;
  ForeStore *store;

  if (step == 0)
    fault->arm (fault->kind, at, stays);
  store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);
  if (step != 0)
    fault->arm (fault->kind, at, stays);
  is_done = store != NULL && scenario[step].run (store, &error);
  fore_store_close (store);
  *has_happened = fault->disarm ();

  if (is_done)
    g_assert_no_error (error);
  else
    assert_is_sentence (error);
  g_assert_true (is_done || *has_happened);

  return is_done;
}

static void
assert_whole (const char *path, const ScenarioStates *states, guint step, gboolean is_done)
{
  g_autoptr (GError) error = NULL;
  ForeStore *store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);
  g_autofree char *description = NULL;

  g_assert_no_error (error);
  fore_store_close (store);
  description = describe_store (path);
  if (is_done || !g_str_equal (description, states->description[step]))
    g_assert_cmpstr (description, ==, states->description[step + 1]);
}

static guint
try_points (const Fault *fault,
            guint step,
            gboolean stays,
            const char *path,
            const ScenarioStates *states)
{
  gboolean has_happened = TRUE;
  guint n = 0;

  for (guint at = 0; has_happened; at += fault->stride) {
    gboolean is_done;

    g_assert_cmpuint (at, <, MAX_POINTS);
    put_file (path, states->file[step]);
    is_done = run_step (fault, step, at, stays, path, &has_happened);
    assert_whole (path, states, step, is_done);
    n += has_happened;
  }

  return n;
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("foretell-faults-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "foretell.db", NULL);
  g_autoptr (ScenarioStates) states = scenario_states_new (path);
  guint n = 0;

  for (guint step = 0; step < scenario_n_steps; step++) {
    for (int stays = FALSE; stays <= TRUE; stays++)
      n += try_points (fault, step, stays, path, states);
  }
  g_test_message ("%u points", n);
  g_assert_cmpuint (n, >, 0);
  remove_store_files (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  static Fault faults[FAULT_N_KINDS + 1];

  fault_memory_register ();
  fault_vfs_register ();
  g_test_init (&argc, &argv, NULL);
  for (int kind = 0; kind < FAULT_N_KINDS; kind++) {
    g_autofree char *path = g_strdup_printf ("/store/faults/%s", fault_kind_to_string (kind));

    faults[kind] = (Fault){ fault_kind_to_string (kind), kind, test_stride (11), arm_disk,
                            fault_vfs_disarm };
    g_test_add_data_func (path, &faults[kind], test_fault);
  }
  faults[FAULT_N_KINDS] = (Fault){ "memory", 0, test_stride (113), arm_memory,
                                   fault_memory_disarm };
  g_test_add_data_func ("/store/faults/memory", &faults[FAULT_N_KINDS], test_fault);

  return g_test_run ();
}

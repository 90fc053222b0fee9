/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-memory.h"

#include <sqlite3.h>

static sqlite3_mem_methods real_memory;

static struct {
  gboolean is_armed;
  guint n_before;
  gboolean stays;
  gboolean has_happened;
} plan;

static gboolean
fails (void)
{
  if (!plan.is_armed)
    return FALSE;
  if (plan.n_before > 0) {
    plan.n_before--;
    return FALSE;
  }
  if (plan.has_happened && !plan.stays)
    return FALSE;
  plan.has_happened = TRUE;

  return TRUE;
}

static void *
allocate (int size)
{
  return fails () ? NULL : real_memory.xMalloc (size);
}

static void *
reallocate (void *memory, int size)
{
  return fails () ? NULL : real_memory.xRealloc (memory, size);
}

/**
 * fault_memory_register:
 *
 * Takes the place of SQLite's memory, without the reserve that would hide most allocations.
 */
void
fault_memory_register (void)
{
  sqlite3_mem_methods memory;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  memory = real_memory;
  memory.xMalloc = allocate;
  memory.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &memory), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
}

/**
 * fault_memory_arm:
 * @at: how many allocations still work
 * @stays: whether all fail from then on, or one
 */
void
fault_memory_arm (guint at, gboolean stays)
{
  plan.n_before = at;
  plan.stays = stays;
  plan.has_happened = FALSE;
  plan.is_armed = TRUE;
}

/**
 * fault_memory_disarm:
 *
 * Returns: whether any has failed
 */
gboolean
fault_memory_disarm (void)
{
  plan.is_armed = FALSE;
  return plan.has_happened;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-pool.h"

#define N_ITEMS 1000

typedef struct {
  int n_times[N_ITEMS];
  int n_now;
  int n_most;
  GCancellable *cancellable;
} Items;

static void
count_item (guint i, gpointer data)
{
  Items *items = data;
  int now = g_atomic_int_add (&items->n_now, 1) + 1;
  int most = g_atomic_int_get (&items->n_most);

  while (now > most && !g_atomic_int_compare_and_exchange (&items->n_most, most, now))
    most = g_atomic_int_get (&items->n_most);
  g_atomic_int_inc (&items->n_times[i]);
  if (i == 10)
    g_cancellable_cancel (items->cancellable);
  g_atomic_int_add (&items->n_now, -1);
}

static void
test_each_once (void)
{
  for (guint n_threads = 1; n_threads <= 4; n_threads++) {
    g_autoptr (ForePool) pool = fore_pool_new (n_threads);
    g_autofree Items *items = g_new0 (Items, 1);

    fore_pool_each (pool, N_ITEMS, count_item, items, NULL);
    for (guint i = 0; i < N_ITEMS; i++)
      g_assert_cmpint (items->n_times[i], ==, 1);
    g_assert_cmpint (items->n_most, <=, (int) n_threads);
    fore_pool_each (pool, 0, count_item, items, NULL);
  }
}

static void
test_cancel (void)
{
  g_autoptr (ForePool) pool = fore_pool_new (2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree Items *items = g_new0 (Items, 1);
  guint n = 0;

  items->cancellable = cancellable;
  fore_pool_each (pool, N_ITEMS, count_item, items, cancellable);
  for (guint i = 0; i < N_ITEMS; i++)
    n += (guint) items->n_times[i];
  g_assert_cmpuint (n, >=, 11);
  g_assert_cmpint (items->n_times[0], ==, 1);

  items->n_times[20] = 0;
  fore_pool_each (pool, N_ITEMS, count_item, items, cancellable);
  g_assert_cmpint (items->n_times[20], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pool/each-once", test_each_once);
  g_test_add_func ("/pool/cancel", test_cancel);
  return g_test_run ();
}

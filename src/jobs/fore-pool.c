/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-pool.h"

#include <sys/resource.h>
#include <unistd.h>

/* More are of no use to anybody. */
#define MOST_THREADS 256

/* Fits leave the processor to the window, to answers and to imports. */
#define NICENESS 10

struct _ForePool {
  GThreadPool *threads; /* (owned) */
  guint n_threads;
};

/* One call of fore_pool_each(), on the stack of its caller. */
typedef struct {
  guint n;
  ForePoolFunc func;
  gpointer data;
  GCancellable *cancellable;
  guint next; /* atomic */

  GMutex mutex;
  GCond is_done;
  guint n_lanes; /* under mutex: threads still at it */
} Work;

static void
run_lane (gpointer lane, gpointer data)
{
  Work *work = lane;

  setpriority (PRIO_PROCESS, (id_t) gettid (), NICENESS);
  while (!g_cancellable_is_cancelled (work->cancellable)) {
    guint i = (guint) g_atomic_int_add (&work->next, 1);

    if (i >= work->n)
      break;
    work->func (i, work->data);
  }

  g_mutex_lock (&work->mutex);
  if (--work->n_lanes == 0)
    g_cond_signal (&work->is_done);
  g_mutex_unlock (&work->mutex);
}

/**
 * fore_pool_new:
 * @n_threads: how many, 0 for one a processor
 *
 * Returns: (transfer full): a pool of threads of its own, which run at a low priority
 */
ForePool *
fore_pool_new (guint n_threads)
{
  ForePool *pool = g_new0 (ForePool, 1);

  pool->n_threads = MIN (n_threads > 0 ? n_threads : g_get_num_processors (), MOST_THREADS);
  pool->threads = g_thread_pool_new (run_lane, NULL, (int) pool->n_threads, TRUE, NULL);
  return pool;
}

void
fore_pool_free (ForePool *pool)
{
  if (pool == NULL)
    return;
  g_thread_pool_free (pool->threads, FALSE, TRUE);
  g_free (pool);
}

/**
 * fore_pool_each:
 * @pool: a pool
 * @n: number of items
 * @func: works on one
 * @data: its user data
 * @cancellable: (nullable): once cancelled, no further item is begun
 *
 * Works on the items 0 to @n - 1, begun in this order, and returns when all are done. Several
 * threads may call it at once and share the threads of the pool.
 */
void
fore_pool_each (ForePool *pool,
                guint n,
                ForePoolFunc func,
                gpointer data,
                GCancellable *cancellable)
{
  Work work = { .n = n, .func = func, .data = data, .cancellable = cancellable };
  guint n_lanes = MIN (n, pool->n_threads);

  g_mutex_init (&work.mutex);
  g_cond_init (&work.is_done);
  work.n_lanes = n_lanes;
  for (guint i = 0; i < n_lanes; i++)
    g_thread_pool_push (pool->threads, &work, NULL);

  g_mutex_lock (&work.mutex);
  while (work.n_lanes > 0)
    g_cond_wait (&work.is_done, &work.mutex);
  g_mutex_unlock (&work.mutex);
  g_mutex_clear (&work.mutex);
  g_cond_clear (&work.is_done);
}

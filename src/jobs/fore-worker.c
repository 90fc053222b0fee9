/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-worker.h"

#include "fore-forecast-options.h"
#include "fore-import-job.h"

/* How long to wait with what could not be done: long enough for a large file not to be read all
 * the time, short enough for a person who has made room on the disk. */
#define FIRST_PAUSE (G_USEC_PER_SEC)
#define LAST_PAUSE  (15 * G_USEC_PER_SEC)

void
fore_worker_init (ForeWorker *worker, ForeStore *store, ForeJobKind kind)
{
  *worker = (ForeWorker){
    .store = store,
    .kind = kind,
    .claimed = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_job_record_free),
  };
}

/*
 * fore_worker_clear:
 *
 * Gives back what was not begun.
 */
void
fore_worker_clear (ForeWorker *worker)
{
  for (guint i = 0; i < worker->claimed->len; i++) {
    const ForeJobRecord *record = g_ptr_array_index (worker->claimed, i);

    fore_store_release_job (worker->store, record->id, NULL);
  }
  g_ptr_array_unref (worker->claimed);
}

/*
 * fore_worker_put_back:
 * @worker: a worker
 * @records: (element-type ForeJobRecord): what it has taken and could not do now
 *
 * Gives jobs back to whoever can do them. Those that the store cannot take back, for it may be
 * the store that failed, are the first that this worker takes again. A worker in the background
 * then pauses, longer each time.
 */
void
fore_worker_put_back (ForeWorker *worker, GPtrArray *records)
{
  for (guint i = records->len; i-- > 0;) {
    const ForeJobRecord *record = g_ptr_array_index (records, i);

    g_autoptr (GError) error = NULL;

    if (!fore_store_release_job (worker->store, record->id, &error) &&
        fore_job_error_is_passing (error))
      g_ptr_array_insert (worker->claimed, 0, g_ptr_array_steal_index (records, i));
  }
  worker->pause = CLAMP (worker->pause * 2, FIRST_PAUSE, LAST_PAUSE);
  worker->pause_end = g_get_monotonic_time () + worker->pause;
}

/* Whether two forecasts ask for the same but for their categories. */
static gboolean
is_alike (const ForeJobRecord *a, const ForeJobRecord *b)
{
  const char *texts[] = { a->options, b->options };
  char *keys[2] = { NULL, NULL };
  gboolean alike;

  for (int i = 0; i < 2; i++) {
    g_autoptr (ForeForecastOptions) options = fore_forecast_options_parse (texts[i], NULL);

    if (options != NULL) {
      g_clear_pointer (&options->categories, g_strfreev);
      keys[i] = fore_forecast_options_to_string (options);
    }
  }
  alike = keys[0] != NULL && g_strcmp0 (keys[0], keys[1]) == 0;
  g_free (keys[0]);
  g_free (keys[1]);

  return alike;
}

/*
 * fore_worker_take:
 * @worker: a worker
 * @error: return location
 *
 * Claims an import, or all forecasts there are: after several imports in a row they ask for
 * the same.
 *
 * Returns: (transfer full) (nullable) (element-type ForeJobRecord): what is to be done at one
 *   go, %NULL without @error when there is nothing
 */
GPtrArray *
fore_worker_take (ForeWorker *worker, GError **error)
{
  GPtrArray *taken;

  while (worker->claimed->len == 0 || worker->kind == FORE_JOB_FORECAST) {
    ForeJobRecord *record = NULL;

    if (!fore_store_claim_job (worker->store, worker->kind, &record, error))
      return NULL;
    if (record == NULL)
      break;
    g_ptr_array_add (worker->claimed, record);
  }
  if (worker->claimed->len == 0)
    return NULL;

  taken = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_job_record_free);
  do
    g_ptr_array_add (taken, g_ptr_array_steal_index (worker->claimed, 0));
  while (worker->kind == FORE_JOB_FORECAST && worker->claimed->len > 0 &&
         is_alike (g_ptr_array_index (taken, 0), g_ptr_array_index (worker->claimed, 0)));

  return taken;
}

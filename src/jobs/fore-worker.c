/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-worker.h"

#include "fore-forecast-options.h"

void
fore_worker_init (ForeWorker *worker, ForeStore *store, ForeJobKind kind)
{
  worker->store = store;
  worker->kind = kind;
  worker->claimed = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_job_record_free);
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

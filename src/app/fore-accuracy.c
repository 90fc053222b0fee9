/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <math.h>

#include "fore-accuracy.h"

/* Sums over the origins of one model, to be divided by @n. */
typedef struct {
  guint n;
  double mae;
  double sales; /* mean absolute sales of the days that were forecast */
  double held_80;
  double seconds;
} Sums;

static double
mean_sales (const ForeSeries *series, const ForeBacktest *backtest)
{
  double sum = 0;
  gsize n = 0;

  for (gsize i = 0; i < series->n; i++) {
    ForeDay day = fore_series_day (series, i);

    if (day <= backtest->origin || isnan (series->y[i]))
      continue;
    if (n == backtest->horizon)
      break;
    sum += fabs (series->y[i]);
    n++;
  }
  return n > 0 ? sum / (double) n : 0;
}

static GHashTable *
add_up (GPtrArray *backtests, const ForeSeries *series)
{
  GHashTable *by_model = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < backtests->len; i++) {
    const ForeBacktest *backtest = backtests->pdata[i];
    Sums *sums = g_hash_table_lookup (by_model, backtest->model);

    if (sums == NULL) {
      sums = g_new0 (Sums, 1);
      g_hash_table_insert (by_model, backtest->model, sums);
    }
    sums->n++;
    sums->mae += backtest->mae;
    sums->sales += mean_sales (series, backtest);
    sums->held_80 += backtest->coverage_80;
    sums->seconds += backtest->seconds;
  }
  return by_model;
}

static void
accuracy_free (gpointer data)
{
  ForeAccuracy *accuracy = data;

  g_free (accuracy->model);
  g_free (accuracy);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ForeAccuracy *first = *(ForeAccuracy *const *) a;
  const ForeAccuracy *second = *(ForeAccuracy *const *) b;

  if (first->off_by != second->off_by && !isnan (first->off_by) && !isnan (second->off_by))
    return first->off_by < second->off_by ? -1 : 1;
  return g_strcmp0 (first->model, second->model);
}

/**
 * fore_accuracy_summarize:
 * @backtests: (element-type ForeBacktest): how the models did from several origins
 * @series: what has happened
 *
 * Returns: (transfer full) (element-type ForeAccuracy): the mean over the origins of each
 *   model, the best one first
 */
GPtrArray *
fore_accuracy_summarize (GPtrArray *backtests, const ForeSeries *series)
{
  GPtrArray *accuracies = g_ptr_array_new_with_free_func (accuracy_free);
  g_autoptr (GHashTable) by_model = add_up (backtests, series);
  const Sums *naive = g_hash_table_lookup (by_model, "seasonal_naive");
  GHashTableIter iter;
  gpointer model, value;

  g_hash_table_iter_init (&iter, by_model);
  while (g_hash_table_iter_next (&iter, &model, &value)) {
    const Sums *sums = value;
    ForeAccuracy *accuracy = g_new (ForeAccuracy, 1);

    accuracy->model = g_strdup (model);
    accuracy->off_by = sums->sales > 0 ? sums->mae / sums->sales : NAN;
    accuracy->gain = naive != NULL && naive->mae > 0
                         ? 1 - (sums->mae / sums->n) / (naive->mae / naive->n)
                         : NAN;
    accuracy->held_80 = sums->held_80 / sums->n;
    accuracy->seconds = sums->seconds / sums->n;
    g_ptr_array_add (accuracies, accuracy);
  }
  g_ptr_array_sort (accuracies, compare);
  return accuracies;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-config.h"

#include <math.h>
#include <string.h>

#include "fore-outlook.h"

/* Which model's forecast speaks for a category when none has been measured: the combination,
 * then those that usually do better. */
static const char *const best_first[] = { "ensemble", "prophet", "sarimax", "holt_winters" };

/* The best one, those, and all others. */
#define N_RANKS (G_N_ELEMENTS (best_first) + 2)

/* As many days as a year has, but the same weekdays. */
#define YEAR_OF_WEEKS  364
#define SHORTEST_MONTH 28

static guint
rank (const char *model)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (best_first) && !g_str_equal (model, best_first[i]))
    i++;
  return i;
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  const ForeForecast *first = *(ForeForecast *const *) a;
  const ForeForecast *second = *(ForeForecast *const *) b;
  guint first_rank = rank (first->model);
  guint second_rank = rank (second->model);

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;
  return g_strcmp0 (first->model, second->model);
}

/* The forecast of the model that did best on this category's past comes before all others. */
static void
put_best_first (ForeOutlook *outlook)
{
  for (guint i = 0; i < outlook->backtests->len; i++) {
    const ForeStoredBacktest *backtest = outlook->backtests->pdata[i];

    for (guint k = 0; k < outlook->forecasts->len && backtest->is_best; k++) {
      ForeForecast *forecast = outlook->forecasts->pdata[k];

      if (!g_str_equal (forecast->model, backtest->model))
        continue;
      g_ptr_array_insert (outlook->forecasts, 0, g_ptr_array_steal_index (outlook->forecasts, k));
      return;
    }
  }
}

/**
 * fore_outlook_load:
 * @store: where it is
 * @category: a category
 * @gaps: what a day without an invoice means
 * @error: return location
 *
 * Reads all that is known of one category. Not for the main thread.
 *
 * Returns: (transfer full) (nullable): it
 */
ForeOutlook *
fore_outlook_load (ForeStore *store, const char *category, ForeGaps gaps, GError **error)
{
  g_autoptr (ForeOutlook) outlook = g_atomic_rc_box_new0 (ForeOutlook);
  g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (store, category, error);

  if (sums == NULL)
    return NULL;
  outlook->category = g_strdup (category);
  if (sums->n > 0)
    outlook->history = fore_series_new_from_sums (category, sums->n, sums->day, sums->sum,
                                                  sums->end_day, gaps);
  outlook->forecasts = fore_store_load_forecasts (store, category, error);
  if (outlook->forecasts == NULL)
    return NULL;
  outlook->backtests = fore_store_load_backtests (store, category, error);
  if (outlook->backtests == NULL)
    return NULL;
  g_ptr_array_sort (outlook->forecasts, compare_rank);
  put_best_first (outlook);
  return g_steal_pointer (&outlook);
}

/**
 * fore_outlook_ref:
 * @outlook: an outlook
 *
 * Returns: (transfer full): the same
 */
ForeOutlook *
fore_outlook_ref (ForeOutlook *outlook)
{
  return g_atomic_rc_box_acquire (outlook);
}

static void
outlook_clear (gpointer data)
{
  ForeOutlook *outlook = data;

  g_free (outlook->category);
  g_clear_pointer (&outlook->history, fore_series_free);
  g_clear_pointer (&outlook->forecasts, g_ptr_array_unref);
  g_clear_pointer (&outlook->backtests, g_ptr_array_unref);
}

/**
 * fore_outlook_unref:
 * @outlook: (transfer full): an outlook
 */
void
fore_outlook_unref (ForeOutlook *outlook)
{
  g_atomic_rc_box_release_full (outlook, outlook_clear);
}

static gboolean
has_equal_history (const ForeSeries *one, const ForeSeries *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return one->first_day == other->first_day && one->n == other->n &&
         memcmp (one->y, other->y, one->n * sizeof *one->y) == 0;
}

static const char *
name_of_calendar (const ForeForecast *forecast)
{
  return forecast->holidays != NULL ? forecast->holidays->calendar : NULL;
}

static gboolean
is_equal_forecast (const ForeForecast *one, const ForeForecast *other)
{
  gsize size = one->horizon * sizeof *one->value;

  return g_str_equal (one->model, other->model) && one->horizon == other->horizon &&
         g_strcmp0 (one->note, other->note) == 0 &&
         g_strcmp0 (name_of_calendar (one), name_of_calendar (other)) == 0 &&
         memcmp (one->day, other->day, one->horizon * sizeof *one->day) == 0 &&
         memcmp (one->value, other->value, size) == 0 &&
         memcmp (one->lower_95, other->lower_95, size) == 0 &&
         memcmp (one->upper_95, other->upper_95, size) == 0;
}

/**
 * fore_outlook_get_step:
 * @outlook: what is known of a category
 *
 * Returns: from one value of it to the next one; a day when nothing has been sold
 */
ForeStep
fore_outlook_get_step (const ForeOutlook *outlook)
{
  return outlook->history != NULL ? outlook->history->step : FORE_STEP_DAY;
}

/**
 * fore_outlook_equal:
 * @one: an outlook
 * @other: another one
 *
 * Returns: whether both say the same
 */
gboolean
fore_outlook_equal (const ForeOutlook *one, const ForeOutlook *other)
{
  if (!g_str_equal (one->category, other->category) ||
      !has_equal_history (one->history, other->history) ||
      one->forecasts->len != other->forecasts->len || one->backtests->len != other->backtests->len)
    return FALSE;
  for (guint i = 0; i < one->forecasts->len; i++)
    if (!is_equal_forecast (one->forecasts->pdata[i], other->forecasts->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * fore_outlook_order_forecasts:
 * @outlook: an outlook
 * @model: (nullable): id of the model that is asked for, %NULL for all
 *
 * Returns: (transfer container) (element-type ForeForecast): the forecasts to show, the one to
 *   speak of first; empty when there is none
 */
GPtrArray *
fore_outlook_order_forecasts (ForeOutlook *outlook, const char *model)
{
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < outlook->forecasts->len; i++) {
    ForeForecast *forecast = outlook->forecasts->pdata[i];

    if (model == NULL || g_str_equal (forecast->model, model))
      g_ptr_array_add (shown, forecast);
  }
  return shown;
}

/* --- Categories in short --- */

static void
summary_free (gpointer data)
{
  ForeOutlookSummary *summary = data;

  g_clear_pointer (&summary->best, fore_stored_backtest_free);
  g_free (summary->category);
  g_free (summary);
}

/* What the models of one category say of the next days, by their rank. */
typedef struct {
  char *category;           /* (owned) */
  ForeStoredBacktest *best; /* (owned) (nullable) */
  struct {
    ForeDay first_day;
    guint step; /* days from a row to the next one, 0 when there is one row */
    guint n_rows;
    double total;
  } by_rank[N_RANKS];
} Tally;

static void
tally_free (gpointer data)
{
  Tally *tally = data;

  g_clear_pointer (&tally->best, fore_stored_backtest_free);
  g_free (tally->category);
  g_free (tally);
}

static Tally *
get_tally (GHashTable *by_category, const char *category)
{
  Tally *tally = g_hash_table_lookup (by_category, category);

  if (tally == NULL) {
    tally = g_new0 (Tally, 1);
    tally->category = g_strdup (category);
    g_hash_table_insert (by_category, tally->category, tally);
  }
  return tally;
}

/* The best model speaks before all others. Where the sales come by weeks or months, so do the rows. */
static gboolean
tally_row (const ForeForecastRow *row, gpointer data, GError **error)
{
  Tally *tally = get_tally (data, row->category);
  gboolean is_best = tally->best != NULL && g_str_equal (tally->best->model, row->model);
  guint i = is_best ? 0 : rank (row->model) + 1;
  guint offset;

  if (tally->by_rank[i].n_rows == 0)
    tally->by_rank[i].first_day = row->day;
  offset = (guint) (row->day - tally->by_rank[i].first_day);
  if (tally->by_rank[i].step == 0)
    tally->by_rank[i].step = offset;
  if (offset > 0 && offset + tally->by_rank[i].step > FORE_OUTLOOK_DAYS)
    return TRUE;
  tally->by_rank[i].n_rows++;
  tally->by_rank[i].total += fore_cents_to_double (row->value);
  return TRUE;
}

static gboolean
load_best (ForeStore *store, const char *category, GHashTable *by_category, GError **error)
{
  g_autoptr (GPtrArray) backtests = fore_store_load_backtests (store, category, error);

  if (backtests == NULL)
    return FALSE;
  for (guint i = backtests->len; i > 0; i--) {
    const ForeStoredBacktest *backtest = backtests->pdata[i - 1];

    if (backtest->is_best)
      get_tally (by_category, backtest->category)->best = g_ptr_array_steal_index_fast (backtests,
                                                                                        i - 1);
  }
  return TRUE;
}

/* What was sold on @n_days days from @from on; all of them must be known. */
static double
sum_days (const ForeDailySums *sums, ForeDay from, guint n_days)
{
  ForeDay to = from + (ForeDay) n_days;
  ForeCents total = 0;

  if (sums->n == 0 || sums->day[0] > from || sums->end_day < to - 1)
    return NAN;
  for (gsize i = 0; i < sums->n && sums->day[i] < to; i++)
    total += sums->day[i] >= from ? sums->sum[i] : 0;
  return fore_cents_to_double (total);
}

/* The same weekday, or the same day of the month where a step is a month. */
static ForeDay
year_before (ForeDay day, guint step)
{
  int year, month, day_of_month;

  if (step < SHORTEST_MONTH)
    return day - YEAR_OF_WEEKS;
  fore_day_to_date (day, &year, &month, &day_of_month);
  return fore_day_from_date (year - 1, month, MIN (day_of_month, SHORTEST_MONTH));
}

static void
sum_weeks (const ForeDailySums *sums, ForeOutlookSummary *summary)
{
  if (sums->n == 0)
    return;
  summary->n_weeks = (guint) CLAMP ((sums->end_day - sums->day[0] + 1) / 7, 0,
                                    FORE_OUTLOOK_MAX_WEEKS);
  for (gsize i = sums->n; i > 0; i--) {
    guint weeks_ago = (guint) (sums->end_day - sums->day[i - 1]) / 7;

    if (weeks_ago >= summary->n_weeks)
      break;
    summary->week[summary->n_weeks - 1 - weeks_ago] += fore_cents_to_double (sums->sum[i - 1]);
  }
}

static gboolean
summarize_category (ForeStore *store,
                    const char *category,
                    Tally *tally,
                    GPtrArray *summaries,
                    GError **error)
{
  ForeOutlookSummary *summary = g_new0 (ForeOutlookSummary, 1);
  g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (store, category, error);

  if (sums == NULL) {
    g_free (summary);
    return FALSE;
  }
  g_ptr_array_add (summaries, summary);
  summary->category = g_strdup (category);
  summary->before = NAN;
  summary->best = tally != NULL ? g_steal_pointer (&tally->best) : NULL;
  sum_weeks (sums, summary);
  for (guint i = 0; tally != NULL && i < G_N_ELEMENTS (tally->by_rank); i++) {
    if (tally->by_rank[i].n_rows > 0) {
      guint step = MAX (tally->by_rank[i].step, 1);

      summary->n_days = tally->by_rank[i].n_rows * step;
      summary->total = tally->by_rank[i].total;
      summary->before = sum_days (sums, year_before (tally->by_rank[i].first_day, step),
                                  summary->n_days);
      break;
    }
  }
  return TRUE;
}

/**
 * fore_outlook_summarize:
 * @store: where it is
 * @category: (nullable): one category, %NULL for all
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads categories in short. Not for the main thread.
 *
 * Returns: (transfer full) (element-type ForeOutlookSummary) (nullable): one a category
 */
GPtrArray *
fore_outlook_summarize (ForeStore *store,
                        const char *category,
                        GCancellable *cancellable,
                        GError **error)
{
  ForeForecastFilter filter = FORE_FORECAST_FILTER_INIT;
  g_autoptr (GHashTable)
      by_category = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, tally_free);
  g_autoptr (GPtrArray) categories = fore_store_list_categories (store, error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (summary_free);

  filter.category = category;
  if (categories == NULL || !load_best (store, category, by_category, error) ||
      !fore_store_each_forecast (store, &filter, -1, tally_row, by_category, cancellable, error))
    return NULL;
  for (guint i = 0; i < categories->len; i++) {
    const char *name = ((const ForeCategory *) categories->pdata[i])->name;

    if (category != NULL && !g_str_equal (name, category))
      continue;
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !summarize_category (store, name, g_hash_table_lookup (by_category, name), summaries,
                             error))
      return NULL;
  }
  return g_steal_pointer (&summaries);
}

/**
 * fore_outlook_count_days:
 * @summaries: (element-type ForeOutlookSummary): categories in short
 * @is_same: (out) (optional): whether all that have a forecast look as far ahead
 *
 * Returns: how many days the one that looks farthest looks ahead
 */
guint
fore_outlook_count_days (GPtrArray *summaries, gboolean *is_same)
{
  guint most = 0, least = G_MAXUINT;

  for (guint i = 0; i < summaries->len; i++) {
    guint n_days = ((const ForeOutlookSummary *) summaries->pdata[i])->n_days;

    most = MAX (most, n_days);
    least = n_days > 0 ? MIN (least, n_days) : least;
  }
  if (is_same != NULL)
    *is_same = most == 0 || least == most;
  return most;
}

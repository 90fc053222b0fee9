/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the series is, there is a forecast that makes sense, and it is the same the next time.
 * --from=I --series=N mixes so many of all kinds, from number I on. */
#include <math.h>

#include "fore-forecaster.h"
#include "odd-series.h"

#define N_SEEDS 7

static const char *const all_models[] = { "seasonal_naive", "holt_winters", "sarimax",
                                          "prophet",        "ensemble",     NULL };
static int first_mix = 0;
static int n_mixes = 100;

static const GOptionEntry entries[] = {
  { "from", 0, 0, G_OPTION_ARG_INT, &first_mix, "The first mix", "I" },
  { "series", 0, 0, G_OPTION_ARG_INT, &n_mixes, "How many", "N" },
  { NULL },
};

/* A series forecast by all models. */
typedef struct {
  guint32 seed;
  char *digest; /* of every number and note */
  char *complaint;
  double seconds;
} Trial;

static GPtrArray *
run (const ForeSeries *series, guint period)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *results;

  options.horizon = 10;
  options.period = period;
  results = fore_forecaster_run (series, all_models, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 5);
  return results;
}

/* What is wrong with a forecast of values between @lowest and @highest, %NULL if nothing. */
static char *
complain (const ForeForecast *forecast, double lowest, double highest)
{
  double range = MAX (MAX (fabs (lowest), fabs (highest)), highest - lowest);

  for (gsize h = 0; h < forecast->horizon; h++) {
    const double number[] = { forecast->lower_95[h], forecast->lower_80[h], forecast->value[h],
                              forecast->upper_80[h], forecast->upper_95[h] };
    gboolean is_right = fabs (number[2]) <= 20 * range + 1e-9 && (lowest < 0 || number[0] >= 0);

    for (guint i = 0; i < G_N_ELEMENTS (number); i++)
      is_right = is_right && isfinite (number[i]) && (i == 0 || number[i - 1] <= number[i]);
    if (!is_right)
      return g_strdup_printf ("%s, step %" G_GSIZE_FORMAT ": %g %g %g %g %g of values in %g..%g",
                              forecast->model, h + 1, number[0], number[1], number[2], number[3],
                              number[4], lowest, highest);
  }

  return NULL;
}

static char *
complain_of_any (GPtrArray *results, const ForeSeries *series)
{
  double lowest = INFINITY, highest = -INFINITY;
  char *complaint = NULL;

  for (gsize t = 0; t < series->n; t++) {
    lowest = fmin (lowest, series->y[t]);
    highest = fmax (highest, series->y[t]);
  }
  for (guint i = 0; i < results->len && complaint == NULL; i++)
    complaint = complain (((ForeModelResult *) g_ptr_array_index (results, i))->forecast, lowest,
                          highest);

  return complaint;
}

static char *
digest_of (GPtrArray *results)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < results->len; i++) {
    const ForeForecast *forecast = ((ForeModelResult *) g_ptr_array_index (results, i))->forecast;
    const double *rows[] = { forecast->lower_95, forecast->lower_80, forecast->value,
                             forecast->upper_80, forecast->upper_95 };

    for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
      g_checksum_update (sum, (const guchar *) rows[row],
                         (gssize) (forecast->horizon * sizeof (double)));
    g_checksum_update (sum, (const guchar *) (forecast->note != NULL ? forecast->note : ""), -1);
  }

  return g_strdup (g_checksum_get_string (sum));
}

static void
test_kind (gconstpointer data)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++) {
    gsize n = 1 + seed * seed * 5;
    ForeStep step = seed == 3 ? FORE_STEP_WEEK : seed == 4 ? FORE_STEP_MONTH : FORE_STEP_DAY;
    g_autoptr (ForeSeries) series = odd_series_draw (GPOINTER_TO_UINT (data), seed, n, step);
    g_autoptr (GPtrArray) results = run (series, 0);
    g_autofree char *complaint = complain_of_any (results, series);

    g_assert_cmpstr (complaint, ==, NULL);
  }
}

static void
run_trial (gpointer data, gpointer unused)
{
  Trial *trial = data;
  g_autoptr (ForeSeries) series = odd_series_mix (trial->seed);
  g_autoptr (GPtrArray) results = run (series, 0);

  trial->complaint = complain_of_any (results, series);
  trial->digest = digest_of (results);
  for (guint i = 0; i < results->len; i++)
    trial->seconds += ((ForeModelResult *) g_ptr_array_index (results, i))->seconds;
}

static void
clear_trial (gpointer data)
{
  Trial *trial = data;

  g_free (trial->digest);
  g_free (trial->complaint);
}

static GArray *
run_trials (guint32 n, int n_threads)
{
  GArray *trials = g_array_sized_new (FALSE, TRUE, sizeof (Trial), n);
  GThreadPool *pool = g_thread_pool_new (run_trial, NULL, n_threads, TRUE, NULL);

  g_array_set_clear_func (trials, clear_trial);
  g_array_set_size (trials, n);
  for (guint32 i = 0; i < n; i++) {
    Trial *trial = &g_array_index (trials, Trial, i);

    trial->seed = (guint32) first_mix + i;
    g_thread_pool_push (pool, trial, NULL);
  }
  g_thread_pool_free (pool, FALSE, TRUE);

  return trials;
}

static void
test_mixes (void)
{
  g_autoptr (GArray) alone = run_trials ((guint32) n_mixes, 1);
  g_autoptr (GArray) in_threads = run_trials ((guint32) n_mixes, 2);
  const Trial *slowest = &g_array_index (alone, Trial, 0);

  for (guint i = 0; i < alone->len; i++) {
    const Trial *one = &g_array_index (alone, Trial, i);
    const Trial *two = &g_array_index (in_threads, Trial, i);

    slowest = one->seconds > slowest->seconds ? one : slowest;
    if (one->complaint != NULL || g_strcmp0 (one->digest, two->digest) != 0) {
      g_test_message ("series %u: %s", one->seed,
                      one->complaint != NULL ? one->complaint : "is another the next time");
      g_test_fail ();
    }
  }
  g_test_message ("%u series, the slowest %u: %.1f s of CPU", alone->len, slowest->seed,
                  slowest->seconds);
}

/* 27 years of days: there is a forecast, and no wait for it. */
static void
test_many_values (void)
{
  g_autoptr (ForeSeries) series = odd_series_draw (0, 1, 10000, FORE_STEP_DAY);
  g_autoptr (GPtrArray) results = run (series, 0);
  g_autofree char *complaint = complain_of_any (results, series);

  g_assert_cmpstr (complaint, ==, NULL);
}

/* Seasons that are none, longer than a model can have, and longer than the history. */
static void
test_periods (void)
{
  static const guint periods[] = { 1, 2, 3, 24, 53, 199, 366, 5000 };
  g_autoptr (ForeSeries) series = odd_series_draw (0, 3, 400, FORE_STEP_DAY);

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++) {
    g_autoptr (GPtrArray) results = run (series, periods[i]);
    g_autofree char *complaint = complain_of_any (results, series);

    g_assert_cmpstr (complaint, ==, NULL);
  }
}

/* A single huge value must not become the level of the rest. */
static void
test_outlier_is_no_level (void)
{
  guint kind = 0;
  g_autoptr (ForeSeries) series = NULL;
  g_autoptr (GPtrArray) results = NULL;
  const ForeModelResult *ensemble;

  while (!g_str_equal (odd_series_kind (kind), "outlier"))
    kind++;
  series = odd_series_draw (kind, 1, 300, FORE_STEP_DAY);
  results = run (series, 0);
  ensemble = g_ptr_array_index (results, 4);
  for (gsize h = 0; h < 10; h++)
    g_assert_cmpfloat (ensemble->forecast->value[h], <, 1e6);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_test_init (&argc, &argv, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  g_assert_true (g_option_context_parse (context, &argc, &argv, NULL));
  for (guint kind = 0; odd_series_kind (kind) != NULL; kind++) {
    g_autofree char *path = g_strconcat ("/any-series/", odd_series_kind (kind), NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (kind), test_kind);
  }
  g_test_add_func ("/any-series/mixes", test_mixes);
  g_test_add_func ("/any-series/many-values", test_many_values);
  g_test_add_func ("/any-series/periods", test_periods);
  g_test_add_func ("/any-series/outlier-is-no-level", test_outlier_is_no_level);

  return g_test_run ();
}

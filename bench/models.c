/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How accurate, how honest and how fast the models are on the files one names:
 *
 *     bench-models [OPTION…] FILE.csv…
 *
 * The files have the columns Date,product_id,category,sales and ISO dates. Each category is
 * tested at several origins, and each model gets a line: CPU seconds for a fit and forecast,
 * mean and median MASE, coverage of both bands, median Winkler score over the MASE scale. */
#include <csv.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "fore-accuracy.h"
#include "fore-backtest.h"

typedef struct {
  GHashTable *categories; /* name -> (day -> sum in cents) */
  ForeDay last_day;
  gsize column, row;
  char *cell[4];
} Table;

static int horizon = 30, n_origins = 3, step = 30, n_longest = 1826, n_shortest = 120;
static gboolean each, published;
static char **model_names;
static char *order_text;
static ForeArimaOrder order;
static double sum_log_likelihood;

static const GOptionEntry entries[] = {
  { "horizon", 0, 0, G_OPTION_ARG_INT, &horizon, "Days ahead", "N" },
  { "origins", 0, 0, G_OPTION_ARG_INT, &n_origins, "Origins per series", "N" },
  { "step", 0, 0, G_OPTION_ARG_INT, &step, "Days between origins", "N" },
  { "longest", 0, 0, G_OPTION_ARG_INT, &n_longest, "Use the last N days of a series", "N" },
  { "shortest", 0, 0, G_OPTION_ARG_INT, &n_shortest, "Skip shorter series", "N" },
  { "model", 0, 0, G_OPTION_ARG_STRING_ARRAY, &model_names, "One of the models", "ID" },
  { "published", 0, 0, G_OPTION_ARG_NONE, &published, "Published methods only", NULL },
  { "order", 0, 0, G_OPTION_ARG_STRING, &order_text, "Only SARIMAX of this order", "p,d,q,P,D,Q" },
  { "each", 0, 0, G_OPTION_ARG_NONE, &each, "Print each backtest as CSV", NULL },
  G_OPTION_ENTRY_NULL,
};

static void
take_cell (void *bytes, size_t length, void *data)
{
  Table *table = data;

  if (table->column < 4) {
    g_free (table->cell[table->column]);
    table->cell[table->column] = g_strndup (bytes, length);
  }
  table->column++;
}

static void
take_row (int terminator, void *data)
{
  Table *table = data;
  GHashTable *sums;
  ForeDay day;
  ForeCents cents = 0, *sum;

  if (table->row++ == 0 || table->column != 4) {
    table->column = 0;
    return;
  }
  table->column = 0;
  day = fore_day_parse (table->cell[0], -1);
  if (day == FORE_DAY_NONE)
    return;
  /* Amounts that do not fit, such as a third decimal place, are rounded by strtod's way. */
  cents = fore_cents_from_double (g_ascii_strtod (table->cell[3], NULL));
  table->last_day = MAX (table->last_day, day);

  sums = g_hash_table_lookup (table->categories, table->cell[2]);
  if (sums == NULL) {
    sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    g_hash_table_insert (table->categories, g_strdup (table->cell[2]), sums);
  }
  sum = g_hash_table_lookup (sums, GINT_TO_POINTER (day));
  if (sum == NULL) {
    sum = g_new0 (ForeCents, 1);
    g_hash_table_insert (sums, GINT_TO_POINTER (day), sum);
  }
  *sum += cents;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_INT (*(const gpointer *) a) - GPOINTER_TO_INT (*(const gpointer *) b);
}

static ForeSeries *
make_series (const char *category, GHashTable *sums, ForeDay last_day)
{
  guint n;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (sums, &n);
  g_autofree ForeDay *day = g_new (ForeDay, n);
  g_autofree ForeCents *sum = g_new (ForeCents, n);
  g_autoptr (ForeSeries) series = NULL;
  gsize n_left_out;

  qsort (keys, n, sizeof *keys, compare_days);
  for (guint i = 0; i < n; i++) {
    day[i] = GPOINTER_TO_INT (keys[i]);
    sum[i] = *(ForeCents *) g_hash_table_lookup (sums, keys[i]);
  }
  series = fore_series_new_from_sums (category, n, day, sum, last_day, FORE_GAPS_ZERO);
  n_left_out = series->n > (gsize) n_longest ? series->n - (gsize) n_longest : 0;

  return fore_series_new (category, fore_series_day (series, n_left_out), series->step,
                          series->n - n_left_out, series->y + n_left_out);
}

/* The maximum of the likelihood that is found for a whole series at the fixed order. */
static double
find_optimum (const ForeSeries *series, const ForeModelOptions *options)
{
  g_autoptr (ForeModelResult) result = fore_model_sarimax.run (series, options, NULL, NULL);

  return result->log_likelihood;
}

static void
test_series (const ForeSeries *series, GPtrArray *all)
{
  ForeModelOptions options = FORE_MODEL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backtests = NULL;

  options.horizon = (gsize) horizon;
  options.published = published;
  options.has_order = order_text != NULL;
  options.order = order;
  if (options.has_order)
    sum_log_likelihood += find_optimum (series, &options);
  backtests = fore_backtest_run (series, (const char *const *) model_names, &options,
                                 (guint) n_origins, (gsize) step, NULL, &error);
  if (backtests == NULL)
    g_error ("%s", error->message);

  for (guint i = 0; i < backtests->len; i++) {
    ForeBacktest *b = g_ptr_array_index (backtests, i);
    gsize n_train = (gsize) (b->origin - series->first_day) + 1;

    b->accuracy.winkler_95 /= fore_accuracy_scale (series->y, n_train, fore_series_period (series));
    if (each) {
      char day[FORE_DAY_BUFFER];

      g_print ("%s,\"%s\",%s,%.6f,%.6f,%.6f,%.6f,%.6f\n", b->model, b->category,
               fore_day_format (b->origin, day), b->accuracy.mase, b->accuracy.coverage_80,
               b->accuracy.coverage_95, b->accuracy.winkler_95, b->seconds);
    }
    g_ptr_array_add (all, g_steal_pointer (&g_ptr_array_index (backtests, i)));
  }
}

static void
read_file (const char *path, GPtrArray *all)
{
  struct csv_parser parser;
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  Table table = { .last_day = FORE_DAY_MIN };
  g_autoptr (GList) names = NULL;

  if (!g_file_get_contents (path, &content, &length, &error))
    g_error ("%s", error->message);
  table.categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_hash_table_unref);
  csv_init (&parser, CSV_APPEND_NULL);
  csv_parse (&parser, content, length, take_cell, take_row, &table);
  csv_fini (&parser, take_cell, take_row, &table);
  csv_free (&parser);

  names = g_list_sort (g_hash_table_get_keys (table.categories), (GCompareFunc) g_strcmp0);
  for (GList *l = names; l != NULL; l = l->next) {
    g_autoptr (ForeSeries) series = make_series (
        l->data, g_hash_table_lookup (table.categories, l->data), table.last_day);

    if (series->n >= (gsize) n_shortest && series->step == FORE_STEP_DAY)
      test_series (series, all);
  }
  g_hash_table_unref (table.categories);
  for (int i = 0; i < 4; i++)
    g_free (table.cell[i]);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *value, gsize n)
{
  qsort (value, n, sizeof *value, compare_doubles);
  return n % 2 == 1 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
}

static void
print_model (const char *model, GPtrArray *all)
{
  g_autofree double *mase = g_new (double, all->len);
  g_autofree double *winkler = g_new (double, all->len);
  double seconds = 0, sum = 0, coverage_80 = 0, coverage_95 = 0;
  gsize n = 0;

  for (guint i = 0; i < all->len; i++) {
    const ForeBacktest *b = g_ptr_array_index (all, i);

    if (!g_str_equal (b->model, model))
      continue;
    mase[n] = b->accuracy.mase;
    winkler[n++] = b->accuracy.winkler_95;
    sum += b->accuracy.mase;
    coverage_80 += b->accuracy.coverage_80;
    coverage_95 += b->accuracy.coverage_95;
    seconds += b->seconds;
  }
  g_print ("%-16s %6lu %10.4f %10.4f %12.4f %12.4f %18.3f %9.4f\n", model, (gulong) n,
           sum / (double) n, median (mase, n), coverage_80 / (double) n, coverage_95 / (double) n,
           median (winkler, n), seconds / (double) n);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE.csv…");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) fore_backtest_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2) {
    g_printerr ("%s\n", error != NULL ? error->message : "Name a file.");
    return EXIT_FAILURE;
  }
  if (order_text != NULL) {
    static const char *const sarimax[] = { "sarimax", NULL };

    if (sscanf (order_text, "%u,%u,%u,%u,%u,%u", &order.p, &order.d, &order.q, &order.P, &order.D,
                &order.Q) != 6) {
      g_printerr ("An order is six numbers.\n");
      return EXIT_FAILURE;
    }
    order.s = 7;
    g_strfreev (model_names);
    model_names = g_strdupv ((GStrv) sarimax);
  }
  for (int i = 1; i < argc; i++)
    read_file (argv[i], all);

  g_print ("%-16s %6s %10s %10s %12s %12s %18s %9s\n", "model", "fits", "mean MASE", "med. MASE",
           "coverage 80", "coverage 95", "median Winkler 95", "CPU s");
  for (guint i = 0; i < all->len; i++) {
    const ForeBacktest *b = g_ptr_array_index (all, i);

    if (g_hash_table_add (seen, b->model))
      print_model (b->model, all);
  }
  if (order_text != NULL)
    g_print ("sum of the log-likelihoods of the whole series: %.4f\n", sum_log_likelihood);
  g_strfreev (model_names);
  g_free (order_text);

  return EXIT_SUCCESS;
}

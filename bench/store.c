/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fore-day.h"
#include "fore-store.h"

/*
 * What the store costs, in CPU time: a file of new rows, a file of which half are updates, and the
 * questions that the window asks, also while a third file comes in. First argument: millions of
 * rows.
 */

#define N_CATEGORIES 40
#define N_PRODUCTS   2000
#define N_REPEATS    9

/* Of this thread, which does all the work that it asks for itself. */
static double
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

/* Every product on each of the days, in the order in which a reader gives them. */
static ForeRows *
make_rows (ForeDay first, int n_days)
{
  ForeRows *rows = fore_rows_new ();

  for (int p = 0; p < N_PRODUCTS; p++) {
    g_autofree char *product = g_strdup_printf ("P%05d", p);

    fore_names_intern (rows->products, product, strlen (product));
  }
  for (int c = 0; c < N_CATEGORIES; c++) {
    g_autofree char *category = g_strdup_printf ("Category %02d", c);

    fore_names_intern (rows->categories, category, strlen (category));
  }
  for (int day = 0; day < n_days; day++) {
    for (int c = 0; c < N_CATEGORIES; c++) {
      for (int p = c; p < N_PRODUCTS; p += N_CATEGORIES) {
        const guint32 number = (guint32) (day * 7919 + p) * 2654435761u;
        const ForeRow row = {
          .day = first + day,
          .category = (guint32) c,
          .product = (guint32) p,
          .flags = number % 67 == 0 ? FORE_ROW_MISSING : FORE_ROW_PLAIN,
          .sales = number % 100000,
        };

        fore_rows_append (rows, &row);
      }
    }
  }

  return rows;
}

static void
check (gboolean is_done, GError *error)
{
  if (!is_done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static double
append (ForeStore *store, const char *name, ForeDay first, int n_days)
{
  g_autoptr (ForeRows) rows = make_rows (first, n_days);
  g_autoptr (ForeRowSource) source = fore_row_source_new_for_rows (rows);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  ForeUpload upload = {
    .batch = g_strdup (name),
    .original_filename = (char *) name,
    .stored_filename = (char *) name,
    .file_hash = hash,
    .uploaded_at = 1700000000,
  };
  const ForeUploadCounts read = { .total = (gint64) rows->n };
  g_autofree char *replaced = NULL;
  g_autoptr (ForeJobRecord) job = NULL;
  g_autoptr (GError) error = NULL;
  ForeUploadCounts counts;
  gint64 id;
  double start;

  check (fore_store_register_upload (store, &upload, NULL, NULL, NULL, &replaced, &id, &error),
         error);
  check (fore_store_claim_job (store, FORE_JOB_IMPORT, &job, &error), error);
  start = get_cpu_time ();
  check (
      fore_store_append_batch (store, id, source, &read, NULL, NULL, NULL, NULL, &counts, &error),
      error);
  g_free (upload.batch);

  return get_cpu_time () - start;
}

static gboolean
ignore_row (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ++*(gint64 *) data;
  return TRUE;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef struct {
  const char *name;
  ForeInvoiceFilter filter;
} Question;

/* The count without and with the sum, and pages at the beginning, in the middle and at the end: the median of each. */
static void
ask (ForeStore *store, const Question *question)
{
  double taken[5][N_REPEATS];
  g_autoptr (GError) error = NULL;
  ForeCents sum;
  gint64 n = 0, n_told;

  for (int i = 0; i < N_REPEATS; i++) {
    double start = get_cpu_time ();

    check (fore_store_count_invoices (store, &question->filter, NULL, &n, NULL, &error), error);
    taken[0][i] = get_cpu_time () - start;
    start = get_cpu_time ();
    check (fore_store_count_invoices (store, &question->filter, NULL, &n, &sum, &error), error);
    taken[1][i] = get_cpu_time () - start;
    for (int page = 0; page < 3; page++) {
      gint64 offset = MAX (0, (n - 200) * page / 2);

      n_told = 0;
      start = get_cpu_time ();
      check (fore_store_each_invoice (store, &question->filter, offset, 200, ignore_row, &n_told,
                                      NULL, &error),
             error);
      taken[page + 2][i] = get_cpu_time () - start;
    }
  }
  g_print ("%-28s %9ld rows  ", question->name, (long) n);
  for (int i = 0; i < 5; i++) {
    qsort (taken[i], N_REPEATS, sizeof (double), compare_doubles);
    g_print (" %9.3f", taken[i][N_REPEATS / 2] * 1e3);
  }
  g_print ("\n");
}

static void
ask_sums (ForeStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) categories = fore_store_list_categories (store, &error);
  double start = get_cpu_time ();

  for (guint i = 0; i < categories->len; i++) {
    const ForeCategory *category = categories->pdata[i];
    g_autoptr (ForeDailySums) sums = fore_store_load_daily_sums (store, category->name, &error);

    check (sums != NULL, error);
  }
  g_print ("daily sums by category: %.3f ms\n", (get_cpu_time () - start) * 1e3);
}

static void
ask_all (ForeStore *store, ForeDay first, int n_days)
{
  Question questions[] = {
    { "all", FORE_INVOICE_FILTER_INIT },
    { "category", FORE_INVOICE_FILTER_INIT },
    { "category and days", FORE_INVOICE_FILTER_INIT },
    { "days", FORE_INVOICE_FILTER_INIT },
    { "filled in", FORE_INVOICE_FILTER_INIT },
    { "product", FORE_INVOICE_FILTER_INIT },
    { "product and category", FORE_INVOICE_FILTER_INIT },
    { "batch", FORE_INVOICE_FILTER_INIT },
    { "batch, later updated", FORE_INVOICE_FILTER_INIT },
    { "batch and product", FORE_INVOICE_FILTER_INIT },
  };

  questions[1].filter.category = questions[2].filter.category = "Category 07";
  questions[2].filter.from = questions[3].filter.from = first + n_days / 10;
  questions[2].filter.to = questions[3].filter.to = first + n_days * 9 / 10;
  questions[4].filter.imputed_only = TRUE;
  questions[5].filter.product = questions[6].filter.product = "P00047";
  questions[6].filter.category = "Category 07";
  questions[7].filter.batch = questions[9].filter.batch = "second";
  questions[8].filter.batch = "first";
  questions[9].filter.product = "P00047";
  g_print ("%-28s %14s   %9s %9s %9s %9s %9s   (CPU ms)\n", "", "", "count", "and sum", "first",
           "middle", "last");
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    ask (store, &questions[i]);
  ask_sums (store);
}

/* What it takes to put rows into order, and pages of them, from either end. */
static void
ask_list (ForeStore *store, const char *name, const ForeInvoiceFilter *filter, int column)
{
  g_autoptr (GError) error = NULL;
  double start = get_cpu_time ();
  g_autoptr (ForeInvoiceList)
      list = fore_store_list_invoices (store, filter, column, NULL, NULL, NULL, &error);
  double taken[N_REPEATS], made = get_cpu_time () - start;
  gint64 n_told = 0;

  check (list != NULL, error);
  g_print ("%-28s %9ld rows   %9.1f ", name, (long) fore_invoice_list_get_n_rows (list),
           made * 1e3);
  for (int page = 0; page < 3; page++) {
    gint64 offset = MAX (0, fore_invoice_list_get_n_rows (list) - 200) * page / 2;

    for (int i = 0; i < N_REPEATS; i++) {
      start = get_cpu_time ();
      check (fore_store_each_listed (store, list, i % 2, offset, 200, ignore_row, &n_told, NULL,
                                     &error),
             error);
      taken[i] = get_cpu_time () - start;
    }
    qsort (taken, N_REPEATS, sizeof (double), compare_doubles);
    g_print (" %9.3f", taken[N_REPEATS / 2] * 1e3);
  }
  g_print ("\n");
}

static void
ask_lists (ForeStore *store)
{
  static const char *const columns[] = {
    "date", "product", "category", "sales", "version", "upload"
  };
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;

  g_print ("%-28s %14s   %9s %9s %9s %9s   (CPU ms)\n", "ordered by", "", "made", "first", "middle",
           "last");
  for (int column = 0; column <= FORE_INVOICE_BATCH; column++)
    ask_list (store, columns[column], &filter, column);
  filter.search = "p0004";
  ask_list (store, "date, few products", &filter, FORE_INVOICE_DATE);
  filter.search = "5";
  ask_list (store, "date, many products", &filter, FORE_INVOICE_DATE);
  filter.search = NULL;
  filter.product = "P00047";
  filter.batch = "first";
  ask_list (store, "date, upload and product", &filter, FORE_INVOICE_DATE);
}

typedef struct {
  ForeStore *store;
  ForeDay first;
  int n_days;
} Import;

static gpointer
import_third (gpointer data)
{
  const Import *import = data;

  append (import->store, "third", import->first, import->n_days);
  return NULL;
}

int
main (int argc, char **argv)
{
  double millions = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 1.0;
  int n_days = (int) (millions * 1e6 / N_PRODUCTS);
  ForeDay first = fore_day_from_date (2015, 1, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("foretell-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "foretell.db", NULL);
  g_autofree char *owners = g_strconcat (path, "-owners", NULL);
  ForeStore *store = fore_store_open (path, FORE_STORE_READ_WRITE, &error);
  GStatBuf status;
  double cold, second;

  check (store != NULL, error);
  cold = append (store, "first", first, n_days);
  g_stat (path, &status);
  g_print ("new rows: %.3f s per million, %.1f bytes per row\n", cold / millions,
           (double) status.st_size / (millions * 1e6));
  second = append (store, "second", first + n_days / 2, n_days);
  g_print ("half of them updates: %.3f s per million, %.2f times that\n", second / millions,
           second / cold);
  ask_all (store, first, n_days);
  ask_lists (store);
  {
    Import import = { store, first + n_days / 4, n_days };
    GThread *thread = g_thread_new ("import", import_third, &import);

    g_print ("while a file of as many rows comes in, all of them updates:\n");
    ask_all (store, first, n_days);
    g_thread_join (thread);
  }
  fore_store_close (store);
  g_unlink (path);
  g_unlink (owners);
  g_rmdir (folder);

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-row-spool.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "fore-error.h"
#include "import-fixture.h"

static void
test_fill (void)
{
  fixture_assert_reads (HEAD "2026-01-03,A,X,\n"
                             "2026-01-01,A,X,\n"
                             "2026-01-02,A,X,5.00\n"
                             "2026-01-04,A,X,7.00\n"
                             "2026-01-05,A,X,NA\n"
                             "2026-01-03,A,Y,\n"
                             "2026-01-03,B,X,9.00\n",
                        "2026-01-01|A|X|0.00 imputed\n"
                        "2026-01-02|A|X|5.00\n"
                        "2026-01-03|A|X|5.00 imputed\n"
                        "2026-01-03|B|X|9.00\n"
                        "2026-01-03|A|Y|0.00 imputed\n"
                        "2026-01-04|A|X|7.00\n"
                        "2026-01-05|A|X|7.00 imputed\n");
}

/* Of rows with the same key the last one counts; an earlier amount of the day fills it. */
static void
test_last_wins (void)
{
  fixture_assert_reads (HEAD "2026-01-01,A,C,1.00\n2026-01-02,A,C,5.00\n2026-01-01,A,C,2.00\n",
                        "2026-01-01|A|C|2.00\n2026-01-02|A|C|5.00\n");
  fixture_assert_reads (HEAD "2026-01-01,A,C,1.00\n2026-01-01,A,C,\n2026-01-02,A,C,\n",
                        "2026-01-01|A|C|1.00 imputed\n2026-01-02|A|C|1.00 imputed\n");
  fixture_assert_reads (HEAD "2026-01-01,A,C,\n2026-01-01,A,C,3.00\n", "2026-01-01|A|C|3.00\n");
}

/* On request they are added up; an empty cell adds nothing, and only empty ones are filled. */
static void
test_sum (void)
{
  g_autoptr (ForeImportOptions) options = fore_import_options_new ();
  g_autoptr (ForeReading) reading = NULL;
  g_autoptr (ForeReading) too_much = NULL;
  g_autoptr (GError) error = NULL;
  guint32 zero = 0;
  const ForeRow *rows;
  gsize n;

  options->sums_repeated = TRUE;
  reading = fixture_try (HEAD "2026-01-01,A,C,1.25\n2026-01-02,A,C,\n2026-01-01,A,C,\n"
                              "2026-01-01,A,C,2.50\n2026-01-02,A,C,\n2026-01-03,A,C,\n"
                              "2026-01-03,A,C,-1\n",
                         -1, options, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_rows (reading, "2026-01-01|A|C|3.75\n2026-01-02|A|C|3.75 imputed\n"
                                "2026-01-03|A|C|-1.00\n");
  g_assert_cmpuint (reading->rows->n_repeated, ==, 4);

  too_much = fixture_try (HEAD "2026-01-01,A,C,9999999999.99\n2026-01-01,A,C,0.01\n", -1, options,
                          NULL, &error);
  g_assert_no_error (error);
  g_assert_true (fore_row_source_start (too_much->rows, &zero, &zero, NULL, &error));
  g_assert_false (fore_row_source_next (too_much->rows, &rows, &n, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_REJECTED);
  g_assert_cmpstr (error->message, ==,
                   "The rows of “A” in “C” on 2026-01-01 add up to more than 9999999999.99.");
}

static void
test_order (void)
{
  fixture_assert_reads (HEAD "2026-01-02,a,Z,1\n2026-01-01,é,Z,1\n2026-01-01,z,Z,1\n"
                             "2026-01-01,B,a,1\n2026-01-01,10,Z,1\n2026-01-01,9,Z,1\n"
                             "0001-01-01,q,Q,1\n9999-12-31,q,Q,1\n",
                        "0001-01-01|q|Q|1.00\n2026-01-01|10|Z|1.00\n2026-01-01|9|Z|1.00\n"
                        "2026-01-01|z|Z|1.00\n2026-01-01|é|Z|1.00\n2026-01-01|B|a|1.00\n"
                        "2026-01-02|a|Z|1.00\n9999-12-31|q|Q|1.00\n");
}

#define N_PRODUCTS   3000
#define N_CATEGORIES 12

static int
compare_keys (const ForeRow *x, const ForeRow *y)
{
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->category != y->category)
    return x->category < y->category ? -1 : 1;

  return x->product < y->product ? -1 : x->product > y->product;
}

/* Pointers into one array: their order is that of the file. */
static int
compare_rows (const void *a, const void *b)
{
  const ForeRow *x = *(const ForeRow *const *) a, *y = *(const ForeRow *const *) b;
  int order = compare_keys (x, y);

  return order != 0 ? order : (x > y) - (x < y);
}

/* Cleans rows in the plainest way: sorts all, remembers the last amount of every product in
 * every category, and keeps of each key the last row. */
static GArray *
clean_plainly (const GArray *rows)
{
  g_autofree const ForeRow **sorted = g_new (const ForeRow *, rows->len);
  g_autofree ForeCents *last = g_new0 (ForeCents, N_PRODUCTS * N_CATEGORIES);
  GArray *cleaned = g_array_new (FALSE, FALSE, sizeof (ForeRow));

  for (guint i = 0; i < rows->len; i++)
    sorted[i] = &g_array_index (rows, ForeRow, i);
  qsort (sorted, rows->len, sizeof *sorted, compare_rows);
  for (guint i = 0; i < rows->len; i++) {
    ForeRow row = *sorted[i];
    ForeCents *amount = &last[row.product * N_CATEGORIES + row.category];

    if (row.flags & FORE_ROW_MISSING)
      row.sales = *amount;
    *amount = row.sales;
    if (i > 0 && compare_keys (sorted[i - 1], sorted[i]) == 0)
      g_array_set_size (cleaned, cleaned->len - 1);
    g_array_append_val (cleaned, row);
  }

  return cleaned;
}

static GArray *
random_rows (guint n, gboolean is_by_day)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (ForeRow));

  for (guint i = 0; i < n; i++) {
    const ForeRow row = {
      .day = is_by_day ? (ForeDay) (i / 20000) : g_rand_int_range (random, -3, 4) * 350000,
      .product = (guint32) g_rand_int_range (random, 0, N_PRODUCTS),
      .category = (guint32) g_rand_int_range (random, 0, N_CATEGORIES),
      .flags = g_rand_int_range (random, 0, 8) == 0 ? FORE_ROW_MISSING : FORE_ROW_PLAIN,
      .sales = i + 1,
    };
    ForeRow added = row;

    if (row.flags & FORE_ROW_MISSING)
      added.sales = 0;
    g_array_append_val (rows, added);
  }

  return rows;
}

/* Names "p0000", "p0001", ... whose places in the order of bytes are their numbers. */
static ForeRowSource *
spool_rows (const GArray *rows, const char *folder, gsize length)
{
  ForeRowSpool *spool = fore_row_spool_new (folder, length, FALSE);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_PRODUCTS; i++) {
    char name[16];
    int n = g_snprintf (name, sizeof name, "p%04d", i);

    fore_names_intern (fore_row_spool_get_products (spool), name, (gsize) n);
    if (i < N_CATEGORIES)
      fore_names_intern (fore_row_spool_get_categories (spool), name, (gsize) n);
  }
  for (guint i = 0; i < rows->len; i++) {
    g_assert_true (fore_row_spool_append (spool, &g_array_index (rows, ForeRow, i), &error));
    g_assert_no_error (error);
  }

  return fore_row_spool_to_source (spool);
}

static void
assert_cleans (guint n, gboolean is_by_day, gsize length)
{
  char *folder = fixture_folder ();
  g_autoptr (GArray) rows = random_rows (n, is_by_day);
  g_autoptr (GArray) want = clean_plainly (rows);
  g_autoptr (ForeRowSource) source = spool_rows (rows, folder, length);

  g_assert_cmpuint (source->n_rows, ==, n);
  g_assert_cmpuint (want->len, <, n);
  for (int again = 0; again < 2; again++) {
    g_autoptr (ForeRows) got = fixture_take_rows (source);

    g_assert_cmpmem (got->row, got->n * sizeof (ForeRow), want->data, want->len * sizeof (ForeRow));
  }
  fixture_remove_folder (g_steal_pointer (&folder));
}

/* Rows in memory, with more products than one digit of the sort counts. */
static void
test_in_memory (void)
{
  assert_cleans (200000, FALSE, FORE_ROW_SPOOL_LENGTH);
  assert_cleans (200000, TRUE, FORE_ROW_SPOOL_LENGTH);
}

/* However the rows are cut into runs, the result is the same. */
static void
test_runs (void)
{
  assert_cleans (200000, FALSE, 30000);
  assert_cleans (200000, TRUE, 30000);
  assert_cleans (200000, FALSE, 50000);
  assert_cleans (200000, FALSE, 199999);
  assert_cleans (200000, FALSE, 200000);
  assert_cleans (50000, FALSE, 7);
}

/* Nothing has a name in the folder, not even while the rows lie there. */
static void
test_nothing_left (void)
{
  char *folder = fixture_folder ();
  g_autoptr (GArray) rows = random_rows (1000, FALSE);
  g_autoptr (ForeRowSource) source = spool_rows (rows, folder, 100);

  /* Fails where a file is left. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/* Rows that cannot be put aside are not lost in silence. */
static void
test_no_folder (void)
{
  ForeRowSpool *spool = fore_row_spool_new ("/nonexistent/folder", 2, FALSE);
  g_autoptr (ForeRowSource) source = fore_row_spool_to_source (spool);
  g_autoptr (GError) error = NULL;
  const ForeRow row = { 0 };

  g_assert_true (fore_row_spool_append (spool, &row, &error));
  g_assert_true (fore_row_spool_append (spool, &row, &error));
  g_assert_no_error (error);
  g_assert_false (fore_row_spool_append (spool, &row, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
take_without_room (void)
{
  const struct rlimit limit = { 20000, 20000 };
  char *folder = fixture_folder ();
  g_autoptr (GArray) rows = random_rows (1000, FALSE);
  ForeRowSpool *spool = fore_row_spool_new (folder, 100, FALSE);
  g_autoptr (ForeRowSource) source = fore_row_spool_to_source (spool);
  g_autoptr (GError) error = NULL;
  gboolean is_kept = TRUE;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  for (guint i = 0; i < rows->len && is_kept; i++)
    is_kept = fore_row_spool_append (spool, &g_array_index (rows, ForeRow, i), &error);
  g_assert_false (is_kept);
  g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
  fixture_remove_folder (folder);
}

/* A disk that is full. */
static void
test_no_room (void)
{
  if (g_test_subprocess ()) {
    take_without_room ();
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_cancel (void)
{
  char *folder = fixture_folder ();
  g_autoptr (GArray) rows = random_rows (1000, FALSE);
  g_autoptr (ForeRowSource) source = spool_rows (rows, folder, 100);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree guint32 *numbers = g_new0 (guint32, N_PRODUCTS);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (fore_row_source_start (source, numbers, numbers, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_remove_folder (folder);
}

static void
test_empty (void)
{
  g_autoptr (ForeRowSource) source = fore_row_spool_to_source (fore_row_spool_new ("", 1, FALSE));
  g_autoptr (ForeRows) rows = fixture_take_rows (source);

  g_assert_cmpuint (rows->n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-spool/fill", test_fill);
  g_test_add_func ("/row-spool/last-wins", test_last_wins);
  g_test_add_func ("/row-spool/sum", test_sum);
  g_test_add_func ("/row-spool/order", test_order);
  g_test_add_func ("/row-spool/in-memory", test_in_memory);
  g_test_add_func ("/row-spool/runs", test_runs);
  g_test_add_func ("/row-spool/nothing-left", test_nothing_left);
  g_test_add_func ("/row-spool/no-folder", test_no_folder);
  g_test_add_func ("/row-spool/no-room", test_no_room);
  g_test_add_func ("/row-spool/cancel", test_cancel);
  g_test_add_func ("/row-spool/empty", test_empty);
  return g_test_run ();
}

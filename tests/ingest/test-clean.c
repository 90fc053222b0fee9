/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-clean.h"

#include <stdlib.h>
#include <string.h>

#include "import-fixture.h"

static void
append (ForeRows *rows,
        const char *day,
        const char *product,
        const char *category,
        const char *sales)
{
  ForeRow row = { 0 };

  row.day = fore_day_parse (day, -1);
  row.product = fore_names_intern (rows->products, product, strlen (product));
  row.category = fore_names_intern (rows->categories, category, strlen (category));
  if (*sales == '\0')
    row.flags = FORE_ROW_MISSING;
  else
    g_assert_cmpint (fore_cents_parse (sales, strlen (sales), &row.sales), ==, FORE_CENTS_OK);
  fore_rows_append (rows, &row);
}

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

static int
compare_rows (const void *a, const void *b, void *data)
{
  const ForeRow *x = a, *y = b;
  const ForeRows *rows = data;
  int by_category = strcmp (fore_names_get (rows->categories, x->category),
                            fore_names_get (rows->categories, y->category));
  int by_product = strcmp (fore_names_get (rows->products, x->product),
                           fore_names_get (rows->products, y->product));

  return x->day != y->day      ? (x->day < y->day ? -1 : 1)
         : by_category != 0    ? by_category
         : by_product != 0     ? by_product
         : x->sales < y->sales ? -1
                               : x->sales > y->sales;
}

/* 300,000 rows in a random order, with more products than one digit of the sort counts: the
 * result is that of qsort, in which sales tell the order of the file. */
static void
test_many (void)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  g_autofree ForeRow *expected = NULL;
  gsize n_expected = 0;

  for (int i = 0; i < 300000; i++) {
    char product[16], category[16];
    ForeRow row = { 0 };

    g_snprintf (product, sizeof product, "p%d", g_rand_int_range (random, 0, 5000));
    g_snprintf (category, sizeof category, "c%d", g_rand_int_range (random, 0, 12));
    row.day = g_rand_int_range (random, -3, 4) * 700000 / 2;
    row.product = fore_names_intern (rows->products, product, strlen (product));
    row.category = fore_names_intern (rows->categories, category, strlen (category));
    row.sales = i;
    fore_rows_append (rows, &row);
  }
  expected = g_memdup2 (rows->row, rows->n * sizeof *expected);
  qsort_r (expected, rows->n, sizeof *expected, compare_rows, rows);
  for (gsize i = 0; i < 300000; i++)
    if (i + 1 == 300000 || expected[i].day != expected[i + 1].day ||
        expected[i].category != expected[i + 1].category ||
        expected[i].product != expected[i + 1].product)
      expected[n_expected++] = expected[i];

  fore_clean (rows);
  g_assert_cmpuint (n_expected, <, 300000);
  g_assert_cmpmem (rows->row, rows->n * sizeof *rows->row, expected, n_expected * sizeof *expected);
}

/* More series than the table of last amounts begins with. */
static void
test_many_series (void)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();

  for (int i = 0; i < 5000; i++) {
    char product[16], sales[16];

    g_snprintf (product, sizeof product, "p%04d", i);
    g_snprintf (sales, sizeof sales, "%d", i);
    append (rows, "2026-01-01", product, "c", sales);
    append (rows, "2026-01-02", product, "c", "");
  }
  fore_clean (rows);
  g_assert_cmpuint (rows->n, ==, 10000);
  for (int i = 0; i < 5000; i++) {
    g_assert_cmpint (rows->row[5000 + i].sales, ==, i * 100);
    g_assert_cmpuint (rows->row[5000 + i].flags, ==, FORE_ROW_MISSING);
  }
}

static void
test_empty (void)
{
  g_autoptr (ForeRows) rows = fore_rows_new ();

  fore_clean (rows);
  g_assert_cmpuint (rows->n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clean/fill", test_fill);
  g_test_add_func ("/clean/last-wins", test_last_wins);
  g_test_add_func ("/clean/order", test_order);
  g_test_add_func ("/clean/many", test_many);
  g_test_add_func ("/clean/many-series", test_many_series);
  g_test_add_func ("/clean/empty", test_empty);
  return g_test_run ();
}

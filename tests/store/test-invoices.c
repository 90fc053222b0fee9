/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store-fixture.h"

/* A store of some thousand rows: days large and small, near each other and far apart, names in no
 * order, three uploads. */
#define N_PRODUCTS 900
#define FIRST_DAY  20000
#define N_DAYS     600

typedef struct {
  Fixture base;
  char *batch[3];
  GPtrArray *lines; /* all of them */
  GPtrArray *parts; /* their fields */
} Filled;

static const char *const categories[] = { "m", "Z", "é", "a", "Toys & Games", "b", "ß" };

static ForeRows *
make_random_rows (int i, guint first_category)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TestRow));
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  ForeRows *made;

  for (int day = 0; day < 12; day++) {
    /* One day has more rows than are read at once. */
    double density = day == 5 ? 0.9 : 0.02;

    for (guint c = first_category; c < G_N_ELEMENTS (categories); c++)
      for (int p = 0; p < N_PRODUCTS; p++) {
        char date[FORE_DAY_BUFFER];
        g_autofree char *product = g_strdup_printf ("%d", (p * 7919 + i) % N_PRODUCTS);
        TestRow row = { .sales = g_test_rand_int_range (-100, 10000) };

        if (g_test_rand_double_range (0, 1) > density)
          continue;
        row.day = g_string_chunk_insert_const (
            texts, fore_day_format (FIRST_DAY + day / 3 * 173 + day % 3 * 21 + i % 2, date));
        row.category = categories[c];
        row.product = g_string_chunk_insert_const (texts, product);
        row.is_missing = g_test_rand_int_range (0, 20) == 0;
        g_array_append_val (rows, row);
      }
  }
  made = make_rows ((const TestRow *) (gpointer) rows->data, rows->len);

  return made;
}

static void
forget_lines (Filled *filled)
{
  g_clear_pointer (&filled->lines, g_ptr_array_unref);
  g_clear_pointer (&filled->parts, g_ptr_array_unref);
}

static void
read_lines (Filled *filled)
{
  forget_lines (filled);
  filled->lines = list_lines (filled->base.store, NULL, 0, -1);
  filled->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < filled->lines->len; i++)
    g_ptr_array_add (filled->parts, g_strsplit (filled->lines->pdata[i], "|", -1));
}

/* @data: how many categories the first upload does not have; with all of them from the first one
 * on their numbers are in the order of their names, and rows are read in another way. */
static void
set_up (Filled *filled, gconstpointer data)
{
  fixture_set_up (&filled->base, NULL);
  for (int i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("file%d", i);

    filled->batch[i] = import_rows (filled->base.store, name,
                                    make_random_rows (i, i == 0 ? GPOINTER_TO_UINT (data) : 0),
                                    NULL, NULL);
  }
  assert_totals_true (filled->base.path);
  read_lines (filled);
}

static void
tear_down (Filled *filled, gconstpointer data)
{
  for (int i = 0; i < 3; i++)
    g_free (filled->batch[i]);
  forget_lines (filled);
  fixture_tear_down (&filled->base, data);
}

static gboolean
matches (char *const *part, const ForeInvoiceFilter *filter)
{
  ForeDay day = fore_day_parse (part[0], -1);

  return (filter->category == NULL || g_str_equal (filter->category, part[1])) &&
         (filter->product == NULL || g_str_equal (filter->product, part[2])) &&
         (filter->search == NULL || strstr (part[2], filter->search) != NULL) &&
         (filter->batch == NULL || g_str_equal (filter->batch, part[5])) &&
         (filter->from == FORE_DAY_NONE || day >= filter->from) &&
         (filter->to == FORE_DAY_NONE || day <= filter->to) &&
         (!filter->imputed_only || g_str_equal (part[4], "1"));
}

static void
test_order (Filled *filled, gconstpointer data)
{
  g_assert_cmpuint (filled->lines->len, >, 5000);
  for (guint i = 1; i < filled->parts->len; i++) {
    char *const *before = filled->parts->pdata[i - 1], *const *part = filled->parts->pdata[i];
    int order = strcmp (before[0], part[0]);

    if (order == 0)
      order = strcmp (before[1], part[1]);
    if (order == 0)
      order = strcmp (before[2], part[2]);
    g_assert_cmpint (order, <, 0);
  }
}

static ForeInvoiceFilter
make_random_filter (Filled *filled)
{
  /* Of all products, many, some and a few, one, and none. */
  static const char *const searches[] = { "", "7", "31", "42", "899", "P" };
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  char *const *any = filled->parts->pdata[g_test_rand_int_range (0, (gint32) filled->parts->len)];

  if (g_test_rand_int_range (0, 2) == 0)
    filter.category = any[1];
  if (g_test_rand_int_range (0, 3) == 0)
    filter.product = any[2];
  else if (g_test_rand_int_range (0, 2) == 0)
    filter.search = searches[g_test_rand_int_range (0, G_N_ELEMENTS (searches))];
  if (g_test_rand_int_range (0, 3) == 0)
    filter.batch = any[5];
  if (g_test_rand_int_range (0, 3) == 0)
    filter.from = FIRST_DAY - 30 + g_test_rand_int_range (0, N_DAYS);
  if (g_test_rand_int_range (0, 3) == 0)
    filter.to = FIRST_DAY - 30 + g_test_rand_int_range (0, N_DAYS);
  filter.imputed_only = g_test_rand_int_range (0, 4) == 0;

  return filter;
}

/* A page is a slice of what matches; counts and sums are those of what matches. */
static void
compare_pages (Filled *filled, int n_filters)
{
  ForeStore *store = filled->base.store;

  for (int i = 0; i < n_filters; i++) {
    const ForeInvoiceFilter filter = make_random_filter (filled);
    g_autoptr (GPtrArray) want = g_ptr_array_new ();
    g_autoptr (GPtrArray) slice = g_ptr_array_new ();
    g_autoptr (GPtrArray) page = NULL;
    gint64 limit = g_test_rand_int_range (-1, 300), offset, n = -1;
    ForeCents sum = 0, want_sum = 0;

    for (guint j = 0; j < filled->lines->len; j++) {
      char *const *part = filled->parts->pdata[j];

      if (!matches (part, &filter))
        continue;
      g_ptr_array_add (want, filled->lines->pdata[j]);
      want_sum += g_ascii_strtoll (part[3], NULL, 10);
    }
    g_assert_true (fore_store_count_invoices (store, &filter, NULL, &n, &sum, NULL));
    g_assert_cmpint (n, ==, want->len);
    g_assert_cmpint (sum, ==, want_sum);
    g_assert_true (fore_store_count_invoices (store, &filter, NULL, &n, NULL, NULL));
    g_assert_cmpint (n, ==, want->len);

    offset = i % 3 == 0 ? 0 : g_test_rand_int_range (0, (gint32) want->len + 2);
    for (gint64 j = offset; j < want->len && (limit < 0 || j < offset + limit); j++)
      g_ptr_array_add (slice, want->pdata[j]);
    page = list_lines (store, &filter, offset, limit);
    assert_same_lines (page, slice);
  }
}

static void
test_pages (Filled *filled, gconstpointer data)
{
  compare_pages (filled, 300);
}

static void
test_pages_after_undo (Filled *filled, gconstpointer data)
{
  g_autofree char *stored = NULL;

  g_assert_true (
      fore_store_undo_upload (filled->base.store, filled->batch[1], NULL, &stored, NULL));
  read_lines (filled);
  compare_pages (filled, 200);
}

static void
test_unknown (Filled *filled, gconstpointer data)
{
  const ForeInvoiceFilter filters[] = {
    { .category = "electronics", .from = FORE_DAY_NONE, .to = FORE_DAY_NONE },
    { .product = "no such", .from = FORE_DAY_NONE, .to = FORE_DAY_NONE },
    { .batch = "no_such_1_abcdef", .from = FORE_DAY_NONE, .to = FORE_DAY_NONE },
    { .from = FORE_DAY_MAX, .to = FORE_DAY_MIN },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++) {
    g_autoptr (GPtrArray) lines = list_lines (filled->base.store, &filters[i], 0, -1);
    gint64 n = -1;

    g_assert_cmpuint (lines->len, ==, 0);
    g_assert_true (
        fore_store_count_invoices (filled->base.store, &filters[i], NULL, &n, NULL, NULL));
    g_assert_cmpint (n, ==, 0);
  }
  g_assert_null (fore_store_load_daily_sums (filled->base.store, "electronics", &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_NOT_FOUND);
}

static gboolean
cancel_after_first (const ForeInvoice *invoice, gpointer data, GError **error)
{
  g_cancellable_cancel (data);
  return TRUE;
}

static gboolean
stop_at_once (const ForeInvoice *invoice, gpointer data, GError **error)
{
  ++*(int *) data;
  g_set_error_literal (error, FORE_ERROR, FORE_ERROR_FAILED, "enough");
  return FALSE;
}

static void
test_stop (Filled *filled, gconstpointer data)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int n = 0;

  g_assert_false (fore_store_each_invoice (filled->base.store, &all, 0, -1, cancel_after_first,
                                           cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (
      fore_store_each_invoice (filled->base.store, &all, 0, -1, stop_at_once, &n, NULL, &error));
  g_assert_error (error, FORE_ERROR, FORE_ERROR_FAILED);
  g_assert_cmpint (n, ==, 1);
}

/* The text at a place that has been seen before is the text that was there. */
static gboolean
compare_places (const ForeInvoice *invoice, gpointer data, GError **error)
{
  const char *const texts[] = { invoice->product, invoice->category, invoice->batch,
                                invoice->file_hash };
  GHashTable *places = data;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *before = g_hash_table_lookup (places, texts[i]);

    if (before == NULL)
      g_hash_table_insert (places, (gpointer) texts[i], g_strdup (texts[i]));
    else
      g_assert_cmpstr (texts[i], ==, before);
  }
  return TRUE;
}

static void
test_places (Filled *filled, gconstpointer data)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  g_assert_true (fore_store_each_invoice (filled->base.store, &all, 0, -1, compare_places, places,
                                          NULL, NULL));
  g_assert_cmpuint (g_hash_table_size (places), <=,
                    N_PRODUCTS + G_N_ELEMENTS (categories) + 2 * G_N_ELEMENTS (filled->batch));
}

/* --- Lists --- */

static int
compare_texts (const char *a, const char *b)
{
  g_autofree char *key_a = g_utf8_collate_key_for_filename (a, -1);
  g_autofree char *key_b = g_utf8_collate_key_for_filename (b, -1);

  return strcmp (key_a, key_b);
}

static int
compare_numbers (const char *a, const char *b)
{
  gint64 number_a = g_ascii_strtoll (a, NULL, 10), number_b = g_ascii_strtoll (b, NULL, 10);

  return (number_a > number_b) - (number_a < number_b);
}

/* What is alike stays in the order of the lines. */
static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  g_auto (GStrv) part_a = g_strsplit (*(char *const *) a, "|", -1);
  g_auto (GStrv) part_b = g_strsplit (*(char *const *) b, "|", -1);

  switch (*(const ForeInvoiceColumn *) data) {
  case FORE_INVOICE_PRODUCT: return compare_texts (part_a[2], part_b[2]);
  case FORE_INVOICE_CATEGORY: return compare_texts (part_a[1], part_b[1]);
  case FORE_INVOICE_SALES: return compare_numbers (part_a[3], part_b[3]);
  case FORE_INVOICE_VERSION: return compare_numbers (part_a[8], part_b[8]);
  case FORE_INVOICE_BATCH: return compare_texts (part_a[5], part_b[5]);
  case FORE_INVOICE_DATE:
  default: return 0;
  }
}

static ForeInvoiceList *
make_list (Filled *filled,
           const ForeInvoiceFilter *filter,
           ForeInvoiceColumn column,
           ForeInvoiceList *known)
{
  g_autoptr (GError) error = NULL;
  ForeInvoiceList *list = fore_store_list_invoices (filled->base.store, filter, column, known, NULL,
                                                    NULL, &error);

  g_assert_no_error (error);
  return list;
}

/* Any page, from either end, is a slice of all rows in order. */
static void
compare_listed (Filled *filled, ForeInvoiceList *list, GPtrArray *want)
{
  for (int is_descending = 0; is_descending < 2; is_descending++) {
    g_autoptr (GPtrArray) slice = g_ptr_array_new ();
    g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_free);
    gint64 limit = g_test_rand_int_range (-1, 300);
    gint64 offset = g_test_rand_int_range (0, (gint32) want->len + 2);

    for (gint64 i = offset; i < want->len && (limit < 0 || i < offset + limit); i++)
      g_ptr_array_add (slice, want->pdata[is_descending ? want->len - 1 - i : i]);
    g_assert_true (fore_store_each_listed (filled->base.store, list, is_descending, offset, limit,
                                           add_invoice_line, page, NULL, NULL));
    assert_same_lines (page, slice);
  }
}

static void
test_lists (Filled *filled, gconstpointer data)
{
  for (int i = 0; i < 72; i++) {
    const ForeInvoiceFilter filter = make_random_filter (filled);
    ForeInvoiceColumn column = (ForeInvoiceColumn) (i % (FORE_INVOICE_BATCH + 1));
    g_autoptr (ForeInvoiceList) list = make_list (filled, &filter, column, NULL);
    g_autoptr (GPtrArray) want = g_ptr_array_new ();
    ForeCents sum = 0;

    for (guint j = 0; j < filled->lines->len; j++) {
      char *const *part = filled->parts->pdata[j];

      if (!matches (part, &filter))
        continue;
      g_ptr_array_add (want, filled->lines->pdata[j]);
      sum += g_ascii_strtoll (part[3], NULL, 10);
    }
    g_ptr_array_sort_with_data (want, compare_lines, &column);
    g_assert_cmpint (fore_invoice_list_get_n_rows (list), ==, want->len);
    g_assert_cmpint (fore_invoice_list_get_sum (list), ==, sum);
    compare_listed (filled, list, want);
  }
}

/* A list is made anew when, and only when, something else is asked for or the rows are others.
 * Rows that are gone are left out of one that does not hold any more. */
static void
test_known_list (Filled *filled, gconstpointer data)
{
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  g_autoptr (ForeInvoiceList) list = make_list (filled, &filter, FORE_INVOICE_SALES, NULL);
  g_autoptr (ForeInvoiceList) same = make_list (filled, &filter, FORE_INVOICE_SALES, list);
  g_autoptr (ForeInvoiceList) other = make_list (filled, &filter, FORE_INVOICE_VERSION, list);
  g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *stored = NULL;

  g_assert_true (same == list);
  g_assert_true (other != list);
  filter.search = "7";
  g_autoptr (ForeInvoiceList) fewer = make_list (filled, &filter, FORE_INVOICE_SALES, list);
  g_assert_true (fewer != list);

  filter.search = NULL;
  g_assert_true (
      fore_store_undo_upload (filled->base.store, filled->batch[2], NULL, &stored, NULL));
  g_autoptr (ForeInvoiceList) newer = make_list (filled, &filter, FORE_INVOICE_SALES, list);
  g_assert_true (newer != list);
  g_assert_true (fore_store_each_listed (filled->base.store, list, FALSE, 0, -1, add_invoice_line,
                                         page, NULL, NULL));
  g_assert_cmpint (page->len, ==, fore_invoice_list_get_n_rows (newer));
  g_assert_cmpint (page->len, <, fore_invoice_list_get_n_rows (list));
}

static void
test_cancelled_list (Filled *filled, gconstpointer data)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fore_store_list_invoices (filled->base.store, &all, FORE_INVOICE_SALES, NULL, NULL,
                                           cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct {
  Filled *filled;
  gint64 n;
} Snapshot;

static gboolean
undo_meanwhile (const ForeInvoice *invoice, gpointer data, GError **error)
{
  Snapshot *snapshot = data;

  if (snapshot->n++ == 0) {
    g_autofree char *stored = NULL;

    g_assert_true (fore_store_undo_upload (snapshot->filled->base.store, snapshot->filled->batch[0],
                                           NULL, &stored, error));
  }

  return TRUE;
}

/* What is told is the store of one moment, whatever is written in the meantime. */
static void
test_snapshot (Filled *filled, gconstpointer data)
{
  const ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  Snapshot snapshot = { filled, 0 };
  gint64 n;

  g_assert_true (fore_store_each_invoice (filled->base.store, &all, 0, -1, undo_meanwhile,
                                          &snapshot, NULL, NULL));
  g_assert_cmpint (snapshot.n, ==, filled->lines->len);
  g_assert_true (fore_store_count_invoices (filled->base.store, &all, NULL, &n, NULL, NULL));
  g_assert_cmpint (n, <, filled->lines->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, n, test) \
  g_test_add ("/store/invoices/" path, Filled, GUINT_TO_POINTER (n), set_up, test, tear_down)
  ADD ("order", 3, test_order);
  ADD ("order-of-numbers", 0, test_order);
  ADD ("pages", 3, test_pages);
  ADD ("pages-in-order-of-numbers", 0, test_pages);
  ADD ("pages-after-undo", 3, test_pages_after_undo);
  ADD ("unknown", 0, test_unknown);
  ADD ("stop", 0, test_stop);
  ADD ("places", 3, test_places);
  ADD ("snapshot", 0, test_snapshot);
  ADD ("lists", 3, test_lists);
  ADD ("lists-in-order-of-numbers", 0, test_lists);
  ADD ("known-list", 3, test_known_list);
  ADD ("cancelled-list", 3, test_cancelled_list);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "fore-engine.h"
#include "fore-invoice-item.h"
#include "fore-invoice-model.h"

#define N_DAYS     100
#define N_PRODUCTS 10
#define N_ROWS     (N_DAYS * N_PRODUCTS)
#define FIRST_DAY  20454 /* 2026-01-01 */

typedef struct {
  char *folder;
  ForeEngine *engine;
  ForeInvoiceModel *model;
} Fixture;

static ForeCents
cents_of (int day, int product)
{
  return 100 * day + product;
}

static void
import (ForeEngine *engine, int first_day)
{
  g_autoptr (GString) text = g_string_new ("Date,product_id,category,sales\n");
  g_autoptr (GError) error = NULL;
  ForeSubmission submission = { .hold_forecast = TRUE };
  char day[FORE_DAY_BUFFER], sales[FORE_CENTS_BUFFER];

  for (int i = 0; i < N_DAYS; i++)
    for (int j = 0; j < N_PRODUCTS; j++)
      g_string_append_printf (text, "%s,P%d,Tea,%s\n",
                              fore_day_format (FIRST_DAY + first_day + i, day), j,
                              fore_cents_format (cents_of (i, j), sales));

  g_autoptr (GInputStream)
      input = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  g_autofree char *batch = fore_engine_submit (engine, input, "tea.csv", -1, &submission, NULL,
                                               NULL, NULL, &error);
  g_assert_no_error (error);
  fore_engine_drain (engine, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("foretell-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->engine = fore_engine_open (fixture->folder, FORE_STORE_READ_WRITE, 1, &error);
  g_assert_no_error (error);
  import (fixture->engine, 0);
  fixture->model = fore_invoice_model_new (fixture->engine);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_folder (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Readings that have been given up still hold the model until their thread is done. */
  fore_engine_close (fixture->engine);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->engine);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
load_by (Fixture *fixture,
         const ForeInvoiceFilter *filter,
         ForeInvoiceColumn column,
         gboolean is_descending)
{
  const ForeInvoiceOrder order = { column, is_descending };

  fore_invoice_model_load (fixture->model, filter, &order);
  while (fore_invoice_model_is_loading (fixture->model))
    g_main_context_iteration (NULL, TRUE);
}

static void
load (Fixture *fixture, const ForeInvoiceFilter *filter, gboolean is_newest_first)
{
  load_by (fixture, filter, FORE_INVOICE_DATE, is_newest_first);
}

static const ForeInvoiceRecord *
wait_for_record (ForeInvoiceItem *item)
{
  while (fore_invoice_item_get_record (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return fore_invoice_item_get_record (item);
}

static void
assert_row (Fixture *fixture, guint position, int day, int product)
{
  g_autoptr (ForeInvoiceItem)
      item = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);
  const ForeInvoiceRecord *record = wait_for_record (item);
  g_autofree char *name = g_strdup_printf ("P%d", product);

  g_assert_cmpint (record->day, ==, FIRST_DAY + day);
  g_assert_cmpstr (record->product, ==, name);
  g_assert_cmpint (record->sales, ==, cents_of (day, product));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  ForeCents sum = 0;

  for (int i = 0; i < N_DAYS; i++)
    for (int j = 0; j < N_PRODUCTS; j++)
      sum += cents_of (i, j);

  load (fixture, &all, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, N_ROWS);
  g_assert_cmpint (fore_invoice_model_get_n_rows (fixture->model), ==, N_ROWS);
  g_assert_cmpint (fore_invoice_model_get_sum (fixture->model), ==, sum);
  assert_row (fixture, 0, N_DAYS - 1, N_PRODUCTS - 1);
  assert_row (fixture, N_ROWS - 1, 0, 0);
  /* Both sides of the border between two pages, and the last page, which is not full. */
  assert_row (fixture, 255, 74, 4);
  assert_row (fixture, 256, 74, 3);
  assert_row (fixture, 768, 23, 1);

  load (fixture, &all, FALSE);
  assert_row (fixture, 0, 0, 0);
  assert_row (fixture, 255, 25, 5);
  assert_row (fixture, 256, 25, 6);
  assert_row (fixture, N_ROWS - 1, N_DAYS - 1, N_PRODUCTS - 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), N_ROWS));
}

/* The largest of what is dearer each day and with each product. */
static void
test_other_order (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;

  load_by (fixture, &all, FORE_INVOICE_SALES, FALSE);
  assert_row (fixture, 0, 0, 0);
  assert_row (fixture, 256, 25, 6);
  load_by (fixture, &all, FORE_INVOICE_PRODUCT, TRUE);
  g_assert_cmpint (fore_invoice_model_get_order (fixture->model)->column, ==, FORE_INVOICE_PRODUCT);
  g_assert_true (fore_invoice_model_get_order (fixture->model)->is_descending);
  assert_row (fixture, 0, N_DAYS - 1, N_PRODUCTS - 1);
  assert_row (fixture, N_DAYS, N_DAYS - 1, N_PRODUCTS - 2);
  assert_row (fixture, N_ROWS - 1, 0, 0);
}

/* Of an order that is not awaited, nothing is to be seen; then it is as if nothing had been. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  const ForeInvoiceOrder order = { FORE_INVOICE_SALES, FALSE };

  load (fixture, &all, TRUE);
  fore_invoice_model_load (fixture->model, &all, &order);
  fore_invoice_model_stop_loading (fixture->model);
  g_assert_false (fore_invoice_model_is_loading (fixture->model));
  g_assert_cmpint (fore_invoice_model_get_order (fixture->model)->column, ==, FORE_INVOICE_DATE);
  assert_row (fixture, 0, N_DAYS - 1, N_PRODUCTS - 1);
  load_by (fixture, &all, FORE_INVOICE_SALES, FALSE);
  assert_row (fixture, 0, 0, 0);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;

  filter.product = "P3";
  filter.from = FIRST_DAY + 10;
  load (fixture, &filter, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, N_DAYS - 10);
  assert_row (fixture, 0, 10, 3);

  filter.product = "P99";
  load (fixture, &filter, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 0);
  g_assert_cmpint (fore_invoice_model_get_sum (fixture->model), ==, 0);
}

/* A row that somebody holds stays the same object when the content changes under it. */
static void
test_items_stay (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;

  load (fixture, &all, TRUE);
  g_autoptr (ForeInvoiceItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 5);
  g_autoptr (ForeInvoiceItem) same = g_list_model_get_item (G_LIST_MODEL (fixture->model), 5);
  g_autofree char *text = NULL;

  g_assert_true (item == same);
  g_object_get (item, "sales-text", &text, NULL);
  g_assert_cmpstr (text, ==, "…");
  g_assert_cmpint (wait_for_record (item)->day, ==, FIRST_DAY + N_DAYS - 1);

  load (fixture, &all, FALSE);
  while (fore_invoice_item_get_record (item)->day != FIRST_DAY)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fore_invoice_item_get_record (item)->sales, ==, cents_of (0, 5));
}

static void
note_change (GListModel *list, guint position, guint removed, guint added, gpointer data)
{
  guint *change = data;

  change[0] = position;
  change[1] = removed;
  change[2] = added;
}

/* What is looked at stays where it is when more comes in, and is what it has to be. */
static void
test_growth (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter all = FORE_INVOICE_FILTER_INIT;
  guint change[3] = { 0, 0, 0 };

  load (fixture, &all, TRUE);
  g_autoptr (ForeInvoiceItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), 0);
  g_assert_cmpint (wait_for_record (item)->day, ==, FIRST_DAY + N_DAYS - 1);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (note_change), change);
  import (fixture->engine, N_DAYS);
  load (fixture, &all, TRUE);
  g_assert_cmpuint (change[0], ==, N_ROWS);
  g_assert_cmpuint (change[1], ==, 0);
  g_assert_cmpuint (change[2], ==, N_ROWS);
  while (fore_invoice_item_get_record (item)->day != FIRST_DAY + 2 * N_DAYS - 1)
    g_main_context_iteration (NULL, TRUE);

  /* Another question begins anew. */
  all.product = "P1";
  load (fixture, &all, TRUE);
  g_assert_cmpuint (change[0], ==, 0);
  g_assert_cmpuint (change[1], ==, 2 * N_ROWS);
  g_assert_cmpuint (change[2], ==, 2 * N_DAYS);
}

/* What comes last counts, however many readings have been begun before. */
static void
test_last_load_counts (Fixture *fixture, gconstpointer data)
{
  ForeInvoiceFilter filter = FORE_INVOICE_FILTER_INIT;
  const ForeInvoiceOrder order = { FORE_INVOICE_DATE, TRUE };

  fore_invoice_model_load (fixture->model, &filter, &order);
  filter.product = "P1";
  fore_invoice_model_load (fixture->model, &filter, &order);
  filter.product = "P2";
  load (fixture, &filter, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, N_DAYS);
  assert_row (fixture, 0, N_DAYS - 1, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/invoice-model/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/invoice-model/other-order", Fixture, NULL, set_up, test_other_order, tear_down);
  g_test_add ("/invoice-model/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/invoice-model/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/invoice-model/items-stay", Fixture, NULL, set_up, test_items_stay, tear_down);
  g_test_add ("/invoice-model/growth", Fixture, NULL, set_up, test_growth, tear_down);
  g_test_add ("/invoice-model/last-load-counts", Fixture, NULL, set_up, test_last_load_counts,
              tear_down);
  return g_test_run ();
}
